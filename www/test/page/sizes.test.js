// @ts-check
// Any field, 20 MB of it: what a view draws is bounded, so that once the answer stands nothing takes longer than a fifth of a second.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const LONG = 20_000_000;
/** Milliseconds that a task may take, above what the longest takes where every field is short: the machine's own share. */
const MOST = 200;

/** How the page makes each document, so that nothing so long crosses to it. @type {Record<string, string>} */
const DOCUMENTS = {
  ...Object.fromEntries(
    ["InvokeId", "InstanceId", "InvocationStatus", "InvokeRecordStatus", "ExitCode", "ErrorCode", "ErrorInfo", "StartTime", "FinishedTime", "Username", "OssOutputStatus", "Output"].map((field) => [`${field} of a row`, `results({ ${field}: long })`]),
  ),
  ...Object.fromEntries(["CommandName", "CommandId", "CommandContent", "InvocationStatus", "Frequency", "RepeatMode", "Parameters", "Tags"].map((field) => [`${field} of a run`, `runs({ ${field}: long, Timed: true })`])),
  "a member's name": "results({ [long]: 1 })",
  RequestId: "({ ...results({}), RequestId: long })",
  NextToken: "({ ...runs({}), NextToken: long, TotalCount: 50 })",
  "four million backticks": "results({ ErrorInfo: '`'.repeat(4_000_000) })",
  "a million unknown members": "results(Object.fromEntries(Array.from({ length: 1_000_000 }, (_, i) => ['Foo' + i, i])))",
  "half a million tags": "runs({ Tags: { Tag: Array.from({ length: 500_000 }, (_, i) => ({ TagKey: 'k' + i, TagValue: 'v' })) } })",
  "the code of an error": "({ Code: long, Message: long, RequestId: 'R', HostId: 'h' })",
};

/** Drops a document that the page makes itself: nothing so long crosses to it. @param {Page} page @param {string} make */
const drop = (page, make) =>
  page.evaluate(`(() => {
    const long = "x".repeat(${LONG});
    const results = (more) => ({
      RequestId: "R",
      Invocation: { InvocationResults: { InvocationResult: [{ InvokeId: "t-1", InstanceId: "i-1", InvocationStatus: "Failed", InvokeRecordStatus: "Finished", ExitCode: 1, Output: "b3V0cHV0Cg==", ...more }] } },
    });
    const runs = (more) => ({
      RequestId: "R",
      TotalCount: 1,
      Invocations: { Invocation: [{ InvokeId: "t-1", CommandName: "deploy", InvocationStatus: "Failed", ...more, InvokeInstances: { InvokeInstance: [{ InstanceId: "i-1", InvocationStatus: "Failed", ExitCode: 1 }] } }] },
    });
    const data = new DataTransfer();
    data.items.add(new File([JSON.stringify(${make})], "long.json"));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  })()`);

/** What a reader does once the answer stands; how long the longest task of it took, in milliseconds. @param {Page} page */
async function longest(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.evaluate(() => {
    const list = /** @type {any} */ (globalThis);
    list.longest = 0;
    list.observer = new PerformanceObserver((entries) => entries.getEntries().forEach(({ duration }) => (list.longest = Math.max(list.longest, duration))));
    list.observer.observe({ type: "longtask" });
  });
  const tabs = page.locator("invocation-inspector").getByRole("tab");
  await tabs.first().focus();
  for (const key of (await tabs.count()) > 1 ? ["ArrowRight", "End", "Home"] : []) {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }
  const instance = page.locator("ii-diagram .item.instance").first();
  if (await instance.count()) {
    await page.locator("ii-diagram .item.root").press("Enter");
    await instance.press("Enter");
  }
  // Long tasks are told a little later.
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const list = /** @type {any} */ (globalThis);
    list.observer.disconnect();
    return /** @type {number} */ (list.longest);
  });
}

test("once the answer stands no task takes over 200 ms, whichever field has 20 MB", { timeout: 600_000 }, async () => {
  const { page, context, faults } = await site.visit({ bypassCSP: true });
  const heading = page.locator("invocation-inspector").getByRole("heading", { level: 1 });
  /** @param {string} make */
  const measure = async (make) => {
    await page.reload();
    await drop(page, make);
    await heading.waitFor({ timeout: 120_000 });
    return longest(page);
  };
  const own = Math.max(await measure("results({})"), await measure("runs({})"));
  /** @type {string[]} */
  const slow = [];
  for (const [name, make] of Object.entries(DOCUMENTS)) {
    const took = await measure(make);
    if (process.env["FIGURES"]) console.log(name, Math.round(took), "ms, of which", Math.round(own));
    if (took > MOST + own) slow.push(`${name}: ${Math.round(took)} ms`);
  }
  assert.deepEqual(slow, []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a long field is shown in part, with its length, and its copy is not offered", async () => {
  const { page, context } = await site.visit({ bypassCSP: true });
  await drop(page, "results({ ErrorInfo: long, InstanceId: long })");
  await page.locator("ii-record").getByText(/x… \(20,000,000 characters in all\)/).first().waitFor();
  assert.equal(await page.locator("ii-record .top ii-copy").count(), 0);
  const drawn = await page.evaluate(() => {
    /** @type {(root: ParentNode) => number} */
    const length = (root) => [...root.querySelectorAll("*")].reduce((sum, element) => sum + (element.shadowRoot ? length(element.shadowRoot) : 0), root.textContent?.length ?? 0);
    return length(document);
  });
  assert.ok(drawn < 100_000, `${drawn} characters are drawn`);
  await context.close();
});
