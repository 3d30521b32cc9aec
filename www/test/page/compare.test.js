// @ts-check
// Two invocations compared, by name and role: yesterday and today by keyboard, cells that filter, outputs by equal change, the executions of one command.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { axe, hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const view = (/** @type {Page} */ page) => page.locator("ii-compare");
const rows = (/** @type {Page} */ page) => view(page).locator(".rows li");
const printed = (/** @type {string} */ text) => Buffer.from(text).toString("base64");

/** Yesterday all but one went well; today two fail, one is fixed, one is new and one gone. */
function twoDays() {
  const day = (/** @type {string} */ invokeId, /** @type {string} */ date, /** @type {(i: number) => string | null} */ status, /** @type {string} */ version) => {
    const list = Array.from({ length: 40 }, (_, i) => i).filter((i) => status(i) !== null);
    return results(
      list.map((i) =>
        row(i, /** @type {string} */ (status(i)), {
          InvokeId: invokeId,
          CommandId: "c-deploy",
          StartTime: `${date}T08:00:00Z`,
          FinishedTime: `${date}T08:00:0${i % 9}Z`,
          Output: printed(`host ${i}\nversion ${i % 2 ? version : "2.0"}\n`),
        }),
      ),
    );
  };
  const before = day("t-yesterday", "2026-11-19", (i) => (i === 39 ? null : i === 3 ? "Failed" : "Success"), "2.0");
  const after = day("t-today", "2026-11-20", (i) => (i === 38 ? null : i === 7 || i === 8 ? "Failed" : "Success"), "2.1");
  return `${after}\n${before}`;
}

const SENTENCE = "Of 40 instances: 2 newly failed, 0 still failing, 1 fixed, 35 still good, 1 only before, 1 only after, 0 cannot be told.";

test("yesterday and today, by keyboard", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, twoDays());
  await page.getByRole("button", { name: "Compare", exact: true }).focus();
  await page.keyboard.press("Enter");
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  assert.match((await view(page).getByLabel("Reference").locator("option:checked").textContent()) ?? "", /t-yesterday/);
  assert.match((await view(page).getByLabel("Compared").locator("option:checked").textContent()) ?? "", /t-today/);
  assert.equal(await rows(page).count(), 5, "what is as it was is not listed at first");
  assert.match((await rows(page).first().textContent()) ?? "", /newly failed/);
  // A cell of the table filters, and again it does not.
  const cell = view(page).getByRole("table").getByRole("button", { name: "2", exact: true });
  await cell.focus();
  await page.keyboard.press("Enter");
  await rows(page).nth(2).waitFor({ state: "detached" });
  assert.equal(await rows(page).count(), 2);
  assert.equal(await cell.getAttribute("aria-pressed"), "true");
  await view(page).getByRole("button", { name: "Select these" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Selection" }).getByText("2 instances selected:").waitFor();
  // The other way round what failed is fixed.
  await view(page).getByRole("button", { name: "Swap" }).focus();
  await page.keyboard.press("Enter");
  await view(page).getByRole("heading", { name: /1 newly failed, 0 still failing, 2 fixed/ }).waitFor();
  await page.goBack();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a query asks for changes, and outputs are told by equal change", async () => {
  const { page, context } = await site.visit();
  await hand(page, twoDays());
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const field = view(page).getByRole("searchbox");
  await field.fill("change:fixed,only-before");
  await field.press("Enter");
  await rows(page).nth(2).waitFor({ state: "detached" });
  assert.equal(await rows(page).count(), 2);
  await field.fill("");
  await field.press("Enter");
  // Odd ones print another version, each with its own number of the host, which did not change.
  const changed = view(page).locator("ii-changed-outputs");
  await changed.getByRole("heading", { name: "Outputs changed in 1 way" }).waitFor();
  const group = changed.locator(".group");
  assert.equal(await group.count(), 1);
  assert.match((await group.textContent()) ?? "", /19 instances/);
  assert.match((await group.locator(".text").textContent()) ?? "", /- version 2\.0.*\+ version 2\.1/s);
  await group.getByRole("checkbox").check();
  await page.getByRole("group", { name: "Selection" }).getByText("19 instances selected:").waitFor();
  await context.close();
});

test("executions of one command at their last turn", async () => {
  const { page, context } = await site.visit();
  const execution = (/** @type {number} */ i, /** @type {number} */ minute, /** @type {number} */ exit) =>
    row(i, exit === 0 ? "Success" : "Failed", { ExitCode: exit, StartTime: `2026-11-20T08:0${minute}:00Z`, FinishedTime: `2026-11-20T08:0${minute}:05Z`, Output: printed(`minute ${minute}\n`) });
  await hand(page, results([execution(1, 1, 0), execution(1, 2, 3), execution(1, 3, 3), execution(2, 1, 4), execution(2, 2, 0), execution(3, 1, 0), execution(3, 2, 0)]));
  await page.getByRole("button", { name: "Compare executions" }).click();
  await view(page).getByRole("heading", { name: "Of 3 instances, by the last turn of each: 1 newly failed, 0 still failing, 1 fixed, 1 still good, 0 cannot be told." }).waitFor();
  // The execution at which it turned is shown, not the newest.
  await rows(page).filter({ hasText: "newly failed" }).getByRole("button").click();
  await page.locator("ii-record").getByText(/08:02:00/).first().waitFor();
  await context.close();
});

test("in both languages, themes and widths: nothing that axe finds", async () => {
  for (const options of [{ width: 390, locale: "zh-CN", colorScheme: "dark" }, { width: 1280, locale: "en-US", colorScheme: "light" }]) {
    const { page, context, faults } = await site.visit({ viewport: { width: options.width, height: 900 }, locale: options.locale, colorScheme: /** @type {"dark" | "light"} */ (options.colorScheme) });
    await hand(page, twoDays());
    await page.getByRole("button", { name: options.locale === "zh-CN" ? "比较" : "Compare", exact: true }).click();
    await view(page).locator("h2.sentence").waitFor();
    await view(page).locator("ii-changed-outputs .group").first().waitFor();
    assert.deepEqual(await axe(page), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} pixels too wide at ${options.width}`);
    assert.deepEqual(faults, []);
    await context.close();
  }
});
