// @ts-check
// What is pasted or dropped while an answer stands: what belongs to it is added and counted, the same again changes nothing, another takes its place; and the inputs are
// renamed, moved and removed, each with Undo.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { axe, drop, FORTY, hand, paste, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const verdict = (/** @type {Page} */ page) => page.locator("invocation-inspector").getByRole("heading", { level: 1 });
const bar = (/** @type {Page} */ page) => page.locator("inspector-toast");
const names = (/** @type {Page} */ page) => page.locator("inspector-inputs li .title").allTextContents();
const brought = (/** @type {Page} */ page) => page.locator("inspector-inputs li .brought").allTextContents();

/** Hands a text over where the table has a head of its own. @param {Page} page @param {string} text */
const handAnywhere = (page, text) =>
  page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData("text/plain", value);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
  }, text);

/** Page `n` of fourteen, of 690 rows. @param {number} n @param {string} [status] @param {string} [invokeId] */
function pageOf(n, status = "Success", invokeId = "t-pages") {
  const rows = Array.from({ length: n === 14 ? 40 : 50 }, (_, i) => row(50 * (n - 1) + i, (i + n) % 40 === 3 ? "Failed" : status, { InvokeId: invokeId }));
  return JSON.stringify({ RequestId: `R-${n}`, Invocation: { TotalCount: 690, PageNumber: n, PageSize: 50, InvocationResults: { InvocationResult: rows } } });
}

