// @ts-check
// Every status of the inspector leads to its entry of the guide: in the table, the tree, the list of runs and a history; by pointer and by the key `?`.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { FORTY, hand, results, row, SEVERAL, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** What `act` opens in a tab of its own. @param {Page} page @param {() => Promise<unknown>} act */
async function opened(page, act) {
  const waited = page.context().waitForEvent("page");
  await act();
  const guide = await waited;
  await guide.waitForLoadState();
  const path = guide.url().slice(site.url.length);
  await guide.close();
  return path;
}

/** @param {Locator} link */
const seen = (link) => link.evaluate((element) => getComputedStyle(element).visibility === "visible");

test("in the table: beside the row under the pointer and the chosen one, and by `?`; a press on the row chooses it", async () => {
  const { page, context, faults, violations } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: /Table/ }).click();
  const grid = page.getByRole("grid");
  const third = grid.getByRole("row").filter({ hasText: "i-page0000003" });
  const fifth = grid.getByRole("row").filter({ hasText: "i-page0000005" });
  const link = (/** @type {Locator} */ one) => one.locator("a.guide");
  assert.equal(await seen(link(fifth)), false);
  await fifth.hover();
  assert.ok(await seen(link(fifth)));
  assert.equal(await opened(page, () => fifth.getByTitle("What the guide says of Success (new tab)").click()), "guide/en.html#status-Success");
  assert.equal(await fifth.getAttribute("aria-current"), null, "the link does not choose the row");
  await third.getByText("i-page0000003").click();
  assert.equal(await third.getAttribute("aria-current"), "true");
  await page.mouse.move(0, 0);
  assert.ok(await seen(link(third)));
  await grid.focus();
  // What failed stands first.
  await page.keyboard.press("Home");
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#status-Failed");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowDown");
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#status-Success");
  // One stop for the rows, however many; then what chooses all of them, and the heads of the columns.
  await page.keyboard.press("Tab");
  assert.equal(await grid.evaluate((element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement?.getAttribute("aria-label")), "Select all 40 that are shown");
  await page.keyboard.press("Tab");
  assert.equal(await grid.evaluate((element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement?.textContent?.trim()), "Status↑");
  const heads = await grid.getByRole("columnheader").getByRole("button").count();
  for (let i = 0; i < heads; i += 1) await page.keyboard.press("Tab");
  assert.equal(await grid.evaluate((element) => element.contains(/** @type {ShadowRoot} */ (element.getRootNode()).activeElement)), false);
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("in the tree: beside what is under the pointer, focused or chosen, and by `?` on the whole, an instance and a record", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, FORTY);
  const item = (/** @type {RegExp} */ name) => page.getByRole("treeitem", { name }).first();
  const beside = (/** @type {Locator} */ one) => one.locator("xpath=following-sibling::*[2]");
  const root = item(/PartialFailed/);
  assert.equal(await seen(beside(root)), false);
  await root.hover();
  assert.ok(await seen(beside(root)));
  assert.equal(await opened(page, () => beside(root).click()), "guide/en.html#status-PartialFailed");
  await root.focus();
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#status-PartialFailed");
  await item(/^i-page0000003/).focus();
  assert.ok(await seen(beside(item(/^i-page0000003/))));
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#status-Failed");
  // A group is no status of the service.
  await item(/^2 failed/).focus();
  await page.keyboard.press("e");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#status-Failed");
  assert.equal(context.pages().length, 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test("in the list of runs and in a history", async () => {
  const { page, context } = await site.visit();
  await hand(page, SEVERAL);
  const run = page.locator("ii-invocations li").filter({ hasText: "deploy" });
  await run.hover();
  assert.equal(await opened(page, () => run.getByTitle(/says of Failed/).click()), "guide/en.html#status-Failed");
  await page.locator("ii-invocations").getByRole("button", { name: /nightly/ }).focus();
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#status-Success");
  // An older vocabulary leads to its own entries, and a schedule's rows to theirs.
  const times = ["01", "02", "03"].map((day) => row(1, "Failed", { InvocationStatus: undefined, InvokeRecordStatus: day === "03" ? "Running" : "Finished", Repeats: 3, StartTime: `2020-05-${day}T09:01:40Z`, FinishedTime: day === "03" ? "" : `2020-05-${day}T09:01:41Z`, ExitCode: day === "03" ? undefined : 0 }));
  await hand(page, results(times));
  await page.getByRole("treeitem", { name: /^i-page0000001/ }).first().click();
  const list = page.locator("ii-history .list");
  await list.getByRole("button").first().focus();
  assert.equal(await opened(page, () => page.keyboard.press("e")), "guide/en.html#legacy-Finished");
  const last = list.locator("span").filter({ has: page.getByRole("button", { name: /^Running/ }) }).first();
  await last.hover();
  assert.equal(await opened(page, () => last.locator("a.guide").click()), "guide/en.html#legacy-Running");
  await context.close();
});

test("a word of ours or of nobody has none, and without a guide `?` does nothing", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, results([row(1, "Puzzled"), row(2, "Success")]));
  await page.getByRole("tab", { name: /Table/ }).click();
  const grid = page.getByRole("grid");
  assert.equal(await grid.getByRole("row").filter({ hasText: "Puzzled" }).locator("a").count(), 0);
  await grid.focus();
  await page.keyboard.press("e");
  await page.goto(`${site.url}portal.html`, { waitUntil: "networkidle" });
  await page.locator("invocation-inspector").evaluate((element, text) => Object.assign(element, { response: text }), FORTY);
  await page.getByRole("tab", { name: /Table/ }).click();
  await grid.focus();
  await page.keyboard.press("e");
  assert.equal(await page.locator("a.guide").count(), 0);
  assert.equal(await grid.getAttribute("aria-keyshortcuts"), null);
  assert.equal(context.pages().length, 1);
  assert.deepEqual(faults, []);
  await context.close();
});
