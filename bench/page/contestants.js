// Who reads the bytes, and what each of them found. `run` is what is timed; everything else is not.
import { decodePlain, inspectPlain, textsPlain } from "./plain.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const PACKAGE = "/pkg/invocation_inspector.js";

/** The core in an instance of its own: its memory begins empty. */
let instances = 0;
export async function freshCore() {
  instances += 1;
  const glue = await import(`${PACKAGE}?instance=${instances}`);
  const exports = await glue.default();
  return { inspect: glue.inspect, memory: exports.memory };
}

let shared;
const core = () => (shared ??= freshCore());

/** Decodes every output and counts: how many bytes, and how many of them are text. */
function decodeOurs(inspection) {
  const { bytes, texts } = inspection.outputs();
  return { bytes, texts };
}

/** Every output of the first run as a text of JavaScript. */
function textsOurs(inspection, instances) {
  const texts = [];
  for (let i = 0; i < instances; i += 1) texts.push(decoder.decode(inspection.outputBytes(0, i, 0)));
  return texts;
}

/** The text that is searched for, as `generate.mjs` counts it. */
export const NEEDLE = "for host 10.0.17.";

/** What a contestant holds of some bytes before it searches: made once, in the first warm-up. */
function held(make) {
  const known = new WeakMap();
  return (bytes, ready) => {
    if (!known.has(bytes)) known.set(bytes, make(bytes, ready));
    return known.get(bytes);
  };
}

const textsHeld = held((bytes) => textsPlain(inspectPlain(bytes)));

const collectionHeld = held((bytes, { inspect, outputs }) => {
  const inspection = inspect(bytes);
  const texts = inspection.texts(null, false);
  inspection.free();
  const flags = texts.kinds.map((kind) => (kind === 0 ? 2 : 0));
  return new outputs.Collection(texts.bytes, texts.ends, flags, texts.exitCodes, texts.ids);
});

async function coreAndOutputs() {
  const outputs = await import("/pkg/outputs/invocation_outputs.js");
  await outputs.default();
  return { ...(await core()), outputs };
}

/** Runs a script that is no module. @param {string} src */
function script(src) {
  return new Promise((done, fail) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: () => fail(new Error(`no ${src}`)) }));
  });
}

/** The table's own questions, of an inspection that stands. */
/** The same instances in two invocations. */
const twoHeld = held((bytes, { inspect }) => {
  const inspection = inspect(bytes);
  const id = inspection.invocation(0).invokeId;
  inspection.add(encoder.encode(decoder.decode(bytes).replaceAll(id, `${id.slice(0, -1)}${id.endsWith("x") ? "y" : "x"}`)));
  return inspection;
});

const inspectionHeld = held((bytes, { inspect }) => inspect(bytes));
const asked = (query, sort) => ({ query, sort, start: 0, end: 50 });
/** A question with what no table was asked before, so that none is answered from memory. */
let unasked = 0;

/** The same rows in plain JavaScript: facts in objects, made before. */
const factsHeld = held((bytes) =>
  JSON.parse(decoder.decode(bytes)).Invocation.InvocationResults.InvocationResult.map((row, at) => ({
    at,
    exit: row.ExitCode ?? null,
    error: row.ErrorCode || null,
    status: row.InvocationStatus,
    id: row.InstanceId,
    output: row.Output,
    duration: Date.parse(row.FinishedTime) - Date.parse(row.StartTime),
  })),
);

/** The rows as the service wrote them, parsed before. */
const rowsHeld = held((bytes) => JSON.parse(decoder.decode(bytes)).Invocation.InvocationResults.InvocationResult);

