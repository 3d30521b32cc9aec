// The core in two parts, as the page loads it, says what the whole says; and a first answer to a well-formed response needs the first part only.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { answers, look } from "../../build/training.js";
import * as whole from "../../pkg/invocation_inspector.js";

const at = (path) => new URL(path, import.meta.url);
const CASES = at("../../../tests/cases/");

/** The glue as vite.config.ts changes it, over the parts; `asked`: what was looked for in the rest. */
async function inParts() {
  const asked = [];
  let rest;
  globalThis.withRestOfTest = (own, exports) => {
    const there = () => (rest ??= new WebAssembly.Instance(new WebAssembly.Module(readFileSync(at("../../pkg/parts/rest.wasm"))), { ...own, first: exports() }).exports);
    const get = (_, name) => (...values) => {
      asked.push(name);
      return there()[name](...values);
    };
    return { ...own, rest: new Proxy({}, { get }) };
  };
  const glue = readFileSync(at("../../pkg/invocation_inspector.js"), "utf8").replaceAll("const imports = __wbg_get_imports();", "const imports = withRestOfTest(__wbg_get_imports(), () => wasm);");
  const parts = await import(`data:text/javascript;base64,${Buffer.from(glue).toString("base64")}`);
  parts.initSync({ module: readFileSync(at("../../pkg/parts/first.wasm")) });
  return { parts, asked };
}

whole.initSync({ module: readFileSync(at("../../pkg/invocation_inspector_bg.wasm")) });
const { parts, asked } = await inParts();

test("first answers need the first part only", () => {
  for (const language of ["en", "zh"]) {
    for (const answer of answers()) {
      const inspection = parts.inspect(answer, { language, now: new Date().toISOString() });
      look(inspection);
      inspection.free();
    }
  }
  assert.deepEqual(asked, []);
});

test("every case gives the same report in parts", () => {
  const files = readdirSync(CASES, { recursive: true, encoding: "utf8" }).filter((path) => /^\w+[\\/]/.test(path) && !path.endsWith(".report.json"));
  assert.ok(files.length > 300);
  for (const file of files) {
    const bytes = readFileSync(new URL(file.replaceAll("\\", "/"), CASES));
    const told = [whole, parts].map((core) => {
      const inspection = core.inspect(bytes, { language: "zh" });
      const all = [inspection.report(), inspection.summary(), inspection.repaired(0), inspection.invocations("worst", 0, 50), inspection.schedule(0), inspection.history(0)];
      inspection.free();
      return all;
    });
    assert.deepEqual(told[1], told[0], file);
  }
  assert.ok(asked.length > 100, "the rest was hardly used");
});

test("codes are explained in parts as in the whole", () => {
  for (const kind of ["status", "legacy", "error", "exit", "oss", "call", "diagnostic"]) {
    const codes = whole.explanations(kind);
    assert.deepEqual(parts.explanations(kind), codes);
    for (const code of codes) assert.deepEqual(parts.explain(kind, code, "en"), whole.explain(kind, code, "en"));
  }
});
