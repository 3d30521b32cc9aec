// The bench: `node run.mjs [--only fleet,logs] [--browser chromium,firefox] [--rounds N]`.
//
// Prints a table for each browser and writes results.json and ../docs/growth.svg; with any option, a quick look, what
// it found goes to data/results.json instead. Ends with an error only if contestants disagree or something broke.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { BROWSERS } from "./browsers.mjs";
import { onSlowLine, warmedUp } from "./felt.mjs";
import { DATA, ensure } from "./generate.mjs";
import { plot } from "./plot.mjs";
import { serve } from "./server.mjs";
import { firstLoad } from "./size.mjs";
import { printTable, printFacts, ms, mb } from "./table.mjs";

const GROWTH = ["fleet-1000", "fleet-10000", "fleet", "fleet-300000", "million"];

/** Fleets that are written or went in another way. */
const KINDS = [
  { name: "third-failed", words: "a third failed" },
  { name: "sparse", words: "without what has no value" },
  { name: "shuffled", words: "members in any order" },
  { name: "camel", words: "names in lowerCamelCase" },
  { name: "invocations", words: "25,000 invocations" },
];

/** Runs works in turns. A work is a contestant and a data set. */
function race(works, rounds, warm, rows) {
  return {
    needs: [...new Set(works.map(([, data]) => data))],
    async run({ call, data, rounds: asked }) {
      const argument = { works: works.map(([contestant, name]) => ({ contestant, data: data[name] })), rounds: asked ?? rounds, warm };
      const { times, wrong } = await call("interleave", argument);
      const measures = works.map(([contestant, name], i) => measure(contestant, name, times[i]));
      return { measures, wrong, rows: rows((contestant, name) => measures.find((m) => m.contestant === contestant && m.data === name)) };
    },
  };
}

/** Times from the gesture to the painted answer. */
function painting(name, painters, rounds, warm, rows) {
  return {
    needs: [name],
    async run({ call, data, rounds: asked }) {
      const { times, wrong } = await call("paint", { painters, data: data[name], rounds: asked ?? rounds, warm });
      const measures = painters.map((painter, i) => measure(painter, name, times[i]));
      return { measures, wrong, rows: rows(...measures) };
    },
  };
}

function measure(contestant, data, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { contestant, data, median, min: sorted[0], max: sorted.at(-1), rounds: times.length, times };
}

/** A row of times. `most`: what the ratio may be at most; null for a row that is only told. */
const versus = (work, ours, against, rival, most = null) => ({
  work, ours: ours.median, against, rival: rival.median, unit: "ms", ratio: ours.median / rival.median, most,
});

/** The measures of a contestant whose visits gave several figures each. */
const measuresOf = (contestant, data, visits) => Object.fromEntries(Object.keys(visits[0]).map((what) => [what, measure(`${contestant}: ${what}`, data, visits.map((visit) => visit[what]))]));
const rangeOf = ({ contestant, median, min, max }) => `${contestant}: ${ms(median)} (${ms(min)} to ${ms(max)})`;

