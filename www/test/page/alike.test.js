// @ts-check
// Alike outputs in a compact list, what their groups differ in, lines as in the majority; a search that no pattern stalls, and what
// is done with its hits.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, longestTask, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @param {string} output @param {number} i @param {number} [exit] */
const printed = (output, i, exit = 0) => row(i, exit ? "Failed" : "Success", { ExitCode: exit, Output: Buffer.from(output).toString("base64") });

/** A number of its own for each machine. @param {number} i */
const own = (i) => 10_007 + i * 977;

/** @param {Page} page @param {object[]} rows */
async function outputs(page, rows) {
  await hand(page, results(rows));
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.locator("ii-comparison .group").first().waitFor();
}

const counts = async (/** @type {Page} */ page) => (await page.locator("ii-comparison .count").allTextContents()).map((text) => text.trim());

test("55 outputs of three kinds are three rows: failures first, holes in sight, opened on a press", async () => {
  const { page, context, faults } = await site.visit();
  const killed = (/** @type {number} */ i, /** @type {string} */ name) => printed(`[${own(i)}.426641] Out of memory: Killed process ${own(i)} (${name}) total-vm:${own(i)}kB\n`, i, 137);
  await outputs(page, Array.from({ length: 55 }, (_, i) => (i < 22 ? killed(i, "java") : i < 25 ? killed(i, "mysqld") : printed("memory ok\n", i))));
  assert.deepEqual(await counts(page), ["3 of 55", "22 of 55", "30 of 55"]);
  const first = page.locator("ii-comparison .group").first();
  assert.match(await first.locator(".first").innerText(), /\[‹time›\] Out of memory: Killed process ‹n› \(mysqld\) total-vm:‹n›/);
  assert.match(await first.locator(".why").innerText(), /Failed[^]*exit 137/);
  assert.equal(await page.locator("ii-comparison .opened").count(), 0);
  await first.locator("[aria-expanded]").press("Enter");
  await first.locator(".difference .row[data-kind='added']").first().waitFor();
  await first.getByText("What differs within the group: 3 places").click();
  await first.locator(".holes").getByText(String(own(22)), { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Exact", exact: true }).click();
  await page.getByText("26 groups among 55 outputs").waitFor();
  // What became of a hit is not what became of a group's first.
  await page.locator("ii-comparison input[type=search]").fill("memory");
  assert.match(await page.locator("ii-comparison .hit").first().innerText(), /Failed/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a group has the status that all of it have, else its outcomes; exit codes that are left out are counted, the failed are named", async () => {
  const output = Buffer.from("no space left\n").toString("base64");
  const same = [row(0, "Timeout", { Output: output }), ...[1, 2, 3, 4, 5].map((i) => row(i, "Failed", { ExitCode: i, Output: output }))];
  for (const { rows, told, named } of [
    { rows: [...same, printed("fine\n", 6)], told: [/^failed\s*no exit code × 1 · exit 1 × 1 · exit 2 × 1 · exit 3 × 1 · and 2 more$/, /^Success/], named: 2 },
    { rows: [printed("same\n", 0, 1), printed("same\n", 1)], told: [/^1 failed\s*1 succeeded\s*exit 0 × 1 · exit 1 × 1$/], named: 1 },
    { rows: [printed("bad\n", 0, 1), printed("good\n", 1), printed("fine\n", 2)], told: [/^Failed/, /^Success/, /^Success/], named: 3 },
  ]) {
    const { page, context, faults } = await site.visit();
    await outputs(page, rows);
    const why = await page.locator("ii-comparison .why").allInnerTexts();
    assert.equal(why.length, told.length);
    told.forEach((pattern, at) => assert.match(why[at] ?? "", pattern));
    assert.equal(await page.locator("ii-comparison .who").count(), named);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("a version that few have keeps them apart and is told, lines as in the majority are folded", async () => {
  const { page, context, faults } = await site.visit();
  const common = Array.from({ length: 12 }, (_, at) => `step ${String.fromCharCode(97 + at)} of the installation done`).join("\n");
  const app = (/** @type {number} */ i) => `${common}\napp ${i < 35 ? "3.2.1" : i < 39 ? "3.2.0" : "3.3.0-rc1"} on ip-10-0-4-${i}, ${own(i)} bytes\nbye\n`;
  await outputs(page, Array.from({ length: 40 }, (_, i) => printed(app(i), i)));
  assert.deepEqual(await counts(page), ["1 of 40", "4 of 40", "35 of 40"]);
  const second = page.locator("ii-comparison .group").nth(1);
  assert.equal((await second.locator(".told").innerText()).trim(), "differs in: 3.2.1 (35), 3.2.0 (4), 3.3.0-rc1 (1)");
  assert.equal((await second.locator(".told b").innerText()).trim(), "3.2.0 (4)");
  assert.match(await second.locator(".first").innerText(), /^app 3\.2\.0 on ip-‹n›/);
  await second.locator("[aria-expanded]").click();
  const difference = second.locator(".difference");
  assert.deepEqual(await difference.locator(".row[data-kind='added'] mark").allTextContents(), ["3.2.0"]);
  const before = await difference.locator(".row").count();
  await difference.getByRole("button", { name: "… 11 lines as in the majority" }).click();
  await difference.getByText("step a of the installation done").waitFor();
  assert.ok((await difference.locator(".row").count()) > before);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("差异：").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a pattern that reads a long line for each of its hits stalls nothing, and what is not counted is said", async () => {
  const { page, context, faults } = await site.visit();
  await outputs(page, [printed("a".repeat(200_000), 1), printed("a z\n", 2)]);
  await page.getByRole("button", { name: "Regular expression" }).click();
  const task = await longestTask(page, async () => {
    await page.locator("ii-comparison input[type=search]").fill("a.*?z|a");
    await page.getByText("In 1 of them not all hits are counted").waitFor();
  });
  await page.getByText(/at least \d+ hits/).waitFor();
  assert.ok(task < 400, `${task} ms`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("hits say whose they are and what became of it, and are chosen, copied and shown in the table", async () => {
  const { page, context, faults } = await site.visit();
  await outputs(page, Array.from({ length: 9 }, (_, i) => printed(i % 3 === 1 ? `disk full on ${i}\n` : "fine\n", i, i === 1 ? 1 : 0)));
  await page.locator("ii-comparison input[type=search]").fill("disk full");
  await page.getByText("Hits: 3, in 3 outputs and commands").waitFor();
  const hits = page.locator("ii-comparison .hit");
  assert.match(await hits.first().innerText(), /i-page0000001[^]*Failed/);
  assert.match(await hits.nth(1).innerText(), /i-page0000004[^]*Success/);
  await hits.nth(1).getByRole("checkbox").check();
  await page.getByRole("group", { name: "Selection" }).getByText("1 instance selected:").waitFor();
  await hits.nth(1).getByRole("checkbox").uncheck();
  await page.getByRole("button", { name: "Copy the IDs of all hits" }).waitFor();
  await page.locator("ii-comparison").getByRole("button", { name: "Show in the table" }).click();
  assert.equal(await page.locator("ii-table input[type=search]").inputValue(), 'out:"disk full"');
  assert.deepEqual(faults, []);
  await context.close();
});

test("hits of a pattern, of a whole word and of a case are shown in the table, however many, and nothing else with them", async () => {
  const { page, context, faults } = await site.visit();
  // Of 900, 300 hold the word as it is searched for, 300 in another case, 300 inside of a longer word.
  await outputs(page, Array.from({ length: 900 }, (_, i) => printed([`Disk ${i}\n`, `disk ${i}\n`, `Disks ${i}\n`][i % 3] ?? "", i)));
  const table = page.locator("ii-table");
  for (const [option, text, found] of /** @type {const} */ ([["Regular expression", "^dis[k] \\d", 600], ["Whole words", "disk", 600], ["Match case", "Disk", 600]])) {
    await page.getByRole("tab", { name: "Outputs" }).click();
    const search = page.locator("ii-comparison input[type=search]");
    await search.fill(text);
    await page.getByRole("button", { name: option, exact: true }).click();
    await page.getByText(`Hits: ${found}, in ${found} outputs and commands`).waitFor();
    await page.locator("ii-comparison").getByRole("button", { name: "Select these and show them in the table" }).click();
    await table.getByText(`${found} of 900`).waitFor();
    const only = table.getByRole("button", { name: `Only the ${found} selected` });
    assert.equal(await only.getAttribute("aria-pressed"), "true");
    const first = await table.locator(".rows [role=row] .instance").allTextContents();
    const wanted = (/** @type {number} */ i) => (option === "Match case" ? i % 3 !== 1 : i % 3 !== 2);
    assert.ok(first.length > 5 && first.every((id) => wanted(Number(id.trim().slice(-4)))), `${first}`);
    await page.goBack();
    await search.waitFor();
    await page.getByRole("button", { name: option, exact: true }).click();
    await search.fill("");
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("a group is chosen to act on as a whole", async () => {
  const { page, context } = await site.visit();
  await outputs(page, Array.from({ length: 9 }, (_, i) => printed(i % 3 === 1 ? `disk full on host-${i}\n` : "fine\n", i, i % 3 === 1 ? 1 : 0)));
  await page.getByRole("checkbox", { name: "Select these 3" }).check();
  await page.getByRole("group", { name: "Selection" }).getByText("3 instances selected:").waitFor();
  assert.equal(await page.getByRole("checkbox", { name: "Select these 6" }).isChecked(), false);
  await page.getByRole("tab", { name: /^Table/ }).click();
  assert.equal(await page.locator("ii-table .rows [aria-selected=true]").count(), 3);
  await context.close();
});
