// @ts-check
// The keyboard stays where it is, and where what had it is gone, it goes to the verdict or to the field: after a paste, Clear, Undo, a selection that is cleared, a question.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { FORTY, hand, paste, results, row, SEVERAL, settled, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** The name of what has the keyboard, however deep. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.localName ?? "";
  });
/** Waits until such an element has it. @param {Page} page @param {string} name */
async function comesTo(page, name) {
  for (let waited = 0; waited < 3_000 && (await focused(page)) !== name; waited += 50) await page.waitForTimeout(50);
  assert.equal(await focused(page), name);
}
const ready = async () => {
  const visited = await site.visit();
  await paste(visited.page, FORTY);
  await visited.page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await settled(visited.page);
  return visited;
};

test("a paste takes away what had the keyboard: it goes to the verdict", async () => {
  for (const [tab, place] of [["Table", "ii-table .grid"], ["Outputs", "ii-comparison .opener"]]) {
    const { page, context, faults } = await ready();
    // Within the viewer, of which nothing comes out.
    await page.getByRole("tab", { name: tab ?? "" }).click();
    await page.locator(place ?? "").first().focus();
    await paste(page, SEVERAL);
    await page.getByRole("heading", { name: /^3 invocations/ }).waitFor();
    await comesTo(page, "h1");
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("by keyboard: a selection that is cleared and brought back, Clear and its Undo, a line that is closed", async () => {
  const { page, context, faults } = await ready();
  await page.getByRole("tab", { name: "Table" }).click();
  await page.locator("ii-table .grid").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.locator("ii-selection-bar").getByRole("button", { name: /Clear|no selection|Unselect/i }).last().press("Enter");
  await page.locator("ii-selection-bar").waitFor({ state: "detached" });
  await comesTo(page, "h1");
  await page.locator("inspector-toast").getByRole("button", { name: /Undo/ }).press("Enter");
  await page.locator("ii-selection-bar").waitFor();
  await comesTo(page, "h1");
  await page.getByRole("button", { name: /^Inputs: \d/ }).press("Enter");
  await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");
  await page.getByText("Cleared").first().waitFor();
  await page.waitForTimeout(500);
  assert.notEqual(await focused(page), "body");
  await page.locator("inspector-toast").getByRole("button", { name: /Undo/ }).press("Enter");
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await comesTo(page, "h1");
  await paste(page, SEVERAL);
  await page.locator("inspector-toast").getByRole("button", { name: "Close" }).press("Enter");
  await comesTo(page, "h1");
  assert.deepEqual(faults, []);
  await context.close();
});

test("who answers a question goes on where they were", async () => {
  const { page, context } = await ready();
  await page.getByRole("tab", { name: "Table" }).press("Enter");
  await page.evaluate(() => (location.hash = "#sample=status-Failed"));
  await page.locator("inspector-question").getByRole("button").last().press("Enter");
  await page.locator("inspector-question").waitFor({ state: "detached" });
  assert.equal(await page.getByRole("tab", { name: "Table" }).evaluate((tab) => tab.matches(":focus")), true);
  await context.close();
});

test("a press that began on Cancel does nothing else when the answer comes before it ends", async () => {
  const { page, context } = await ready();
  await page.evaluate((text) => {
    const all = /** @type {any} */ (globalThis);
    const file = new File([text], "slow.json");
    const slice = file.slice.bind(file);
    // A disk that takes its time.
    file.slice = (from, to) => {
      const part = slice(from, to);
      const read = part.arrayBuffer.bind(part);
      part.arrayBuffer = async () => (await new Promise((done) => (all.arrive = done)), read());
      return part;
    };
    const data = { types: ["Files"], files: [file], getData: () => "" };
    const event = new DragEvent("drop", { bubbles: true, composed: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: data });
    document.body.dispatchEvent(event);
  }, SEVERAL);
  await page.locator("inspector-toast").getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.down("Space");
  await page.evaluate(() => /** @type {any} */ (globalThis).arrive());
  await page.getByRole("heading", { name: /^3 invocations/ }).waitFor();
  await page.locator("inspector-toast").getByRole("button", { name: /^Undo/ }).waitFor();
  await page.keyboard.up("Space");
  await page.waitForTimeout(300);
  await page.getByRole("heading", { name: /^3 invocations/ }).waitFor();
  await context.close();
});

test("a paste is read where a box to tick has the keyboard", async () => {
  const { page, context } = await site.visit();
  const day = (/** @type {string} */ id, /** @type {string} */ date) => results([1, 2].map((i) => row(i, i === 1 ? "Failed" : "Success", { InvokeId: id, StartTime: `${date}T08:00:00Z` })));
  await paste(page, `${day("t-one", "2026-11-19")}\n${day("t-two", "2026-11-20")}`);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.locator("ii-compare .rows").getByRole("checkbox").first().check();
  await paste(page, FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await context.close();
});

test("by keyboard: what takes the place of a button has the keyboard: a field, the sentence of a comparison, the filter", async () => {
  const exits = results(Array.from({ length: 40 }, (_, i) => row(i, i === 3 ? "Failed" : "Success", { ExitCode: i === 3 ? 2 : 0 })));
  const { page, context, faults } = await site.visit();
  await hand(page, `${exits}\n${exits.replaceAll("t-page1", "t-page2")}`);
  await settled(page);
  await page.getByRole("button", { name: "Count other exit codes as expected…" }).press("Enter");
  const codes = page.getByLabel("Expected exit codes");
  await page.waitForTimeout(300);
  assert.equal(await codes.evaluate((field) => field.matches(":focus")), true);
  await page.getByRole("button", { name: "Compare", exact: true }).press("Enter");
  await page.locator("ii-compare h2:focus").waitFor();
  await page.getByRole("tab", { name: "Table" }).press("Enter");
  const field = page.getByRole("combobox", { name: "Filter" });
  for (const [query, name] of /** @type {[string, RegExp][]} */ ([["exit:2 status:Failed", /^Remove/], ["exti:2", /^Use /], ["exit:2 nowhere", /^Without/]])) {
    await field.fill(query);
    await page.locator("ii-table").getByRole("button", { name }).first().press("Enter");
    await page.waitForTimeout(300);
    assert.equal(await field.evaluate((field) => field.matches(":focus")), true, query);
  }
  await page.getByRole("tab", { name: "Outputs" }).press("Enter");
  await page.locator("ii-comparison").getByRole("button", { name: /^Remove/ }).first().press("Enter");
  await page.waitForTimeout(300);
  assert.equal(await page.locator("ii-comparison input[type=search]").evaluate((field) => field.matches(":focus")), true);
  assert.deepEqual(faults, []);
  await context.close();
});

test("on a phone a comparison is brought into sight", async () => {
  const { page, context } = await site.visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await hand(page, `${FORTY}\n${FORTY.replaceAll("t-page1", "t-page2")}`);
  await settled(page);
  await page.getByRole("button", { name: "Compare", exact: true }).tap();
  const sentence = page.locator("ii-compare .sentence");
  await sentence.waitFor();
  await page.waitForTimeout(300);
  const box = await sentence.boundingBox();
  assert.ok(box && box.y >= 0 && box.y + box.height <= 844, JSON.stringify(box));
  await context.close();
});
