// @ts-check
// What a host holds of the inspector: its state goes out and comes back the same, those of every version that was given out load, and what is none changes nothing.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { row, start } from "./harness.js";
import { portal } from "./portal.js";

const STATES = new URL("states/", import.meta.url);

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const IDS = { "t-one": 5, "t-two": 3, "t-three": 1 };
const rows = Object.entries(IDS).flatMap(([InvokeId, n]) =>
  Array.from({ length: n }, (_, i) => [0, 1, 2].map((execution) => row(i, execution === i ? "Failed" : "Success", { InvokeId, InstanceId: `i-${InvokeId}${i}`, StartTime: `2026-05-11T0${execution}:00:00Z` }))).flat(),
);
/** Three invocations, three executions on each instance, and rows without ids. */
const ANSWER = JSON.stringify({ Invocation: { TotalCount: rows.length + 2, PageNumber: 1, PageSize: 50, InvocationResults: { InvocationResult: [...rows, row(0, "Success", { InvokeId: undefined, InstanceId: undefined }), row(1, "Success", { InvokeId: undefined, InstanceId: "i-alone" })] } } });

/** Numbers from 0 to before 1, the same in every run. @param {number} seed */
const random = (seed) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};

/** A state that a host may give: of members in any choice, with ids that are here and that are not. @param {() => number} next */
function generated(next) {
  const one = (/** @type {unknown[]} */ list) => list[Math.floor(next() * list.length)];
  const invokeId = one([...Object.keys(IDS), null, "t-elsewhere"]);
  const all = {
    version: 1,
    invokeId,
    instanceId: one([`i-${invokeId}0`, `i-${invokeId}2`, "i-alone", null, "i-elsewhere"]),
    execution: one([null, 0, 1, 2, 40]),
    referenceId: one([null, null, "t-one", "t-three", "t-elsewhere"]),
    tab: one(["tree", "table", "outputs", "compare", "diagnostics"]),
    pane: one(["invocation", "record", "source"]),
    document: one([0, 0, 0, 3]),
    place: one([null, { line: 1, column: 1, start: 0, end: 10 }]),
    query: one(["", "exit:127", "-outcome:failed", 'id:"i', "失败 \u{1f600}"]),
    sort: one(["outcome", "", "-duration,id", "nothing"]),
    expected: one([null, "", "1,127"]),
    find: one([null, { text: "output", word: false, matchCase: true, pattern: false }]),
    selected: one([[], [`i-${invokeId}0`], [`i-${invokeId}1`, "i-elsewhere"]]),
    charset: one([null, null, "gb18030"]),
    wide: one([true, false]),
    later: one([1, "x", { deep: [null] }]),
  };
  return Object.fromEntries(Object.entries(all).filter(() => next() < 0.6));
}

