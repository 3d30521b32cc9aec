// @ts-check
// Many machines chosen and acted on: one selection in tree and table, ranges, columns, orders, what the reader expects. The number of steps of
// each job stands beside it.
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
const table = (/** @type {Page} */ page) => page.locator("ii-table");
const filter = (/** @type {Page} */ page) => page.getByRole("combobox", { name: "Filter" });
const grid = (/** @type {Page} */ page) => page.getByRole("grid", { name: "Instances" });
const bar = (/** @type {Page} */ page) => page.getByRole("group", { name: "Selection" });
const item = (/** @type {Page} */ page, /** @type {RegExp} */ name) => page.getByRole("treeitem", { name });
const clipboard = (/** @type {Page} */ page) => page.evaluate(() => navigator.clipboard.readText());
const opened = async (/** @type {Page} */ page) => {
  await page.getByRole("tab", { name: /^Table/ }).click();
  await grid(page).waitFor();
};

/** Failures of five kinds among instances that succeed, each with an output and times. @param {number} n @param {number} every */
function fleet(n, every) {
  const kinds = [
    ["Failed", { ExitCode: 1 }],
    ["Failed", { ExitCode: 137, ErrorCode: "ExitCodeNonzero" }],
    ["Aborted", { ExitCode: undefined, ErrorCode: "ClientNotRunning" }],
    ["Timeout", { ExitCode: -1, ErrorCode: "ExecutionTimeout" }],
    ["Failed", { ExitCode: 2 }],
  ];
  const text = results(
    Array.from({ length: n }, (_, i) => {
      const [status, more] = kinds[Math.floor(i / every) % kinds.length] ?? [];
      const times = { StartTime: "2026-11-20T08:00:00Z", FinishTime: `2026-11-20T08:00:${String(i % 40).padStart(2, "0")}Z` };
      const output = Buffer.from(i % 10 === 9 ? "java invoked oom-killer\n" : "ok\n").toString("base64");
      return i % every === 3 ? row(i, String(status), { ...times, Output: output, .../** @type {object} */ (more) }) : row(i, "Success", { ...times, Output: output });
    }),
  );
  return text.replaceAll('"InvokeId":', '"CommandId":"c-page1","InvokeId":');
}

