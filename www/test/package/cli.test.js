// @ts-check
// The command line of the package beside the native one: the same bytes, words and exit statuses, over every case in every form.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { PACKAGE, WWW, workshop } from "./harness.js";

const TOP = join(WWW, "..");
const CASES = ["clean", "odd", "broken", "crashes"].flatMap((folder) => {
  const path = join(TOP, "tests/cases", folder);
  return existsSync(path) ? readdirSync(path).filter((name) => !name.endsWith(".report.json")).sort().map((name) => join(path, name)) : [];
});
/** Forms of which one document can follow another, and those that stand alone. */
const FOLLOWING = ["summary", "text", "groups", "chat", "md", "jira", "json", "ndjson"];
const ALONE = ["csv", "tsv", "junit", "sarif", "html"];
/** Nothing of the reader's own: words are English, and plain. */
const env = { PATH: process.env.PATH, HOME: process.env.HOME };

/** The binary that cargo built last. */
function native() {
  const target = process.env.CARGO_TARGET_DIR ?? join(TOP, "target");
  const found = ["debug", "release"].map((profile) => join(target, profile, "invocation-inspector")).filter((path) => existsSync(path));
  assert.notEqual(found.length, 0, "the native command line is not built: cargo build -p invocation-inspector-cli");
  return /** @type {string} */ (found[0]);
}

/** @type {string} */
let folder;
/** @type {(args: string[], ways: object) => number} */
let run;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "invocation-inspector-cli-"));
  ({ run } = await import(pathToFileURL(join(PACKAGE, "cli-run.js")).href));
});
after(() => rmSync(folder, { recursive: true }));

/** What the program of the package writes, and ends with; in this process, so that it is compiled once. @param {string[]} args @param {string} [input] a file @param {Record<string, string>} [more] */
function ours(args, input = "/dev/null", more = {}) {
  const paths = ["out", "err"].map((name) => join(folder, name));
  const [out, err] = paths.map((path) => openSync(path, "w"));
  const stdin = openSync(input, "r");
  const status = run(args, { stdin, stdout: out, stderr: err, env: { ...env, ...more } });
  for (const each of [out, err, stdin]) closeSync(/** @type {number} */ (each));
  return { status, out: readFileSync(/** @type {string} */ (paths[0])), words: readFileSync(/** @type {string} */ (paths[1]), "utf8") };
}

/** The same of the native one. @param {string[]} args @param {string} [input] @param {Record<string, string>} [more] */
function theirs(args, input = "/dev/null", more = {}) {
  const { status, stdout, stderr } = spawnSync(native(), args, { input: readFileSync(input), env: { ...env, ...more }, maxBuffer: 1 << 30 });
  return { status, out: stdout, words: stderr.toString() };
}

/** @param {string[]} args @param {string} [input] @param {Record<string, string>} [more] */
function same(args, input, more) {
  const [own, other] = [ours(args, input, more), theirs(args, input, more)];
  const which = `${args.slice(0, 6).join(" ")} ${input ?? ""}`;
  assert.deepEqual([own.status, own.words], [other.status, other.words], which);
  assert.ok(own.out.equals(other.out), `${which}: ${own.out.length} bytes, ${other.out.length} native`);
  return own;
}

test("every case in every form gives the same bytes as the native binary", () => {
  assert.ok(CASES.length > 100);
  for (const language of ["en", "zh"]) {
    for (const form of FOLLOWING) same(["--each", "--format", form, "--language", language, ...CASES]);
    same(["--each", "--failed", "--language", language, ...CASES]);
  }
  for (const [at, path] of CASES.entries()) for (const form of ALONE) same(["--format", form, "--language", at % 2 ? "zh" : "en"], path);
});

