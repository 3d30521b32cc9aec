// @ts-check
// A page that shows a recurring invocation, for the tests of it.
import assert from "node:assert/strict";
import { hand } from "./harness.js";

/** @param {number} time */
const text = (time) => new Date(time).toISOString().replace(".000", "");

/** An invocation with a row for each execution, half an hour apart, of which `failed` ended badly and `missed` are not there. @param {string} frequency @param {{ runs?: number, failed?: number[], missed?: number[] }} [more] */
function recurring(frequency, { runs = 4, failed = [], missed = [] } = {}) {
  const first = Date.parse("2026-11-20T00:00:00Z");
  const row = (/** @type {number} */ i) => ({
    InvokeId: "t-recurring",
    InstanceId: "i-recurring1",
    InvocationStatus: "Scheduled",
    ExitCode: failed.includes(i) ? 1 : 0,
    StartTime: text(first + i * 1_800_000),
    FinishedTime: text(first + i * 1_800_000 + 2_000),
    Output: Buffer.from(`run ${i}\n`).toString("base64"),
  });
  const rows = Array.from({ length: runs }, (_, i) => i).filter((i) => !missed.includes(i));
  const run = { InvokeId: "t-recurring", CommandName: "rotate", InvocationStatus: "Scheduled", Timed: true, RepeatMode: "Period", Frequency: frequency, CreationTime: "2026-11-19T23:30:00Z", InvokeInstances: { InvokeInstance: [{ InstanceId: "i-recurring1", InvocationStatus: "Scheduled" }] } };
  return `${JSON.stringify({ TotalCount: 1, Invocations: { Invocation: [run] } })}\n${JSON.stringify({ Invocation: { TotalCount: rows.length, InvocationResults: { InvocationResult: rows.reverse().map(row) } } })}`;
}

/** The page at 05:55:38 UTC on a Saturday, read in Los Angeles, with such an invocation. @param {Awaited<ReturnType<typeof import("./harness.js").start>>} site @param {string} frequency @param {Parameters<typeof recurring>[1]} [more] @param {import("playwright-core").BrowserContextOptions} [options] */
export async function recurringPage(site, frequency, more, options) {
  const { page, context, faults } = await site.visit({ timezoneId: "America/Los_Angeles", ...options });
  await page.clock.setFixedTime("2026-11-21T05:55:38Z");
  await hand(page, recurring(frequency, more));
  const schedule = page.getByRole("region", { name: /^(Schedule|定时执行)$/ });
  const open = async () => {
    await page.getByRole("treeitem").first().click();
    await schedule.waitFor();
    return ((await schedule.textContent()) ?? "").replace(/\s+/g, " ");
  };
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
  };
  return { page, open, schedule, close };
}