test("exit 137, or slower than 30 s, or out of memory, as a command: seven steps", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(50, 5));
  await opened(page);
  for (const query of ["exit:137", "duration:>35s", "oom-killer"]) {
    await filter(page).fill(query);
    await table(page).getByRole("checkbox", { name: /that (is|are) shown/ }).check();
  }
  // 8 and 33; those of 36 to 39 seconds, 36, 37, 38 and 39; 9, 19, 29, 39 and 49.
  await bar(page).getByText("10 instances selected:").waitFor();
  await bar(page).getByRole("button", { name: "Copy: command to invoke again" }).click();
  await bar(page).getByText("Copied").first().waitFor();
  const command = await clipboard(page);
  assert.match(command, /^aliyun ecs InvokeCommand --RegionId YOUR_REGION --CommandId c-page1 --InstanceId\.1 i-page/);
  assert.deepEqual(
    [...command.matchAll(/i-page0*(\d+)/g)].map(([, n]) => Number(n)).sort((a, b) => a - b),
    [8, 9, 19, 29, 33, 36, 37, 38, 39, 49],
  );
  assert.equal(await bar(page).getByRole("button", { name: "Copy: command to run its content again" }).count(), 0, "the response has no content");
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is chosen leaves as lines with status and reason, or by the dialog: two steps each", async () => {
  const { page, context, faults } = await site.visit();
  // A reason that a spreadsheet would take for a formula, and one with a tab in it.
  await hand(page, fleet(50, 5).replace('"ErrorCode": "ExecutionTimeout"', '"ErrorCode": "=1\\t+2"'));
  await opened(page);
  await filter(page).fill("-outcome:succeeded");
  const lines = "Copy: ID, status, exit code, reason";
  await table(page).getByRole("button", { name: lines }).click();
  await table(page).getByText("Copied").first().waitFor();
  const shown = (await clipboard(page)).split("\n");
  assert.equal(shown.pop(), "");
  assert.equal(shown.length, 10);
  assert.deepEqual(shown[0]?.split("\t"), ["i-page0000003", "Failed", "1", "exit 1"]);
  assert.deepEqual(shown.map((one) => one.split("\t").length), Array(10).fill(4));
  assert.deepEqual(shown.filter((one) => /\t[=+@-][^\d]/.test(one)), []);
  assert.ok(shown.some((one) => one.split("\t")[3] === "'=1 +2"), shown.join("\n"));
  await table(page).getByRole("checkbox", { name: /that are shown/ }).check();
  await bar(page).getByText("10 instances selected:").waitFor();
  await bar(page).getByRole("button", { name: lines }).click();
  await bar(page).getByText("Copied").first().waitFor();
  assert.deepEqual((await clipboard(page)).trimEnd().split("\n"), shown);
  await bar(page).getByRole("button", { name: "Export these…" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.waitFor();
  assert.equal(await dialog.getByRole("radio", { name: "The 10 selected instances" }).isChecked(), true);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the selection is one: the tree shows what the table chose, and the other way round", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await item(page, /^2 × ClientNotRunning/).waitFor();
  assert.equal(await item(page, /^2 × ClientNotRunning/).getAttribute("aria-expanded"), "false");
  await item(page, /^2 × ClientNotRunning/).focus();
  await page.keyboard.press("Space");
  await bar(page).getByText("2 instances selected:").waitFor();
  assert.equal(await item(page, /^2 × ClientNotRunning/).getAttribute("aria-checked"), "true");
  assert.equal(await item(page, /^12 failed/).getAttribute("aria-checked"), "mixed");
  await opened(page);
  await bar(page).waitFor();
  const chosen = await page.locator("ii-table .rows [aria-selected=true]").evaluateAll((rows) => rows.map((one) => one.querySelector(".instance")?.textContent?.trim()));
  assert.deepEqual(chosen, ["i-page0000013", "i-page0000038"]);
  await page.locator("ii-table .rows").getByRole("checkbox", { name: "Select i-page0000013" }).click();
  await bar(page).getByText("1 instance selected:").waitFor();
  await page.getByRole("tab", { name: "Tree" }).click();
  assert.equal(await item(page, /^2 × ClientNotRunning/).getAttribute("aria-checked"), "mixed");
  await item(page, /^12 failed/).focus();
  await page.keyboard.press("Space");
  await bar(page).getByText("12 instances selected:").waitFor();
  await page.keyboard.press("Space");
  await bar(page).waitFor({ state: "detached" });
  await context.close();
});

test("reasons are a level of the tree: opened, walked and left by keys", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  // The one that is chosen at first stands under its reason.
  const reason = item(page, /^3 × exit 1$/);
  await reason.waitFor();
  assert.equal(await reason.getAttribute("aria-expanded"), "true");
  assert.equal(await reason.getAttribute("aria-level"), "3");
  assert.equal(await item(page, /^i-page0000003/).getAttribute("aria-level"), "4");
  await reason.focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.evaluate(() => document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.querySelector("ii-diagram")?.shadowRoot?.activeElement?.querySelector("title")?.textContent ?? ""), /^i-page0000003/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await reason.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  assert.equal(await reason.getAttribute("aria-expanded"), "true");
  await context.close();
});

test("ranges, all and single rows by pointer and by keys alone", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await opened(page);
  const box = (/** @type {number} */ i) => page.locator("ii-table .rows [role=row]").nth(i).getByRole("checkbox");
  await box(1).click();
  await box(4).click({ modifiers: ["Shift"] });
  await bar(page).getByText("4 instances selected:").waitFor();
  await bar(page).getByRole("button", { name: "Clear the selection" }).click();
  await bar(page).waitFor({ state: "detached" });
  await grid(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await bar(page).getByText("3 instances selected:").waitFor();
  await page.keyboard.press("Control+a");
  await bar(page).getByText("60 instances selected:").waitFor();
  assert.equal(await table(page).getByRole("checkbox", { name: "Select all 60 that are shown" }).isChecked(), true);
  await context.close();
});