test("so do what is said, what is hidden, comparison, colours and exit statuses", () => {
  const answer = (/** @type {string} */ id, /** @type {string} */ status) =>
    JSON.stringify({ Invocation: { InvocationResults: { InvocationResult: [{ InvokeId: id, InstanceId: "i-1", InvocationStatus: status, ExitCode: 0, Output: "cGFzc3dvcmQ9VHIwdWI0ZG9yJjN4eXoK" }] } } });
  const [one, two, empty, gbk] = ["one.json", "two.json", "empty", "gbk.json"].map((name) => join(folder, name));
  if (!one || !two || !empty || !gbk) throw new Error("no folder");
  writeFileSync(one, answer("t-1", "Success"));
  writeFileSync(two, answer("t-2", "Running"));
  writeFileSync(gbk, answer("t-3", "Failed").replace("cGFzc3dvcmQ9VHIwdWI0ZG9yJjN4eXoK", Buffer.from([0xb4, 0xed, 0xce, 0xf3, 0xa3, 0xba, 0xc3, 0xfc, 0xc1, 0xee, 0xce, 0xb4, 0xd5, 0xd2, 0xb5, 0xbd]).toString("base64")));
  mkdirSync(empty);
  for (const args of [
    ["--help"], ["--help", "--language", "zh"], ["--version"], ["--man"], ["--completion", "bash"], ["--completion", "zsh"], ["--completion", "fish"],
    [one], [two], [folder], ["--redact", one], ["--output", "i-1", one], ["--output", "i-9", one], ["--compare", one, two], ["--compare", one, two, "--format", "ndjson"],
    ["--watch", one], ["--explain", "137"], ["--explain", "NoSuchCode"], ["--query", "exti:2", one], ["--accept-exit", "0,2", one],
    [empty], [join(folder, "missing.json")], ["--format", "pdf"], ["--each", "--format", "html", one], [gbk], ["--color", "always", one], ["-"],
  ]) same(args);
  assert.deepEqual([same([one]).status, same([two]).status, same([gbk]).status], [0, 8, 1]);
  /** @type {Record<string, string>[]} */
  const environments = [{ LANG: "zh_CN.UTF-8" }, { CLICOLOR_FORCE: "1" }, { LC_ALL: "C", LANG: "zh_CN.UTF-8" }];
  for (const more of environments) same([], one, more);
});

test("as npm installs it, it reads a pipe and names of files as they are given, says nothing else, and runs no script of its own", () => {
  const shop = workshop();
  try {
    const project = shop.project("command-line", { "answers/one.json": readFileSync(join(TOP, "tests/cases/clean/results_failed_one.json"), "utf8") });
    const program = join(project, "node_modules/.bin/invocation-inspector");
    const piped = spawnSync(program, [], { cwd: project, env, input: readFileSync(join(project, "answers/one.json")) });
    assert.deepEqual([piped.status, piped.stderr.toString()], [1, ""]);
    const named = spawnSync(program, ["answers/one.json"], { cwd: project, env });
    assert.ok(named.stdout.equals(piped.stdout) && named.status === 1, named.stderr.toString());
    // A reader that goes away ends it quietly.
    const shell = `'${program}' --format html answers | head -c 9; echo "$?"`;
    assert.equal(execFileSync("sh", ["-c", shell], { cwd: project, env, encoding: "utf8" }), "<!doctype0\n");
    const { scripts = {}, bin } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
    assert.deepEqual([scripts, bin], [{}, { "invocation-inspector": "cli.js" }]);
  } finally {
    shop.close();
  }
});

test("what is large is read, and written to a pipe that is slow", () => {
  const rows = Array.from({ length: 100_000 }, (_, n) => ({ InvokeId: "t-1", InstanceId: `i-${n}`, InvocationStatus: "Success", ExitCode: 0, Output: "b2sK".repeat(50) }));
  const path = join(folder, "large.json");
  writeFileSync(path, JSON.stringify({ Invocation: { InvocationResults: { InvocationResult: rows } } }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PACKAGE, "cli.js"), "--format", "ndjson", path], { env, maxBuffer: 1 << 30 });
  assert.deepEqual([status, stderr.toString(), stdout.toString().split("\n").length], [0, "", 100_001]);
});
