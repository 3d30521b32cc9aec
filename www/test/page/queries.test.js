// @ts-check
// The table as an operator asks it: reasons at a glance, one query, mends, orders. The number of steps of each job stands beside it.
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
const filter = (/** @type {Page} */ page) => page.getByRole("combobox", { name: "Filter" });
const verdict = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const rows = (/** @type {Page} */ page) => page.locator("ii-table .rows [role=row]");

/** Failures of seven kinds among instances that succeed. @param {number} n @param {number} every */
function fleet(n, every) {
  const kinds = [
    ["Failed", { ExitCode: 1 }],
    ["Failed", { ExitCode: 137, ErrorCode: "ExitCodeNonzero" }],
    ["Aborted", { ExitCode: undefined, ErrorCode: "ClientNotRunning" }],
    ["Timeout", { ExitCode: -1, ErrorCode: "ExecutionTimeout" }],
    ["Terminated", { ExitCode: 143 }],
  ];
  return results(
    Array.from({ length: n }, (_, i) => {
      const [status, more] = kinds[Math.floor(i / every) % kinds.length] ?? [];
      const times = { StartTime: "2026-11-20T08:00:00Z", FinishTime: `2026-11-20T08:00:${String(i % 50).padStart(2, "0")}Z` };
      return i % every === 3 ? row(i, String(status), { ...times, .../** @type {object} */ (more) }) : row(i, "Success", times);
    }),
  );
}

test("why they failed and what is safe to run again: no step", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(400, 5));
  await verdict(page).filter({ hasText: "of 400" }).waitFor();
  const reasons = page.locator("ii-verdict .reasons");
  assert.deepEqual(await reasons.locator("dt").allTextContents(), ["never started", "may be half done", "ran to its end"]);
  const told = await reasons.locator("dd").evaluateAll((lines) => lines.map((line) => [...line.querySelectorAll("button:not(.expect)")].map((button) => button.textContent)));
  assert.deepEqual(told, [["16 × ClientNotRunning"], ["16 × exit 137 (SIGKILL), likely killed", "16 × exit 143 (SIGTERM), likely ended from outside", "16 × ExecutionTimeout"], ["16 × exit 1"]]);
  assert.doesNotMatch((await page.locator("ii-verdict .rule").first().textContent()) ?? "", /i-page/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("all that came equally far are one click away, as many as their reasons say, whatever goes on or succeeded", async () => {
  const { page, context, faults } = await site.visit();
  const { Invocation } = JSON.parse(fleet(400, 5));
  const more = ["Pending", "Scheduled", "Running", "Stopping", "Cancelled", "Invalid"].map((status, i) => row(900 + i, status));
  await hand(page, results([...Invocation.InvocationResults.InvocationResult, ...more]));
  const reasons = page.locator("ii-verdict .reasons");
  for (const [name, count] of /** @type {const} */ ([["never started", 18], ["may be half done", 48], ["ran to its end", 16]])) {
    const told = await reasons.locator("dt", { hasText: name }).locator("+ dd").locator("button:not(.expect)").allTextContents();
    assert.equal(told.reduce((sum, text) => sum + Number.parseInt(text, 10), 0), count);
    await reasons.getByRole("button", { name, exact: true }).click();
    await page.locator("ii-table").getByText(`${count} of 406`).waitFor();
    assert.deepEqual(await page.locator("ii-table .pieces [data-kind=text]").count(), 0);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("of one instance alone the record tells, and of what goes on nothing needs a reason", async () => {
  const { page, context } = await site.visit();
  await hand(page, results([row(1, "Failed", { ExitCode: 137 })]));
  await page.locator("ii-record").getByText("SIGKILL").first().waitFor();
  assert.equal(await page.locator("ii-verdict .reasons").count(), 0);
  await hand(page, results([row(1, "Running"), row(2, "Pending"), row(3, "Success")].map((one) => ({ ...one, InvokeId: "t-page2" }))));
  await verdict(page).filter({ hasText: "Pending" }).waitFor();
  assert.equal(await page.locator("ii-verdict .reasons").count(), 0);
  await context.close();
});

test("all with exit 137: one step, from the reason", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(400, 5));
  await page.getByRole("button", { name: /16 × exit 137/ }).click();
  await page.locator("ii-table").getByText("16 of 400").waitFor();
  assert.equal(await filter(page).inputValue(), "reason:137");
  assert.match((await rows(page).first().textContent()) ?? "", /137/);
  await page.goBack();
  await page.locator("ii-diagram").waitFor();
  await context.close();
});

test("the ids of all with exit 137, as parameters to run again: two steps", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(40, 5));
  await page.getByRole("button", { name: /2 × exit 137/ }).click();
  await page.locator("ii-table").getByText("Copy the IDs of these 2 instances:").waitFor();
  await page.locator("ii-table").getByRole("button", { name: "Copy: parameters to run again" }).click();
  await page.locator("ii-table").getByText("Copied").first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "--InstanceId.1 i-page0000008 --InstanceId.2 i-page0000033");
  await context.close();
});

