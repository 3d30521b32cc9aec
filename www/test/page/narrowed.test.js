// @ts-check
// The table narrowed to what is chosen to act on: rows, query, orders, ranges, steps and exports among these alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { axe, hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const table = (/** @type {Page} */ page) => page.locator("ii-table");
const filter = (/** @type {Page} */ page) => page.getByRole("combobox", { name: "Filter" });
const bar = (/** @type {Page} */ page) => page.getByRole("group", { name: "Selection" });
const only = (/** @type {Page} */ page) => table(page).getByRole("button", { name: /^Only the (\d+|instance that is) selected$/ });
const shown = async (/** @type {Page} */ page) => (await table(page).locator(".rows > [role=row] .instance").allTextContents()).map((id) => Number(id.trim().slice(-7)));

/** Sixty, of which every fifth failed, by turns with 1 and 2; four of these are chosen: 5, 15, 25 and 35. @param {Page} page */
async function chosen(page) {
  await hand(page, results(Array.from({ length: 60 }, (_, i) => row(i, i % 5 === 0 ? "Failed" : "Success", { ExitCode: i % 5 === 0 ? 1 + (i % 2) : 0 }))));
  await page.getByRole("tab", { name: /^Table/ }).click();
  await filter(page).fill("exit:2 id:*5");
  const boxes = table(page).locator(".rows > [role=row]");
  await boxes.nth(0).getByRole("checkbox").click();
  await boxes.nth(3).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await bar(page).getByText("4 instances selected:").waitFor();
}

test("only what is chosen is shown, of what the query chooses, and all of it again", async () => {
  const { page, context, faults } = await site.visit();
  await chosen(page);
  assert.equal(await only(page).getAttribute("aria-pressed"), "false");
  await filter(page).fill("");
  await table(page).getByText("60 of 60").waitFor();
  await only(page).click();
  await table(page).getByText("4 of 60").waitFor();
  assert.deepEqual(await shown(page), [5, 15, 25, 35]);
  assert.equal(await table(page).getByRole("checkbox", { name: "Select all 4 that are shown" }).isChecked(), true);
  await table(page).getByRole("columnheader", { name: "Instance" }).getByRole("button").click({ clickCount: 2 });
  assert.deepEqual(await shown(page), [35, 25, 15, 5]);
  // Counts of all would be false here.
  await filter(page).fill("exit:");
  assert.equal(await table(page).locator("datalist option").count(), 0);
  await filter(page).fill("id:*15 exit:1");
  await table(page).getByRole("button", { name: "Without exit code: 1: 1" }).click();
  assert.deepEqual(await shown(page), [15]);
  await filter(page).fill("");
  assert.deepEqual(await axe(page), []);
  // The keys step through these, and what a query of the verdict shows is all of it.
  await table(page).getByRole("grid").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Enter");
  await page.keyboard.press("j");
  await page.locator("ii-record").getByTitle("i-page0000025").first().waitFor();
  await page.locator("ii-verdict").getByRole("button", { name: "6 × exit 2" }).click();
  await table(page).getByText("6 of 60").waitFor();
  assert.equal(await only(page).getAttribute("aria-pressed"), "false");
  assert.deepEqual(faults, []);
  await context.close();
});

test("where nothing is chosen any more, all is shown, and what is chosen then hides nothing", async () => {
  const { page, context } = await site.visit();
  await chosen(page);
  await filter(page).fill("");
  await only(page).click();
  await table(page).getByText("4 of 60").waitFor();
  await bar(page).getByRole("button", { name: "Clear the selection" }).click();
  await table(page).getByText("60 of 60").waitFor();
  assert.equal(await only(page).count(), 0);
  await table(page).locator(".rows > [role=row]").first().getByRole("checkbox").click();
  await bar(page).getByText("1 instance selected:").waitFor();
  await table(page).getByText("60 of 60").waitFor();
  assert.equal(await only(page).getAttribute("aria-pressed"), "false");
  await context.close();
});

test("what is shown leaves as it is shown", async () => {
  const { page, context } = await site.visit();
  await chosen(page);
  await filter(page).fill("-id:*15");
  await only(page).click();
  await table(page).getByText("3 of 60").waitFor();
  await page.getByRole("button", { name: "Export…", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "The 3 instances" }).check();
  await dialog.getByRole("radio", { name: "Spreadsheet: CSV" }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save", exact: true }).click()]);
  const ids = readFileSync(await download.path(), "utf8").match(/i-page\d+/g) ?? [];
  assert.deepEqual(ids.map((id) => Number(id.slice(-7))).sort((a, b) => a - b), [5, 25, 35]);
  await context.close();
});