test("a range that is drawn back leaves what it had added, and nothing that was chosen before", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await opened(page);
  await grid(page).focus();
  const chosen = async () => {
    const rows = await page.locator("ii-table .rows [aria-selected=true]").evaluateAll((all) => all.map((one) => Number(one.getAttribute("aria-rowindex")) - 2));
    return rows.join();
  };
  const press = async (/** @type {string[]} */ ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  // The fourth row is chosen before.
  await press("Control+Home", "ArrowDown", "ArrowDown", "ArrowDown", "Space", "ArrowUp", "ArrowUp", "Space");
  assert.equal(await chosen(), "1,3");
  await press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown");
  assert.equal(await chosen(), "1,2,3,4");
  await press("Shift+ArrowUp", "Shift+ArrowUp");
  assert.equal(await chosen(), "1,2,3");
  // Over the row where it began, to its other side.
  await press("Shift+ArrowUp", "Shift+ArrowUp");
  assert.equal(await chosen(), "0,1,3");
  const box = (/** @type {number} */ i) => page.locator("ii-table .rows [role=row]").nth(i).getByRole("checkbox");
  await box(5).click();
  await box(8).click({ modifiers: ["Shift"] });
  await box(6).click({ modifiers: ["Shift"] });
  assert.equal(await chosen(), "0,1,3,5,6");
  // The click itself had taken its mark away.
  assert.equal(await box(6).isChecked(), true);
  await context.close();
});

test("the keyboard stands on rows, and on their cells", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await opened(page);
  await grid(page).focus();
  await page.keyboard.press("Control+Home");
  const on = () => grid(page).getAttribute("aria-activedescendant");
  const first = await on();
  assert.match(first ?? "", /^row-/);
  await page.keyboard.press("ArrowRight");
  assert.match((await on()) ?? "", /^cell-\d+-0$/);
  await page.keyboard.press("Enter");
  await bar(page).getByText("1 instance selected:").waitFor();
  await page.keyboard.press("End");
  assert.match((await on()) ?? "", /^cell-\d+-[4-6]$/);
  const cell = (await on()) ?? "";
  assert.equal(await page.locator(`ii-table #${cell}`).getAttribute("class").then((name) => name?.includes("at")), true);
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await on(), cell);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  assert.match((await on()) ?? "", /^row-/);
  await context.close();
});

test("a row that is scrolled away is still where the keyboard stands, and comes back with the first key", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(2_000, 50));
  await opened(page);
  await grid(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  const on = await grid(page).getAttribute("aria-activedescendant");
  await grid(page).hover();
  await page.mouse.wheel(0, 5_000);
  const away = page.locator("ii-table .away [role=row]");
  await away.waitFor({ state: "attached" });
  assert.equal(await grid(page).getAttribute("aria-activedescendant"), on);
  assert.equal(await away.getAttribute("id"), on);
  assert.equal(await away.getAttribute("aria-rowindex"), "3");
  // It covers nothing of the rows in sight.
  const box = await away.boundingBox();
  const head = await page.locator("ii-table .head").boundingBox();
  assert.ok(box && head && box.y + box.height <= head.y + head.height + 1);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Space");
  await bar(page).getByText("1 instance selected:").waitFor();
  await page.locator("ii-table .rows > .active[aria-rowindex='3'][aria-selected=true]").waitFor();
  assert.equal(await grid(page).getAttribute("aria-activedescendant"), on);
  assert.ok((await grid(page).evaluate((one) => one.scrollTop)) < 100);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the last of 100,000 rows is one key away", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(100_000, 50));
  await opened(page);
  await grid(page).focus();
  await page.keyboard.press("Control+End");
  await page.locator("ii-table .rows .active[aria-rowindex='100001']").waitFor();
  await page.keyboard.press("Control+a");
  await bar(page).getByText("100,000 instances selected:").waitFor();
  await context.close();
});