const JOBS = {
  fleet: race([["ours", "fleet"], ["JSON.parse", "fleet"], ["plain JavaScript", "fleet"]], 15, 4, (of) => [
    versus("inspect + summary, fleet", of("ours", "fleet"), "JSON.parse of the bytes", of("JSON.parse", "fleet"), 0.5),
    versus("inspect + summary, fleet", of("ours", "fleet"), "plain JavaScript, the same job", of("plain JavaScript", "fleet")),
  ]),
  logs: race(
    [
      ["ours", "logs"], ["JSON.parse", "logs"], ["plain JavaScript", "logs"],
      ["ours, outputs decoded", "logs"], ["plain JavaScript, outputs decoded", "logs"],
      ["ours, outputs as texts", "logs"], ["plain JavaScript, outputs as texts", "logs"],
    ],
    11, 3,
    (of) => [
      versus("inspect + summary, logs", of("ours", "logs"), "JSON.parse of the bytes", of("JSON.parse", "logs"), 0.5),
      versus("inspect + summary, logs", of("ours", "logs"), "plain JavaScript, the same job", of("plain JavaScript", "logs")),
      versus("every output decoded, logs", of("ours, outputs decoded", "logs"), "plain JavaScript, the same job", of("plain JavaScript, outputs decoded", "logs"), 0.25),
      versus("every output as a string, logs", of("ours, outputs as texts", "logs"), "plain JavaScript, the same job", of("plain JavaScript, outputs as texts", "logs")),
    ],
  ),
  search: race([["ours, search", "logs"], ["plain JavaScript, search", "logs"]], 11, 3, (of) => [
    versus("search of a plain string in all outputs, logs", of("ours, search", "logs"), "JavaScript, in strings it holds", of("plain JavaScript, search", "logs"), 1.0),
  ]),
  groups: race([["ours, group alike", "logs"], ["plain JavaScript, group alike", "logs"]], 7, 2, (of) => [
    versus("outputs grouped where they are alike, logs", of("ours, group alike", "logs"), "JavaScript, numbers folded in strings it holds", of("plain JavaScript, group alike", "logs")),
  ]),
  history: race([["ours", "history"], ["JSON.parse", "history"], ["plain JavaScript", "history"]], 7, 2, (of) => [
    versus("inspect + summary, history", of("ours", "history"), "JSON.parse of the bytes", of("JSON.parse", "history")),
    versus("inspect + summary, history", of("ours", "history"), "plain JavaScript, the same job", of("plain JavaScript", "history")),
  ]),
  kinds: race(
    [...KINDS.flatMap(({ name }) => [["ours", name], ["JSON.parse, any members", name]]), ["ours", "lines"], ["JSON.parse, line by line", "lines"]],
    7, 2,
    (of) => [
      ...KINDS.map(({ name, words }) => versus(`inspect + summary, ${words}`, of("ours", name), "JSON.parse of the bytes", of("JSON.parse, any members", name), 0.6)),
      versus("inspect + summary, one response a line", of("ours", "lines"), "JSON.parse of each line", of("JSON.parse, line by line", "lines"), 0.6),
    ],
  ),
  table: race(
    ["filter", "sort", "facets"].flatMap((work) => [[`ours, ${work}`, "fleet"], [`plain JavaScript, ${work}`, "fleet"]]),
    11, 3,
    (of) => ["filter", "sort", "facets"].map((work) => versus(`${work} of 100,000 instances`, of(`ours, ${work}`, "fleet"), "plain JavaScript, over facts it holds", of(`plain JavaScript, ${work}`, "fleet"))),
  ),
  compare: race([["ours, compare", "fleet"], ["ours, compare in pieces", "fleet"], ["plain JavaScript, compare", "fleet"]], 7, 2, (of) => [
    versus("two invocations of 100,000 instances compared", of("ours, compare", "fleet"), "plain JavaScript, a join of facts it holds", of("plain JavaScript, compare", "fleet")),
    versus("the same in pieces of 256 instances", of("ours, compare in pieces", "fleet"), "at once", of("ours, compare", "fleet"), 1.2),
  ]),
  exports: race(
    [...["csv", "ndjson", "html"].map((format) => [`ours, ${format}`, "fleet"]), ["plain JavaScript, rows as text", "fleet"], ["ours, redacted", "logs"], ["JSON.parse", "logs"]],
    5, 1,
    (of) => [
      ...["csv", "ndjson", "html"].map((format) => versus(`100,000 rows as ${format}`, of(`ours, ${format}`, "fleet"), "JSON.stringify of each row, parsed before", of("plain JavaScript, rows as text", "fleet"))),
      versus("what would be hidden in logs", of("ours, redacted", "logs"), "JSON.parse of the bytes", of("JSON.parse", "logs")),
    ],
  ),
  xml: race([["ours", "fleet-xml"], ["DOMParser", "fleet-xml"], ["fast-xml-parser", "fleet-xml"]], 3, 1, (of) => [
    versus("inspect + summary, fleet, XML", of("ours", "fleet-xml"), "DOMParser alone", of("DOMParser", "fleet-xml"), 0.033),
    versus("inspect + summary, fleet, XML", of("ours", "fleet-xml"), "fast-xml-parser alone", of("fast-xml-parser", "fleet-xml")),
  ]),
  broken: race([["ours", "broken"], ["ours", "fleet"]], 11, 3, (of) => [
    versus("broken", of("ours", "broken"), "fleet", of("ours", "fleet"), 1.5),
  ]),
  million: race([["ours", "million"], ["ours", "fleet"]], 3, 1, (of) => {
    const fleet = of("ours", "fleet");
    return [versus("million", of("ours", "million"), "ten times fleet", { median: 10 * fleet.median }, 1.2)];
  }),
  memory: {
    needs: ["fleet", "logs"],
    async run({ call, data }) {
      const rows = [];
      const wrong = [];
      const memory = [];
      for (const name of ["fleet", "logs"]) {
        const found = await call("memory", { data: data[name] });
        wrong.push(...found.wrong);
        memory.push({ data: name, bytes: data[name].bytes, before: found.before, peak: found.peak, first: found.time });
        rows.push({ work: `peak wasm memory, ${name}`, ours: found.peak, against: "input bytes", rival: data[name].bytes, unit: "B", ratio: found.peak / data[name].bytes, most: 2.5 });
      }
      return { memory, wrong, rows, facts: memory.map(({ data, first }) => `the first reading of ${data} in a fresh instance took ${ms(first)}`) };
    },
  },
  page: painting("page", ["ours, pasted", "vanilla-jsoneditor", "vanilla-jsoneditor, text", "a word"], 9, 2, (ours, tree, text, word) => [
    versus("page: paste to painted answer", ours, "vanilla-jsoneditor, the same text", tree, 0.7),
    versus("page: paste to painted answer", ours, "the same in its text mode", text),
    versus("page: a word to painted", word, "vanilla-jsoneditor, the same text", tree),
  ]),
  painted: painting("fleet", ["ours, bytes given", "ours, file dropped", "JSON.parse"], 7, 2, (bytes, file, parse) => [
    versus("fleet: bytes to painted answer", bytes, "JSON.parse of the bytes", parse, 1.5),
    versus("fleet: dropped file to painted answer", file, "JSON.parse of the bytes, no file", parse),
  ]),
  size: {
    needs: [],
    only: "chromium",
    async run({ visit, site }) {
      const files = await firstLoad(visit, site);
      const weigh = (work, wanted, ours) => ({ work, ours, against: "wanted", rival: wanted, unit: "B", ratio: ours / wanted, most: 1 });
      const sum = (some) => some.reduce((sum, { brotli }) => sum + brotli, 0);
      const isCore = ({ file }) => file.endsWith(".wasm");
      const rows = [
        weigh("the page that is loaded first, Brotli", 60_000, sum(files.filter((file) => !isCore(file)))),
        weigh("the core, Brotli", 200_000, sum(files.filter(isCore))),
      ];
      return { firstLoad: files, wrong: [], rows, facts: files.map(({ file, brotli, bytes }) => `${file}: ${(brotli / 1000).toFixed(1)} of ${(bytes / 1000).toFixed(1)} KB`) };
    },
  },
  slow: {
    needs: ["page"],
    only: "chromium",
    async run({ fresh, data, site, rounds }) {
      const text = readFileSync(new URL(data.page.file, DATA), "utf8");
      const [ours, editor] = (await onSlowLine({ fresh, site, text, rounds: rounds ?? 9 })).map((visits, i) => measuresOf(["ours", "vanilla-jsoneditor"][i], "page", visits));
      const measures = [...Object.values(ours), ...Object.values(editor)];
      const rows = [
        versus("slow line: navigation to a paste is taken", ours.ready, "vanilla-jsoneditor's page", editor.ready, 0.45),
        versus("slow line: navigation to a pasted answer is painted", ours.painted, "vanilla-jsoneditor's page", editor.painted, 0.75),
      ];
      return { measures, wrong: [], rows, facts: measures.map((one) => `slow line, ${rangeOf(one)}`) };
    },
  },
  warm: {
    needs: ["page", "fleet"],
    only: "chromium",
    async run({ fresh, data, site, rounds }) {
      const rows = [];
      const measures = [];
      for (const name of ["page", "fleet"]) {
        const found = await warmedUp({ fresh, site, file: `/data/${data[name].file}`, rounds: rounds ?? 9 });
        const [warm, cold] = found.map((visits, i) => measuresOf(["warmed up", "not warmed up"][i], name, visits));
        measures.push(...Object.values(warm), ...Object.values(cold));
        rows.push(versus(`first pasted answer, ${name}, warmed up`, warm.painted, "not warmed up", cold.painted));
        rows.push(versus(`computed before it, ${name}, warmed up`, warm["computed before it"], "not warmed up", cold["computed before it"]));
      }
      return { measures, wrong: [], rows, facts: measures.map((one) => `${one.data}, ${rangeOf(one)}`) };
    },
  },
  growth: {
    ...race(GROWTH.map((name) => ["ours", name]), 5, 2, () => []),
    only: "chromium",
  },
  largest: {
    needs: ["largest"],
    only: "chromium",
    async run({ call, data }) {
      const found = await call("largest", { data: data.largest });
      const { ours, parse } = found;
      const say = ({ said, failed, time }) => (failed ? `failed (${failed})` : `${said.headline ?? said} in ${ms(time)}`);
      const facts = [`${mb(data.largest.bytes)}, ours: ${say(ours)}, ${mb(found.peak)} of wasm memory`, `${mb(data.largest.bytes)}, JSON.parse: ${say(parse)}`];
      return { largest: found, wrong: ours.failed ? [`ours, largest: ${ours.failed}`] : ours.said.wrong, rows: [], facts };
    },
  },
};

