// @ts-check
// Two invocations compared, by name and role: yesterday and today by keyboard, cells that filter, outputs by equal change, the executions of one command.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { axe, hand, paste, results, row, start } from "./harness.js";

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
function days() {
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
  return { yesterday: before, today: after };
}

/** Both, today first. */
function twoDays() {
  const { yesterday, today } = days();
  return `${today}\n${yesterday}`;
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

const dialog = (/** @type {Page} */ page) => page.getByRole("dialog", { name: "Export" });

test("the comparison leaves with what is exported, and the dialog says so before: two steps, by keyboard", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, twoDays());
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  await page.getByRole("button", { name: "Export…" }).focus();
  await page.keyboard.press("Enter");
  const box = dialog(page);
  const compares = box.getByRole("switch", { name: "Compared with t-yesterday" });
  assert.equal(await compares.isChecked(), true);
  await box.locator(".compared").getByText(`The comparison is in it: ${SENTENCE}`).waitFor();
  assert.match((await box.locator("p.aloud").textContent()) ?? "", /The comparison is in it/);
  await box.getByRole("button", { name: "Copy", exact: true }).press("Enter");
  await box.getByText("Copied").first().waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /Compared with `t-yesterday`/);
  assert.ok(text.includes(SENTENCE), text);
  assert.match(text, /\*\*2 newly failed\*\*\n\n`i-page0000007`, `i-page0000008`/);
  // Rows have what became of each, and the one that is gone.
  await box.getByRole("radio", { name: "Engine: rows as NDJSON" }).check();
  await box.locator(".compared").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), box.getByRole("button", { name: "Save" }).click()]);
  const rows = readFileSync(await download.path(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(rows.length, 40);
  assert.deepEqual(rows.filter((row) => row.change === "only-before").map((row) => [row.invokeId, row.instanceId, row.referenceInvokeId]), [["t-yesterday", "i-page0000038", "t-yesterday"]]);
  assert.equal(rows.filter((row) => row.change === "new-failed").length, 2);
  // Where it has no place, that is said; and without it all that is here leaves as it does otherwise.
  await box.getByRole("radio", { name: "Jenkins, GitLab: JUnit XML" }).check();
  await box.getByText("Readers of this format know no comparison").waitFor();
  await box.getByRole("radio", { name: "Engine: rows as NDJSON" }).check();
  await compares.uncheck();
  await box.getByText(/^78 instances, 78 records/).first().waitFor();
  assert.equal(await box.locator(".compared").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a link to a comparison shows it again, in another order of the two, and waits for both", async () => {
  const { page, context, faults } = await site.visit();
  const { yesterday, today } = days();
  await hand(page, twoDays());
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Copied").first().waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok((link.split("#")[1] ?? "").length < 300, link);

  const other = await context.newPage();
  await other.goto(link, { waitUntil: "networkidle" });
  const message = other.locator("inspector-toast .toast");
  await message.getByText("t-today / i-page0000007 / t-yesterday").waitFor();
  await paste(other, today);
  await message.getByText("t-today / i-page0000007 / t-yesterday, which is not in this answer").waitFor();
  await hand(other, `${yesterday}\n${today}`);
  await message.getByText("Opened where the link leads.").waitFor();
  await view(other).getByRole("heading", { name: SENTENCE }).waitFor();
  assert.match((await view(other).getByLabel("Reference").locator("option:checked").textContent()) ?? "", /t-yesterday/);
  assert.deepEqual(faults, []);
  await context.close();
});

/** Each look at the clock is a second later, and whatever lets the page live waits for `goOn`. @param {Page} page */
const slowly = (page) =>
  page.evaluate(() => {
    const { now } = performance;
    let later = 0;
    performance.now = () => now.call(performance) + (later += 1_000);
    /** @type {(() => void)[]} */
    const waiting = [];
    const scheduler = { postTask: (/** @type {() => void} */ task) => new Promise((/** @type {(value?: unknown) => void} */ done) => waiting.push(() => (task(), done()))) };
    Object.defineProperty(globalThis, "scheduler", { configurable: true, value: scheduler });
    Object.assign(globalThis, { goOn: () => waiting.splice(0).forEach((go) => go()), unslow: () => ((performance.now = now), Reflect.deleteProperty(globalThis, "scheduler")) });
  });
const called = (/** @type {Page} */ page, /** @type {"goOn" | "unslow"} */ name) => page.evaluate((name) => /** @type {any} */ (globalThis)[name](), name);

test("what takes its time says how far it is, is stopped and begun again, and never tells one comparison as another", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, twoDays());
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  await slowly(page);
  await view(page).getByRole("button", { name: "Swap" }).click();
  const progress = view(page).getByRole("progressbar", { name: "Comparing…" });
  await progress.waitFor();
  assert.equal(await view(page).getByRole("heading", { name: SENTENCE }).count(), 0, "what stood there was of the other way round");
  assert.match((await view(page).getByLabel("Reference").locator("option:checked").textContent()) ?? "", /t-today/);
  const far = () => progress.evaluate((bar) => /** @type {HTMLProgressElement} */ (bar).value);
  const before = await far();
  for (let turns = 0; turns < 8; turns += 1) await called(page, "goOn");
  assert.ok((await far()) > before, "it goes on");
  await view(page).getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.press("Enter");
  await view(page).getByText("The comparison was cancelled.").waitFor();
  await called(page, "unslow");
  // The keyboard stays where it was.
  await view(page).locator("button.again:focus").waitFor();
  await page.keyboard.press("Enter");
  await view(page).getByRole("heading", { name: /1 newly failed, 0 still failing, 2 fixed/ }).waitFor();
  // Of the same two what was drawn stays meanwhile, and comes back with its query.
  const field = view(page).getByRole("searchbox");
  await slowly(page);
  await field.fill("change:fixed");
  await field.press("Enter");
  await progress.waitFor();
  assert.equal(await rows(page).count(), 5);
  await view(page).getByRole("button", { name: "Cancel" }).click();
  await progress.waitFor({ state: "detached" });
  assert.match(await field.inputValue(), /^-change:still-good$/);
  await called(page, "unslow");
  await field.fill("change:fixed");
  await field.press("Enter");
  await rows(page).nth(2).waitFor({ state: "detached" });
  assert.equal(await rows(page).count(), 2);
  assert.deepEqual(faults, []);
  await context.close();
});