test("columns are chosen, put in order and remembered", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await opened(page);
  const heads = () => page.locator("ii-table .head [role=columnheader]:not(.check)").evaluateAll((all) => all.map((one) => one.textContent?.replace(/[↑↓\d]/g, "").trim()));
  const before = await heads();
  await table(page).getByText("Columns", { exact: true }).click();
  const menu = table(page).getByRole("group", { name: "Columns" });
  // Those are ticked that are there: for the start there is no room yet.
  assert.deepEqual(await menu.locator("li:has(:checked)").evaluateAll((all) => all.map((one) => one.textContent?.trim())), before);
  await menu.getByRole("checkbox", { name: "Records" }).check();
  assert.deepEqual(await heads(), [...before, "Records"]);
  await menu.getByRole("button", { name: "Records: earlier" }).click();
  const after = ["Status", "Instance", "Exit", "Duration", "Records", "Reason"];
  assert.deepEqual(await heads(), after);
  await page.reload();
  await hand(page, fleet(60, 5));
  await opened(page);
  assert.deepEqual(await heads(), after);
  await table(page).getByText("Columns", { exact: true }).click();
  await menu.getByRole("button", { name: "As at first" }).click();
  assert.deepEqual(await heads(), before);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await context.close();
});

test("more columns than there is room for scroll to the side, head and rows together, and a cell comes into sight with the keyboard", async () => {
  const ids = ["status", "instance", "exit", "duration", "start", "reason", "end", "error", "records", "dropped", "group", "difference"];
  for (const [width, columns, scrolls] of /** @type {const} */ ([[1280, 12, true], [1280, 6, false], [1100, 12, true], [900, 12, true], [1920, 9, true], [2560, 9, false], [1024, 12, false], [390, 12, false]])) {
    const { page, context } = await site.visit({ viewport: { width, height: 900 } });
    await page.evaluate((columns) => localStorage.setItem("invocation-inspector.columns", columns), ids.slice(0, columns).join(" "));
    await page.reload();
    await hand(page, fleet(60, 5));
    await opened(page);
    await table(page).locator(".rows [role=row]").first().waitFor();
    /** Places of the head's cells and of the first row's, and what there is to scroll. */
    const places = () =>
      grid(page).evaluate((grid) => {
        const lefts = (/** @type {string} */ row) => [...grid.querySelectorAll(`${row} > span`)].map((cell) => Math.round(cell.getBoundingClientRect().left));
        const cells = [...grid.querySelectorAll(".head > span, .rows > .row:first-of-type > span")];
        const narrow = cells.filter((cell) => cell.getBoundingClientRect().width < 18).map((cell) => cell.className);
        return { head: lefts(".head"), row: lefts(".rows > .row:first-of-type"), narrow, hidden: grid.scrollWidth - grid.clientWidth, right: Math.round(grid.getBoundingClientRect().right) };
      });
    const before = await places();
    const name = `${columns} columns at ${width}`;
    assert.equal(before.hidden > 1, scrolls, `${name}: ${before.hidden}`);
    // That there is more is shown, where there is.
    const isTold = () => grid(page).evaluate((grid) => getComputedStyle(grid).maskImage !== "none");
    assert.equal(await isTold(), scrolls, name);
    if (width > 1024 || width === 900) {
      assert.deepEqual(before.head, before.row, name);
      assert.deepEqual(before.narrow, [], name);
    }
    if (scrolls) {
      await grid(page).evaluate((grid) => (grid.scrollLeft = grid.scrollWidth));
      await page.waitForTimeout(100);
      assert.equal(await isTold(), false, `${name}, at the end`);
      const after = await places();
      // Checkbox and id stay where they are, or come to stand beside each other, and nothing lies above them.
      const [check, instance] = [before.head[0] ?? 0, after.head[2] ?? 0];
      assert.ok(Math.abs(instance - check - 40) <= 1, `${name}: ${check}, ${instance}`);
      assert.deepEqual(after.head, before.head.map((left, at) => (at === 0 ? check : at === 2 ? instance : left - before.hidden)), name);
      const above = await grid(page).evaluate((grid) => {
        const cell = /** @type {Element} */ (grid.querySelector(".rows > .row:first-of-type > .instance"));
        const { left, top, height } = cell.getBoundingClientRect();
        return /** @type {ShadowRoot} */ (grid.getRootNode()).elementFromPoint(left + 4, top + height / 2)?.closest(".instance") === cell;
      });
      assert.ok(above, name);
      assert.deepEqual(after.row, after.head, name);
      // The last cell by the keyboard, then the first again.
      await grid(page).evaluate((grid) => (grid.scrollLeft = 0));
      await grid(page).focus();
      for (const key of ["Control+Home", "ArrowRight", "End"]) await page.keyboard.press(key);
      const at = table(page).locator(".rows .at");
      const inSight = () => at.evaluate((cell) => {
        const [one, sight] = [cell.getBoundingClientRect(), /** @type {Element} */ (cell.closest(".grid")).getBoundingClientRect()];
        const pinned = cell.matches(".check") ? sight.left : /** @type {Element} */ (cell.parentElement?.querySelector(cell.matches(".status, .instance") ? ".check" : ".instance")).getBoundingClientRect().right;
        return one.left >= pinned - 1 && one.right <= sight.right + 1;
      });
      assert.ok(await inSight(), `${name}: ${await at.getAttribute("class")}`);
      for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "Home", "ArrowRight"]) {
        await page.keyboard.press(key);
        assert.ok(await inSight(), `${name}: ${await at.getAttribute("class")}`);
      }
      // A head that Tab reaches is seen as well.
      await table(page).locator(".head button").last().focus();
      assert.ok((await grid(page).evaluate((grid) => grid.scrollLeft)) > 0, name);
    }
    assert.ok(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth), name);
    await context.close();
  }
});

