// @ts-check
// What is said aloud after a filter, an order and a choice: the history of the one region, which stands there before; and that each region has a history of its own.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const table = (/** @type {Page} */ page) => page.locator("ii-table");
const filter = (/** @type {Page} */ page) => table(page).locator("input[type=search]");
const head = (/** @type {Page} */ page, /** @type {string} */ name) => table(page).getByRole("columnheader", { name }).getByRole("button");

/** Two failed with 137 and two with 1. */
const FLEET = results(Array.from({ length: 40 }, (_, i) => row(i, i % 10 === 3 ? "Failed" : "Success", i % 10 === 3 ? { ExitCode: i < 20 ? 137 : 1 } : {})));

/** Notes all that the region holds from now on. @param {Page} page */
async function listen(page) {
  await page.locator("invocation-inspector .said").evaluate((region) => {
    const list = /** @type {any} */ (globalThis);
    list.said = [];
    new MutationObserver(() => region.textContent && list.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
}

/** Waits for something to be said, and for nothing more after it. @param {Page} page @returns {Promise<string[]>} */
async function heard(page) {
  await page.waitForFunction(() => /** @type {any} */ (globalThis).said.length > 0);
  await page.waitForTimeout(900);
  return page.evaluate(() => /** @type {any} */ (globalThis).said.splice(0));
}

for (const [locale, words] of /** @type {const} */ ([
  ["en-US", { down: "Order: Duration, ascending. 40 of 40 instances shown", shown: "2 of 40 instances shown", one: "1 instance selected", none: "0 instances selected", two: "2 instances selected", sort: "Duration" }],
  ["zh-CN", { down: "排序：耗时升序。显示 40 台，共 40 台", shown: "显示 2 台，共 40 台", one: "已选 1 台实例", none: "已选 0 台实例", two: "已选 2 台实例", sort: "耗时" }],
])) {
  test(`one region says what came of it: ${locale}`, async () => {
    const { page, context, faults } = await site.visit({ locale });
    await hand(page, FLEET);
    assert.equal(await page.locator("invocation-inspector .said").getAttribute("role"), "status");
    await listen(page);
    await page.locator("#tab-table").click();
    await head(page, words.sort).click();
    assert.deepEqual(await heard(page), [words.down]);
    // Eight keys, one count; in one task, so that nobody rests between them.
    await filter(page).evaluate(async (field, text) => {
      const input = /** @type {HTMLInputElement} */ (field);
      for (let end = 1; end <= text.length; end++) {
        input.value = text.slice(0, end);
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        for (let i = 0; i < 50; i++) await null;
      }
    }, "exit:137");
    assert.deepEqual(await heard(page), [words.shown]);
    // Another query, and as many.
    await filter(page).fill("exit:1");
    assert.deepEqual(await heard(page), [words.shown]);
    const box = table(page).locator(".rows [role=row]").first().getByRole("checkbox");
    await box.click();
    assert.deepEqual(await heard(page), [words.one]);
    await box.click();
    assert.deepEqual(await heard(page), [words.none]);
    await table(page).locator(".head").getByRole("checkbox").check();
    assert.deepEqual(await heard(page), [words.two]);
    // No other region of the table or of the bar says it a second time.
    const others = await page.evaluate(() => {
      const viewer = document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot;
      return ["ii-table", "ii-selection-bar"].map((name) => viewer?.querySelector(name)?.shadowRoot?.querySelectorAll("[role=status], [aria-live]").length);
    });
    assert.deepEqual(others, [0, 0]);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("what was said stands in no region later, so that a dialog that closes has nothing said again", async () => {
  const { page, context } = await site.visit();
  await page.clock.install();
  await hand(page, FLEET);
  const verdict = page.locator("#status");
  await verdict.getByText("4 of 40").waitFor({ state: "attached" });
  await page.locator("#tab-table").click();
  const count = page.locator("invocation-inspector .said");
  await filter(page).fill("exit:137");
  await count.getByText("2 of 40").waitFor({ state: "attached" });
  await page.clock.fastForward(8_000);
  assert.deepEqual(await Promise.all([verdict.textContent(), count.textContent()]), ["", ""]);
  await context.close();
});

test("what one region says takes nothing from the clearing of another", async (t) => {
  const entry = fileURLToPath(new URL("../../src/ui/say.ts", import.meta.url));
  const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
  const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
  const { Speaker } = await import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const regions = [{ textContent: "" }, { textContent: "" }];
  const [verdict, count] = regions.map((region) => new Speaker(() => region));
  const said = () => regions.map(({ textContent }) => textContent);
  verdict.sayNow("2 of 40 failed");
  count.say("2 of 40 shown");
  assert.deepEqual(said(), ["2 of 40 failed", ""]);
  t.mock.timers.tick(700);
  assert.deepEqual(said(), ["2 of 40 failed", "2 of 40 shown"]);
  t.mock.timers.tick(6_300);
  assert.deepEqual(said(), ["", "2 of 40 shown"]);
  t.mock.timers.tick(700);
  assert.deepEqual(said(), ["", ""]);
});
