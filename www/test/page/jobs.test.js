// @ts-check
// What an operator wants of an answer, at 1, 50, 5,000 and 100,000 instances, by pointer and by keyboard alone. The most steps that each job may
// take stand beside it (steps.js says what a step is); what is to be found is read off the rows, without the core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { drop, start } from "./harness.js";
import { fleet, idOf, ODD_ONE, oneFailed, those } from "./jobs-data.js";
import { Steps } from "./steps.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./steps.js").Way} Way */
/** @typedef {{ page: Page, n: number, steps: Steps }} Doing */
/** `steps`: at most, by pointer and by keyboard. `find`: does it, and gives the ids of what was found. @typedef {{ job: string, steps: [number, number], wanted: (n: number) => string[], find: (doing: Doing) => Promise<string[]> }} Job */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const SIZES = [1, 50, 5_000, 100_000];
/** Instances that one call may name. */
const PER_CALL = 100;

const verdict = (/** @type {Page} */ page) => page.locator("ii-verdict");
const table = (/** @type {Page} */ page) => page.locator("ii-table");
const filter = (/** @type {Page} */ page) => page.getByRole("combobox", { name: "Filter" });
const tab = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
const dialog = (/** @type {Page} */ page) => page.getByRole("dialog", { name: "Export" });
const group = (/** @type {Page} */ page, /** @type {RegExp} */ name) => page.locator("ii-comparison").getByRole("button", { name, expanded: false });
const number = (/** @type {number} */ n) => n.toLocaleString("en-US");
const idsIn = (/** @type {string} */ text) => text.match(/i-page\d{7}/g) ?? [];

/** The table asked for something: so many of all are shown. @param {Doing} doing @param {string} query @param {number} shown */
async function ask({ page, n, steps }, query, shown) {
  if (steps.way === "keyboard") await steps.press("/");
  else {
    if ((await tab(page, "Table").getAttribute("aria-selected")) === "false") await steps.use(tab(page, "Table"));
    await steps.use(filter(page));
  }
  await steps.type(filter(page), query);
  await table(page).getByText(`${number(shown)} of ${number(n)}`).waitFor();
}

/** Chooses all that the table shows. @param {Doing} doing */
async function chooseShown({ page, steps }) {
  if (steps.way === "pointer") return steps.use(table(page).getByRole("checkbox", { name: /^Select (all|the instance)/ }));
  await steps.press("Escape");
  await steps.press("ControlOrMeta+A");
}

/** Shows all that a part of the verdict tells of: of one machine alone there are no reasons, and its outcome leads there. @param {Doing} doing @param {string} part */
async function show({ page, n, steps }, part) {
  await steps.use(verdict(page).getByRole("button", { name: n === 1 ? "1 failed" : part }));
}

/** The calls that a button copies, each with no more instances than it may name. @param {Doing} doing @param {import("playwright-core").Locator} from */
async function copiedCommand({ page, steps }, from) {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  const button = from.getByRole("button", { name: "Copy: command to invoke again" });
  await steps.use(button);
  await from.getByText("Copied").first().waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).trim().split("\n");
  const all = lines.map(idsIn);
  for (const line of lines) assert.match(line, /^aliyun ecs InvokeCommand --RegionId YOUR_REGION --CommandId c-page1 --InstanceId\.1 i-page/);
  assert.equal(lines.length, Math.ceil(all.flat().length / PER_CALL));
  return all.flat();
}

const HALF_DONE = /may be half done: running (it|these) again may do something twice/;
const failed = (/** @type {number} */ n) => those(n, ({ status }) => status !== "Success");
const neverStarted = (/** @type {number} */ n) => those(n, ({ status }) => status === "Aborted");

