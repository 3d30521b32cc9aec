// @ts-check
// The outputs of the instances that the query shows, and how they are gathered: groups, counts and hits against the rows, whatever chooses them; and what leaves such a view.
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

/** What the i-th of sixty printed, and how it ended. @param {number} i */
const kind = (i) => (i % 5 === 0 ? (i % 2 ? { text: "disk full\n", exit: 2 } : { text: "no route\n", exit: 1 }) : { text: "fine\n", exit: 0 });
const ALL = Array.from({ length: 60 }, (_, i) => i);
const fleet = results(
  ALL.map((i) => {
    const { text, exit } = kind(i);
    return row(i, exit ? "Failed" : "Success", { ExitCode: exit, Output: Buffer.from(text).toString("base64") });
  }),
);

const view = (/** @type {Page} */ page) => page.locator("ii-comparison");
const told = (/** @type {Page} */ page) => view(page).locator(".filter > p");
const table = (/** @type {Page} */ page) => page.locator("ii-table");
const field = (/** @type {Page} */ page) => view(page).locator("input[type=search]");
const counts = async (/** @type {Page} */ page) => (await view(page).locator(".count").allTextContents()).map((text) => text.trim());

/** The table with this query, then the outputs. @param {Page} page @param {string} query */
async function asked(page, query) {
  await page.locator("#tab-table").click();
  await table(page).locator("input[type=search]").fill(query);
  await page.locator("#tab-outputs").click();
  await field(page).waitFor();
}

/** The sizes of the groups of these, failures first, of these the rarest, by a plain count. @param {readonly number[]} chosen */
function groups(chosen) {
  /** @type {Map<string, { n: number, exit: number }>} */
  const found = new Map();
  for (const i of chosen) {
    const { text, exit } = kind(i);
    found.set(text, { n: (found.get(text)?.n ?? 0) + 1, exit });
  }
  const ordered = [...found.values()].sort((a, b) => Number(a.exit === 0) - Number(b.exit === 0) || a.n - b.n);
  return ordered.map(({ n }) => `${n} of ${chosen.length}`);
}

