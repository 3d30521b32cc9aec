// @ts-check
// Under lists of Trusted Types: with either name the elements draw, with none they say so, and where nothing requires a policy none is needed.
import assert from "node:assert/strict";
import test from "node:test";
import { FORTY } from "../page/harness.js";
import { act, installed } from "./harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";

const held = installed();
let turn = 0;

/** @param {string} rules @param {string} [body] @param {string} [language] */
function opened(rules, body = "<invocation-inspector></invocation-inspector>", language = "en") {
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>A portal</title><link rel="icon" href="data:,"><meta http-equiv="Content-Security-Policy" content="${POLICY}; ${rules}">
<script type="module" src="node_modules/invocation-inspector/define.js"></script></head><body>${body}</body></html>`;
  return held.browser.open(held.shop.project(`policy-${(turn += 1)}`, { "index.html": html }));
}

test("a list with either name is enough, and without the requirement none is needed", async () => {
  for (const rules of ["require-trusted-types-for 'script'; trusted-types lit-html", "require-trusted-types-for 'script'; trusted-types portal invocation-inspector", "trusted-types portal", "require-trusted-types-for 'script'"]) {
    const { page, context } = await opened(rules);
    await act(page.locator("invocation-inspector"), "element.response = value; await element.ready;", FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    await context.close();
  }
});

test("a list without our name is said in the box of each element, in its language, and nothing waits in vain", async () => {
  const { page, faults, context } = await opened(
    "require-trusted-types-for 'script'; trusted-types portal",
    `<invocation-inspector></invocation-inspector><invocation-badge status="Success"></invocation-badge><invocation-diagram></invocation-diagram><invocation-output></invocation-output>`,
  );
  const element = page.locator("invocation-inspector");
  const failure = await act(element, "const other = document.createElement('invocation-inspector'); const told = new Promise((done) => other.addEventListener('ii-ready', done)); document.body.append(other); other.response = value; await other.ready; const { failure } = await told; other.remove(); return failure;", FORTY);
  assert.match(failure, /adds invocation-inspector to that list/);
  await act(element, "element.response = value; await element.ready;", FORTY);
  for (const name of ["inspector", "badge", "diagram", "output"]) {
    const alert = page.locator(`invocation-${name}`).getByRole("alert");
    await alert.getByText("trusted-types").waitFor();
    const { width, height } = (await alert.boundingBox()) ?? { width: 0, height: 0 };
    assert.ok(width > 0 && height > 0, name);
  }
  await act(element, "element.lang = 'zh'; await element.updateComplete;");
  await element.getByRole("alert").getByText("请由页面的维护者").waitFor();
  // The browser tells of the policy, once for each name, and nothing else goes wrong.
  assert.deepEqual(faults.filter((fault) => !/Trusted ?(Type|HTML)/i.test(fault)), []);
  await context.close();
});