test("who printed something else, and where it differs: one condition, two columns", async () => {
  const { page, context, faults } = await site.visit();
  const encoded = (/** @type {string} */ text) => ({ Output: Buffer.from(text).toString("base64") });
  const text = (/** @type {number} */ i) => (i === 4 || i === 7 ? "start\nstep \u001b[31m2\n" : i === 5 ? "start\n" : "start\nstep 1\n");
  const rows = Array.from({ length: 12 }, (_, i) => row(i, "Success", i === 8 ? { Output: "" } : i === 9 ? { Output: undefined } : encoded(text(i))));
  await hand(page, results(rows));
  await opened(page);
  /** @param {string} query */
  const offered = async (query) => {
    await filter(page).fill(query);
    return table(page).locator("datalist option").evaluateAll((all) => all.map((one) => [/** @type {HTMLOptionElement} */ (one).value, one.getAttribute("label")]));
  };
  assert.deepEqual(await offered("outcome:succeeded group:"), [
    ["outcome:succeeded group:1", "Equal output: output 1 (7)"],
    ["outcome:succeeded group:2", "Equal output: output 2 (2)"],
    ["outcome:succeeded group:3", "Equal output: output 3 (1)"],
    ["outcome:succeeded group:empty", "Equal output: empty output (1)"],
    ["outcome:succeeded group:none", "Equal output: no output (1)"],
  ]);
  assert.deepEqual(await offered("duration:"), [["duration:1s..<2s", "Duration: 1 s to under 2 s (12)"]]);
  assert.deepEqual(await offered("start:"), [["start:2020-05-11T09:01", "Start: 2020-05-11 09:01 (12)"]]);
  await filter(page).fill("-group:1");
  await table(page).getByText("5 of 12").waitFor();
  await table(page).getByText("Columns", { exact: true }).click();
  const menu = table(page).getByRole("group", { name: "Columns" });
  for (const name of ["Equal output", "First differing line"]) await menu.getByRole("checkbox", { name }).check();
  for (const name of ["Status", "Duration", "Start", "Reason"]) await menu.getByRole("checkbox", { name }).uncheck();
  await page.keyboard.press("Escape");
  const cells = () => page.locator("ii-table .rows [role=row]").evaluateAll((rows) => rows.map((one) => ["instance", "group", "difference"].map((name) => one.querySelector(`.${name}`)?.textContent?.trim())));
  await table(page).getByRole("columnheader", { name: "Equal output" }).getByRole("button").click();
  assert.deepEqual(await cells(), [
    ["i-page0000004", "output 2 (2)", "step [U+001B][31m2"],
    ["i-page0000007", "output 2 (2)", "step [U+001B][31m2"],
    ["i-page0000005", "output 3 (1)", "ends after line 1"],
    ["i-page0000008", "empty output", "empty output"],
    ["i-page0000009", "no output", "no output"],
  ]);
  await filter(page).fill("");
  await table(page).getByText("12 of 12").waitFor();
  await table(page).getByRole("columnheader", { name: "First differing line" }).getByRole("button").click();
  assert.deepEqual((await cells())[0], ["i-page0000004", "output 2 (2)", "step [U+001B][31m2"]);
  assert.ok((await cells()).some((one) => one[1] === "output 1 (7)" && one[2] === "–"));
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("one order after another", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await opened(page);
  const head = (/** @type {string} */ name) => table(page).getByRole("columnheader", { name });
  await head("Exit").getByRole("button").click();
  await head("Duration").getByRole("button").click({ modifiers: ["Shift"] });
  await head("Duration").getByRole("button").click({ modifiers: ["Shift"] });
  assert.equal(await head("Exit").getAttribute("aria-sort"), "ascending");
  assert.equal(await head("Duration").getAttribute("aria-sort"), "descending");
  const cells = await page.locator("ii-table .rows [role=row]").evaluateAll((rows) => rows.slice(0, 3).map((one) => ["exit", "duration"].map((name) => one.querySelector(`.${name}`)?.textContent?.trim())));
  assert.deepEqual(cells, [["-1", "18 s"], ["-1", "3 s"], ["0", "39 s"]]);
  await context.close();
});

test("no row: what to take away, and how many that brings back", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60, 5));
  await opened(page);
  await filter(page).fill("exit:137 status:Timeout");
  await table(page).getByRole("button", { name: "Without exit code: 137: 2" }).waitFor();
  await table(page).getByRole("button", { name: /^Without status: timeout: 3$/i }).click();
  assert.equal(await filter(page).inputValue(), "exit:137");
  await table(page).getByText("3 of 60").waitFor();
  await context.close();
});

