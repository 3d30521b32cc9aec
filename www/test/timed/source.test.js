// @ts-check
// Long texts in the source view: the page stays alive.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drop, editor, hand, longestTask, results, row, start } from "../page/harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const notes = (/** @type {Page} */ page) => page.locator("ii-diagnostics button");
const original = (/** @type {Page} */ page) => page.locator("ii-source-view .original");

/** Opens the place of a diagnostic. @param {Page} page @param {string} text @param {number} n */
async function open(page, text, n) {
  await hand(page, text);
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  await notes(page).nth(n).click();
  await editor(page).waitFor();
}

test("one line of 1.6 MB and a text of 46 MB stay alive: a part is shown, with its own numbers, and moved", async () => {
  const { page, context, faults } = await site.visit();
  const rows = Array.from({ length: 4_300 }, (_, i) => row(i, "Success", { Output: "b2sK".repeat(40) }));
  const minified = JSON.stringify(JSON.parse(results(rows)));
  assert.ok(minified.length > 1_600_000);
  await open(page, minified.slice(0, -3), 0);
  await original(page).getByText(/^A part of line 1, of 1.\d MB/).waitFor();
  assert.ok((await original(page).locator(".cm-line").count()) < 200);
  await original(page).getByRole("button", { name: "Earlier part" }).click();
  await original(page).locator(".cm-line").first().filter({ hasText: "RequestId" }).waitFor();
  // A broken line has one number.
  assert.deepEqual((await original(page).locator(".cm-lineNumbers .cm-gutterElement").allTextContents()).slice(1).filter(Boolean), ["1"]);
  const many = results(Array.from({ length: 150_000 }, (_, i) => row(i, "Success"))).replace('"i-page0149990"', '"i-page0149990" "');
  assert.ok(many.length > 46_000_000);
  await drop(page, [{ name: "large.json", text: many }]);
  await page.getByRole("button", { name: /^large\.json/ }).waitFor({ timeout: 60_000 });
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  const longest = await longestTask(page, async () => {
    // Of the 4,300 outputs that differ from those before three are listed; what is broken comes after them.
    await notes(page).last().press("Enter");
    await original(page).getByText(/^Lines 1,\d{3},\d{3} to /).waitFor();
    await original(page).locator(".place-mark, .place-caret").first().waitFor();
  });
  assert.ok(longest < 500, `${longest} ms without an answer`);
  await original(page).getByRole("slider", { name: "Place in the text" }).fill("0");
  await original(page).getByText(/^Lines 1 to /).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