test("set(get()) is the identity, over 1,000 states", async () => {
  const { context, ask, faults } = await portal(site, ANSWER);
  const next = random(22);
  const states = Array.from({ length: 1_000 }, () => generated(next));
  const wrong = await ask(async (element, states) => {
    for (const [at, state] of states.entries()) {
      element.state = state;
      if (at % 10 === 0) await element.updateComplete;
      const got = element.state;
      // In between somewhere else.
      element.state = states[(at + 500) % states.length];
      element.state = got;
      if (JSON.stringify(element.state) !== JSON.stringify(got)) return [at, state, got, element.state];
      for (const name of ["query", "sort", "tab", "expected", "wide", "later"]) {
        if (name in state && JSON.stringify(got[name]) !== JSON.stringify(state[name])) return [at, name, state, got];
      }
    }
    return null;
  }, states);
  assert.deepEqual(wrong, null);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const version of readdirSync(STATES)) {
  for (const file of readdirSync(new URL(`${version}/`, STATES))) {
    test(`a state of version ${version} loads: ${file}`, async () => {
      const { state, shows } = JSON.parse(readFileSync(new URL(`${version}/${file}`, STATES), "utf8"));
      // Before the answer is there, and after it.
      for (const early of [true, false]) {
        const { context, ask, give, faults } = await portal(site, early ? undefined : ANSWER);
        await ask((element, state) => (element.state = state), state);
        if (early) await give(ANSWER);
        /** @type {Record<string, unknown>} */
        const shown = await ask((element) => ({ ...element.current, selected: element.state["selected"] }));
        assert.deepEqual(Object.fromEntries(Object.keys(shows).map((name) => [name, shown[name]])), shows);
        assert.deepEqual(faults, []);
        await context.close();
      }
    });
  }
}

test("what is no state is an error that names the member, and changes nothing", async () => {
  const { page, context, ask, told, faults } = await portal(site, ANSWER);
  await ask((element) => (element.state = { invokeId: "t-one", tab: "table", query: "exit:0" }));
  await page.locator("ii-table .rows .row").nth(3).waitFor();
  await told();
  const before = await ask((element) => element.state);
  /** @type {[unknown, string][]} */
  const wrong = [
    [{ version: 2, tab: "tree" }, "version"],
    [{ tab: "nowhere" }, "tab"],
    [{ query: 5, tab: "tree" }, "query"],
    [{ query: null }, "query"],
    [{ execution: -1 }, "execution"],
    [{ execution: 1.5 }, "execution"],
    [{ selected: "i-1" }, "selected"],
    [{ selected: [1] }, "selected"],
    [{ find: { text: "x" } }, "find"],
    [{ place: { start: 0 } }, "place"],
    [{ charset: "latin-1" }, "charset"],
    [{ wide: "yes" }, "wide"],
    [{ tab: {} }, "tab"],
    [{ invokeId: 7 }, "invokeId"],
    [{ referenceId: 0 }, "referenceId"],
    ["{}", "plain data"],
    [[], "plain data"],
    [null, "plain data"],
  ];
  for (const [state, member] of wrong) {
    const count = faults.length;
    await ask((element, state) => (element.state = state), state);
    assert.equal(faults.length, count + 1, JSON.stringify(state));
    assert.match(faults.at(-1) ?? "", new RegExp(`state: .*${member}`));
  }
  for (const view of [{ tab: 1 }, { record: "x" }, { invocation: null }]) await ask((element, view) => element.restore(view), view);
  for (const place of [{ instanceId: 1 }, { execution: "1" }, 7]) await ask((element, place) => element.select(place), place);
  assert.equal(faults.length, wrong.length + 6);
  await ask((element) => {
    const round = /** @type {any} */ ({});
    round.self = round;
    element.state = round;
  });
  // Nothing is no fault, and nothing changes.
  await ask((element) => {
    element.state = {};
    element.restore({});
    element.select({});
  });
  assert.equal(faults.length, wrong.length + 7);
  assert.deepEqual(await ask((element) => element.state), before);
  assert.deepEqual(await told(), []);
  assert.equal(await page.locator("ii-table .rows .row").count(), 4);
  await context.close();
});

test("a change is told once, after it was drawn, with who made it", async () => {
  const { page, context, ask, told, give } = await portal(site, ANSWER);
  const [first, ...more] = await told("ii-state");
  assert.deepEqual([first?.["cause"], first?.["state"].tab, more.length], ["data", "tree", 0]);
  await ask((element) => (element.state = { invokeId: "t-one" }));
  await told();
  await page.getByRole("tab", { name: /Table/ }).click();
  assert.deepEqual((await told("ii-state")).map(({ cause, state }) => [cause, state.tab]), [["user", "table"]]);
  // Several at once are one; there and back is none.
  await ask((element) => {
    element.state = { query: "exit:127" };
    element.state = { sort: "id" };
  });
  assert.deepEqual((await told()).map(({ type, cause }) => [type, cause]), [["ii-view", "host"], ["ii-view", "host"], ["ii-state", "host"]]);
  await ask((element) => {
    element.query = "x";
    element.query = "exit:127";
  });
  assert.deepEqual(await told("ii-state"), []);
  await page.locator("ii-table .rows .row input").first().click();
  assert.deepEqual((await told()).map(({ type, cause, state }) => [type, cause, state.selected.length]), [["ii-state", "user", 1]]);
  await page.locator("ii-divider button").click();
  assert.deepEqual((await told("ii-state")).map(({ cause, state }) => [cause, state.wide]), [["user", true]]);
  await give(ANSWER.replace("t-two", "t-2wo"));
  assert.deepEqual((await told()).map(({ type }) => type).filter((type) => type !== "ii-ready" && type !== "ii-diagnostic"), []);
  await context.close();
});

test("an instance is selected by its ids, now or when it comes, and brought into sight", async () => {
  const many = Array.from({ length: 300 }, (_, i) => row(i, "Success", { InvokeId: "t-many" }));
  const paged = (/** @type {object[]} */ rows) => JSON.stringify({ Invocation: { TotalCount: 300, InvocationResults: { InvocationResult: rows } } });
  const { page, context, ask, told, give } = await portal(site, undefined, { viewport: { width: 1280, height: 700 } });
  // Before the data; then a part of it that does not have it yet.
  await ask((element) => {
    element.state = { tab: "table" };
    element.select({ invokeId: "t-many", instanceId: "i-page0000250" });
  });
  await give(paged(many.slice(0, 100)));
  assert.equal((await ask((element) => element.current))["instanceId"], "i-page0000000");
  await page.locator("ii-table").waitFor();
  await told();
  await give(paged(many));
  const current = page.locator("ii-table .rows [aria-current]");
  await current.waitFor();
  assert.match((await current.textContent()) ?? "", /0000250/);
  assert.deepEqual((await told("ii-selection")).map(({ instanceId, cause }) => [instanceId, cause]), [["i-page0000250", "data"]]);
  // What the reader chooses meanwhile is not taken from them.
  await ask((element) => element.select({ instanceId: "i-elsewhere" }));
  await page.locator("ii-table .rows .row").first().click();
  const chosen = (await ask((element) => element.state))["instanceId"];
  assert.notEqual(chosen, "i-elsewhere");
  await told();
  await ask((element) => element.select({ instanceId: "i-page0000007" }));
  await current.getByText("0000007").waitFor();
  const seen = await current.evaluate((row) => row.getBoundingClientRect().top < innerHeight);
  assert.ok(seen);
  assert.deepEqual((await told("ii-selection")).map(({ instanceId, invokeId, cause }) => [invokeId, instanceId, cause]), [["t-many", "i-page0000007", "host"]]);
  // Of the invocation that has it, where the shown one has not; and a certain execution.
  await give(ANSWER);
  await ask((element) => element.select({ instanceId: "i-t-two1", execution: 1 }));
  assert.deepEqual(await ask(({ current: { invokeId, instanceId, record, pane } }) => [invokeId, instanceId, record, pane]), ["t-two", "i-t-two1", 1, "record"]);
  await ask((element) => element.select({ invokeId: "t-one" }));
  assert.deepEqual(await ask(({ current: { invokeId, instanceId, pane } }) => [invokeId, instanceId, pane]), ["t-one", null, "invocation"]);
  await context.close();
});
