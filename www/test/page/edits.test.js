// @ts-check
// A text that is changed in the source: the change reaches its own input, whatever is done next, and can be taken back once the text is left.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drop, editor, hand, paste, results, row, sourceText, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const bar = (/** @type {Page} */ page) => page.locator("inspector-toast");
const A = results([row(1, "Failed", { InvokeId: "t-edit1" })]);
const B = results([row(2, "Success", { InvokeId: "t-edit2" })]);
const TYPED = "/* a */";
const input = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator("inspector-inputs").getByRole("button", { name: new RegExp(`^${name}`) });

/** Two inputs, with the text of the first open and the caret at its beginning. @param {Page} page */
async function openFirst(page) {
  await drop(page, [{ name: "a.json", text: A }, { name: "b.json", text: B }]);
  await input(page, "a.json").click();
  await page.locator("ii-source").getByRole("heading", { name: "a.json" }).waitFor();
  await editor(page).filter({ hasText: "t-edit1" }).click();
  await page.keyboard.press("ControlOrMeta+Home");
}

/** Types, and does something else before the pause is over. @param {Page} page @param {() => void} next */
async function typeAnd(page, next) {
  await page.keyboard.insertText(TYPED);
  await page.evaluate(next);
}

/** The text of an input. @param {Page} page @param {string} name */
async function textOf(page, name) {
  await input(page, name).click();
  await page.locator("ii-source").getByRole("heading", { name }).waitFor();
  return sourceText(page);
}

test("a change is of the input in which it was typed, also where another one is opened at once", async () => {
  const { page, context, faults } = await site.visit();
  await openFirst(page);
  await typeAnd(page, () => {
    const list = document.querySelector("inspector-page")?.shadowRoot?.querySelector("inspector-inputs")?.shadowRoot;
    /** @type {HTMLElement} */ (list?.querySelectorAll("button.name")[1]).click();
  });
  await page.waitForTimeout(600);
  await page.locator("ii-source").getByRole("heading", { name: "b.json" }).waitFor();
  assert.equal(await sourceText(page), B);
  assert.equal(await textOf(page, "a.json"), TYPED + A);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the plain field's change as well, where the editor cannot be had", async () => {
  const { page, context } = await site.visit();
  await page.route("**/assets/editor-*.js", (route) => route.abort());
  await drop(page, [{ name: "a.json", text: A }, { name: "b.json", text: B }]);
  await input(page, "a.json").click();
  await page.locator("ii-source textarea").fill(TYPED + A);
  await page.evaluate(() => {
    const list = document.querySelector("inspector-page")?.shadowRoot?.querySelector("inspector-inputs")?.shadowRoot;
    /** @type {HTMLElement} */ (list?.querySelectorAll("button.name")[1]).click();
  });
  await page.waitForTimeout(600);
  const field = page.locator("ii-source textarea");
  assert.equal(await field.inputValue(), B);
  await input(page, "a.json").click();
  await page.locator("ii-source").getByRole("heading", { name: "a.json" }).waitFor();
  assert.equal(await field.inputValue(), TYPED + A);
  await context.close();
});

for (const [how, next] of /** @type {[string, () => void][]} */ ([
  ["Escape", () => document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true, cancelable: true }))],
  ["Back", () => history.back()],
  ["a press in the tree", () => document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.dispatchEvent(Object.assign(new Event("ii-choose"), { change: { pane: "invocation" }, step: true }))],
])) {
  test(`a change that is followed at once by ${how} is kept, and can be undone`, async () => {
    const { page, context, faults } = await site.visit();
    await openFirst(page);
    await typeAnd(page, next);
    await page.locator("ii-source").waitFor({ state: "detached" });
    await bar(page).getByText("The text was changed.").waitFor();
    // The answer that is read anew opens no text that was left.
    await page.waitForTimeout(500);
    assert.equal(await page.locator("ii-source").count(), 0);
    assert.equal(await textOf(page, "a.json"), TYPED + A);
    await bar(page).getByRole("button", { name: "Undo" }).click();
    await bar(page).getByText("The text was changed.").waitFor({ state: "detached" });
    assert.equal(await textOf(page, "a.json"), A);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("a paste elsewhere right after a change replaces the changed text, and Undo brings that back, then the first one", async () => {
  const { page, context } = await site.visit();
  await openFirst(page);
  await page.keyboard.insertText(TYPED);
  await hand(page, results([row(3, "Failed", { InvokeId: "t-edit3" })]));
  await bar(page).getByText("Replaced what was here.").waitFor();
  const undo = bar(page).getByRole("button", { name: "Undo" });
  await undo.click();
  await input(page, "b.json").waitFor();
  assert.equal(await textOf(page, "a.json"), TYPED + A);
  await bar(page).getByText("The text was changed.").waitFor();
  await undo.click();
  await bar(page).getByText("The text was changed.").waitFor({ state: "detached" });
  assert.equal(await textOf(page, "a.json"), A);
  await context.close();
});

test("a change is undone from another input's text, after New, and not offered where the editor has undone it", async () => {
  const { page, context } = await site.visit();
  await openFirst(page);
  await page.keyboard.insertText(TYPED);
  await page.waitForTimeout(500);
  assert.equal(await bar(page).getByText("The text was changed.").count(), 0, "the editor has its own Undo");
  await page.keyboard.press("ControlOrMeta+Z");
  await page.waitForTimeout(500);
  await input(page, "b.json").click();
  await page.locator("ii-source").getByRole("heading", { name: "b.json" }).waitFor();
  assert.equal(await bar(page).locator(".toast").count(), 0);
  await input(page, "a.json").click();
  await editor(page).filter({ hasText: "t-edit1" }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await paste(page, "x");
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "New", exact: true }).last().click();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  await bar(page).getByText("The text was changed.").waitFor();
  await bar(page).getByRole("button", { name: "Undo" }).click();
  assert.equal(await textOf(page, "a.json"), A);
  await context.close();
});

test("what is typed while an earlier change is read is not written over", async () => {
  const { page, context } = await site.visit();
  await openFirst(page);
  await page.evaluate(() => addEventListener("ii-edit", () => document.execCommand("insertText", false, "later"), { once: true }));
  await page.keyboard.insertText(TYPED);
  await page.waitForTimeout(1000);
  assert.equal(await sourceText(page), `${TYPED}later${A}`);
  // Nor is the editor's own Undo forgotten.
  await editor(page).focus();
  for (let i = 0; i < 2; i += 1) await page.keyboard.press("ControlOrMeta+Z");
  await page.waitForTimeout(600);
  assert.equal(await sourceText(page), A);
  await context.close();
});