test("in a narrow place, too, columns are chosen: each has a line of its own, with its name", async () => {
  const { page, context, faults } = await site.visit({ viewport: { width: 390, height: 900 } });
  await hand(page, fleet(60, 5));
  await opened(page);
  const first = page.locator("ii-table .rows [role=row]").first();
  const height = async () => (await first.boundingBox())?.height ?? 0;
  const below = async () => (await first.locator("[role=gridcell]:visible:not(.check, .status, .instance)").allTextContents()).map((text) => text.trim());
  assert.deepEqual(await below(), ["exit 1"]);
  const low = await height();
  await table(page).getByText("Columns", { exact: true }).click();
  const menu = table(page).getByRole("group", { name: "Columns" });
  const checked = () => menu.locator("li", { has: page.locator(":checked") }).allTextContents();
  assert.deepEqual((await checked()).map((text) => text.trim()), ["Status", "Instance", "Reason"]);
  const box = await menu.boundingBox();
  assert.ok(box && box.x >= 0 && box.x + box.width <= 390);
  await menu.getByRole("checkbox", { name: "Exit", exact: true }).check();
  await menu.getByRole("checkbox", { name: "Duration" }).check();
  await page.keyboard.press("Escape");
  assert.deepEqual(await below(), ["exit 1", "Exit1", "Duration3 s"]);
  assert.equal(Math.round(await height()), Math.round(low) + 40);
  // What a row holds is in its box, and the keyboard finds each of its cells.
  const [outer, last] = [await first.boundingBox(), await first.locator(".duration").boundingBox()];
  assert.ok(outer && last && last.y + last.height <= outer.y + outer.height + 1);
  await grid(page).focus();
  for (const key of ["Control+Home", "ArrowRight", "End"]) await page.keyboard.press(key);
  assert.match((await grid(page).getAttribute("aria-activedescendant")) ?? "", /-5$/);
  assert.equal(await first.locator(".at").getAttribute("class").then((name) => name?.includes("duration")), true);
  await page.keyboard.press("Control+End");
  await page.locator("ii-table .rows .active[aria-rowindex='61']").waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [colorScheme, locale, width] of /** @type {const} */ ([
  ["light", "en-US", 1280],
  ["dark", "zh-CN", 390],
])) {
  test(`selection, columns and expectation pass axe: ${colorScheme}, ${locale}, ${width}`, async () => {
    const { page, context } = await site.visit({ colorScheme, locale, viewport: { width, height: 900 } });
    await hand(page, fleet(60, 5));
    await page.locator("ii-verdict .expect").click();
    await page.locator("#tab-table").click();
    await page.locator("ii-table").getByRole("checkbox", { name: /60/ }).check();
    await page.locator("ii-table summary").click();
    await page.locator("ii-selection-bar").waitFor();
    assert.deepEqual(await axe(page), []);
    await page.locator("#tab-tree").click();
    await page.locator("ii-diagram").waitFor();
    assert.deepEqual(await axe(page), []);
    await context.close();
  });
}

/** The table with pieces that say why, a selection, a menu that is open and both columns of outputs. @param {Page} page */
async function inEveryState(page) {
  await hand(page, fleet(60, 5));
  await page.getByRole("tab").nth(1).click();
  await table(page).locator("input[type=search]").fill("-exti:137 -status:Timeout duration:<39s");
  const all = table(page).locator(":is(.head, .all) input[type=checkbox]").first();
  await all.check();
  await page.locator("ii-selection-bar").getByRole("button").first().waitFor();
  const menu = table(page).locator("details.menu");
  await menu.locator("summary").click();
  for (const name of [/^(Equal output|相同输出)$/, /^(First differing line|首个不同行)$/]) await menu.getByRole("checkbox", { name }).check();
}

/** What is cut off though nothing says so, or runs over the side. @param {Page} page */
function cutOff(page) {
  return page.evaluate(() => {
    /** @type {Element[]} */
    const all = [];
    const walk = (/** @type {Document | ShadowRoot | Element} */ root) => {
      for (const one of root.querySelectorAll("*")) {
        if (one.closest("ii-table, ii-selection-bar") || (root instanceof ShadowRoot && /^II-(TABLE|SELECTION-BAR)$/.test(root.host.tagName))) all.push(one);
        if (one.shadowRoot) walk(one.shadowRoot);
      }
    };
    walk(document);
    const wrong = [];
    for (const one of all) {
      const { overflowX, overflowY, textOverflow, visibility } = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      if (box.width <= 1 || visibility !== "visible" || one.closest("svg, .aloud, input")) continue;
      const name = `${one.tagName} ${one.getAttribute("class")} ${one.textContent?.trim().slice(0, 30)}`;
      if (/hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 2 && !one.matches(".window, .rows")) wrong.push(`${name}: ${one.scrollHeight} in ${one.clientHeight}`);
      if (/hidden|clip/.test(overflowX) && textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1 && !one.matches(".grid, .window")) wrong.push(`${name}: ${one.scrollWidth} in ${one.clientWidth} wide`);
      if (box.right > innerWidth + 1 || box.left < -1) wrong.push(`${name}: from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
    return wrong;
  });
}

test("at 200 % nothing of the table, its menu and the selection is cut off, and at twice the text nothing runs over the side", async () => {
  for (const locale of ["en-US", "zh-CN"]) {
    for (const width of [1280, 640, 390]) {
      const { page, context } = await site.visit({ viewport: { width, height: 900 }, locale });
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      await inEveryState(page);
      assert.deepEqual(await cutOff(page), [], `${locale} at ${width}`);
      assert.ok(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth), `${locale} at ${width}`);
      await context.close();
    }
  }
});

test("in forced colours what is chosen, pressed and sorted is told without a colour of ours", async () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, context } = await site.visit({ forcedColors: "active", colorScheme });
    await inEveryState(page);
    await page.keyboard.press("Escape");
    const another = table(page).locator(".rows .row:not([aria-current])").first();
    const outlined = () => another.evaluate((one) => getComputedStyle(one, "::after").content !== "none" && getComputedStyle(one, "::after").outlineStyle === "solid");
    assert.deepEqual([await another.getAttribute("aria-selected"), await outlined()], ["true", true]);
    await another.getByRole("checkbox").click();
    assert.deepEqual([await another.getAttribute("aria-selected"), await outlined()], ["false", false]);
    await another.getByRole("checkbox").click();
    await table(page).getByRole("columnheader", { name: "Exit" }).getByRole("button").click();
    await table(page).locator("[aria-sort=ascending] .way").waitFor();
    const look = (/** @type {import("playwright-core").Locator} */ one) => one.evaluate((button) => ["backgroundColor", "color", "borderColor", "outlineStyle"].map((name) => getComputedStyle(button)[/** @type {any} */ (name)]).join());
    const chip = table(page).locator(".chips button").first();
    const before = await look(chip);
    await chip.click();
    await page.mouse.move(0, 0);
    assert.notEqual(await look(chip), before);
    assert.deepEqual(await axe(page), []);
    await context.close();
  }
});