test("groups, counts and hits are those of the instances that the query shows", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet);
  for (const [query, keeps] of /** @type {[string, (i: number) => boolean][]} */ ([
    ["", () => true],
    ["exit:1", (i) => kind(i).exit === 1],
    ["outcome:failed", (i) => kind(i).exit > 0],
    ["-outcome:failed id:*7", (i) => kind(i).exit === 0 && i % 10 === 7],
    ['out:"disk full"', (i) => kind(i).exit === 2],
    ["fine", (i) => kind(i).exit === 0],
    ["id:nobody", () => false],
    ["   ", () => true],
  ])) {
    const chosen = ALL.filter(keeps);
    await asked(page, query);
    if (query.trim()) await told(page).getByText(`Instances that the filter shows: ${chosen.length} of 60.`).waitFor();
    else assert.equal(await told(page).count(), 0, query);
    for (const way of ["Exact", "Alike"]) {
      await view(page).getByRole("button", { name: way, exact: true }).click();
      assert.deepEqual((await counts(page)).sort(), groups(chosen).sort(), `${query}, ${way}`);
    }
    if (chosen.length === 0) await view(page).getByText("There is no output to compare.").waitFor();
    for (const text of ["disk full", "fine", "e"]) {
      const hits = chosen.filter((i) => kind(i).text.includes(text)).length;
      await field(page).fill(text);
      await view(page).getByText(hits === 0 ? "Nothing found." : new RegExp(`in ${hits} outputs? `)).waitFor();
      assert.equal(await view(page).locator(".hit").count(), Math.min(20, hits), `${query}: ${text}`);
    }
    await field(page).fill("");
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("what chooses is taken away piece by piece, or all at once, and the table follows", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet);
  await asked(page, "outcome:failed exit:2 exti:7");
  const pieces = view(page).getByRole("list", { name: "What is filtered by" });
  assert.equal(await pieces.getByRole("listitem").count(), 3);
  // What was not meant so is mended here as in the table.
  await pieces.getByRole("button", { name: "Use exit:7" }).click();
  await told(page).getByText("0 of 60.").waitFor();
  await pieces.getByRole("button", { name: "Remove: Exit code: 7" }).click();
  await told(page).getByText("6 of 60.").waitFor();
  assert.deepEqual(await counts(page), groups(ALL.filter((i) => kind(i).exit === 2)));
  await pieces.getByRole("button", { name: "Remove: Exit code: 2" }).click();
  await told(page).getByText("12 of 60.").waitFor();
  await told(page).getByRole("button", { name: "Outputs of all" }).click();
  await told(page).waitFor({ state: "detached" });
  assert.deepEqual((await counts(page)).sort(), groups(ALL).sort());
  await page.locator("#tab-table").click();
  assert.equal(await table(page).locator("input[type=search]").inputValue(), "");
  await table(page).getByText("60 of 60").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("what the table is narrowed to is what is compared, and follows the selection", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet);
  await page.locator("ii-verdict").getByRole("button", { name: "6 × exit 2" }).click();
  await table(page).getByRole("checkbox", { name: "Select all 6 that are shown" }).check();
  await table(page).getByRole("button", { name: "Only the 6 selected" }).click();
  await page.locator("#tab-outputs").click();
  await told(page).getByText("Selected instances that the filter shows: 6 of 60.").waitFor();
  await view(page).getByRole("button", { name: /^Remove: / }).click();
  await told(page).getByText("Selected instances: 6 of 60.").waitFor();
  assert.deepEqual(await counts(page), ["6 of 6"]);
  // One of them is left out where it is found.
  await field(page).fill("disk");
  await view(page).locator(".hit").first().getByRole("checkbox").click();
  await told(page).getByText("Selected instances: 5 of 60.").waitFor();
  assert.equal(await view(page).locator(".hit").count(), 5);
  await told(page).getByRole("button", { name: "Outputs of all" }).click();
  await view(page).getByText("Hits: 6, in 6 outputs").waitFor();
  assert.equal(await page.getByRole("group", { name: "Selection" }).getByText("5 instances selected:").count(), 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a query commands and other invocations are searched too, with one only what it shows; every execution of these", async () => {
  const { page, context, faults } = await site.visit();
  const one = (/** @type {string} */ InvokeId, /** @type {number} */ i, /** @type {string} */ text, /** @type {number} */ exit, more = {}) => ({ ...row(i, exit ? "Failed" : "Success", { ExitCode: exit, Output: Buffer.from(text).toString("base64") }), InvokeId, ...more });
  const executions = [1, 2, 3].map((n) => one("t-a", 1, `needle ${n}\n`, 1, { Repeats: n, StartTime: `2020-05-1${n}T09:01:40Z`, FinishedTime: `2020-05-1${n}T09:01:41Z` }));
  await hand(page, results([...executions, one("t-a", 2, "needle\n", 0), one("t-a", 3, "needle\n", 0), one("t-b", 1, "needle\n", 1)]));
  await page.locator("ii-invocations").getByText("t-a").click();
  for (const [query, outputs] of /** @type {const} */ ([["", 6], ["exit:1", 3], ["exit:0", 2], ["id:*1", 3]])) {
    await asked(page, query);
    await field(page).fill("needle");
    await view(page).getByText(`Hits: ${outputs}, in ${outputs} outputs and commands`).waitFor();
    await field(page).fill("");
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("hits are shown in the table with what chose among them", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet);
  await asked(page, "outcome:failed");
  await field(page).fill("disk full");
  await view(page).getByRole("button", { name: "Show in the table" }).click();
  assert.equal(await table(page).locator("input[type=search]").inputValue(), 'outcome:failed out:"disk full"');
  await table(page).getByText("6 of 60").waitFor();
  await context.close();
});

test("an instance that the query leaves out has no group to be compared in", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet);
  await asked(page, "outcome:failed");
  const own = view(page).getByRole("button", { name: "Compare the chosen instance with the largest group" });
  await view(page).locator(".opener").first().click();
  await view(page).locator(".members button").first().click();
  await own.waitFor();
  await view(page).getByRole("button", { name: "Remove: Outcome: failed" }).click();
  await own.waitFor();
  await asked(page, "outcome:succeeded");
  await told(page).getByText("48 of 60.").waitFor();
  assert.equal(await own.count(), 0);
  await context.close();
});

/** @typedef {{ turn: number, at: number, newest: boolean, start: number, items: number }} Call */
/** Notes which outputs are asked for, when, and in which turn of the page's loop. @param {Page} page */
async function watch(page) {
  await page.evaluate(() => {
    const { inspection } = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).answer;
    const list = /** @type {any} */ (globalThis);
    list.calls = [];
    let turn = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (turn += 1);
    const ask = inspection.texts.bind(inspection);
    inspection.texts = (/** @type {any[]} */ ...args) => {
      const at = performance.now();
      const texts = ask(...args);
      list.calls.push({ turn, at, newest: args[1], start: args[3], items: texts.ends.length });
      port2.postMessage(null);
      return texts;
    };
  });
}
/** @param {Page} page @returns {Promise<Call[]>} */
const calls = (page) => page.evaluate(() => /** @type {any} */ (globalThis).calls);

