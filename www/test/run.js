// @ts-check
// Runs the test files of folders, several at a time. Browsers on a busy machine now and then take longer than a test
// waits: a file in which something failed runs once more, alone, and what passes only then is named at the end. What
// fails twice fails.
//   node test/run.js FOLDER [--at-once=N]
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { tap } from "node:test/reporters";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({ options: { "at-once": { type: "string" } }, allowPositionals: true });
const files = positionals.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".test.js")).map((name) => join(folder, name)));
if (files.length === 0) throw new Error("no test file in " + positionals.join(", "));

/** The names of the tests that failed, by file. @param {string[]} files @param {number} concurrency @returns {Promise<Map<string, string[]>>} */
function failures(files, concurrency) {
  /** @type {Map<string, string[]>} */
  const failed = new Map();
  return new Promise((resolve, reject) => {
    const tests = run({ files, concurrency });
    tests.on("test:fail", ({ name, file }) => {
      const at = file ?? files.find((known) => name.endsWith(known)) ?? name;
      failed.set(at, [...(failed.get(at) ?? []), name]);
    });
    tests.on("error", reject);
    tests.compose(tap).on("end", () => resolve(failed)).pipe(process.stdout, { end: false });
  });
}

const once = await failures(files, Number(values["at-once"] ?? availableParallelism() + 1));
if (once.size > 0) {
  console.log(`# once more, alone: ${[...once.keys()].join(", ")}`);
  const twice = await failures([...once.keys()], 1);
  for (const [file, names] of once) for (const name of names) if (!twice.get(file)?.includes(name)) console.log(`# passed only alone: ${file}: ${name}`);
  if (twice.size > 0) process.exitCode = 1;
}
