// @ts-check
// Signs that cannot be seen, or that turn the text around them, in what a response says: they stand by their code, in every view; copies stay exact.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drop, hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const SIGNS = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Texts, titles and names of a page in which a sign stands as it came, the title of the window and what is announced included. @param {import("playwright-core").Page} page */
const drawn = (page) =>
  page.evaluate((source) => {
    const signs = new RegExp(source, "u");
    /** @type {string[]} */
    const found = [];
    const walk = (/** @type {Node} */ node) => {
      if (node instanceof Text && node.parentElement?.localName !== "style" && signs.test(node.data)) found.push(`${node.parentElement?.localName}: ${node.data}`);
      if (node instanceof Element) for (const name of ["title", "aria-label", "label"]) if (signs.test(node.getAttribute(name) ?? "")) found.push(`${node.localName} ${name}`);
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      for (const child of node.childNodes) walk(child);
    };
    walk(document.documentElement);
    return found;
  }, SIGNS.source);

const ODD = { InvokeId: "t-\u202e1", InvocationStatus: "Odd\u202estatus", ErrorCode: "Code\u202eX", ErrorInfo: "\u202egone\u200b" };

test("in ids, codes, statuses and reasons invisible signs stand by their code, in every view and title", async () => {
  const { page, context } = await site.visit();
  await hand(page, results([row(1, "Failed", { ...ODD, InstanceId: "i-same" }), row(2, "Failed", { ...ODD, InstanceId: "i-s\u200bame" })]));
  for (const tab of ["Tree", "Table", "Outputs", "Diagnostics"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(500);
    assert.deepEqual(await drawn(page), [], tab);
  }
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.locator("ii-comparison").getByRole("searchbox").fill("output of");
  await page.locator("ii-comparison").getByRole("checkbox", { name: "Select i-s[U+200B]ame" }).waitFor();
  assert.deepEqual(await drawn(page), [], "hits");
  await page.locator("ii-comparison").getByRole("button", { name: /regular expression|pattern/i }).click();
  await page.locator("ii-comparison").getByRole("searchbox").fill("\u202e(");
  await page.locator("ii-comparison").getByRole("alert").waitFor();
  assert.deepEqual(await drawn(page), [], "a fault");
  await page.locator("ii-comparison").getByRole("searchbox").fill("");
  await page.getByRole("tab", { name: "Table" }).click();
  await page.getByText("i-s[U+200B]ame").first().waitFor();
  await context.close();
});

test("in a schedule, a history, the name of a file and what is said of it they do, too", async () => {
  const { page, context } = await site.visit();
  const rows = ["2026-11-20T00:00:00Z", "2026-11-20T00:30:00Z"].map((StartTime, i) => ({ ...row(1, "Failed", { ...ODD, InstanceId: "i-\u202e1" }), StartTime, FinishedTime: StartTime, Repeats: i + 1 }));
  const invocation = { InvokeId: ODD.InvokeId, CommandName: "r\u202eotate", InvocationStatus: "Scheduled", Timed: true, RepeatMode: "Period", Frequency: "0 30 8 ? * MON-FRI Asia/\u202eShanghai", InvokeInstances: { InvokeInstance: [{ InstanceId: "i-\u202e1", InvocationStatus: "Scheduled" }] } };
  const texts = [JSON.stringify({ Invocations: { Invocation: [invocation] } }), results(rows)];
  await drop(page, texts.map((text, i) => ({ name: `a\u202etxt.${i}`, text })));
  await page.getByText("a[U+202E]txt.0").first().waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(await drawn(page), []);
  await page.getByRole("treeitem").last().click();
  await page.getByRole("region", { name: "Executions" }).or(page.locator("ii-history")).first().waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(await drawn(page), []);
  await page.getByRole("treeitem").first().click();
  await page.getByRole("region", { name: "Schedule" }).waitFor();
  assert.deepEqual(await drawn(page), []);
  await page.getByRole("button", { name: "Remove a[U+202E]txt.1" }).click();
  await page.locator("inspector-toast").getByText("Removed a[U+202E]txt.1.").waitFor();
  assert.deepEqual(await drawn(page), []);
  await context.close();
});

test("an id is copied only if it is as it looks", async () => {
  const { page, context } = await site.visit();
  const copy = page.getByRole("button", { name: "Copy the ID" });
  await hand(page, results([row(1, "Failed", { InstanceId: "i-plain.1:a_2" })]));
  await page.getByRole("treeitem").last().click();
  await copy.waitFor();
  for (const id of ["i-1\nrm -r ~", "i-\u202e1", "i-1\u200b1", "i-\u00a01", "i-\u20281"]) {
    await hand(page, results([row(1, "Failed", { InstanceId: id })]));
    await page.getByRole("treeitem").last().click();
    await page.getByText("characters that cannot be seen").waitFor();
    assert.equal(await copy.count(), 0, JSON.stringify(id));
  }
  await context.close();
});
