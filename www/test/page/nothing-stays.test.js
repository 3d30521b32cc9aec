// @ts-check
// When Clear cannot be undone any more, nothing of an answer is in the page's memory, whatever was looked at: not in an editor, nor in what was drawn or looked for.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { editor, hand, results, row, settled, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** How often a text stands among the strings that are alive. @param {Page} page @param {string} text */
async function held(page, text) {
  const session = await page.context().newCDPSession(page);
  for (let i = 0; i < 3; i += 1) await session.send("HeapProfiler.collectGarbage");
  let snapshot = "";
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => (snapshot += chunk));
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return /** @type {string[]} */ (JSON.parse(snapshot).strings).filter((one) => one.includes(text)).map((one) => one.slice(0, 80));
}

test("after Clear, and what came after it, nothing of the answer is held", async () => {
  const { page, context, faults } = await site.visit();
  // In no string of this test as a whole.
  const mark = ["never", "to", "be", "found"].join("");
  await hand(page, results([row(1, "Failed", { InvokeId: `t-${mark}`, InstanceId: `i-${mark}`, ErrorInfo: `${mark} info`, Output: Buffer.from(`{"printed": "${mark}"}\n`).toString("base64") })]));
  await settled(page);
  await page.locator("ii-printed").getByText(mark).first().waitFor();
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.locator("ii-comparison input[type=search]").fill(mark);
  await page.locator("ii-comparison .hits li").first().waitFor();
  await page.getByRole("tab", { name: "Table" }).click();
  await page.locator("ii-table input[type=search]").fill(mark);
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByRole("dialog").locator("pre").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.locator("inspector-inputs button.name").click();
  await editor(page).waitFor();
  assert.ok((await held(page, mark)).length > 0, "it would be found");
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.locator("inspector-toast").getByRole("button", { name: "Close" }).click();
  await page.getByRole("textbox", { name: "The response" }).fill("x");
  await page.waitForTimeout(500);
  assert.deepEqual(await held(page, mark), []);
  assert.deepEqual(faults, []);
  await context.close();
});
