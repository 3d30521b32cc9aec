// The module as a program meets it: built by wasm-pack, loaded in Node through initSync.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { runInNewContext } from "node:vm";
import { initSync, inspect } from "../../pkg/invocation_inspector.js";
import { plain } from "../plain.js";

const here = (path) => new URL(path, import.meta.url);
initSync({ module: readFileSync(here("../../pkg/invocation_inspector_bg.wasm")) });

const bytes = (text) => new TextEncoder().encode(text);
const cases = ["clean", "odd", "broken", "crashes"].flatMap((folder) => {
  const root = here(`../../../tests/cases/${folder}/`);
  let files = [];
  try {
    files = readdirSync(root);
  } catch {
    return [];
  }
  return files
    .filter((file) => !file.endsWith(".report.json"))
    .map((file) => {
      const report = new URL(`${file}.report.json`, root);
      return {
        name: `${folder}/${file}`,
        input: new Uint8Array(readFileSync(new URL(file, root))),
        // Some forty have their whole report beside them; the facts of all others are held by tests/cases.rs.
        report: existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null,
      };
    });
});

test("every case gives plain data, and the report beside it where there is one", () => {
  assert.ok(cases.length > 20 && cases.filter(({ report }) => report).length > 20);
  for (const { name, input, report } of cases) {
    const inspection = inspect(input);
    const found = inspection.report();
    if (report) assert.deepEqual(found, report, name);
    // Plain objects, null and never undefined: what JSON writes is all there is.
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found, name);
    inspection.free();
  }
});

test("offsets are UTF-16 offsets into the decoded text", () => {
  for (const { name, input } of cases) {
    const text = new TextDecoder().decode(input);
    for (const { line, column, start, end } of inspect(input).report().diagnostics) {
      assert.ok(start <= end && end <= text.length, name);
      const before = text.slice(0, start).split(/\r\n|\r|\n/);
      assert.equal(before.length, line, name);
      assert.equal(before.at(-1).length + 1, column, name);
    }
  }
  const [comma] = inspect(bytes('{"名":"😀" "Code":"x","Message":"m"}')).report().diagnostics;
  assert.deepEqual([comma.code, comma.line, comma.column, comma.start], ["json/missing-comma", 1, 10, 9]);
});

test("a document is read from a text, from bytes and from buffers alike", () => {
  const text = '{"InstanceId":"i-1","ExitCode":0,"Output":"状态 😀"}';
  const whole = bytes(`xx${text}`);
  const shared = new Uint8Array(new SharedArrayBuffer(whole.length - 2));
  shared.set(whole.subarray(2));
  const [even] = [whole.length - 2].map((length) => (length % 2 ? `${text} ` : text));
  const expect = inspect(bytes(text)).report();
  for (const input of [
    text,
    bytes(text),
    bytes(text).buffer,
    whole.subarray(2),
    new DataView(whole.buffer, 2),
    new Uint8ClampedArray(bytes(text)),
    Buffer.from(text),
    shared,
    shared.buffer,
    runInNewContext("new Uint8Array(bytes)", { bytes: [...bytes(text)] }),
    runInNewContext("new Uint8Array(bytes).buffer", { bytes: [...bytes(text)] }),
  ]) {
    const inspection = inspect(input);
    assert.deepEqual(inspection.report(), expect);
    inspection.add(input);
    assert.equal(inspection.report().sources.length, 2);
    inspection.free();
  }
  assert.deepEqual(inspect(new Uint16Array(bytes(even).buffer)).report().invocations, expect.invocations);
  // Half of a character is said to be lost where it stands, and nothing else is.
  const halves = inspect('{"InstanceId":"i-1","ExitCode":0,"Output":"a\ud83db\ude00c"}').report();
  assert.equal(halves.invocations[0].instances[0].records[0].output.text, "a\ufffdb\ufffdc");
  const moved = bytes(text).buffer;
  structuredClone(moved, { transfer: [moved] });
  assert.deepEqual(inspect(moved).report().diagnostics.map((one) => one.code), ["source/empty"]);
});

