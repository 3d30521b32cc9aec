// @ts-check
// Several things that come in at once, and what stays of them: nothing is lost without Undo, nothing is left behind.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drop, FORTY, hand, paste, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const verdict = (/** @type {Page} */ page) => page.locator("invocation-inspector").getByRole("heading", { level: 1 });
const bar = (/** @type {Page} */ page) => page.locator("inspector-toast");
const ONE = results([row(500, "Success", { InvokeId: "t-page2" })]);
const TWO = results([row(1, "Failed", { InvokeId: "t-page3" }), row(2, "Failed", { InvokeId: "t-page3" })]);
/** Names of the inputs that stand behind the answer. @param {Page} page */
const inputs = (page) => page.locator("inspector-inputs .title").allTextContents();

/** Files whose reading waits until `release` is called, and how often each was read. @param {Page} page */
async function slowFiles(page) {
  await page.evaluate(() => {
    const own = Blob.prototype.arrayBuffer;
    const list = /** @type {any} */ (globalThis);
    list.waiting = [];
    list.readings = 0;
    Blob.prototype.arrayBuffer = async function () {
      list.readings += this.size > 4096 ? 1 : 0;
      await new Promise((done) => list.waiting.push(done));
      return own.call(this);
    };
    list.release = () => {
      Blob.prototype.arrayBuffer = async function () {
        list.readings += this.size > 4096 ? 1 : 0;
        return own.call(this);
      };
      list.waiting.forEach((/** @type {() => void} */ done) => done());
    };
  });
  return {
    release: () => page.evaluate(() => /** @type {any} */ (globalThis).release()),
    readings: () => page.evaluate(() => /** @type {any} */ (globalThis).readings),
  };
}

test("a paste made while a file is read is shown, and Undo brings the file, which is read once", async () => {
  const { page, context, faults } = await site.visit();
  const files = await slowFiles(page);
  await drop(page, [{ name: "forty.json", text: FORTY }]);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
  }, ONE);
  await files.release();
  await verdict(page).filter({ hasText: "its one instance" }).waitFor();
  await bar(page).getByText("Replaced what was here.").waitFor();
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.equal(await files.readings(), 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a slow sample that is pressed before something is pasted does not replace it", async () => {
  const { page, context } = await site.visit();
  /** @type {() => void} */
  let go = () => undefined;
  const held = new Promise((done) => (go = () => done(null)));
  await page.route("**/sample-texts-*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.locator("inspector-start inspector-samples button").first().click();
  await paste(page, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  go();
  await page.waitForTimeout(300);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("a file that is dropped while a sample is awaited over an answer is no more added to it than any other", async () => {
  const { page, context } = await site.visit();
  await page.route("**/sample-texts-*.js", () => undefined);
  await page.reload();
  await hand(page, FORTY);
  await page.getByRole("button", { name: /^New/ }).click();
  await page.locator("inspector-start inspector-samples button").first().click();
  await drop(page, [{ name: "one.json", text: ONE }]);
  await verdict(page).filter({ hasText: "its one instance" }).waitFor();
  assert.deepEqual(await inputs(page), ["one.json"]);
  await context.close();
});

test("of two quick files both stay", async () => {
  const { page, context } = await site.visit();
  const files = await slowFiles(page);
  await drop(page, [{ name: "one.json", text: ONE }]);
  await drop(page, [{ name: "two.json", text: TWO }]);
  await files.release();
  await verdict(page).filter({ hasText: "2 invocations" }).waitFor();
  assert.deepEqual(await inputs(page), ["one.json", "two.json"]);
  await context.close();
});

test("after a reload Back shows nothing of another answer, and the history holds random ids alone", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.getByRole("combobox", { name: "Filter" }).fill("page0000031");
  await page.getByText("1 of 40").waitFor();
  const state = await page.evaluate(() => history.state);
  assert.match(state, /^[0-9a-f]{32}$/);
  await page.reload();
  await hand(page, TWO);
  await page.goBack();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  await page.goBack();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  assert.equal(await page.locator("invocation-inspector:not([hidden])").count(), 0);
  await context.close();
});

test("Undo has no clock, covers nothing, and stays until the next three actions", async () => {
  const { page, context } = await site.visit();
  await page.clock.install();
  await hand(page, FORTY);
  await hand(page, TWO);
  const undo = bar(page).getByRole("button", { name: "Undo" });
  await undo.waitFor();
  await page.clock.runFor(10 * 60_000);
  assert.ok(await undo.isVisible());
  const box = await bar(page).boundingBox();
  const main = await page.locator("main").boundingBox();
  assert.ok(box && main && box.y + box.height <= main.y + 0.5, "it stands above the answer");
  for (const tab of ["Table", "Outputs"]) {
    await page.getByRole("tab", { name: new RegExp(tab) }).click();
    assert.ok(await undo.isVisible(), tab);
  }
  await page.getByRole("tab", { name: "Diagnostics" }).click();
  await undo.waitFor({ state: "detached" });
  await context.close();
});

test("Clear clears: when Undo has passed Back shows nothing, and nothing is held", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "The response" }).inputValue(), "");
  await bar(page).getByRole("button", { name: "Close" }).click();
  await page.goBack();
  await page.waitForTimeout(200);
  assert.ok(await page.getByRole("textbox", { name: "The response" }).isVisible());
  assert.equal(await page.locator("invocation-inspector").count(), 0);
  await page.goForward();
  assert.equal(await page.locator("invocation-inspector").count(), 0);
  await context.close();
});