/** @type {readonly Job[]} */
const JOBS = [
  {
    job: "who printed something else",
    steps: [1, 1],
    wanted: (n) => (n > 1 ? [idOf(ODD_ONE)] : []),
    async find({ page, n, steps }) {
      await steps.use(tab(page, "Outputs"));
      if (n === 1) return page.getByText("There is one output.").waitFor().then(() => []);
      const odd = group(page, /^1 of /);
      await odd.filter({ hasText: "disk: 98% used" }).waitFor();
      return idsIn((await odd.textContent()) ?? "");
    },
  },
  {
    job: "in what its output differs",
    steps: [2, 2],
    wanted: (n) => (n > 1 ? [idOf(ODD_ONE)] : []),
    async find({ page, n, steps }) {
      await steps.use(tab(page, "Outputs"));
      if (n === 1) return page.getByText("There is one output.").waitFor().then(() => []);
      await steps.use(group(page, /^1 of /));
      await page.locator('ii-comparison .row[data-kind="added"]').filter({ hasText: "98%" }).waitFor();
      assert.deepEqual(await page.locator('ii-comparison .row[data-kind="added"] mark').allTextContents(), ["98"]);
      return page.locator("ii-comparison .opened .members").getByRole("button").allTextContents();
    },
  },
  {
    job: "the ids of all with exit 137, as a command",
    steps: [2, 2],
    wanted: (n) => those(n, ({ more }) => more.ExitCode === 137),
    async find(doing) {
      await show(doing, "exit 137 (SIGKILL)");
      await table(doing.page).getByText(HALF_DONE).waitFor();
      return copiedCommand(doing, table(doing.page));
    },
  },
  {
    job: "exit 137, or slower than 30 s, or out of memory: selected, as a command",
    steps: [11, 13],
    wanted: (n) => those(n, ({ more, seconds, output }) => more.ExitCode === 137 || seconds > 30 || (output ?? "").includes("oom-killer")),
    async find(doing) {
      const { page, n } = doing;
      await ask(doing, "exit:137", those(n, ({ more }) => more.ExitCode === 137).length);
      await chooseShown(doing);
      // One machine alone is all of that at once.
      for (const [query, holds] of /** @type {[string, Parameters<typeof those>[1]][]} */ (n === 1 ? [] : [["duration:>30s", ({ seconds }) => seconds > 30], ["oom-killer", ({ output }) => (output ?? "").includes("oom-killer")]])) {
        await ask(doing, query, those(n, holds).length);
        await chooseShown(doing);
      }
      return copiedCommand(doing, page.getByRole("group", { name: "Selection" }));
    },
  },
  {
    job: "which never started",
    steps: [1, 1],
    wanted: neverStarted,
    async find(doing) {
      const { page, n } = doing;
      if (n === 1) return verdict(page).getByText("never started").count().then((none) => (assert.equal(none, 0), []));
      await show(doing, "never started");
      const all = neverStarted(n);
      await table(page).getByText(`${number(all.length)} of ${number(n)}`).waitFor();
      // Those in sight stand for all: the next job has every one of them.
      const shown = await table(page).locator(".rows [role=row] .instance").allTextContents();
      return [...shown.map((id) => id.trim()), ...all.slice(shown.length)];
    },
  },
  {
    job: "run again just those of the failed ones with which it is safe",
    steps: [2, 2],
    wanted: neverStarted,
    async find(doing) {
      const { page, n } = doing;
      await show(doing, "never started");
      if (n === 1) return table(page).getByText(/^One of them may be half done/).waitFor().then(() => []);
      const all = await copiedCommand(doing, table(page));
      assert.equal(await table(page).getByText(HALF_DONE).count(), 0);
      return all;
    },
  },
  {
    job: "what failed, as CSV",
    steps: [4, 4],
    wanted: failed,
    async find(doing) {
      const { page, n, steps } = doing;
      await show(doing, `${number(failed(n).length)} failed`);
      await steps.use(page.getByRole("button", { name: "Export…", exact: true }));
      const box = dialog(page);
      await box.getByRole("radio", { name: "Spreadsheet: CSV" }).waitFor();
      await steps.use(box.getByRole("radio", { name: "Spreadsheet: CSV" }));
      const save = box.getByRole("button", { name: "Save", exact: true });
      await save.waitFor({ timeout: 60_000 });
      const [download] = await Promise.all([page.waitForEvent("download"), steps.use(save)]);
      const [head = "", ...rows] = readFileSync(await download.path(), "utf8").trim().split("\n");
      assert.match(head, /instanceId/);
      return rows.flatMap(idsIn);
    },
  },
  {
    job: "one machine, by a piece of its id",
    steps: [4, 4],
    wanted: (n) => [idOf(n >> 1)],
    async find(doing) {
      const { page, n, steps } = doing;
      await ask(doing, idOf(n >> 1).slice(-7), 1);
      if (steps.way === "pointer") await steps.use(table(page).locator(".rows [role=row] .instance"));
      else {
        await steps.press("Escape");
        await steps.press("Enter");
      }
      const title = page.locator("ii-record").getByTitle(idOf(n >> 1)).first();
      await title.waitFor();
      return idsIn((await title.textContent()) ?? "");
    },
  },
];

/** The answer as it was shown first, with nothing chosen. @param {Page} page @param {boolean} [isFirst] */
async function anew(page, isFirst = false) {
  await page.mouse.move(0, 0);
  await page.evaluate(async (isFirst) => {
    const viewer = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector"));
    const kept = /** @type {any} */ (globalThis);
    if (isFirst) kept.first = viewer.current;
    viewer.renderRoot.querySelector("ii-export")?.renderRoot?.querySelector("dialog")?.close();
    viewer.answer.unselect();
    viewer.restore(kept.first);
    scrollTo(0, 0);
    await viewer.focusVerdict();
  }, isFirst);
  await page.locator("ii-diagram").waitFor();
}

for (const n of SIZES) {
  test(`${number(n)} instance${n === 1 ? "" : "s"}`, async (t) => {
    const { page, context, faults } = await site.visit();
    page.setDefaultTimeout(60_000);
    await t.test("the reason of a single failure: no step", async () => {
      await drop(page, [{ name: "single.json", text: oneFailed(n) }]);
      if (n > 1) await verdict(page).getByRole("button", { name: "1 × exit 137 (SIGKILL), likely killed" }).waitFor();
      await page.locator("ii-record").getByTitle(idOf(n - 1)).first().waitFor();
      await page.locator("ii-record").getByText("Exit code 137 likely means SIGKILL").waitFor();
    });
    await drop(page, [{ name: "fleet.json", text: fleet(n) }]);
    await page.getByRole("heading", { level: 1, name: n === 1 ? "its one instance failed" : `${number(n / 5)} of ${number(n)} instances failed` }).waitFor();
    // Of one instance the answer before says the same.
    await page.waitForFunction(() => {
      const viewer = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector"));
      return viewer?.hasUpdated && !viewer.answer.busy && viewer.names?.includes("fleet.json");
    });
    await anew(page, true);
    for (const { job, steps: most, wanted, find } of JOBS) {
      for (const [at, way] of /** @type {const} */ (["pointer", "keyboard"]).entries()) {
        await t.test(`${job}, by ${way}: ${most[at]}`, async (t) => {
          const steps = new Steps(page, way);
          const found = await find({ page, n, steps });
          t.diagnostic(`${steps.count} of ${most[at]} steps`);
          assert.deepEqual(found.sort(), wanted(n));
          assert.ok(steps.count <= (most[at] ?? 0), `${steps.count} steps`);
        });
        await anew(page);
      }
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}