const count = (rows, value) => {
  const counts = new Map();
  for (const row of rows) {
    const key = value(row);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
};

const characters = (texts) => texts.reduce((sum, text) => sum + text.length, 0);

/** What a summary of ours says, in the words that all contestants are compared by. */
export function foundOurs(summary) {
  const [first] = summary.invocations;
  return {
    records: summary.counts.records,
    instances: summary.counts.instances,
    failed: summary.outcomes.find(({ outcome }) => outcome === "failed")?.count ?? 0,
    status: first?.status.computed ?? null,
    legacyStatus: first?.legacyStatus.computed ?? null,
    diagnostics: summary.diagnostics.error + summary.diagnostics.warning + summary.diagnostics.note,
  };
}

function foundPlain({ counts, outcomes, invocations: [first] }) {
  return { records: counts.records, instances: counts.instances, failed: outcomes.get("failed") ?? 0, status: first.status, legacyStatus: first.legacyStatus };
}

/** In the words of the manifest. */
const foundOutputs = ({ bytes, texts }) => ({ outputBytes: bytes, texts });

/** Readers that only parse: their rows are counted here. */
function foundRows(rows) {
  const instances = new Set(rows.map((row) => row.InstanceId));
  return { records: rows.length, instances: instances.size };
}

/**
 * @typedef {object} Contestant
 * @property {() => unknown} [ready] what must be loaded before
 * @property {(bytes: Uint8Array, ready: any) => any} run the work that is timed
 * @property {(value: any) => object} found what it found, compared with the data's manifest
 */
/** @type {Record<string, Contestant>} */
export const CONTESTANTS = {
  ours: {
    ready: core,
    run(bytes, { inspect }) {
      const inspection = inspect(bytes);
      const summary = inspection.summary();
      inspection.free();
      return summary;
    },
    found: foundOurs,
  },
  "ours, outputs decoded": {
    ready: core,
    run(bytes, { inspect }) {
      const inspection = inspect(bytes);
      const summary = inspection.summary();
      const outputs = decodeOurs(inspection);
      inspection.free();
      return { summary, outputs };
    },
    found: ({ summary, outputs }) => ({ ...foundOurs(summary), ...foundOutputs(outputs) }),
  },
  "ours, outputs as texts": {
    ready: core,
    run(bytes, { inspect }) {
      const inspection = inspect(bytes);
      const summary = inspection.summary();
      const texts = textsOurs(inspection, summary.counts.instances);
      inspection.free();
      return { summary, texts };
    },
    found: ({ summary, texts }) => ({ ...foundOurs(summary), characters: characters(texts) }),
  },
  "JSON.parse": {
    run: (bytes) => JSON.parse(decoder.decode(bytes)),
    found: (answer) => foundRows(answer.Invocation.InvocationResults.InvocationResult),
  },
  // Of what is written in another way: nothing is counted.
  "JSON.parse, any members": {
    run: (bytes) => JSON.parse(decoder.decode(bytes)),
    found: () => ({}),
  },
  "JSON.parse, line by line": {
    run: (bytes) => decoder.decode(bytes).split("\n").filter(Boolean).map((line) => JSON.parse(line)),
    found: (answers) => foundRows(answers.flatMap((answer) => answer.Invocation.InvocationResults.InvocationResult)),
  },
  "plain JavaScript": {
    run: inspectPlain,
    found: foundPlain,
  },
  "plain JavaScript, outputs decoded": {
    run(bytes) {
      const inspection = inspectPlain(bytes);
      return { inspection, outputs: decodePlain(inspection) };
    },
    found: ({ inspection, outputs }) => ({ ...foundPlain(inspection), ...foundOutputs(outputs) }),
  },
  "plain JavaScript, outputs as texts": {
    run(bytes) {
      const inspection = inspectPlain(bytes);
      return { inspection, texts: textsPlain(inspection) };
    },
    found: ({ inspection, texts }) => ({ ...foundPlain(inspection), characters: characters(texts) }),
  },
  "ours, filter": {
    ready: core,
    run: (bytes, ready) => inspectionHeld(bytes, ready).instances(0, asked(`exit:1,137 duration:>=${(unasked += 1) % 7}s`, "outcome")),
    found: () => ({}),
  },
  "plain JavaScript, filter": {
    run: (bytes) => factsHeld(bytes).filter((row) => (row.exit === 1 || row.exit === 137) && row.duration >= ((unasked += 1) % 7) * 1000).slice(0, 50),
    found: () => ({}),
  },
  "ours, sort": {
    ready: core,
    run: (bytes, ready) => inspectionHeld(bytes, ready).instances(0, asked("", (unasked += 1) % 2 ? "-duration,exit" : "duration,exit")),
    found: () => ({}),
  },
  "plain JavaScript, sort": {
    run: (bytes) => factsHeld(bytes).toSorted((one, other) => other.duration - one.duration || (one.exit ?? 1e9) - (other.exit ?? 1e9)).slice(0, 50),
    found: () => ({}),
  },
  "ours, compare": {
    ready: core,
    run(bytes, ready) {
      const inspection = twoHeld(bytes, ready);
      // What is kept is of the language before.
      inspection.setLanguage((unasked += 1) % 2 ? "zh" : "en");
      return inspection.compare(0, 1);
    },
    found: () => ({}),
  },
  "ours, compare in pieces": {
    ready: core,
    run(bytes, ready) {
      const inspection = twoHeld(bytes, ready);
      inspection.setLanguage((unasked += 1) % 2 ? "zh" : "en");
      const comparing = inspection.comparing(0, 1);
      while (comparing.next(inspection, 256));
      comparing.free();
      return inspection.compare(0, 1);
    },
    found: () => ({}),
  },
  "plain JavaScript, compare": {
    run(bytes) {
      const rows = factsHeld(bytes);
      const before = new Map(rows.map((row) => [row.id, row]));
      const word = (row) => (row === undefined ? "none" : row.exit === 0 ? "good" : "bad");
      return count(rows, (row) => `${word(before.get(row.id))} ${word(row)} ${before.get(row.id)?.error === row.error} ${before.get(row.id)?.output === row.output}`);
    },
    found: () => ({}),
  },
  "ours, facets": {
    ready: core,
    run: (bytes, ready) => inspectionHeld(bytes, ready).facets(0, `exit:1 duration:>=${(unasked += 1) % 7}s`),
    found: () => ({}),
  },
  "plain JavaScript, facets": {
    run(bytes) {
      const least = ((unasked += 1) % 7) * 1000;
      const rows = factsHeld(bytes).filter((row) => row.duration >= least);
      const chosen = rows.filter((row) => row.exit === 1);
      return [count(chosen, (row) => row.status), count(rows, (row) => row.exit), count(chosen, (row) => row.error), count(chosen, (row) => row.error ?? row.exit)];
    },
    found: () => ({}),
  },
  ...Object.fromEntries(
    ["csv", "ndjson", "html"].map((format) => [
      `ours, ${format}`,
      { ready: core, run: (bytes, ready) => inspectionHeld(bytes, ready).export(format, { redact: false }).length, found: () => ({}) },
    ]),
  ),
  // A limit of its own each time, so that what was read to hide something is what is timed, too.
  "ours, redacted": {
    ready: core,
    run: (bytes, ready) => inspectionHeld(bytes, ready).redaction({ add: [`no-such-text-${(unasked += 1)}`] }).kinds.length,
    found: () => ({}),
  },
  "plain JavaScript, rows as text": {
    run: (bytes) => encoder.encode(rowsHeld(bytes).map((row) => JSON.stringify(row)).join("\n")).length,
    found: () => ({}),
  },
  "ours, search": {
    ready: coreAndOutputs,
    run(bytes, ready) {
      const search = collectionHeld(bytes, ready).search(NEEDLE, {}, "en");
      while (!search.advance(8e6));
      const hits = search.total;
      search.free();
      return hits;
    },
    found: (hits) => ({ hits }),
  },
  "plain JavaScript, search": {
    run(bytes) {
      let hits = 0;
      for (const text of textsHeld(bytes)) for (let at = text.indexOf(NEEDLE); at >= 0; at = text.indexOf(NEEDLE, at + NEEDLE.length)) hits += 1;
      return hits;
    },
    found: (hits) => ({ hits }),
  },
  "ours, group alike": {
    ready: coreAndOutputs,
    run(bytes, ready) {
      const groups = collectionHeld(bytes, ready).groups(true);
      groups.free();
    },
    found: () => ({}),
  },
  // Numbers folded whatever fills them, and nothing kept apart: less than the same job.
  "plain JavaScript, group alike": {
    run(bytes) {
      const groups = new Map();
      for (const text of textsHeld(bytes)) {
        const key = text.replaceAll(/[0-9]+/g, "#").replaceAll(/[ \t]+/g, " ");
        groups.set(key, (groups.get(key) ?? 0) + 1);
      }
      return groups.size;
    },
    found: () => ({}),
  },
  DOMParser: {
    run: (bytes) => new DOMParser().parseFromString(decoder.decode(bytes), "text/xml"),
    found(tree) {
      const ids = [...tree.getElementsByTagName("InstanceId")].map((element) => element.textContent);
      return { records: tree.getElementsByTagName("InvocationResult").length, instances: new Set(ids).size };
    },
  },
  "fast-xml-parser": {
    ready: () => script("/npm/fast-xml-parser/lib/fxp.min.js").then(() => globalThis.fxp.XMLParser),
    run: (bytes, XMLParser) => new XMLParser().parse(decoder.decode(bytes)),
    found: (tree) => foundRows(tree.DescribeInvocationResultsResponse.Invocation.InvocationResults.InvocationResult),
  },
};