test("what is no document throws a TypeError that says what is expected, and changes nothing", () => {
  const inspection = inspect(cases[0].input);
  const before = inspection.report();
  for (const odd of [undefined, null, 7, 7n, true, Symbol("x"), {}, [], [1, 2], () => "", new Date(), new Blob(["{}"])]) {
    const says = (failure) => failure instanceof TypeError && /^expected a response as text, as bytes .*, found \w+$/.test(failure.message);
    assert.throws(() => inspect(odd), says);
    assert.throws(() => inspection.add(odd), says);
  }
  assert.deepEqual(inspection.report(), before);
  inspection.free();
});

test("odd arguments neither throw nor trap", () => {
  for (const input of [new Uint8Array(), new Uint8Array([0xff, 0xfe]), bytes("{"), bytes("<a"), bytes("\u0000")]) {
    for (const options of [undefined, {}, { language: "zh" }, { language: 7 }, { now: "soon" }, null]) {
      const inspection = inspect(input, options);
      assert.equal(inspection.report().format, "invocation-report/1");
      assert.equal(inspection.summary().format, "invocation-summary/1");
      assert.ok(inspection.summary().next.length > 0);
      inspection.free();
    }
  }
  const inspection = inspect(cases[0].input);
  for (const odd of [-1, 0.5, 1e12, NaN, Infinity]) {
    assert.equal(inspection.invocation(odd), null);
    assert.equal(inspection.instance(odd, 0), null);
    assert.equal(inspection.record(0, odd, 0), null);
    assert.equal(inspection.outputBytes(0, 0, odd), null);
    assert.equal(inspection.commandBytes(odd), null);
    assert.equal(inspection.schedule(odd), null);
    assert.equal(inspection.schedule(odd, "soon"), null);
    assert.equal(inspection.history(odd), null);
    assert.equal(inspection.history(0, odd), null);
    assert.deepEqual(inspection.records(0, odd, 0, 9), { total: 0, rows: [] });
    assert.equal(inspection.tree(odd, 3), null);
    assert.deepEqual(inspection.instances(odd, { start: 0, end: 5 }), { total: 0, rows: [] });
    assert.ok(Array.isArray(inspection.diagnostics(odd, odd).rows));
    assert.ok(Array.isArray(inspection.invocations("document", odd, odd).rows));
  }
  assert.ok(inspection.instances(0, null).total > 0);
});

test("rows come by range, filter and order", () => {
  const rows = Array.from({ length: 1_000 }, (_, n) => ({
    InvokeId: "t-1",
    InstanceId: `i-${String(n).padStart(4, "0")}`,
    InvocationStatus: n % 100 === 7 ? "Failed" : "Success",
    ExitCode: n % 100 === 7 ? 3 : 0,
    ErrorCode: n % 100 === 7 ? "ExitCodeNonzero" : "",
  }));
  const inspection = inspect(bytes(JSON.stringify({ Invocation: { InvocationResults: { InvocationResult: rows } } })));
  assert.deepEqual(inspection.summary().counts, { invocations: 1, instances: 1_000, records: 1_000 });
  const page = inspection.instances(0, { start: 990, end: 1_010 });
  assert.equal(page.total, 1_000);
  assert.deepEqual(page.rows.map((row) => row.instanceId), rows.slice(990).map((row) => row.InstanceId));
  const failed = inspection.instances(0, { outcomes: ["failed"], start: 0, end: 50 });
  assert.equal(failed.total, 10);
  assert.ok(failed.rows.every((row) => row.badge.outcome === "failed" && row.exitCode === 3));
  assert.equal(inspection.instances(0, { order: "worst", start: 0, end: 1 }).rows[0].index, 7);
  assert.equal(inspection.instances(0, { text: "I-0123", start: 0, end: 9 }).total, 1);
  assert.equal(inspection.instances(0, { text: "nonzero", start: 0, end: 9 }).total, 10);
  const tree = inspection.tree(0, 8);
  assert.deepEqual(tree.groups.map((group) => [group.outcome, group.count, group.instances.length]), [
    ["failed", 10, 8],
    ["succeeded", 990, 8],
  ]);
});

