// What does not fit into the memory of a module: it is said, and the next input is read by the same module.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { initSync, inspect } from "../../pkg/invocation_inspector.js";
import { plain } from "../plain.js";

const module = initSync({ module: readFileSync(new URL("../../pkg/invocation_inspector_bg.wasm", import.meta.url)) });
const MB = 1 << 20;

/** So many bytes, of a text again and again. */
function repeated(text, bytes) {
  return new Uint8Array(Buffer.alloc(bytes, text));
}

/** An input reads as a part or as a whole, in either language, and the next one as if it had not been. */
function holds(name, input, language, ask) {
  const inspection = inspect(input, { language });
  const summary = inspection.summary();
  assert.ok(summary.headline.length > 0, name);
  ask(inspection);
  inspection.free();
  const next = inspect(new TextEncoder().encode('{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0}'));
  assert.equal(next.report().invocations[0].status.computed, "Success", name);
  next.free();
  assert.ok(module.memory.buffer.byteLength < 4.0 * 1024 * MB, name);
}

const codes = (inspection) => inspection.diagnostics(0, 100).rows.map(({ code }) => code);

test("sixty megabytes of brackets", () => {
  holds("60 MB", repeated("[", 60 * MB), "en", (inspection) => assert.ok(codes(inspection).length > 0));
});

test("hundreds of megabytes of brackets are read in part, and that is said in both languages", () => {
  for (const [language, part] of [["en", /memory/], ["zh", /内存/]]) {
    holds("190 MB", repeated("[", 190 * MB), language, (inspection) => {
      const said = inspection.diagnostics(0, 100).rows.find(({ code }) => code === "source/too-complex");
      assert.match(plain(said.message), part);
    });
  }
});

test("objects in objects, and elements in elements", () => {
  holds("objects", repeated('{"a":', 190 * MB), "en", (inspection) => assert.ok(codes(inspection).includes("source/too-complex")));
  holds("elements", repeated("<a>", 100 * MB), "en", (inspection) => assert.ok(codes(inspection).includes("source/too-complex")));
});

test("what is too large to be laid out is not, and says so", () => {
  const input = repeated("1,", 60 * MB);
  input.fill("[".charCodeAt(0), 0, 48);
  input.fill("]".charCodeAt(0), input.length - 48);
  input[input.length - 49] = "1".charCodeAt(0);
  holds("laid out", input, "en", (inspection) => {
    assert.equal(inspection.repaired(0) ?? null, null);
    const { bytes, tooLarge } = inspection.repairedBytes(0);
    assert.equal(bytes, null);
    assert.equal(tooLarge, true);
  });
});
