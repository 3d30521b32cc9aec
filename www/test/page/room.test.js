// @ts-check
// What the table shows whole, by the width of the window: ids in full from 1,600 pixels, and reasons at each of these.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** An id as long as those of the service. @param {number} i */
const id = (i) => `i-uf6cyi75u9g2dp5x${String(i).padStart(4, "0")}`;
const KINDS = [
  ["Failed", { ExitCode: 137, ErrorCode: "ExitCodeNonzero" }],
  ["Aborted", { ExitCode: undefined, ErrorCode: "ClientNotRunning" }],
  ["Timeout", { ExitCode: -1, ErrorCode: "ExecutionTimeout" }],
  ["Failed", { ExitCode: 143 }],
  ["Success", {}],
];
const FLEET = results(KINDS.concat(KINDS).map(([status, more], i) => row(i, String(status), { .../** @type {object} */ (more), InstanceId: id(i) })));

for (const [width, isFull] of /** @type {const} */ ([[1280, false], [1440, false], [1600, true], [1920, true], [2560, true]])) {
  for (const locale of ["en-US", "zh-CN"]) {
    test(`at ${width} pixels no reason is cut, and ids are ${isFull ? "in full" : "shortened"}: ${locale}`, async () => {
      const { page, context } = await site.visit({ viewport: { width, height: 900 }, locale });
      await hand(page, FLEET);
      await page.locator("#tab-table").click();
      const rows = page.locator("ii-table .rows [role=row]");
      await rows.first().waitFor();
      // The room is measured once the table stands there.
      await page.waitForFunction((wanted) => {
        const viewer = document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot;
        return viewer?.querySelector("ii-table")?.shadowRoot?.querySelector(".rows .instance")?.textContent?.includes("…") !== wanted;
      }, isFull);
      const ids = await rows.evaluateAll((all) => all.map((one) => one.querySelector(".instance")?.textContent?.trim() ?? ""));
      assert.equal(ids.length, 10);
      if (isFull) assert.deepEqual([...ids].sort(), Array.from({ length: 10 }, (_, i) => id(i)));
      else assert.ok(ids.every((one) => one.includes("…")));
      const cut = await page.locator("ii-table :is(.head, .rows) .row > span, ii-table .head > span").evaluateAll((cells) => cells.filter((one) => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().height > (one.parentElement?.clientHeight ?? 0)).map((one) => `${one.className}: ${one.textContent?.trim()}`));
      assert.deepEqual(cut, []);
      await context.close();
    });
  }
}