test("a call for just these: two steps, with a word on what running again may do", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(40, 5).replaceAll('"InvokeId":', '"CommandId":"c-page1","InvokeId":'));
  await page.getByRole("button", { name: /2 × exit 137/ }).click();
  const table = page.locator("ii-table");
  await table.getByText("2 of them may be half done: running these again may do something twice.").waitFor();
  assert.equal(await table.getByRole("button", { name: "Copy: command to stop" }).count(), 0);
  await table.getByRole("button", { name: "Copy: command to invoke again" }).click();
  await table.getByText("Copied").first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "aliyun ecs InvokeCommand --RegionId YOUR_REGION --CommandId c-page1 --InstanceId.1 i-page0000008 --InstanceId.2 i-page0000033");
  await context.close();
});

test("behind a text that ends in an operator, an outcome is asked for and what runs again is counted as anywhere", async () => {
  const { page, context } = await site.visit();
  const never = { ErrorCode: "ClientNotRunning", ErrorInfo: "the agent is not running", ExitCode: undefined, StartTime: undefined, FinishedTime: undefined };
  await hand(page, results([...Array.from({ length: 6 }, (_, i) => row(i, "Success")), row(7, "Failed"), row(8, "Failed", never), row(9, "Failed", never), row(10, "Running", { ErrorInfo: "it is not known" })]));
  await page.getByRole("tab", { name: /Table/ }).click();
  const table = page.locator("ii-table");
  await filter(page).fill("is not");
  await table.getByText("3 of 10").waitFor();
  await table.getByText("One of them may be half done: running it again may do something twice.").waitFor();
  await table.getByRole("group", { name: "Only these" }).getByRole("button", { name: "failed" }).click();
  await table.getByText("2 of 10").waitFor();
  assert.equal(await filter(page).inputValue(), "outcome:failed is not");
  // None of these ran.
  await table.getByText("Copy the IDs of these 2 instances:").waitFor();
  await table.locator(".act p.muted").waitFor({ state: "detached" });
  await context.close();
});

test("what is typed is read: codes, names, words, conditions, in both languages", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(400, 5));
  await page.getByRole("tab", { name: /Table/ }).click();
  for (const [query, n] of /** @type {const} */ ([
    ["exit:137", 16],
    ["SIGKILL", 16],
    ["exit 137", 16],
    ["Failed", 64],
    ["退出码：137，143", 32],
    ["-outcome:succeeded duration:>30s", 32],
    ["is:never-started", 16],
    ["error:client*", 16],
    ["id:i-page0000003", 1],
    ["nothing of this kind", 0],
  ])) {
    await filter(page).fill(query);
    await page.waitForFunction((n) => /** @type {any} */ (document.querySelector("inspector-page"))?.shadowRoot.querySelector("invocation-inspector").shadowRoot.querySelector("ii-table").shadowRoot.querySelector(".grid").getAttribute("aria-rowcount") === String(n + 1), n);
  }
  await page.getByText("No instance matches. Clear the filter to see all.").waitFor();
  await context.close();
});

test("a piece that was not meant so is mended, a piece is taken away, an outcome is switched, and the text says all of it", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(400, 5));
  await page.getByRole("tab", { name: /Table/ }).click();
  await filter(page).fill("exti:137  -status:Timeout page");
  const pieces = page.getByRole("list", { name: "What is filtered by" }).getByRole("listitem");
  await pieces.first().getByText("No condition is called “exti”").waitFor();
  await page.getByRole("button", { name: "Use exit:137" }).click();
  assert.equal(await filter(page).inputValue(), "exit:137  -status:Timeout page");
  await page.getByRole("button", { name: "Remove: not Status: Timeout" }).click();
  assert.equal(await filter(page).inputValue(), "exit:137 page");
  await page.getByRole("group", { name: "Only these" }).getByRole("button", { name: "failed" }).click();
  assert.equal(await filter(page).inputValue(), "exit:137 page outcome:failed");
  await page.getByRole("group", { name: "Only these" }).getByRole("button", { name: "stopped" }).click();
  assert.equal(await filter(page).inputValue(), "exit:137 page outcome:failed,stopped");
  await page.getByRole("button", { name: /failed/, pressed: true }).click();
  await page.getByRole("button", { name: /stopped/, pressed: true }).click();
  assert.equal(await filter(page).inputValue(), "exit:137 page");
  // Nothing that was typed is lost by leaving.
  await filter(page).focus();
  await page.keyboard.press("Escape");
  assert.equal(await filter(page).inputValue(), "exit:137 page");
  assert.equal(await page.locator("ii-table .grid").evaluate((grid) => /** @type {ShadowRoot} */ (grid.getRootNode()).activeElement === grid), true);
  await context.close();
});