// ---------------------------------------------------------------- the run

function options() {
  const list = (value, known, what) => {
    const names = value ? value.split(",") : Object.keys(known);
    const unknown = names.filter((name) => !known[name]);
    if (unknown.length) throw new Error(`no ${what} is named ${unknown.join(", ")}; there are ${Object.keys(known).join(", ")}`);
    return names;
  };
  const { values } = parseArgs({ options: { only: { type: "string" }, browser: { type: "string" }, rounds: { type: "string" } } });
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) throw new Error("--rounds wants a whole number");
  return { jobs: list(values.only, JOBS, "work"), browsers: list(values.browser, BROWSERS, "browser"), rounds, whole: Object.keys(values).length === 0 };
}

async function inBrowser(name, jobs, site, data, rounds) {
  const { label, find, start } = BROWSERS[name];
  const session = await start(site.url, find());
  const result = { browser: label, version: session.version, rows: [], measures: [], memory: [], wrong: [], facts: [] };
  console.log(`\n${label} ${session.version}`);
  try {
    for (const id of jobs) {
      const job = JOBS[id];
      if (job.only && job.only !== name) continue;
      const began = performance.now();
      try {
        await session.open();
        const { rows, wrong, measures = [], memory = [], facts = [], ...more } = await job.run({ ...session, site, data, rounds });
        result.rows.push(...rows);
        result.measures.push(...measures.map((measure) => ({ work: id, ...measure })));
        result.memory.push(...memory);
        result.facts.push(...facts);
        result.wrong.push(...wrong);
        Object.assign(result, more);
      } catch (error) {
        result.wrong.push(`${id}: ${error.message}`);
      }
      process.stderr.write(`  ${id}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
    }
  } finally {
    await session.close();
  }
  printTable(result.rows);
  printFacts(result.facts);
  return result;
}

async function main() {
  const { jobs, browsers, rounds, whole } = options();
  const began = performance.now();
  const data = ensure([...new Set(jobs.flatMap((id) => JOBS[id].needs))]);
  const site = await serve();
  const results = {
    format: "invocation-bench/1",
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, memory: totalmem(), system: `${platform()} ${release()}`, node: process.version },
    data,
    browsers: [],
    missing: [],
  };
  try {
    for (const name of browsers) {
      const { label, find, install } = BROWSERS[name];
      const missing = Object.entries(find()).filter(([, path]) => !path).map(([part]) => part);
      if (missing.length) {
        results.missing.push({ browser: label, missing });
        console.log(`\n${label} was not measured: its ${missing.join(" and ")} was not found. To install: ${install}`);
        continue;
      }
      try {
        results.browsers.push(await inBrowser(name, jobs, site, data, rounds));
      } catch (error) {
        results.browsers.push({ browser: label, rows: [], measures: [], memory: [], facts: [], wrong: [`${label}: ${error.message}`] });
      }
    }
  } finally {
    site.close();
  }
  finish(results, whole);
  console.log(`${((performance.now() - began) / 60_000).toFixed(1)} minutes on ${results.machine.cores} cores of ${results.machine.cpu}`);
  const wrong = results.browsers.flatMap(({ browser, wrong }) => wrong.map((line) => `${browser}: ${line}`));
  if (wrong.length) {
    console.error(`\ncontestants disagree, or something broke:\n  ${wrong.join("\n  ")}`);
    process.exitCode = 1;
  }
}

function finish(results, whole) {
  const file = new URL(whole ? "results.json" : "data/results.json", import.meta.url);
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  console.log(`\nwritten: ${file.pathname}`);
  const growth = results.browsers[0]?.measures.filter(({ work }) => work === "growth") ?? [];
  if (growth.length !== GROWTH.length) return;
  const docs = new URL(whole ? "../docs/" : "data/", import.meta.url);
  mkdirSync(docs, { recursive: true });
  const points = growth.map(({ data, median }) => ({ rows: results.data[data].records, time: median }));
  writeFileSync(new URL("growth.svg", docs), plot(points, `${results.browsers[0].browser} ${results.browsers[0].version}`));
}

// Told to stop, it ends by itself, and takes the browsers along.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(130));

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
