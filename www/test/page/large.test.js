// @ts-check
// A hundred thousand instances filtered and chosen: how often the core is asked, whatever the time it takes.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const filter = (/** @type {Page} */ page) => page.getByRole("combobox", { name: "Filter" });
const grid = (/** @type {Page} */ page) => page.getByRole("grid", { name: "Instances" });
const bar = (/** @type {Page} */ page) => page.getByRole("group", { name: "Selection" });

/** One in fifty timed out and as many are running, and all of these may be half done. @param {number} n */
const fleet = (n) => results(Array.from({ length: n }, (_, i) => row(i, i % 50 === 3 ? "Timeout" : i % 50 === 4 ? "Running" : "Success"))).replaceAll('"InvokeId":', '"CommandId":"c-page1","InvokeId":');

/** Notes from now on what is asked of the answer: rows once for each query and order, however often they are drawn; ids each time. @param {Page} page */
async function watch(page) {
  await page.evaluate(() => {
    const viewer = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector"));
    const { inspection } = viewer.answer;
    const list = /** @type {any} */ (globalThis);
    list.asked = [];
    for (const name of ["instances", "instanceIds", "ids"]) {
      const ask = inspection[name].bind(inspection);
      inspection[name] = (/** @type {any[]} */ ...args) => {
        const { query, sort, ids } = args[1];
        const what = `${name} ${JSON.stringify({ query, sort, ids: ids?.length })}`;
        if (name !== "instances" || !list.asked.includes(what)) list.asked.push(what);
        return ask(...args);
      };
    }
  });
}

/** What was asked since the last time. @param {Page} page @returns {Promise<string[]>} */
const asked = (page) => page.evaluate(() => /** @type {any} */ (globalThis).asked.splice(0));

/** The same, but for rows and for what is asked once of each answer, when its columns are ready: what goes on, what is half done or never started, which calls it has all for. @param {Page} page */
const askedForIds = async (page) => (await asked(page)).filter((one) => !one.startsWith("instances") && !/^ids \{"ids":0\}$|"(?:is:active|-outcome:succeeded is:half-done|is:never-started)"/.test(one));