for (const [locale, counted, whole] of /** @type {const} */ ([
  ["en-US", (/** @type {number} */ n, /** @type {number} */ missing) => `Added. Page ${n} of 14 of t-pages: 50 more records; ${missing} are missing.`, "nothing is missing"],
  ["zh-CN", (/** @type {number} */ n, /** @type {number} */ missing) => `已添加。t-pages 的第 ${n} 页，共 14 页：新增 50 条记录；还缺 ${missing} 条。`, "已全部到齐"],
])) {
  test(`fourteen pages that are pasted one by one are counted: ${locale}`, async () => {
    const { page, context, faults } = await site.visit({ locale });
    await hand(page, pageOf(1));
    await verdict(page).waitFor();
    for (let n = 2; n <= 13; n += 1) {
      await paste(page, pageOf(n));
      await bar(page).getByText(counted(n, 690 - 50 * n)).waitFor();
    }
    await paste(page, pageOf(14));
    await bar(page).getByText(whole).waitFor();
    await verdict(page).filter({ hasText: "690" }).waitFor();
    assert.equal((await names(page)).length, 14);
    assert.match((await brought(page))[13] ?? "", /^(40 more records|新增 40 条记录)$/);
    await axe(page);
    // The same again changes nothing, in whatever order its members stand.
    await paste(page, JSON.stringify(JSON.parse(pageOf(3)), null, 2));
    await bar(page).getByText(/Nothing new: the same 50 records\.|没有新内容：仍是这 50 条记录。/).waitFor();
    assert.equal((await names(page)).length, 14);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("what is added to a branch of which all was chosen is not chosen", async () => {
  const { page, context } = await site.visit();
  await hand(page, pageOf(1));
  const succeeded = page.locator("ii-diagram").getByRole("treeitem", { name: /^\d+ succeeded/ });
  await succeeded.focus();
  await page.keyboard.press("Space");
  assert.equal(await succeeded.getAttribute("aria-checked"), "true");
  await handAnywhere(page, pageOf(2));
  await bar(page).getByText("Page 2 of 14").waitFor();
  await verdict(page).filter({ hasText: "100 of 690" }).waitFor();
  await page.locator('ii-diagram [aria-checked="mixed"]').first().waitFor();
  assert.equal(await succeeded.getAttribute("aria-checked"), "mixed");
  await context.close();
});

test("what is added leaves tab, filter and the chosen record where they are, and can replace instead or be undone", async () => {
  const { page, context } = await site.visit();
  await hand(page, pageOf(1));
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.getByRole("combobox", { name: "Filter" }).fill("outcome:failed");
  await page.getByText(/\d+ of 50/).first().waitFor();
  // Not into the field that has the keyboard.
  await handAnywhere(page, pageOf(2));
  await bar(page).getByText("Page 2 of 14").waitFor();
  await verdict(page).filter({ hasText: "100 of 690" }).waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Filter" }).inputValue(), "outcome:failed");
  assert.equal(await page.getByRole("tab", { name: /^Table/ }).getAttribute("aria-selected"), "true");
  await bar(page).getByRole("button", { name: "Replace instead" }).click();
  // Beside what it took the place of it was a page more; alone it is a page, and how many are missing the verdict says.
  await bar(page).getByText("Replaced what was here.", { exact: true }).waitFor();
  await verdict(page).filter({ hasText: "50 of 690" }).waitFor();
  await bar(page).getByRole("button", { name: "Keep both" }).click();
  await verdict(page).filter({ hasText: "100 of 690" }).waitFor();
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "50 of 690" }).waitFor();
  await context.close();
});

test("a later answer of the same invocation is added and said to be later; another one takes its place, and why is said", async () => {
  const { page, context } = await site.visit();
  await hand(page, pageOf(1, "Running"));
  await paste(page, pageOf(1));
  await bar(page).getByText(/^Added\. A later answer: 4\d records changed/).waitFor();
  await paste(page, pageOf(1, "Success", "t-other"));
  await bar(page).getByText("Replaced what was here. Another invocation: t-other.").waitFor();
  assert.equal((await names(page)).length, 1);
  await bar(page).getByRole("button", { name: "Keep both" }).click();
  await verdict(page).filter({ hasText: "2 invocations" }).waitFor();
  await context.close();
});

test("files that are dropped together are judged together, and one that is another's takes the place", async () => {
  const { page, context } = await site.visit();
  await hand(page, pageOf(1));
  await drop(page, [{ name: "two.json", text: pageOf(2) }, { name: "again.json", text: pageOf(1) + "\n" }, { name: "other.json", text: FORTY }]);
  await bar(page).getByText("Added 2 files.").waitFor();
  assert.deepEqual((await names(page)).slice(1), ["two.json", "other.json"]);
  await drop(page, [{ name: "alone.json", text: pageOf(1, "Success", "t-alone") }]);
  await bar(page).getByText("Replaced what was here.").waitFor();
  assert.deepEqual(await names(page), ["alone.json"]);
  await context.close();
});

test("inputs are renamed, moved and removed by keyboard, each with Undo, and Back knows them", async () => {
  const { page, context, faults } = await site.visit();
  await drop(page, [1, 2, 3].map((n) => ({ name: `p${n}.json`, text: pageOf(n) })));
  await verdict(page).filter({ hasText: "150 of 690" }).waitFor();
  // The help names the keys of the list.
  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("dialog").getByText("rename the input").waitFor();
  assert.deepEqual(await page.getByRole("dialog").locator("h3:has-text('List of inputs') + dl code").allTextContents(), ["F2", "Alt ↑ ↓"]);
  await page.keyboard.press("Escape");
  const line = (/** @type {string} */ name) => page.getByRole("button", { name: new RegExp(`^${name} .*JSON`) });
  await line("p1.json").focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("first page");
  await page.keyboard.press("Enter");
  await bar(page).getByText("Renamed to first page.").waitFor();
  assert.deepEqual(await names(page), ["first page", "p2.json", "p3.json"]);
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await line("p1.json").waitFor();
  await line("p1.json").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await bar(page).getByText("Moved p1.json.").waitFor();
  assert.deepEqual(await names(page), ["p2.json", "p1.json", "p3.json"]);
  await page.keyboard.press("Alt+ArrowDown");
  await page.locator("inspector-inputs li .title").nth(2).filter({ hasText: "p1.json" }).waitFor();
  await page.goBack();
  await page.locator("inspector-inputs li .title").nth(1).filter({ hasText: "p1.json" }).waitFor();
  await page.getByRole("button", { name: "More for p3.json" }).click();
  await page.getByRole("button", { name: "Move up" }).click();
  await page.locator("inspector-inputs li .title").nth(1).filter({ hasText: "p3.json" }).waitFor();
  await page.getByRole("button", { name: "Remove p3.json" }).click();
  await bar(page).getByText("Removed p3.json.").waitFor();
  assert.deepEqual(await names(page), ["p2.json", "p1.json"]);
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await line("p3.json").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
