// @ts-check
// What most readers do first: a page of answers of either call, whole, as the API sends it, and the views that the page asks for of it.
// Whatever runs for that belongs to the first part of the core (split.js).
import { readFileSync } from "node:fs";

const ROWS = 50;
/** What the page warms up with. */
const EXAMPLE = example("results_failed_one");

/** @param {string} name */
function example(name) {
  return readFileSync(new URL(`../../tests/cases/clean/${name}.json`, import.meta.url));
}
/** How runs on instances end, each with the fields that differ. */
/** @type {{ [name: string]: string | number }[]} */
const ENDS = [
  { InvocationStatus: "Success", InvokeRecordStatus: "Finished", ExitCode: 0 },
  { InvocationStatus: "Success", InvokeRecordStatus: "Finished", ExitCode: 0 },
  { InvocationStatus: "Failed", InvokeRecordStatus: "Finished", ExitCode: 127 },
  { InvocationStatus: "Failed", InvokeRecordStatus: "Finished", ExitCode: 1 },
  { InvocationStatus: "Timeout", InvokeRecordStatus: "Failed", ErrorCode: "ExecutionTimeout", ErrorInfo: "the command timed out" },
  { InvocationStatus: "Aborted", InvokeRecordStatus: "Failed", ErrorCode: "ClientNotRunning", ErrorInfo: "the client is not running", StartTime: "", FinishedTime: "" },
  { InvocationStatus: "Running", InvokeRecordStatus: "Running", FinishedTime: "" },
  { InvocationStatus: "Terminated", InvokeRecordStatus: "Stopped", StopTime: "2026-03-01T08:00:03Z" },
];

/** @param {number} i @param {{ [name: string]: string | number }} [end] @returns {{ [name: string]: string | number }} */
function row(i, end = ENDS[i % ENDS.length]) {
  const text = `line ${i} of an output\n${i % 9 ? "" : "状态：完成\n"}`;
  return {
    CommandId: "c-hz0training00",
    InvokeId: "t-hz0training00",
    InstanceId: `i-bp1training${String(i).padStart(6, "0")}`,
    StartTime: "2026-03-01T08:00:00Z",
    FinishedTime: "2026-03-01T08:00:05Z",
    StopTime: "",
    ErrorCode: "",
    ErrorInfo: "",
    Dropped: 0,
    Repeats: 1,
    Username: "",
    // Plain where the call asked for that.
    Output: i % 10 ? Buffer.from(text.repeat(i % 40 || 1)).toString("base64") : text,
    ...end,
  };
}

/** @param {{ [name: string]: unknown }[]} rows @param {number} all */
function results(rows, all) {
  return { RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", Invocation: { PageNumber: 1, PageSize: ROWS, TotalCount: all, NextToken: "", InvocationResults: { InvocationResult: rows } } };
}

/** @param {{ [name: string]: unknown }[]} rows @param {string} id @param {string} status @param {string} legacy */
function invocation(rows, id, status, legacy) {
  const instances = rows.map(({ InvokeRecordStatus, FinishedTime, CommandId, InvokeId, ...rest }) => ({ ...rest, InstanceInvokeStatus: InvokeRecordStatus, FinishTime: FinishedTime, CreationTime: rest["StartTime"], UpdateTime: FinishedTime, Timed: false }));
  return {
    InvokeId: id,
    CommandId: "c-hz0training00",
    CommandName: "training",
    CommandType: "RunShellScript",
    CommandContent: Buffer.from("#!/bin/sh\necho ok\n").toString("base64"),
    CommandDescription: "",
    Parameters: "{}",
    InvokeStatus: legacy,
    InvocationStatus: status,
    Timed: false,
    Frequency: "",
    RepeatMode: "Once",
    Timeout: 60,
    WorkingDir: "",
    Username: "root",
    CreationTime: "2026-03-01T07:59:59Z",
    Tags: { Tag: [{ TagKey: "owner", TagValue: "team" }] },
    InvokeInstances: { InvokeInstance: instances },
  };
}

/** @param {object[]} invocations */
function invocations(invocations) {
  return { RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", PageNumber: 1, PageSize: 10, TotalCount: invocations.length, NextToken: "", Invocations: { Invocation: invocations } };
}

/** When the answers are read: soon, and long after. */
export const TIMES = ["2026-03-01T08:01:00.125Z", "2026-12-24T18:00:00.000Z"];

/** @returns {Uint8Array[]} */
export function answers() {
  const mixed = Array.from({ length: ROWS }, (_, i) => row(i));
  const done = Array.from({ length: ROWS }, (_, i) => row(i, ENDS[0]));
  const partly = mixed.filter(({ InvocationStatus }) => !["Running", "Terminated"].includes(String(InvocationStatus)));
  const bytes = (/** @type {object} */ value, /** @type {string | number} */ indent = "") => new TextEncoder().encode(JSON.stringify(value, null, indent));
  return [
    EXAMPLE,
    example("page_of_several"),
    example("results_all_fields"),
    bytes(results(mixed, ROWS)),
    bytes(results(done, ROWS), "\t"),
    bytes(results(partly, partly.length), 2),
    bytes(results(done, 3 * ROWS)),
    bytes(results([row(2)], 1)),
    bytes(results(Array.from({ length: 2_000 }, (_, i) => row(i)), 2_000)),
    bytes(invocations([invocation(partly, "t-hz0training00", "PartialFailed", "PartialFailed")])),
    bytes(invocations([invocation(done.slice(0, 1), "t-hz0training01", "Success", "Finished"), invocation(mixed, "t-hz0training02", "Running", "Running")]), "\t"),
  ];
}

/** Asks what the page asks for its first picture, and for a look around. @param {import("../pkg/invocation_inspector.js").Inspection} inspection */
export function look(inspection) {
  inspection.summary();
  inspection.diagnostics(0, 50);
  for (const { index: run } of inspection.invocations("worst", 0, 20).rows) {
    inspection.invocation(run);
    inspection.place(run);
    inspection.tree(run, 8);
    inspection.failedIds(run, "lines");
    inspection.history(run);
    inspection.schedule(run, "2026-03-01 09:00:00");
    inspection.commandBytes(run);
    for (const { index } of inspection.instances(run, { order: "worst", start: 0, end: 50 }).rows) {
      inspection.instance(run, index);
      inspection.history(run, index);
      inspection.records(run, index, 0, 8);
      inspection.record(run, index, 0);
      inspection.outputBytes(run, index, 0);
    }
  }
}
