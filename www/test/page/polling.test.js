// @ts-check
// A portal that asks again and again: what the reader does in the inspector stays, the same answer is no news, and one that failed does not take the place of one that did not.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { results, row, start } from "./harness.js";
import { portal } from "./portal.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const LONG = Array.from({ length: 200 }, (_, i) => `line ${i} of an output, as long as such lines are`);
/** @param {number} poll of a scheduled command on many instances: rows, executions and an output grow */
function answer(poll) {
  const first = { InvokeId: "t-poll" };
  const rows = Array.from({ length: 120 + Math.floor(poll / 5) }, (_, i) => row(i, i % 9 === 4 ? "Failed" : "Success", first));
  const watched = { ...first, InstanceId: "i-watched" };
  const executions = Array.from({ length: 2 + Math.floor(poll / 50) }, (_, i) => row(0, "Failed", { ...watched, StartTime: `2026-05-11T${String(i).padStart(2, "0")}:00:00Z`, Output: Buffer.from([...LONG, ...(i === 1 ? Array.from({ length: poll }, (_, n) => `more ${n}`) : [])].join("\n")).toString("base64") }));
  return results([...rows, ...executions]).replace("R-1", `7D2F-${poll}`);
}

test("500 answers, each with more: what is typed, scrolled, selected, opened and read stays, and memory is flat", { timeout: 600_000 }, async () => {
  const { page, context, give, told, ask, faults } = await portal(site, answer(0), { viewport: { width: 1280, height: 800 } });
  await ask((element) => {
    // A lower box, so that pane and table scroll within.
    element.style.setProperty("--ii-view", "600px");
    element.select({ instanceId: "i-watched", execution: 1 });
  });
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.locator("ii-table .rows .row").first().waitFor();
  await page.locator("ii-record ii-printed .line").first().waitFor();
  // A selection of two rows, an opened detail, a place in pane and table, the keyboard on the rows, a selected text.
  await page.locator("ii-table .rows .row input").nth(1).click();
  await page.locator("ii-table .rows .row input").nth(2).click();
  await page.locator("ii-record").evaluate((record) => [...(record.shadowRoot?.querySelectorAll("summary") ?? [])].at(-1)?.click());
  await page.locator("ii-table .grid").evaluate((grid) => (grid.scrollTop = 36 * 40 + 7));
  await page.waitForTimeout(100);
  await page.locator("invocation-inspector .pane").evaluate((pane) => (pane.scrollTop = 300));
  await page.locator("ii-table .grid").focus();
  await page.locator("ii-record ii-printed .line").nth(3).evaluate((line) => {
    getSelection()?.selectAllChildren(line);
    /** @type {any} */ (globalThis).line = line;
  });
  const field = page.locator("ii-table input[type=search]");
  const look = () =>
    page.evaluate(() => {
      const element = /** @type {any} */ (globalThis).element;
      const within = (/** @type {string[]} */ ...path) => path.reduce((root, name) => root?.querySelector(name)?.shadowRoot ?? root?.querySelector(name), element.shadowRoot);
      const table = element.shadowRoot.querySelector("ii-table").shadowRoot;
      const { state } = element;
      const grid = table.querySelector(".grid");
      return {
        first: table.querySelector(".rows .row .instance")?.textContent?.trim(),
        rest: grid.scrollTop % 36,
        // What is read stays where it is, also where what stands above it has grown.
        line: Math.round(/** @type {any} */ (globalThis).line.getBoundingClientRect().top - element.shadowRoot.querySelector(".pane").getBoundingClientRect().top),
        text: String(getSelection()),
        open: [...within("ii-record").querySelectorAll("details")].at(-1)?.open,
        lines: within("ii-record", "ii-output", "ii-printed").querySelectorAll(".line").length > 0,
        focus: table.activeElement?.className,
        typed: table.querySelector("input[type=search]").value,
        state: { instanceId: state.instanceId, execution: state.execution, tab: state.tab, sort: state.sort, selected: state.selected, pane: state.pane },
      };
    });
  await page.waitForTimeout(300);
  const before = await look();
  assert.ok(LONG.includes(before.text), before.text);
  assert.equal(before.open, true);
  assert.deepEqual(before.state.selected.length, 2);
  await told();
  const session = await context.newCDPSession(page);
  const memory = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await session.send("Performance.enable");
  /** @type {Record<string, number>} */
  let early = {};
  for (let poll = 1; poll <= 500; poll += 1) {
    await give(answer(poll));
    if (poll === 250) early = await memory();
    if (poll % 50 === 0) assert.deepEqual(await look(), before, `after ${poll}`);
  }
  const late = await memory();
  const grown = (/** @type {string} */ name) => (late[name] ?? 0) / (early[name] ?? 1);
  assert.ok(grown("JSHeapUsedSize") < 1.25 && grown("Nodes") < 1.25 && grown("JSEventListeners") < 1.25, JSON.stringify([early, late]));
  // What is typed while answers come.
  await field.focus();
  const typing = page.keyboard.type("outcome:failed", { delay: 40 });
  for (let poll = 501; poll < 512; poll += 1) await give(answer(poll));
  await typing;
  assert.equal(await field.inputValue(), "outcome:failed");
  await page.waitForTimeout(200);
  const shown = await page.locator("ii-table .rows .row .status").allTextContents();
  assert.ok(shown.length > 10 && shown.every((status) => /Failed/.test(status)), shown.join());
  const events = await told();
  assert.deepEqual([...new Set(events.filter(({ type }) => type !== "ii-ready" && type !== "ii-diagnostic").map(({ type, cause }) => `${type} ${cause}`))], ["ii-view user", "ii-state user"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the newest execution that is read stays when a newer one comes, and is found by its time", async () => {
  const executions = (/** @type {number[]} */ hours) => results(hours.map((hour) => row(0, "Success", { InvokeId: "t-1", InstanceId: "i-1", StartTime: `2026-05-11T0${hour}:00:00Z`, Output: Buffer.from(`hour ${hour}`).toString("base64") })));
  const { page, context, give, ask } = await portal(site, executions([1, 2]));
  const output = page.locator("ii-record ii-output");
  await output.getByText("hour 2").waitFor();
  // Nobody reads yet: the newest is shown.
  await give(executions([1, 2, 3]));
  await output.getByText("hour 3").waitFor();
  await page.locator("ii-record .status").click();
  await give(executions([1, 2, 3, 4]));
  await output.getByText("hour 3").waitFor();
  assert.equal((await ask((element) => element.state))["execution"], 2);
  // The first pages come later.
  await give(executions([0, 1, 2, 3, 4, 5]));
  await output.getByText("hour 3").waitFor();
  assert.equal((await ask((element) => element.state))["execution"], 3);
  await context.close();
});

test("the same answer is no news, but for the id of its request: nothing is told, nothing is drawn", async () => {
  const text = answer(1);
  const { page, context, give, told, ask } = await portal(site, text);
  await page.locator("ii-record ii-printed .line").first().waitFor();
  await page.waitForTimeout(500);
  await told();
  await page.evaluate(() => {
    const all = /** @type {any} */ (globalThis);
    all.drawn = 0;
    const observer = new MutationObserver((list) => (all.drawn += list.length));
    const walk = (/** @type {ParentNode} */ root) => {
      observer.observe(/** @type {Node} */ (root), { subtree: true, childList: true, characterData: true, attributes: true });
      for (const element of root.querySelectorAll("*")) if (element.shadowRoot) walk(element.shadowRoot);
    };
    walk(all.element.shadowRoot);
  });
  for (const [id, make] of /** @type {const} */ ([["7D2F-1", "text"], ["B-22222", "text"], ["C", "bytes"], ["D-4", "blob"], ["E-5", "object"], ["F", "response"]])) {
    const same = text.replace("7D2F-1", id);
    await page.evaluate(
      ([same, make]) => {
        const given = { text: () => same, bytes: () => new TextEncoder().encode(same), blob: () => new Blob([same]), object: () => same, response: () => new Response(same) }[make]();
        return /** @type {any} */ (globalThis).give(given);
      },
      /** @type {const} */ ([same, make]),
    );
  }
  assert.deepEqual(await told(), []);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).drawn), 0);
  // Anything else is news: also the id of a request that an output quotes.
  await give(text.replace('"Dropped": 0', '"Dropped": 1'));
  assert.equal((await told("ii-ready")).length, 1);
  const quoted = results([row(1, "Success", { Output: '{"RequestId":"A-1"}', ContentEncoding: "PlainText" })]);
  await give(quoted);
  await told();
  await give(quoted.replace("A-1", "A-2"));
  assert.equal((await told("ii-ready")).length, 1);
  assert.equal((await ask((element) => element["report"]()))?.["invocations"][0].instances[0].records[0].output.text.includes("A-2"), true);
  await context.close();
});