test("what is searched first is gathered in slices, once, can be left off, and is gone on with", async () => {
  const { page, context, faults } = await site.visit();
  const text = "some log line of a machine that says nothing of interest\n".repeat(70);
  await hand(page, results(Array.from({ length: 10_000 }, (_, i) => row(i, i % 100 ? "Success" : "Failed", { Output: Buffer.from(`${text}line ${i}.\n`).toString("base64") }))));
  await watch(page);
  await page.locator("#tab-outputs").click();
  await view(page).locator(".group").first().waitFor();
  const grouped = await calls(page);
  assert.ok(grouped.every(({ newest }) => newest), "nothing is searched yet");
  // The reader leaves it off as soon as there is a way to.
  await page.evaluate(() => {
    const root = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).shadowRoot.querySelector("ii-outputs").shadowRoot.querySelector("ii-comparison").shadowRoot;
    const clicking = setInterval(() => {
      const button = root.querySelector(".summary button");
      if (button) clearInterval(clicking);
      button?.click();
    });
  });
  await field(page).fill("line 4999.");
  await view(page).getByText(/Cancelled at \d+ %: there may be more\./).waitFor();
  const left = (await calls(page)).length;
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.equal((await calls(page)).length, left, "nothing goes on");
  await field(page).fill("line 4998.");
  await view(page).getByText("Hits: 1, in 1 output or command").waitFor();
  await field(page).fill("line 499");
  await view(page).getByText("Hits: 11, in 11 outputs and commands").waitFor();
  const searched = (await calls(page)).filter(({ newest }) => !newest);
  assert.ok(left < grouped.length + searched.length, "it was left off before all was there");
  for (const [what, found, all] of /** @type {[string, Call[], number][]} */ ([["grouped", grouped, 10_000], ["searched", searched, 10_001]])) {
    // One after the other, none twice and none left out.
    assert.deepEqual(found.map(({ start }) => start), found.map((_, at) => found.slice(0, at).reduce((sum, { items }) => sum + items, 0)), what);
    assert.equal(found.reduce((sum, { items }) => sum + items, 0), all, what);
    const spans = [...new Set(found.map(({ turn }) => turn))].map((turn) => {
      const times = found.filter((one) => one.turn === turn).map(({ at }) => at);
      return Math.max(...times) - Math.min(...times);
    });
    // No part is begun later than a slice lasts.
    assert.ok(spans.length > 1 && spans.every((span) => span < 9), `${what}: ${spans}`);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("of 41 among 100,000 only these are read", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, results(Array.from({ length: 100_000 }, (_, i) => row(i, i % 2_500 === 7 || i === 3 ? "Failed" : "Success"))));
  await page.locator("#tab-table").click();
  await table(page).locator("input[type=search]").fill("outcome:failed");
  await table(page).getByText("41 of 100,000").waitFor();
  await watch(page);
  await page.locator("#tab-outputs").click();
  await told(page).getByText("Instances that the filter shows: 41 of 100,000.").waitFor();
  await field(page).fill("output of 2507");
  await view(page).getByText(/^\s*Hits: 1, in 1 output/).waitFor();
  const read = await calls(page);
  assert.deepEqual([true, false].map((newest) => read.filter((call) => call.newest === newest).reduce((sum, { items }) => sum + items, 0)), [41, 41]);
  // Typed further meanwhile, the last text is searched for.
  await field(page).fill("");
  await told(page).getByRole("button", { name: "Outputs of all" }).click();
  for (const text of ["o", "ou", "output of 99999"]) await field(page).fill(text);
  await view(page).getByText("Hits: 1, in 1 output").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [colorScheme, locale, width] of /** @type {const} */ ([["light", "en-US", 1280], ["dark", "zh-CN", 390]])) {
  test(`filtered outputs pass axe: ${colorScheme}, ${locale}, ${width}`, async () => {
    const { page, context } = await site.visit({ colorScheme, locale, viewport: { width, height: 900 } });
    await hand(page, fleet);
    await asked(page, "outcome:failed -exti:1");
    await told(page).waitFor();
    assert.deepEqual(await axe(page), []);
    assert.ok(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth));
    await context.close();
  });
}
