// @ts-check
// The samples of the guide: every entry has one, and each shows in the inspector what its entry is about.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { explain, fields, initSync, inspect } from "../../pkg/invocation_inspector.js";
import { plain } from "../plain.js";

/** @typedef {import("../../pkg/invocation_inspector.js").Inspection} Inspection */
const DIST = new URL("../../dist/", import.meta.url);
initSync({ module: readFileSync(new URL("../../pkg/invocation_inspector_bg.wasm", import.meta.url)) });
/** @type {Record<string, string | { base64: string }>} */
const SAMPLES = JSON.parse(readFileSync(new URL("guide/samples.json", DIST), "utf8"));
const GUIDES = ["en", "zh"].map((language) => readFileSync(new URL(`guide/${language}.html`, DIST), "utf8"));

/** Entries that cannot have one, and why. @type {Record<string, string>} */
const WITHOUT = {
  "diagnostic-source-too-complex": "its document would have more than 33 million values",
  "diagnostic-source-too-large": "its document would have more than 512 MB",
  "field-MaxResults": "a parameter of the call, which no answer holds",
};

/** @param {string} id */
const open = (id) => {
  const sample = SAMPLES[id];
  assert.ok(sample !== undefined, id);
  return inspect(typeof sample === "string" ? new TextEncoder().encode(sample) : Buffer.from(sample.base64, "base64"), { language: "en" });
};
/** Each entry with the sample that it leads to. @param {string} html */
const linked = (html) => [...html.matchAll(/<(article|tr)[^>]* id="([^"]+)"[^>]*data-kind="[^"]+"[^>]*>(.*?)<\/\1>/gs)].map(([, , id = "", body = ""]) => ({ id, sample: /#sample=([\w.-]+)/.exec(body)?.[1] }));

test("every entry leads to a sample, in both languages to the same", () => {
  const [en = [], zh = []] = GUIDES.map(linked);
  assert.deepEqual(zh, en);
  assert.ok(en.length > 300);
  assert.deepEqual(en.filter(({ sample }) => !sample).map(({ id }) => id).sort(), Object.keys(WITHOUT).sort());
});

test("no sample is left over", () => {
  const used = new Set([...(GUIDES[0] ?? "").matchAll(/#sample=([\w.-]+)/g)].map(([, id]) => id));
  assert.deepEqual(Object.keys(SAMPLES).filter((id) => !used.has(id)), []);
});

test("the sample of a field has the field, in a place where it is read", () => {
  let shown = 0;
  for (const { id, sample } of linked(GUIDES[0] ?? "")) {
    const name = /^field-(\w+)$/.exec(id)?.[1];
    if (!name || !sample) continue;
    shown += 1;
    const given = SAMPLES[sample];
    const text = typeof given === "string" ? given : Buffer.from(given?.base64 ?? "", "base64").toString("latin1");
    // As a member or an element; SDKs begin it with a small letter.
    assert.match(text, new RegExp(`["<][${name.charAt(0)}${name.charAt(0).toLowerCase()}]${name.slice(1)}[">\\s]`), `${sample} lacks ${name}`);
    // Something is made of it: rows, an error, or what it is said to be.
    const inspection = open(sample);
    const { sources, error, invocations } = inspection.report();
    assert.ok(error || invocations.length || sources[0]?.api, id);
    inspection.free();
  }
  assert.equal(shown, fields().length - 1);
});

test("every sample shows in the inspector what its entry is about", () => {
  assert.ok(Object.keys(SAMPLES).length > 250);
  for (const id of Object.keys(SAMPLES)) {
    const inspection = open(id);
    const [kind = "", name = ""] = /^([a-z]+)-(.+)$/.exec(id)?.slice(1) ?? [];
    const record = inspection.record(0, 0, 0);
    const told = [record, ...(record?.reasons ?? []), ...(record?.facts ?? []).map((fact) => fact.reason)].map((one) => one && `${one.kind}-${one.entry}`);
    const overall = inspection.invocation(0)?.rollups.map((rollup) => `${rollup.kind}-${rollup.reported?.label}`) ?? [];
    const said = JSON.stringify([record, inspection.report().error]);
    switch (kind) {
      case "field":
      case "section":
        // In tests of their own.
        break;
      case "fields":
        assert.equal(inspection.report().sources[0]?.api, name);
        assert.deepEqual(inspection.diagnostics(0, 9).rows, [], id);
        break;
      case "diagnostic":
        assert.ok(inspection.diagnostics(0, 10_000).rows.some(({ code }) => `diagnostic-${explain("diagnostic", code, "en")?.entry.replace("/", "-")}` === id), id);
        break;
      case "call":
        // That of the group stands for codes that are in no list.
        assert.equal(inspection.report().error?.code, name === "exception" ? "ServerException" : name);
        break;
      default:
        // That an exit code of 0, or that an output was delivered, needs no reason.
        assert.ok(told.includes(id) || overall.includes(id) || said.includes(name), `${id}: ${told} ${overall}`);
    }
    if (kind === "status" || kind === "legacy") assert.ok(told.includes(id) || overall.includes(id), `${id}: ${told} ${overall}`);
    if (kind === "error" && name !== "ExitCodeNonzero") assert.ok(told.includes(id), `${id}: ${told}`);
    inspection.free();
  }
});

test("the sample of a section shows what it tells", () => {
  /** @type {Record<string, (inspection: Inspection) => unknown>} */
  const shows = {
    "get-early": (inspection) => /empty/.test(inspection.summary().headline),
    levels: (inspection) => inspection.invocation(0)?.rollups[0]?.reported && inspection.record(0, 0, 0)?.output,
    try: (inspection) => inspection.invocation(0)?.rollups.every((rollup) => rollup.computed),
    "rules-status": (inspection) => inspection.invocation(0)?.rollups[0]?.computed?.label === "PartialFailed",
    "rules-legacy": (inspection) => inspection.invocation(0)?.rollups[1]?.computed?.label === "PartialFailed",
    verdict: (inspection) => /^No verdict/.test(inspection.summary().headline),
    // The command of the one answer, the output of the other, one run.
    joining: (inspection) => inspection.summary().counts.invocations === 1 && inspection.invocation(0)?.command?.text && inspection.record(0, 1, 0)?.output?.text,
    paging: (inspection) => inspection.summary().doubts.some(({ text }) => /2 of 5 records/.test(plain(text))) && inspection.summary().next.some((line) => plain(line).includes("aliyun ecs")),
    "output-encoding": (inspection) => ["base64", "plain"].every((encoding, i) => inspection.record(0, i, 0)?.output?.encoding === encoding),
    "output-absent": (inspection) => /IncludeOutput/.test(plain(inspection.record(0, 0, 0)?.outputAbsent)),
    "output-dropped": (inspection) => inspection.record(0, 0, 0)?.output?.dropped === 4_096 && inspection.record(0, 0, 0)?.output?.bytes === 24_576,
    "output-charset": (inspection) => inspection.record(0, 0, 0)?.output?.charset === "gb18030",
    "schedule-rate": (inspection) => /every 5 minutes/.test(inspection.schedule(0)?.words ?? ""),
    "schedule-at": (inspection) => /once, on 6 June/.test(inspection.schedule(0)?.words ?? ""),
    "schedule-cron": (inspection) => /weekday at 08:30/.test(inspection.schedule(0)?.words ?? ""),
    "schedule-boot": (inspection) => /time the instance starts/.test(inspection.schedule(0)?.words ?? ""),
  };
  const made = Object.keys(SAMPLES).filter((id) => id.startsWith("section-"));
  assert.deepEqual(made.map((id) => id.slice(8)).sort(), Object.keys(shows).sort());
  for (const [name, shown] of Object.entries(shows)) {
    const inspection = open(`section-${name}`);
    assert.ok(shown(inspection), `${name}: ${JSON.stringify([inspection.summary().headline, inspection.record(0, 0, 0)?.output])}`);
    if (name !== "get-early" && name !== "verdict") assert.deepEqual(inspection.diagnostics(0, 9).rows.filter(({ severity }) => severity !== "note"), [], name);
    inspection.free();
  }
});