test("a second document is merged, and the language can change", () => {
  const inspection = inspect(
    bytes('{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvocationStatus":"Failed","InvokeInstances":{"InvokeInstance":[{"InstanceId":"i-1","InvocationStatus":"Failed"}]}}]}}'),
  );
  inspection.add(
    bytes('{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":9,"Output":"bm8K"}]}}}'),
  );
  const { sources, invocations } = inspection.report();
  assert.equal(sources.length, 2);
  assert.equal(invocations.length, 1);
  assert.equal(invocations[0].instances[0].records.length, 1);
  assert.equal(invocations[0].instances[0].records[0].exitCode, 9);
  assert.equal(invocations[0].instances[0].records[0].output.text, "no\n");
  assert.deepEqual([...inspection.outputBytes(0, 0, 0)], [...bytes("no\n")]);
  assert.deepEqual(inspection.outputs(), { outputs: 1, texts: 1, bytes: 3 });
  const english = inspection.summary().headline;
  inspection.setLanguage("zh");
  assert.match(inspection.summary().headline, /[\u4e00-\u9fff]/);
  inspection.setLanguage("en");
  assert.equal(inspection.summary().headline, english);
});

test("a schedule is continued by the clock it is given", () => {
  const run = (frequency) => `{"Invocations":{"Invocation":[{"InvokeId":"t-1","Timed":true,"Frequency":"${frequency}"}]}}`;
  const ask = (frequency, ...wall) => inspect(bytes(run(frequency)), { now: "2026-11-21T05:55:38Z" }).schedule(0, ...wall);
  const stated = ask("0 30 8 ? * MON-FRI Asia/Shanghai", "2026-11-21 13:55:38");
  assert.deepEqual([stated.zone, stated.zoneKind, stated.next[0]], ["Asia/Shanghai", "stated", { wall: "2026-11-23 08:30:00", instant: null }]);
  assert.deepEqual(ask("0 30 8 ? * MON-FRI Asia/Shanghai").next, []);
  assert.deepEqual(ask("0 0 8 * * ? GMT+8:00").next[0], { wall: "2026-11-22 08:00:00", instant: "2026-11-22T00:00:00Z" });
  const fault = ask("0 60 * * * ?");
  assert.deepEqual([fault.words, fault.next], [null, []]);
  assert.match(plain(fault.fault), /^expected .* at character 3, found `60`$/);
  assert.deepEqual(fault.fault.at(-1), { code: "60" });
});

test("an export piece by piece is the export, and ends where the inspection changes", () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({ InvokeId: "t-1", InstanceId: `i-${i}`, InvocationStatus: i % 3 ? "Success" : "Failed", ExitCode: i % 3 ? 0 : 1, Output: btoa(`10.1.2.${i % 200} is done`) }));
  const inspection = inspect(JSON.stringify({ Invocation: { InvocationResults: { InvocationResult: rows } } }));
  const reading = inspection.readRedaction({});
  while (reading.next(inspection, 50)) assert.ok(reading.progress > 0 && reading.progress <= 1);
  assert.equal(reading.progress, 1);
  reading.free();
  for (const [format, redact] of [["csv", true], ["json", false], ["html", true], ["md", true]]) {
    const exporting = inspection.exporting(format, { redact });
    assert.equal(exporting.info(inspection), null);
    const pieces = [];
    for (let piece = exporting.next(inspection, 50); piece !== null; piece = exporting.next(inspection, 50)) pieces.push(piece);
    assert.deepEqual(Buffer.concat(pieces), Buffer.from(inspection.export(format, { redact })), format);
    assert.equal(exporting.progress, 1);
    const info = exporting.info(inspection);
    assert.deepEqual([info.exact, info.bytes, info.rows], [true, Buffer.concat(pieces).length, 300]);
    exporting.free();
  }
  const exporting = inspection.exporting("csv");
  assert.throws(() => exporting.next(inspect("{}"), 1), /not as it was|has changed/);
  inspection.setLanguage("zh");
  assert.throws(() => exporting.next(inspection, 1), Error);
  assert.equal(inspection.redacted("ping 10.1.2.3"), "ping <ip-4>");
  assert.throws(() => inspection.exporting("pdf"), TypeError);
});