/** What comes in the place of an answer when a call fails. */
const FAILED = {
  "an error page": "<!doctype html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
  "an error of the gateway": '{"message":"upstream timed out","status":502}',
  "a refused call": '{"Code":"Throttling.User","Message":"Request was denied due to user flow control.","RequestId":"R-9"}',
  "half of it": answer(3).slice(0, 9_000),
  "nothing": " ",
};

test("an answer that failed does not take the place of one that did not, and that is said above it", async () => {
  const { page, context, give, told, ask, faults } = await portal(site, answer(1));
  await page.getByRole("tab", { name: /Table/ }).click();
  const rows = page.locator("ii-table .rows .row");
  await rows.first().waitFor();
  const count = await rows.count();
  const notice = page.locator("invocation-inspector .kept");
  await told();
  for (const [name, text] of Object.entries(FAILED)) {
    await give(text);
    await notice.waitFor();
    assert.match((await notice.textContent()) ?? "", /No new answer since \d/, name);
    assert.equal(await rows.count(), count, name);
    assert.deepEqual((await told()).map(({ type, kept, outcome, failure }) => [type, kept, outcome, typeof failure]), [["ii-ready", true, "failed", "string"]], name);
    // Once more it is no news.
    await give(`${text} `);
    assert.deepEqual(await told(), [], name);
    await give(answer(1).replace("7D2F", "9F"));
    await notice.waitFor({ state: "detached" });
    assert.deepEqual((await told()).map(({ type, kept, failure }) => [type, kept, failure]), [["ii-ready", false, null]], name);
  }
  await page.evaluate(() => /** @type {any} */ (globalThis).give(new Response(new ReadableStream({ pull: (stream) => stream.error(new Error("reset")) }))));
  await notice.getByText("could not be read").waitFor();
  assert.equal(await rows.count(), count);
  assert.equal(await notice.getByRole("button").count(), 0);
  // What came can be looked at, and a later answer is shown again.
  await give(FAILED["an error page"]);
  await notice.getByRole("button", { name: "Show what came last" }).click();
  await rows.first().waitFor({ state: "detached" });
  await notice.waitFor({ state: "detached" });
  await give(answer(2));
  await page.getByRole("tab", { name: /Table/ }).click();
  await rows.first().waitFor();
  await ask((element) => (element.lang = "zh"));
  await give(FAILED["a refused call"]);
  await notice.getByText("错误码为 Throttling.User").waitFor();
  // Nothing is nothing.
  await give(null);
  assert.equal(await ask((element) => element.summary), null);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a row that is missing from one answer is waited for; filter, selection and the way back stay", async () => {
  const rows = (/** @type {number[]} */ list) => results(list.map((i) => row(i, "Success", { InvokeId: "t-1" })));
  const { page, context, give, ask } = await portal(site, rows([1, 2, 3]));
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.locator("ii-table input[type=search]").fill("id:i-page*");
  await page.locator("ii-table .rows .row").nth(1).click();
  const chosen = (await ask((element) => element.state))["instanceId"];
  await give(rows([1, 3, 2].filter((i) => !chosen.endsWith(String(i)))));
  assert.equal((await ask((element) => element.current))["instanceId"], null);
  await give(rows([3, 2, 1]));
  const { instanceId, query, pane, tab } = await ask((element) => element.state);
  assert.deepEqual([instanceId, query, pane, tab], [chosen, "id:i-page*", "record", "table"]);
  await page.locator("ii-table .grid").focus();
  await page.keyboard.press("Escape");
  assert.equal((await ask((element) => element.state))["tab"], "table");
  await context.close();
});
