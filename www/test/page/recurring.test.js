// @ts-check
// What a person sees of a recurring command: its schedule in words, the next runs by the clock of its zone, and its history. The clock stands still.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { start } from "./harness.js";
import { recurringPage } from "./recurring.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @param {string} frequency @param {Parameters<typeof recurringPage>[2]} [more] @param {Parameters<typeof recurringPage>[3]} [options] */
const look = (frequency, more, options) => recurringPage(site, frequency, more, options);

test("a schedule is said in words, with its next runs by the clock of its zone", async () => {
  const { open, schedule, close } = await look("0 30 8 ? * MON-FRI Asia/Shanghai");
  const said = await open();
  assert.match(said, /every weekday at 08:30 \(Asia\/Shanghai\)/);
  assert.match(said, /in 2 days Mon, 23 Nov 2026, 08:30 \(Asia\/Shanghai\)/);
  assert.match(said, /Wed, 25 Nov 2026/);
  const titles = await schedule.locator("li").evaluateAll((items) => items.map((item) => item.getAttribute("title")));
  assert.equal(titles[0], "2026-11-23 08:30:00 (Asia/Shanghai), 2026-11-23 00:30:00 UTC");
  assert.equal(titles.length, 3);
  await close();
});

test("clocks that change are followed by the browser", async () => {
  // Berlin goes back on the 25th of October and forward on the 28th of March.
  const { open, schedule, close } = await look("0 0 3 L 3,10,11 ? Europe/Berlin");
  await open();
  const titles = await schedule.locator("li").evaluateAll((items) => items.map((item) => item.getAttribute("title")));
  assert.deepEqual(titles, [
    "2026-11-30 03:00:00 (Europe/Berlin), 2026-11-30 02:00:00 UTC",
    "2027-03-31 03:00:00 (Europe/Berlin), 2027-03-31 01:00:00 UTC",
    "2027-10-31 03:00:00 (Europe/Berlin), 2027-10-31 02:00:00 UTC",
  ]);
  await close();
  const skipped = await look("0 30 2 28 3 ? 2027 Europe/Berlin");
  assert.match(await skipped.open(), /28 Mar 2027, 02:30 \(Europe\/Berlin\) · not on that day: clocks go forward/);
  await skipped.close();
});

test("of the instance's own clock nothing is said but what it shows", async () => {
  const { open, close } = await look("0 0 22 * * ?");
  const said = await open();
  // The reader's clock shows 21:55:38 on the 20th.
  assert.match(said, /Fri, 20 Nov 2026, 22:00 \(instance's own time\)/);
  assert.match(said, /Its zone is not stated/);
  assert.doesNotMatch(said, /in \d+ (minute|hour)/);
  await close();
});

test("a rate counts from its creation, in Chinese too", async () => {
  const { open, close } = await look("rate(45m)", {}, { locale: "zh-CN" });
  const said = await open();
  assert.match(said, /每 45 分钟一次/);
  assert.match(said, /19 分钟后 2026年11月21日周六 06:15 \(UTC\)/);
  await close();
});

test("what cannot be read is shown as it came, with what was expected", async () => {
  const { open, close } = await look("*/5 * * * *");
  const said = await open();
  assert.match(said, /\*\/5 \* \* \* \*/);
  assert.match(said, /It cannot be read: expected rate\(…\), at\(…\), or six to eight fields .* at character 1/);
  const zone = await look("0 0 3 * * ? Mars/Olympus");
  assert.match(await zone.open(), /does not know the time zone Mars\/Olympus/);
  await close();
  await zone.close();
});

test("the history tells failures and gaps, and its marks lead to the records", async () => {
  const { page, open, close } = await look("0 0/30 * * * ? GMT+8:00", { runs: 40, failed: [7, 8], missed: [20] });
  const history = page.getByRole("region", { name: "Records of this instance" });
  await history.waitFor();
  const said = ((await history.textContent()) ?? "").replace(/\s+/g, " ");
  assert.match(said, /39 executions here, 2 failed\. The last: succeeded, 2026-11-20 19:30:00 UTC\./);
  assert.match(said, /Most failures in a row: 2/);
  assert.match(said, /Likely missing between 2026-11-20 09:30:00 UTC and 2026-11-20 10:30:00 UTC: 1 execution/);
  const marks = history.getByRole("toolbar").getByRole("button");
  assert.equal(await marks.count(), 39);
  await marks.and(page.getByRole("button", { name: "failed, 2026-11-20 03:30:00 UTC" })).click();
  await page.getByRole("region", { name: "Output" }).filter({ hasText: "run 7" }).waitFor();
  await marks.and(page.getByRole("button", { name: "failed, 2026-11-20 03:30:00 UTC" })).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Output" }).filter({ hasText: "run 8" }).waitFor();
  await history.getByRole("button", { name: "Newer" }).click();
  await page.getByRole("region", { name: "Output" }).filter({ hasText: "run 9" }).waitFor();
  assert.match(await open(), /every 30 minutes/);
  await page.getByText("39 executions here on 1 instance, 2 failed.").waitFor();
  await close();
});

test("where the tree has room for some runs only, they are the newest", async () => {
  const { page, close } = await look("0 */30 * * * *", { runs: 9, failed: [8] }, { viewport: { width: 390, height: 900 } });
  const runs = page.getByRole("tree").getByRole("treeitem").filter({ hasText: "UTC" });
  const names = await runs.evaluateAll((all) => all.map((one) => one.querySelector("title")?.textContent));
  assert.ok(names.length > 0 && names.length < 5, `${names.length} have room`);
  assert.equal(names.at(-1), "2026-11-20 04:00:00 UTC: failed, exit 1");
  await close();
});