test("what occurs is suggested with its count, which leaves out the piece that is typed", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(400, 5));
  await page.getByRole("tab", { name: /Table/ }).click();
  await filter(page).fill("outcome:failed exit:1");
  const options = page.locator("ii-table datalist option");
  await options.first().waitFor({ state: "attached" });
  const suggested = await options.evaluateAll((all) => all.map((one) => [/** @type {HTMLOptionElement} */ (one).value, one.getAttribute("label")]));
  assert.deepEqual(suggested, [
    ["outcome:failed exit:-1", "Exit code: -1 (16)"],
    ["outcome:failed exit:1", "Exit code: 1 (16)"],
    ["outcome:failed exit:137", "Exit code: 137 (SIGKILL) (16)"],
  ]);
  await context.close();
});

/** What stands in the list under the field, which the browser draws itself. @param {Page} page */
const options = (page) => page.locator("ii-table datalist#suggestions option").evaluateAll((all) => all.map((one) => ({ value: /** @type {HTMLOptionElement} */ (one).value, label: one.getAttribute("label") ?? "" })));
const countIn = (/** @type {string} */ label) => Number(/([\d,]+)[)）]$/.exec(label)?.[1]?.replaceAll(",", "") ?? Number.NaN);

/** @typedef {{ InvocationStatus: string, ExitCode?: number, ErrorCode?: string, InstanceId: string }} Row */
const statusOf = (/** @type {Row} */ one) => one.InvocationStatus;
const exitOf = (/** @type {Row} */ one) => one.ExitCode;
const errorOf = (/** @type {Row} */ one) => one.ErrorCode;

