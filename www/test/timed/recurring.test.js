// @ts-check
// A long history: a step in it takes no time.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { start } from "../page/harness.js";
import { recurringPage } from "../page/recurring.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

test("a hundred thousand runs of an instance are told and walked", async () => {
  const { page, close } = await recurringPage(site, "rate(30m)", { runs: 100_000, failed: [50_000] });
  const history = page.getByRole("region", { name: "Records of this instance" });
  await history.getByText("100,000 executions here, 1 failed").waitFor();
  assert.ok((await history.getByRole("button").count()) < 50);
  await history.getByRole("button", { name: /, 1 failed, / }).click();
  await page.getByRole("region", { name: "Output" }).filter({ hasText: "run 50000" }).waitFor();
  const took = await page.evaluate(async () => {
    const root = document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot;
    const pane = root?.querySelector("ii-record")?.shadowRoot?.querySelector("ii-history");
    const button = /** @type {HTMLElement} */ (pane?.shadowRoot?.querySelectorAll("h3 button")[1]);
    const start = performance.now();
    button.click();
    await new Promise((done) => requestAnimationFrame(() => done(null)));
    return performance.now() - start;
  });
  assert.ok(took < 500, `${took} ms for a step`);
  await close();
});
