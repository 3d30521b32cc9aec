// @ts-check
// What the reader has chosen is kept by ids: the same invocation, instance and record in another order, with a page more, in a later answer.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { inspect, initSync } from "../../pkg/invocation_inspector.js";
import { results, row, SEVERAL } from "./harness.js";

initSync({ module: readFileSync(new URL("../../pkg/invocation_inspector_bg.wasm", import.meta.url)) });
const entry = fileURLToPath(new URL("../../src/state/locate.ts", import.meta.url));
const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
const { locate, withIds } = await import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);

/** @param {object[]} rows @param {object} [page] */
const paged = (rows, page = {}) => JSON.stringify({ RequestId: "R-1", Invocation: { TotalCount: 6, PageNumber: 1, PageSize: 3, ...page, InvocationResults: { InvocationResult: rows } } });
/** @param {number[]} numbers */
const rows = (...numbers) => numbers.map((i) => row(i, i === 4 ? "Failed" : "Success"));

/** A view with the ids of what it holds. @param {ReturnType<typeof inspect>} inspection @param {object} view */
const chosen = (inspection, view) => withIds(inspection, { tab: "table", pane: "record", invocation: 0, instance: null, record: null, ...view });
/** The id that stands where a view says. @param {ReturnType<typeof inspect>} inspection @param {{ invocation: number, instance: number }} view */
const idAt = (inspection, { invocation, instance }) => inspection.instance(invocation, instance)?.instanceId;

test("the same instance in another order of the rows", () => {
  const before = inspect(results(rows(1, 2, 3, 4)));
  const view = chosen(before, { instance: 2 });
  assert.equal(view.invokeId, "t-page1");
  const after = inspect(results(rows(4, 3, 1, 2)));
  const found = locate(after, view);
  assert.equal(idAt(after, found), view.instanceId);
  assert.notEqual(found.instance, view.instance);
  assert.equal(found.tab, "table");
});

test("the same instance when a page more is added, before it or behind it", () => {
  const first = paged(rows(1, 2, 3));
  const second = paged(rows(4, 5, 6), { PageNumber: 2 });
  const view = chosen(inspect(second), { instance: 1 });
  for (const pages of [[first, second], [second, first]]) {
    const whole = inspect(pages[0] ?? "");
    whole.add(pages[1] ?? "");
    assert.equal(idAt(whole, locate(whole, view)), view.instanceId);
  }
});

test("the same invocation among others that stand otherwise", () => {
  const before = inspect(SEVERAL);
  const view = chosen(before, { invocation: 2, pane: "invocation" });
  const turned = JSON.parse(SEVERAL);
  turned.Invocations.Invocation.reverse();
  const after = inspect(JSON.stringify(turned));
  assert.equal(locate(after, view).invocation, 0);
  assert.equal(after.invocation(0)?.invokeId, view.invokeId);
});

test("what is not there is not taken for something else", () => {
  const view = chosen(inspect(results(rows(1, 2, 3))), { instance: 2 });
  assert.equal(locate(inspect(results(rows(1, 2))), view), null);
  assert.equal(locate(inspect(SEVERAL), view), null);
  assert.equal(locate(inspect("{}"), view), null);
});

test("of several that share an id, or have none, the one in the same place; a record that is gone becomes the newest", () => {
  const masked = results([1, 2, 3].map((i) => row(i, "Success", { InstanceId: "i-***", ExitCode: i })));
  const before = inspect(masked);
  const last = before.instances(0, { start: 0, end: 9 }).total - 1;
  assert.ok(last > 0, "masked ids never join");
  assert.equal(locate(inspect(masked), chosen(before, { instance: last })).instance, last);
  const nameless = results([1, 2].map((i) => row(i, "Success", { InstanceId: undefined })));
  const view = chosen(inspect(nameless), { instance: 1, record: 0 });
  assert.equal(view.instanceId, null);
  assert.deepEqual([locate(inspect(nameless), view).instance, locate(inspect(nameless), view).record], [1, 0]);
  assert.equal(locate(inspect(nameless), { ...view, record: 7 }).record, null);
});

test("thousands of instances whose ids hold the chosen one do not hide it", () => {
  const many = Array.from({ length: 2_000 }, (_, i) => row(i, "Success", { InstanceId: `i-a${i}` }));
  const one = row(0, "Success", { InstanceId: "i-a" });
  const view = chosen(inspect(results([one])), { instance: 0 });
  const after = inspect(results([...many, one]));
  assert.equal(idAt(after, locate(after, view)), "i-a");
});
