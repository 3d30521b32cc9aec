// @ts-check
// The inspector in somebody else's page: it stays where the reader is when a page more comes or the answer changes, and holds nothing once it is taken away.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { row, start, until } from "./harness.js";
import { portal } from "./portal.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @param {object[]} rows @param {number} number of the page */
const paged = (rows, number) => JSON.stringify({ RequestId: "R-1", Invocation: { TotalCount: 6, PageNumber: number, PageSize: 3, InvocationResults: { InvocationResult: rows } } });
const FIRST = paged([row(1, "Success"), row(2, "Success"), row(3, "Success")], 1);
const SECOND = paged([row(6, "Failed"), row(5, "Success"), row(4, "Success")], 2);

/** @typedef {import("./portal.js").Inspector} Inspector */

const INSPECTOR = () => {
  const { current, summary } = /** @type {Inspector} */ (document.querySelector("invocation-inspector"));
  return { tab: current["tab"], instance: current["instanceId"], instances: summary?.["counts"].instances ?? null };
};

test("what the reader has chosen stays chosen with a page more, and in a later answer in another order", async () => {
  const { page, context } = await portal(site, FIRST);
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.getByRole("row", { name: /i-page0000002/ }).click();
  const chosen = { tab: "table", instance: "i-page0000002" };
  assert.deepEqual(await page.evaluate(INSPECTOR), { ...chosen, instances: 3 });
  for (const later of [[FIRST, SECOND], [SECOND, FIRST]]) {
    await page.evaluate(async (value) => {
      const element = /** @type {Inspector} */ (document.querySelector("invocation-inspector"));
      element.response = value;
      await element.ready;
    }, later);
    assert.deepEqual(await page.evaluate(INSPECTOR), { ...chosen, instances: 6 });
    await page.locator("ii-record").getByText("i-page0000002").waitFor();
  }
  await context.close();
});

test("an inspector that is taken away gives its answer back, and reads again where it comes back", async () => {
  const { page, context } = await portal(site, FIRST);
  await page.evaluate(() => {
    const element = document.querySelector("invocation-inspector");
    Object.assign(globalThis, { element });
    element?.remove();
  });
  await until(page, async () => /** @type {any} */ (globalThis).element.summary === null, null);
  await page.evaluate(() => document.body.append(/** @type {any} */ (globalThis).element));
  await until(page, async () => /** @type {any} */ (globalThis).element.summary?.counts.instances === 3, null);
  await page.locator("invocation-inspector .head").waitFor();
  // Only moved, it keeps what it has.
  await page.evaluate(() => {
    const { element } = /** @type {any} */ (globalThis);
    element.remove();
    document.body.prepend(element);
  });
  await page.waitForTimeout(100);
  assert.equal((await page.evaluate(INSPECTOR)).instances, 3);
  await context.close();
});
