// @ts-check
// Exit codes that the reader expects, summed up beside what the service says; where the way to that stands.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, results, row, start, until } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Every fifth failed: with 1, with 2, by a signal, or without an exit code. @param {number} n */
function fleet(n) {
  const ways = [{ ExitCode: 1 }, { ExitCode: 2 }, { ExitCode: 137 }, { ExitCode: undefined, ErrorCode: "ExecutionTimeout" }];
  return results(Array.from({ length: n }, (_, i) => (i % 5 === 0 ? row(i, "Failed", ways[(i / 5) % 4]) : row(i, "Success"))));
}

test("exit codes that are expected here are summed up beside what the service says", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(60));
  const verdict = page.locator("ii-verdict");
  const sentence = await page.getByRole("heading", { level: 1 }).textContent();
  await verdict.getByRole("button", { name: "Count other exit codes as expected…" }).click();
  await verdict.getByRole("textbox", { name: "Expected exit codes" }).fill("0, 2");
  await verdict.getByRole("button", { name: "51 ended as you expect" }).waitFor();
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), sentence);
  await verdict.getByRole("button", { name: "9 ended otherwise" }).click();
  await page.locator("ii-table").getByText("9 of 60").waitFor();
  await verdict.getByRole("textbox", { name: "Expected exit codes" }).fill("2; rm");
  await verdict.getByText("“2; rm” is no list of exit codes").waitFor();
  await context.close();
});

test("the way to expect other exit codes stands wherever one that is not 0 occurs, and nowhere else", async () => {
  const { page, context } = await site.visit();
  const begin = page.locator("ii-verdict").getByRole("button", { name: "Count other exit codes as expected…" });
  const shown = async (/** @type {string} */ id) => /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).current.invokeId === id;
  const rows = (/** @type {number | undefined} */ exit, /** @type {number} */ n) => Array.from({ length: n }, (_, i) => row(i, i === 0 && exit !== 0 ? "Failed" : "Success", { InvokeId: `t-exit${exit}${n}`, ...(i === 0 ? { ExitCode: exit } : {}) }));
  // Ended by a signal, where no line tells of what ran to its end; alone, where there are no lines at all.
  for (const [exit, n] of /** @type {const} */ ([[137, 5], [2, 5], [2, 1], [137, 1]])) {
    await hand(page, results(rows(exit, n)));
    await until(page, shown, `t-exit${exit}${n}`);
    await begin.waitFor();
    assert.equal(await begin.count(), 1);
    await begin.click();
    await page.locator("ii-verdict").getByRole("textbox", { name: "Expected exit codes" }).fill(`0, ${exit}`);
    await page.locator("ii-verdict").getByRole("button", { name: `${n} ended as you expect` }).waitFor();
    assert.equal(await begin.count(), 0);
  }
  for (const n of [5, 1]) {
    await hand(page, results(rows(0, n)));
    await until(page, shown, `t-exit0${n}`);
    assert.equal(await begin.count(), 0);
  }
  // A failure without an exit code is none that could be expected.
  await hand(page, results([row(1, "Aborted", { InvokeId: "t-none", ErrorCode: "ClientNotRunning" }), row(2, "Success", { InvokeId: "t-none" })]));
  await page.getByRole("button", { name: "1 × ClientNotRunning" }).waitFor();
  assert.equal(await begin.count(), 0);
  await context.close();
});