test("the values suggested for a key are those that occur among the rows of the other conditions, with their counts", async () => {
  const text = fleet(400, 5);
  const rows = /** @type {Row[]} */ (JSON.parse(text).Invocation.InvocationResults.InvocationResult);
  for (const locale of ["en-US", "zh-CN"]) {
    const { page, context, faults } = await site.visit({ locale });
    await hand(page, text);
    await page.locator("#tab-table").click();
    const field = page.locator("ii-table input[type=search]");
    assert.equal(await field.getAttribute("list"), "suggestions");
    for (const [typed, piece, key, valueOf, others] of /** @type {[string, string, string, (one: Row) => unknown, (one: Row) => boolean][]} */ ([
      ["exit:", "exit:", "exit", exitOf, () => true],
      ["exit:137", "exit:137", "exit", exitOf, () => true],
      ["退出码：1", "退出码：1", "exit", exitOf, () => true],
      ["status:T", "status:T", "status", statusOf, () => true],
      ["exit:0 status:", "status:", "status", statusOf, (one) => one.ExitCode === 0],
      ["-status:Success error:", "error:", "error", errorOf, (one) => one.InvocationStatus !== "Success"],
      ["status:Failed exit:13", "exit:13", "exit", exitOf, (one) => one.InvocationStatus === "Failed"],
      ["status:Failed,Timeout -exit:1 status:", "status:", "status", statusOf, (one) => one.ExitCode !== 1],
      ["id:*3 exit:1 error:", "error:", "error", errorOf, (one) => one.InstanceId.endsWith("3") && one.ExitCode === 1],
    ])) {
      await field.fill(typed);
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const one of rows.filter(others)) if (valueOf(one) !== undefined) counts.set(String(valueOf(one)), (counts.get(String(valueOf(one))) ?? 0) + 1);
      const expected = [...counts].map(([value, n]) => `${typed.slice(0, -piece.length)}${key}:${value} ${n}`);
      const found = (await options(page)).map(({ value, label }) => `${value} ${countIn(label)}`);
      assert.deepEqual(found.sort(), expected.sort(), `${locale}: ${typed}`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("what is suggested shows as many rows as it says, whatever is typed", async () => {
  for (const locale of ["en-US", "zh-CN"]) {
    const { page, context, faults } = await site.visit({ locale });
    await hand(page, fleet(400, 5));
    await page.locator("#tab-table").click();
    const field = page.locator("ii-table input[type=search]");
    await field.click();
    let counted = 0;
    for (const typed of ["", "reason:", "outcome:failed reason:", "duration:", "start:", "group:", "has:", "SIGKILL", "-outcome:succeeded ", "exit:1,137 duration:", "-exit:1", "page status:Fail", "page not "]) {
      await field.fill(typed);
      const offered = await options(page);
      assert.ok(offered.length > 0, `${locale}: ${typed}`);
      assert.equal(new Set(offered.map(({ value }) => value)).size, offered.length, `${locale}: ${typed}`);
      for (const { value, label } of offered) {
        // A key alone goes on with its values.
        if (Number.isNaN(countIn(label))) {
          assert.match(value, /^[a-z]+:$/);
          continue;
        }
        await field.fill(value);
        const shown = Number(await page.locator("ii-table .grid").getAttribute("aria-rowcount")) - 1;
        assert.equal(shown, countIn(label), `${locale}: ${typed} -> ${value}, ${label}`);
        counted += 1;
      }
    }
    assert.ok(counted > 60, `${counted}`);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("where nothing is typed, an arrow or a press offers the reasons that occur, with their counts, and the keys", async () => {
  for (const [locale, key, instances] of /** @type {const} */ ([["en-US", "Reason", "Instance"], ["zh-CN", "原因", "实例"]])) {
    const { page, context } = await site.visit({ locale });
    await hand(page, fleet(400, 5));
    await page.locator("#tab-table").click();
    const field = page.locator("ii-table input[type=search]");
    await field.focus();
    const offered = () => page.locator("ii-table datalist option").evaluateAll((all) => all.map((one) => [/** @type {HTMLOptionElement} */ (one).value, one.getAttribute("label") ?? ""]));
    assert.deepEqual(await offered(), []);
    // A list that the browser is to open must be there before it takes the key.
    const inTime = await field.evaluate(async (input) => {
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, composed: true, cancelable: true }));
      for (let i = 0; i < 20; i++) await null;
      return /** @type {ShadowRoot} */ (input.getRootNode()).querySelectorAll("datalist option").length;
    });
    assert.equal(inTime, 17);
    const all = await offered();
    assert.deepEqual(all.slice(0, 5).map(([value]) => value), ["reason:1", "reason:137", "reason:143", "reason:ClientNotRunning", "reason:ExecutionTimeout"]);
    assert.ok(all.slice(0, 5).every(([, label]) => label?.startsWith(key) && label.includes("16")), `${all}`);
    assert.deepEqual(all.slice(5).map(([value]) => value), ["outcome:", "status:", "exit:", "error:", "reason:", "duration:", "start:", "is:", "has:", "group:", "id:", "out:"]);
    assert.ok(all.some(([value, label]) => value === "id:" && label === instances));
    // Each is a key, and goes on with its values.
    await field.fill("exit:");
    assert.ok((await offered()).some(([value]) => value === "exit:137"));
    await context.close();
    const other = await site.visit({ locale });
    await hand(other.page, fleet(400, 5));
    await other.page.locator("#tab-table").click();
    await other.page.locator("ii-table input[type=search]").click();
    await other.page.locator("ii-table datalist option").first().waitFor({ state: "attached" });
    await other.context.close();
  }
});

test("a head orders by its column, then the other way round, then as the documents do", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(100, 5));
  await page.getByRole("tab", { name: /Table/ }).click();
  const head = page.getByRole("columnheader", { name: "Duration" });
  const durations = async () => (await rows(page).locator(".duration").allTextContents()).map((text) => Number.parseInt(text, 10));
  for (const way of ["ascending", "descending"]) {
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), way);
    const found = await durations();
    const ordered = [...found].sort((a, b) => (way === "ascending" ? a - b : b - a));
    assert.ok(found.length > 5 && new Set(found).size > 2);
    assert.deepEqual(found, ordered);
  }
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "none");
  assert.match((await rows(page).first().textContent()) ?? "", /i-page0000000/);
  await context.close();
});

for (const [colorScheme, locale, width] of /** @type {const} */ ([["light", "en-US", 1280], ["dark", "zh-CN", 390]])) {
  test(`the filtered table passes axe: ${colorScheme}, ${locale}, ${width}`, async () => {
    const { page, context } = await site.visit({ colorScheme, locale, viewport: { width, height: 900 } });
    await hand(page, fleet(60, 5));
    await page.getByRole("tab", { name: /Table|表格/ }).click();
    await page.locator("ii-table input[type=search]").fill("exti:137 -status:Timeout page");
    await page.locator("ii-table .pieces").waitFor();
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.evaluate(() => document.scrollingElement?.scrollWidth), width);
    await context.close();
  });
}
