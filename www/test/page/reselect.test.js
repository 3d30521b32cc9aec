// @ts-check
// A selection of several instances in whose place one action puts another, or none, comes back: by the button and by Ctrl+Z, whatever the action was.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { axe, hand, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const printed = (/** @type {number} */ i) => (i % 10 === 0 ? "disk full\n" : "fine\n");
const rows = Array.from({ length: 60 }, (_, i) => row(i, i % 10 ? "Success" : "Failed", { Output: Buffer.from(printed(i)).toString("base64") }));

const bar = (/** @type {Page} */ page) => page.getByRole("group", { name: "Selection" });
const table = (/** @type {Page} */ page) => page.locator("ii-table");
const toast = (/** @type {Page} */ page) => page.locator("inspector-toast");
const undo = (/** @type {Page} */ page) => toast(page).getByRole("button", { name: "Undo: The selection of 3 instances was changed." });
const box = (/** @type {Page} */ page, /** @type {number} */ i) => table(page).locator(".rows [role=row]").nth(i).getByRole("checkbox");
const chosen = (/** @type {Page} */ page) => page.evaluate(() => [.../** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).answer.selection].sort());
const count = (/** @type {Page} */ page, /** @type {number} */ n) => bar(page).getByText(`${n} ${n === 1 ? "instance" : "instances"} selected:`).waitFor();

/** Three are chosen in the table, in the documents' order. @param {Page} page */
async function three(page) {
  await hand(page, results(rows));
  await page.locator("#tab-table").click();
  await table(page).getByRole("columnheader", { name: "Instance" }).getByRole("button").click();
  for (const i of [1, 2, 10]) await box(page, i).click();
  await count(page, 3);
  assert.equal(await toast(page).getByRole("button").count(), 0, "one by one nothing is gone");
}
const THREE = [1, 2, 10].map((i) => rows[i]?.InstanceId);

/** What each action leaves, and how it is done. @type {[name: string, leaves: number, act: (page: Page) => Promise<void>][]} */
const ACTIONS = [
  ["cleared by the bar", 0, (page) => bar(page).getByRole("button", { name: "Clear the selection" }).click()],
  ["all that are shown", 60, (page) => table(page).getByRole("checkbox", { name: "Select all 60 that are shown" }).check()],
  [
    "all by the key",
    60,
    async (page) => {
      await table(page).getByRole("grid").focus();
      await page.keyboard.press("Control+a");
    },
  ],
  [
    "these of a branch",
    8,
    async (page) => {
      await page.locator("#tab-tree").click();
      await page.getByRole("treeitem", { name: /^6 failed/ }).focus();
      await page.keyboard.press("Space");
    },
  ],
  [
    "these of a group",
    8,
    async (page) => {
      await page.locator("#tab-outputs").click();
      await page.getByRole("checkbox", { name: "Select these 6" }).check();
    },
  ],
  [
    "the hits of a search",
    8,
    async (page) => {
      await page.locator("#tab-outputs").click();
      await page.locator("ii-comparison input[type=search]").fill("disk");
      await page.locator("ii-comparison .actions").getByRole("checkbox", { name: "Select these 6" }).check();
    },
  ],
];

for (const [name, leaves, act] of ACTIONS) {
  test(`a selection is brought back after ${name}`, async () => {
    const { page, context, faults } = await site.visit();
    await three(page);
    for (const byKey of [false, true]) {
      await act(page);
      if (leaves === 0) await bar(page).waitFor({ state: "detached" });
      else await count(page, leaves);
      await toast(page).getByText("The selection of 3 instances was changed.").waitFor();
      if (byKey) {
        await page.locator("ii-verdict h1").focus();
        await page.keyboard.press("Control+z");
      } else await undo(page).click();
      await count(page, 3);
      assert.deepEqual(await chosen(page), THREE);
      assert.equal(await toast(page).getByRole("button").count(), 0, "undone once");
      assert.equal(await page.locator("#status").textContent(), "3 instances selected");
      // As it was, and nothing hides the rest.
      await page.locator("#tab-outputs").click();
      await page.locator("ii-comparison").waitFor();
      await page.locator("ii-comparison input[type=search]").fill("");
      await page.locator("#tab-table").click();
      await table(page).getByText("60 of 60").waitFor();
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("what is had again by as little offers no Undo: a row, a range drawn out and back, a first choice", async () => {
  const { page, context } = await site.visit();
  await three(page);
  await box(page, 10).click();
  await box(page, 4).click({ modifiers: ["Shift"] });
  await box(page, 9).click({ modifiers: ["Shift"] });
  await box(page, 5).click({ modifiers: ["Shift"] });
  await table(page).getByRole("grid").focus();
  for (const key of ["Shift+PageDown", "Shift+PageUp", "Shift+ArrowDown"]) await page.keyboard.press(key);
  assert.equal(await toast(page).getByRole("button").count(), 0);
  await hand(page, results(rows.map((one) => ({ ...one, InvokeId: "t-other" }))));
  await toast(page).getByRole("button", { name: "Close" }).click();
  await bar(page).waitFor({ state: "detached" });
  await page.locator("#tab-table").click();
  await table(page).getByRole("checkbox", { name: "Select all 60 that are shown" }).check();
  await count(page, 60);
  assert.equal(await toast(page).getByRole("button").count(), 0, "nothing was chosen before");
  await context.close();
});

test("of two selections that are gone the last comes back first, each for three actions", async () => {
  const { page, context } = await site.visit();
  await three(page);
  await table(page).getByRole("checkbox", { name: "Select all 60 that are shown" }).check();
  await bar(page).getByRole("button", { name: "Clear the selection" }).click();
  await toast(page).getByRole("button", { name: "Undo: The selection of 60 instances was changed." }).click();
  await count(page, 60);
  await undo(page).click();
  await count(page, 3);
  assert.deepEqual(await chosen(page), THREE);
  await bar(page).getByRole("button", { name: "Clear the selection" }).click();
  await undo(page).waitFor();
  for (const tab of ["tree", "diagnostics", "table"]) await page.locator(`#tab-${tab}`).click();
  await undo(page).waitFor({ state: "detached" });
  await context.close();
});

test("in another invocation Undo leads back to where it was; another answer's comes back with none", async () => {
  const { page, context, faults } = await site.visit();
  const both = results([...rows, ...rows.slice(0, 5).map((one) => ({ ...one, InvokeId: "t-other" }))]);
  await hand(page, both);
  const invocation = (/** @type {string} */ id) => page.locator("ii-invocations").getByText(id).first();
  await invocation("t-page1").click();
  await page.locator("#tab-table").click();
  for (const i of [1, 2, 10]) await box(page, i).click();
  const before = await chosen(page);
  await bar(page).getByRole("button", { name: "Clear the selection" }).click();
  await invocation("t-other").click();
  await undo(page).click();
  await count(page, 3);
  assert.deepEqual(await chosen(page), before);
  await page.locator("#tab-table").click();
  await table(page).getByText("60 of 60").waitFor();
  // In another answer there is nothing that it could come back to.
  await bar(page).getByRole("button", { name: "Clear the selection" }).click();
  await hand(page, results(rows.map((one) => ({ ...one, InvokeId: "t-third" }))));
  await toast(page).getByRole("button", { name: "Close" }).click();
  assert.equal(await undo(page).count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("each invocation keeps what is chosen in it while another is shown, and when the answer grows", async () => {
  const { page, context, faults } = await site.visit();
  const others = rows.slice(0, 5).map((one) => ({ ...one, InvokeId: "t-other" }));
  await hand(page, results([...rows, ...others]));
  const go = (/** @type {string} */ id) => page.locator("ii-invocations").getByText(id).first().click();
  await go("t-page1");
  await page.locator("#tab-table").click();
  for (const i of [1, 2, 10]) await box(page, i).click();
  const first = await chosen(page);
  await go("t-other");
  await bar(page).waitFor({ state: "detached" });
  await page.locator("#tab-table").click();
  await box(page, 3).click();
  const second = await chosen(page);
  await go("t-page1");
  await count(page, 3);
  assert.deepEqual(await chosen(page), first);
  // An invocation that comes to stand before them is no other one in their place.
  await hand(page, results([row(70, "Success"), row(60, "Failed")].map((one, i) => (i ? { ...one, InvokeId: "t-page1" } : { ...one, InvokeId: "t-other" }))));
  await page.locator("#tab-table").click();
  await table(page).getByText("61 of 61").waitFor();
  assert.deepEqual(await chosen(page), first);
  await go("t-other");
  await count(page, 1);
  assert.deepEqual(await chosen(page), second);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [colorScheme, locale, width] of /** @type {const} */ ([["light", "en-US", 1280], ["dark", "zh-CN", 390]])) {
  test(`the way back passes axe: ${colorScheme}, ${locale}, ${width}`, async () => {
    const { page, context } = await site.visit({ colorScheme, locale, viewport: { width, height: 900 } });
    await hand(page, results(rows));
    await page.locator("#tab-table").click();
    await table(page).getByRole("checkbox", { name: /60/ }).first().check();
    await page.locator("ii-selection-bar .bar > button").click();
    await toast(page).getByText("60").waitFor();
    assert.deepEqual(await axe(page), []);
    assert.ok(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth));
    await context.close();
  });
}