test("who leaves a comparison and comes back, or exports it, has no document read again; after another answer all are", async () => {
  const { page, context, faults } = await site.visit();
  await page.evaluate(() => {
    const { subarray } = Uint8Array.prototype;
    const own = /** @type {any} */ (globalThis);
    own.copies = 0;
    // How a document begins to be copied into the second module.
    Uint8Array.prototype.subarray = function (start, end) {
      if (start === 0 && end === 1 << 20) own.copies += 1;
      return subarray.call(this, start, end);
    };
  });
  const copies = () => page.evaluate(() => /** @type {any} */ (globalThis).copies);
  await hand(page, twoDays());
  assert.equal(await copies(), 0);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  assert.equal(await copies(), 1);
  await view(page).getByRole("button", { name: "Select these" }).click();
  await page.getByRole("tab", { name: "Table" }).click();
  await page.locator("ii-table [role=row]").nth(1).waitFor();
  await page.getByRole("tab", { name: "Comparison" }).click();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  await page.getByRole("button", { name: "Export…" }).first().click();
  await page.getByRole("dialog").locator("pre").waitFor();
  assert.equal(await copies(), 1, "what was read is asked again");
  await page.keyboard.press("Escape");
  await hand(page, twoDays().replaceAll(/t-(today|yesterday)/g, "t-other-$1"));
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await view(page).getByRole("heading", { name: SENTENCE }).waitFor();
  assert.equal(await copies(), 2, "another answer is read");
  assert.deepEqual(faults, []);
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
    // What is exported says so, in the same words.
    await page.getByRole("button", { name: options.locale === "zh-CN" ? "导出…" : "Export…" }).click();
    await page.locator("ii-export .compared").getByText(options.locale === "zh-CN" ? /^包含比较结果：共 40 台实例/ : /^The comparison is in it: Of 40 instances/).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("Escape");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} pixels too wide at ${options.width}`);
    assert.deepEqual(faults, []);
    await context.close();
  }
});