test("with all of 100,000 chosen, scrolling and choosing ask for no ids", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(100_000));
  await page.getByRole("tab", { name: /^Table/ }).click();
  await grid(page).focus();
  await watch(page);
  await page.keyboard.press("Control+a");
  await bar(page).getByText("100,000 instances selected:").waitFor();
  await bar(page).getByText("Ran to their end: 96,000; may be half done: 4,000.").waitFor();
  // All that are shown; and, once, what goes on, what is half done and what never started, and which calls the response has all for.
  const first = await asked(page);
  assert.ok(new Set(first.filter((one) => one.startsWith("instanceIds"))).size <= 4, first.join("\n"));
  assert.ok(!first.some((one) => one.includes("100000")), first.join("\n"));
  for (let i = 0; i < 5; i++) {
    await grid(page).evaluate((one) => new Promise((drawn) => requestAnimationFrame(() => ((one.scrollTop += 300_000), requestAnimationFrame(() => drawn(null))))));
  }
  await page.locator("ii-table .rows [role=row]").first().waitFor();
  assert.deepEqual(await askedForIds(page), []);
  // All that a filter shows are chosen, which is known; of no rows none is.
  const box = page.locator("ii-table .head input");
  for (const [query, shown, checked] of /** @type {const} */ ([["timeout", "2,000 of", true], ["nowhere", "0 of", false], ["", "100,000 of", true]])) {
    await filter(page).fill(query);
    await page.locator("ii-table").getByText(shown).first().waitFor();
    assert.equal(await box.isChecked(), checked, query);
  }
  assert.deepEqual((await askedForIds(page)).filter((one) => one.startsWith("instanceIds")), []);
  await grid(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Space");
  await bar(page).getByText("99,999 instances selected:").waitFor();
  assert.deepEqual(await askedForIds(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a key of the filter counts its rows once, and the rest when the reader rests", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(5_000));
  await page.getByRole("tab", { name: /^Table/ }).click();
  await filter(page).fill("x");
  await page.locator("ii-table").getByText("may be half done").or(page.locator("ii-table .none")).first().waitFor();
  await watch(page);
  const query = "status:timeout";
  await page.evaluate(() => (/** @type {any} */ (globalThis).perKey = []));
  // All keys within one task: nobody rests between them, however slow the machine is.
  await filter(page).evaluate(async (field, text) => {
    const list = /** @type {any} */ (globalThis);
    const input = /** @type {HTMLInputElement} */ (field);
    for (let end = 1; end <= text.length; end++) {
      const before = list.asked.length;
      input.value = text.slice(0, end);
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      // The elements draw in microtasks.
      for (let i = 0; i < 50; i++) await null;
      list.perKey.push(list.asked.slice(before));
    }
  }, query);
  const perKey = /** @type {string[][]} */ (await page.evaluate(() => /** @type {any} */ (globalThis).perKey));
  // Where no row is left, each piece tells how many there would be without it.
  const without = 'instances {"query":""}';
  assert.deepEqual(
    perKey.map((all) => all.filter((one) => one !== without)),
    [...query].map((_, i) => [`instances ${JSON.stringify({ query: query.slice(0, i + 1), sort: "outcome" })}`]),
  );
  await page.locator("ii-table").getByText("100 of them may be half done").waitFor();
  // What the query before asks for when the reader rests may come late.
  const counted = (await asked(page)).filter((one) => /is:/.test(one) && !one.includes('"x '));
  assert.deepEqual(counted, ["is:active", "-outcome:succeeded is:half-done"].map((piece) => `instances {"query":"${query} ${piece}"}`));
  assert.deepEqual(faults, []);
  await context.close();
});

test("a text typed before its columns are ready waits for them, and says so; the rows stand meanwhile", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(5_000));
  await page.evaluate(() => {
    const viewer = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector"));
    const { inspection } = viewer.answer;
    const [prepare, instances] = [inspection.prepare.bind(inspection), inspection.instances.bind(inspection)];
    const list = /** @type {any} */ (globalThis);
    [list.held, list.asked] = [true, []];
    inspection.prepare = (/** @type {any[]} */ ...args) => !list.held && prepare(...args);
    inspection.instances = (/** @type {any[]} */ ...args) => (list.asked.push(args[1].query), instances(...args));
  });
  await page.getByRole("tab", { name: /^Table/ }).click();
  const rows = page.locator("ii-table .rows [role=row]");
  await rows.first().waitFor();
  const [first] = await rows.allTextContents();
  await filter(page).fill("page0000007");
  await page.locator("ii-table").getByText("Working…").waitFor();
  assert.equal(await grid(page).getAttribute("aria-busy"), "true");
  assert.deepEqual([(await rows.allTextContents())[0], await page.locator("ii-table .none").count()], [first, 0]);
  // They can be scrolled, too.
  const last = /i-page\d+/.exec((await rows.last().textContent()) ?? "")?.[0] ?? "";
  await grid(page).evaluate((one) => new Promise((drawn) => requestAnimationFrame(() => ((one.scrollTop += 3_000), requestAnimationFrame(() => drawn(null))))));
  await rows.last().filter({ hasNotText: last }).waitFor();
  assert.ok((await rows.count()) > 5);
  // What needs nothing of it is asked at once.
  assert.ok(!(await asked(page)).some((query) => query.includes("page0000007")));
  await filter(page).fill("status:timeout");
  await page.locator("ii-table").getByText("100 of 5,000").waitFor();
  assert.equal(await grid(page).getAttribute("aria-busy"), "false");
  await filter(page).fill("page0000007");
  await page.locator("ii-table").getByText("Working…").waitFor();
  await page.evaluate(() => (/** @type {any} */ (globalThis).held = false));
  await page.locator("ii-table").getByText("1 of 5,000").waitFor();
  assert.deepEqual([await rows.count(), await grid(page).getAttribute("aria-busy")], [1, "false"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("who comes back to a text before its columns are ready finds its rows, and chooses all of them; another answer keeps the place", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(2_000));
  const rows = page.locator("ii-table .rows > [role=row]");
  await page.getByRole("tab", { name: /^Table/ }).click();
  await rows.first().waitFor();
  await filter(page).fill("page00001");
  await page.locator("ii-table").getByText("100 of 2,000").waitFor();
  await rows.first().getByRole("checkbox").check();
  await page.evaluate(() => {
    const viewer = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector"));
    viewer.answer.inspection.prepare = () => false;
  });
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.locator("ii-outputs").waitFor();
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.locator("ii-table").getByText("100 of 2,000").waitFor();
  await grid(page).focus();
  // Rows of what is asked stand, and nothing is waited for, also where one scrolls.
  await grid(page).evaluate((one) => new Promise((drawn) => requestAnimationFrame(() => ((one.scrollTop += 900), requestAnimationFrame(() => drawn(null))))));
  assert.deepEqual([await grid(page).getAttribute("aria-busy"), await page.locator("ii-table").getByText("Working…").count()], ["false", 0]);
  await page.keyboard.press("Control+a");
  await bar(page).getByText("100 instances selected:").waitFor();
  assert.equal(await page.getByRole("checkbox", { name: "Select all 100 that are shown" }).isChecked(), true);
  // The element is moved within its page: it goes on.
  await page.evaluate(() => {
    const table = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.querySelector("ii-table"));
    const { parentNode, nextSibling } = table;
    table.remove();
    parentNode.insertBefore(table, nextSibling);
  });
  await filter(page).fill("page000001");
  await page.locator("ii-table").getByText("Working…").waitFor();
  await page.evaluate(() => delete (/** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).answer.inspection.prepare));
  await page.locator("ii-table").getByText("10 of 2,000").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
