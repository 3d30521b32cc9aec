// @ts-check
// A fleet of any size in which every job of an operator has something to find, and what there is to find, from the rows themselves.
import { results, row } from "./harness.js";

/** @typedef {{ status: string, more: Record<string, unknown>, output: string | undefined, seconds: number }} Machine */

/** Every fifth did not succeed, in these ways, one after another. @type {readonly { status: string, more: Record<string, unknown>, output?: string }[]} */
const WAYS = [
  { status: "Failed", more: { ExitCode: 137 }, output: "worker: Killed\n" },
  { status: "Aborted", more: { ExitCode: undefined, ErrorCode: "ClientNotRunning" } },
  { status: "Failed", more: { ExitCode: 1 }, output: "cp: no space left on device\n" },
  { status: "Timeout", more: { ExitCode: undefined, ErrorCode: "ExecutionTimeout" }, output: "waiting for the lock\n" },
  { status: "Aborted", more: { ExitCode: undefined, ErrorCode: "DeliveryTimeout" } },
];
const USUAL = "start\ndisk: 41% used\nready\n";
/** One alone printed something else, though it succeeded. */
export const ODD_ONE = 17;

/** @param {number} i @returns {Machine} */
function machine(i) {
  const seconds = i % 40;
  const way = i % 5 === 0 ? WAYS[(i / 5) % WAYS.length] : undefined;
  if (way) return { ...way, output: way.output, seconds };
  const output = i === ODD_ONE ? USUAL.replace("41", "98") : i % 25 === 7 ? "start\njava invoked oom-killer\n" : USUAL;
  return { status: "Success", more: {}, output, seconds };
}

/** @param {number} i */
export const idOf = (i) => `i-page${String(i).padStart(7, "0")}`;

/** The fleet, as a response. @param {number} n */
export function fleet(n) {
  return results(
    Array.from({ length: n }, (_, i) => {
      const { status, more, output, seconds } = machine(i);
      return row(i, status, {
        InvokeId: "t-fleet",
        CommandId: "c-page1",
        StartTime: "2026-11-20T08:00:00Z",
        FinishTime: `2026-11-20T08:00:${String(seconds).padStart(2, "0")}Z`,
        Output: output === undefined ? undefined : Buffer.from(output).toString("base64"),
        ...more,
      });
    }),
  );
}

/** Ids of the machines of a fleet of which this holds, read without the core. @param {number} n @param {(machine: Machine, i: number) => boolean} holds */
export function those(n, holds) {
  return Array.from({ length: n }, (_, i) => i).filter((i) => holds(machine(i), i)).map(idOf);
}

/** As many machines, of which one alone failed: the last. @param {number} n */
export function oneFailed(n) {
  return results(Array.from({ length: n }, (_, i) => row(i, i === n - 1 ? "Failed" : "Success", { InvokeId: "t-single", ...(i === n - 1 ? { ExitCode: 137 } : {}) })));
}
