// @ts-check
// A module's instance is left for a new one: what was made in the old one goes on, and the new one has a memory of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as core from "../../pkg/invocation_inspector.js";
import * as outputs from "../../pkg/outputs/invocation_outputs.js";

const file = (/** @type {string} */ path) => readFileSync(new URL(`../../pkg/${path}`, import.meta.url));
const held = (/** @type {{ memory(): { readonly buffer: ArrayBuffer } | undefined }} */ module) => module.memory()?.buffer.byteLength ?? 0;

test("before a module is there, nothing happens", () => {
  outputs.renew();
  assert.equal(outputs.memory(), undefined);
});

test("what was made before goes on, and can be freed", () => {
  core.initSync({ module: file("invocation_inspector_bg.wasm") });
  const ask = () => core.inspect(new TextEncoder().encode('{"InvokeId":"t-1","InvocationStatus":"Success"}'), { language: "en" });
  const before = ask();
  core.renew();
  const after = ask();
  assert.deepEqual(before.summary(), after.summary());
  before.add(new TextEncoder().encode("{}"));
  before.setLanguage("zh");
  before.free();
  assert.equal(after.summary().sources.length, 1);
  after.free();
});

test("memory that grew is left behind", () => {
  outputs.initSync({ module: file("outputs/invocation_outputs_bg.wasm") });
  const small = held(outputs);
  const shown = outputs.render("x".repeat(20_000_000), "plain", "en");
  assert.ok(held(outputs) > 20_000_000);
  const { count } = shown;
  outputs.renew();
  assert.equal(held(outputs), small);
  assert.equal(shown.count, count);
  shown.free();
  const next = outputs.render("a\nb", "plain", "en");
  assert.equal(next.count, 2);
  next.free();
});
