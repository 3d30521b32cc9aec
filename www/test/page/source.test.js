// @ts-check
// The source view: loaded when it is opened, marks in place, from list to place and back, the repaired document, changes, long texts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { caseText, editor, FORTY, hand, paste, results, row, settled, sourceText, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const notes = (/** @type {Page} */ page) => page.locator("ii-diagnostics button");
const original = (/** @type {Page} */ page) => page.locator("ii-source-view .original");
const repaired = (/** @type {Page} */ page) => page.locator("ii-source-view .repaired");
const current = (/** @type {Page} */ page) => page.locator("ii-diagnostics button[aria-current=true]");
// Ids as real ones, so that only what was damaged is marked.
const BROKEN = caseText("seed003_invocations.xml").replaceAll(/x{8}/g, "00000000");

/** Opens the place of a note. @param {Page} page @param {string} text @param {number} n */
async function open(page, text, n = 0) {
  await hand(page, text);
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  await notes(page).nth(n).click();
  await editor(page).waitFor();
}

test("the view is loaded when a source is first opened, not before, and breaks no policy", async () => {
  const { page, context, faults, violations } = await site.visit();
  await settled(page);
  /** @type {string[]} */
  const requests = [];
  // The views of outputs come with the first output.
  page.on("request", (request) => /output|\/module-/.test(request.url()) || requests.push(new URL(request.url()).pathname));
  await hand(page, FORTY);
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  assert.deepEqual(requests, []);
  await page.getByRole("tab", { name: "Tree" }).click();
  await page.getByRole("button", { name: "Show in source" }).click();
  await editor(page).waitFor();
  await page.keyboard.press("F8");
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+F");
  await page.getByRole("textbox", { name: "Find" }).pressSequentially("page0000039");
  await page.keyboard.press("Enter");
  await page.locator(".cm-searchMatch-selected").waitFor();
  assert.equal(requests.length, 1);
  assert.match(requests[0] ?? "", /\/assets\/editor-[\w-]+\.js$/);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("without the network a plain field holds the text", async () => {
  const { page, context } = await site.visit();
  await settled(page);
  await context.setOffline(true);
  await hand(page, "no response at all");
  await page.getByText("The source view could not be loaded").waitFor();
  assert.equal(await page.locator("ii-source textarea").inputValue(), "no response at all");
  await page.locator("ii-source textarea").fill(FORTY);
  await page.getByRole("heading", { level: 1, name: /2 of 40/ }).waitFor();
  await context.close();
});

test("a note leads to its place, marked and selected", async () => {
  const { page, context } = await site.visit();
  await open(page, BROKEN, 1);
  await page.locator("ii-source").getByText("Line 78, column 9").waitFor();
  const chosen = original(page).locator(".place-mark.place-chosen");
  assert.equal((await chosen.allTextContents()).join(""), "<InstanceId>Invention>");
  assert.equal(await original(page).locator(".place-icon").count() > 0, true);
  assert.ok(await chosen.first().isVisible());
  const numbers = await original(page).locator(".cm-lineNumbers .cm-gutterElement").allTextContents();
  assert.ok(numbers.includes("78"));
  // The keyboard stays with the list.
  assert.match((await page.evaluate(() => document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.activeElement?.localName)) ?? "", /^ii-diagnostics$/);
  await editor(page).focus();
  assert.equal(await page.evaluate(() => getSelection()?.toString() ?? ""), "<InstanceId>Invention>");
  await context.close();
});

test("what is met often is told three times, and the rest unfolds under the keyboard", async () => {
  const { page, context } = await site.visit();
  const rows = Array.from({ length: 40 }, (_, i) => row(i, "Success", { ExitCode: "seven" }));
  await hand(page, results(rows).replace(/"Success"/, '"Success" "'));
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  const many = page.getByRole("button", { name: "37 more of this kind" });
  await many.waitFor();
  const listed = await notes(page).count();
  await many.press("Enter");
  await many.waitFor({ state: "detached" });
  assert.equal(await notes(page).count(), listed + 36);
  await page.keyboard.press("Enter");
  await current(page).waitFor();
  // The fourth of the forty: the one after the three that were told.
  const places = await notes(page).filter({ hasText: "ExitCode" }).allTextContents();
  assert.equal(await current(page).textContent(), places[3]);
  await context.close();
});

test("a place leads to its note: by its sign, by the pointer, by F8, with the message beside it", async () => {
  const { page, context } = await site.visit();
  await hand(page, BROKEN);
  await page.getByRole("button", { name: /^test/i }).first().click();
  await page.locator("ii-record").getByRole("button", { name: "Show in source" }).click();
  await editor(page).waitFor();
  await page.keyboard.press("F8");
  await page.keyboard.press("F8");
  assert.match((await current(page).textContent()) ?? "", /Invention/);
  await original(page).locator(".place-message").getByText("The closing tag tells what it was.").waitFor();
  await page.keyboard.press("Shift+F8");
  assert.match((await current(page).textContent()) ?? "", /Line 55/);
  await original(page).locator(".place-mark").first().click();
  await page.getByText("Diagnostic 1 of 3").waitFor();
  await page.keyboard.press("F8");
  await page.keyboard.press("F8");
  assert.match((await current(page).textContent()) ?? "", /Line 87/);
  // The editor may still scroll to line 87 when it is clicked, and what it then meets is another line.
  const led = page.getByText(/Diagnostic [12] of 3/);
  for (let i = 0; i < 5 && !(await led.isVisible()); i += 1) {
    await original(page).locator(".place-icon:visible").first().click();
    await led.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
  await led.waitFor();
  assert.doesNotMatch((await current(page).textContent()) ?? "", /Line 87/);
  await context.close();
});

test("the cursor in a marked place chooses its note", async () => {
  const { page, context } = await site.visit();
  await open(page, '{"Invocation":{"InvocationResults":{"InvocationResult":[{"InstanceId":"i-1","InvokeId":"t-1","ExitCode":0 "Output":"","InvocationStatus":"Success",}]}}}', 0);
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowLeft");
  await page.getByText("Diagnostic 2 of 2").waitFor();
  assert.equal(await current(page).count(), 1);
  await page.mouse.move(0, 0);
  await original(page).locator(".place-mark, .place-caret").first().hover();
  await original(page).locator(".cm-tooltip-hover").waitFor();
  await context.close();
});

test("the repaired document stands beside the original, is copied and downloaded exactly, and is strict", async () => {
  const { page, context } = await site.visit();
  await open(page, caseText("json_quotes.txt"), 3);
  await page.getByRole("button", { name: "Side by side" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Side by side" }).getAttribute("aria-pressed"), "true");
  await repaired(page).getByRole("button", { name: "Copy the repaired document" }).click();
  await repaired(page).getByText("Copied").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(JSON.parse(copied).Invocation.InvocationResults.InvocationResult[0].InvocationStatus, "Success");
  const lines = await repaired(page).locator(".cm-line").allTextContents();
  assert.equal(lines.join("\n"), copied);
  const download = page.waitForEvent("download");
  await repaired(page).getByRole("button", { name: "Download the repaired document" }).click();
  assert.equal(readFileSync(await (await download).path(), "utf8"), copied);
  assert.ok((await repaired(page).locator(".place-line").count()) > 3);
  assert.equal(await repaired(page).locator(".place-line.place-chosen").count(), 1);
  // Beside the original it would be nothing new.
  const alone = await site.visit();
  await hand(alone.page, copied);
  await alone.page.getByRole("tab", { name: /Diagnostics/ }).click();
  assert.equal(await alone.page.locator("ii-diagnostics").getByTitle(/^json\//).count(), 0);
  await alone.context.close();
  await context.close();
});

test("in a narrow place the repaired document is a tab", async () => {
  const { page, context } = await site.visit({ viewport: { width: 390, height: 844 } });
  await open(page, BROKEN);
  assert.equal(await page.getByRole("button", { name: "Side by side" }).count(), 0);
  assert.ok(!(await repaired(page).isVisible()));
  await page.getByRole("button", { name: "Repaired", exact: true }).click();
  await page.getByRole("textbox", { name: /^Repaired text of / }).waitFor();
  assert.ok(!(await original(page).isVisible()));
  await context.close();
});

test("a record and a run are shown at their rows", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("treeitem", { name: /^i-page0000017/ }).click();
  await page.locator("ii-record").getByTitle("i-page0000017").waitFor();
  await page.getByRole("button", { name: "Show in source" }).click();
  await editor(page).waitFor();
  const shown = (await original(page).locator(".place-chosen").allTextContents()).join("");
  assert.match(shown, /"InstanceId": "i-page0000017"/);
  assert.doesNotMatch(shown, /i-page0000016|i-page0000018/);
  await page.keyboard.press("Escape");
  await page.getByRole("treeitem", { name: /40/ }).first().click();
  await page.locator("ii-invocation").getByRole("button", { name: "Show in source" }).click();
  await editor(page).waitFor();
  await context.close();
});

test("the original is changed, read again, undone; the text stays exact", async () => {
  const { page, context, violations } = await site.visit();
  const text = FORTY.replaceAll("\n", "\r\n");
  await hand(page, text);
  await page.getByRole("button", { name: "Show in source" }).click();
  await editor(page).waitFor();
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("x");
  await page.getByText("1 diagnostic").first().waitFor();
  assert.equal(await sourceText(page), `x${text}`);
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+Z");
  await page.getByText("No diagnostics").waitFor();
  assert.equal(await sourceText(page), text);
  // Over a selection of coloured words, which tempts browsers into styles of their own.
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.type("{");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type('{"a": 1}');
  await page.getByRole("heading", { level: 1, name: /40/ }).waitFor({ state: "detached" });
  assert.equal(await sourceText(page), '{"a": 1}');
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("Tab leaves the editor, Escape closes the search, then the source", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("button", { name: "Show in source" }).click();
  await editor(page).waitFor();
  await editor(page).focus();
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.querySelector("ii-source")?.shadowRoot?.querySelector("ii-source-view")?.shadowRoot?.activeElement?.className.includes("cm-content") ?? false), true);
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+F");
  await page.getByRole("textbox", { name: "Find" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("textbox", { name: "Find" }).count(), 0);
  await page.keyboard.press("Escape");
  await page.locator("ii-record").waitFor();
  await context.close();
});

test("what cannot be seen is shown, as text", async () => {
  const { page, context, violations } = await site.visit();
  const hostile = '<img src=x onerror="globalThis.owned=1">';
  await open(page, `{"Invocation": {"InvokeId": "t-\u202eevil\u0007", "X": "${hostile.replaceAll('"', "'")}", "Output" 1}`);
  await original(page).locator(".cm-specialChar").nth(1).waitFor();
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).owned), undefined);
  assert.equal(await page.locator("ii-source-view img[src]").count(), 0);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("the view speaks Chinese, and changes its language where it stands", async () => {
  const { page, context } = await site.visit({ locale: "zh-CN" });
  await hand(page, BROKEN);
  await page.getByRole("tab", { name: /提示/ }).click();
  await notes(page).first().click();
  await page.getByRole("textbox", { name: /的原文$/ }).waitFor();
  await page.getByRole("textbox", { name: /的原文$/ }).focus();
  await page.keyboard.press("ControlOrMeta+F");
  await page.getByRole("textbox", { name: "查找" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Original" }).waitFor();
  await editor(page).waitFor();
  await context.close();
});

test("a text of any script is kept exactly", async () => {
  const { page, context } = await site.visit();
  for (const [at, sign] of ["e", "é", "状态", "😀", "a😀状"].entries()) {
    const text = results([row(1, "Failed", { InvokeId: `t-script${at}`, Output: sign.repeat(3_000), ExitCode: 3 })]);
    await hand(page, text);
    await page.locator("ii-record").getByText(sign.repeat(20)).first().waitFor();
    await page.getByRole("button", { name: "Show in source" }).click();
    assert.equal(await sourceText(page), text, sign);
  }
  await context.close();
});

test("a paste into the editor stays there", async () => {
  const { page, context } = await site.visit();
  await hand(page, "no response at all");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+A");
  await paste(page, FORTY);
  await page.getByRole("heading", { level: 1, name: /2 of 40/ }).waitFor();
  await editor(page).waitFor();
  assert.equal(await sourceText(page), FORTY);
  await context.close();
});

test("places hold in UTF-16, behind every kind of line end and beyond the first plane", async () => {
  const { page, context } = await site.visit();
  await page.evaluate(() => {
    const text = '\ufeff{"Invocation":\r\n{"X":"😀 状态\r\nb",\n"InvokeId":"t-1",\r"InvocationStatus": Success}}';
    const units = new Uint16Array(text.length).map((_, i) => text.charCodeAt(i));
    const data = new DataTransfer();
    data.items.add(new File([units], "utf-16.json"));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  });
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  await notes(page).filter({ hasText: "Success" }).click();
  await page.locator("ii-source").getByText("Line 5, column 21").waitFor();
  await original(page).locator(".place-chosen").first().waitFor();
  assert.equal((await original(page).locator(".place-mark.place-chosen").allTextContents()).join(""), "Success");
  assert.equal((await original(page).locator(".cm-lineNumbers .cm-gutterElement").allTextContents()).at(-1), "5");
  await context.close();
});

test("what is copied from a line that was broken for its length is the text itself", async () => {
  const { page, context } = await site.visit();
  const text = JSON.stringify(JSON.parse(results(Array.from({ length: 12 }, (_, i) => row(i, "Success", { Output: "b2sK".repeat(900) })))));
  await hand(page, text);
  await page.getByRole("button", { name: "Show in source" }).click();
  await page.getByRole("button", { name: "Original" }).click();
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+C");
  await page.waitForFunction((length) => navigator.clipboard.readText().then((copied) => copied.length === length), text.length);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await page.waitForTimeout(500);
  assert.equal(await sourceText(page), `${text} `);
  await context.close();
});