test("Clear can be undone until it has passed", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("button", { name: "Help" }).click();
  await page.keyboard.press("Escape");
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("the same page given twice says that nothing is new, and changes nothing", async () => {
  const { page, context } = await site.visit();
  await drop(page, [{ name: "page-1.json", text: FORTY }]);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await drop(page, [{ name: "again.json", text: FORTY }]);
  await bar(page).getByText("Nothing new: again.json is here already, byte for byte.").waitFor();
  assert.deepEqual(await inputs(page), ["page-1.json"]);
  await paste(page, FORTY);
  await bar(page).getByText("Nothing new: Pasted text 1 is here already").waitFor();
  // Laid out otherwise it is another text, with the same records.
  await drop(page, [{ name: "dense.json", text: JSON.stringify(JSON.parse(FORTY)) }]);
  await bar(page).getByText("Nothing new: the same 40 records.").waitFor();
  assert.deepEqual(await inputs(page), ["page-1.json"]);
  await context.close();
});

test("reading many files says how far it is, can be cancelled, and the answer that stood stays", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, FORTY);
  const files = await slowFiles(page);
  await drop(page, Array.from({ length: 14 }, (_, i) => ({ name: `page-${i + 1}.json`, text: ONE + " ".repeat(i) })));
  await bar(page).getByText("Reading").waitFor();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await bar(page).getByRole("button", { name: "Cancel" }).click();
  await files.release();
  await page.waitForTimeout(300);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.deepEqual(await inputs(page), ["Results · 40 rows"]);
  assert.equal(await bar(page).locator(".toast").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a long document is said before it is inspected, and several between frames", async () => {
  const { page, context } = await site.visit();
  await hand(page, results([row(500, "Success")]));
  // What is painted while the page cannot be asked.
  await page.evaluate(() => {
    const list = /** @type {any} */ (globalThis);
    list.seen = [];
    const look = () => {
      const text = document.querySelector("inspector-page")?.shadowRoot?.querySelector("inspector-toast")?.shadowRoot?.textContent?.replace(/\s+/g, " ").trim();
      if (text && list.seen.at(-1) !== text) list.seen.push(text);
      requestAnimationFrame(look);
    };
    look();
  });
  const long = JSON.stringify(JSON.parse(FORTY)).replace("{", `{"Foo":"${"x".repeat(21_000_000)}",`);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    for (const name of ["long-1.json", "long-2.json"]) data.items.add(new File([text, name === "long-2.json" ? " " : ""], name));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, long);
  await verdict(page).filter({ hasText: "2 of 41" }).waitFor();
  const seen = await page.evaluate(() => /** @type {any} */ (globalThis).seen.join("\n"));
  assert.match(seen, /Inspecting 21 MB in one go; the page stands still until that is done\./);
  assert.match(seen, /file 3 of 3/);
  await context.close();
});

test("of thousands of inputs the first are listed, the rest on request, and a press on a tab stays quick", async () => {
  const { page, context } = await site.visit();
  const list = page.locator("inspector-inputs");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    for (let i = 0; i < 3_000; i += 1) data.items.add(new File([text.replaceAll("t-page1", `t-${i}`)], `file-${i}.json`));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, results([row(1, "Success")]));
  await list.getByText("Show 2,900 more").waitFor({ timeout: 120_000 });
  assert.equal((await inputs(page)).length, 100);
  // A view draws nothing of them anew: they are the same lines.
  const lines = await list.evaluateHandle((element) => /** @type {any} */ (element).inputs);
  for (const tab of ["Table", "Outputs", "Diagnostics", "Tree"]) await page.getByRole("tab", { name: tab }).click();
  assert.ok(await list.evaluate((element, lines) => /** @type {any} */ (element).inputs === lines, lines));
  await list.getByText("Show 2,900 more").click();
  await list.getByText("Show 2,800 more").waitFor();
  await page.getByRole("button", { name: "Remove file-0.json" }).click();
  await list.getByText("Show 2,799 more").waitFor({ timeout: 120_000 });
  await context.close();
});
