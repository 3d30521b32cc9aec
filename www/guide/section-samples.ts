// Sections of the guide -> a small response that shows what they explain.
import { FIRST, respond } from "./tables.ts";

type Row = Record<string, unknown>;

const ID = "2D4D1C47-2BDB-4E9D-8F0E-3F0A4C6F1B11";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

function record(i: number, more: Row = {}): Row {
  return { CommandId: "c-guide", InvokeId: "t-guide", InstanceId: `i-guide${i}`, InvocationStatus: "Success", InvokeRecordStatus: "Finished", ExitCode: 0, StartTime: "2026-01-05T08:00:00Z", FinishedTime: "2026-01-05T08:00:02Z", Output: base64("done\n"), Dropped: 0, ...more };
}

function results(rows: readonly Row[], page: Row = { TotalCount: rows.length, PageNumber: 1, PageSize: 10 }): object {
  return { RequestId: ID, Invocation: { ...page, InvocationResults: { InvocationResult: rows } } };
}

function invocation(invocation: Row, instances: readonly Row[]): object {
  return { RequestId: ID, TotalCount: 1, PageNumber: 1, PageSize: 10, Invocations: { Invocation: [{ InvokeId: "t-guide", CommandId: "c-guide", CommandName: "guide", ...invocation, InvokeInstances: { InvokeInstance: instances } }] } };
}

/** A command that recurs, between two executions. */
function recurring(schedule: Row): object {
  const instance = { InstanceId: "i-guide1", InvocationStatus: "Scheduled", InstanceInvokeStatus: "Running", Repeats: 3, ExitCode: 0, StartTime: "2026-01-05T08:00:00Z", FinishTime: "2026-01-05T08:00:02Z" };
  return invocation({ InvocationStatus: "Scheduled", InvokeStatus: "Running", Timed: true, CreationTime: "2026-01-05T07:00:00Z", ...schedule }, [instance]);
}

const both = [
  invocation({ InvocationStatus: "PartialFailed", InvokeStatus: "Finished", RepeatMode: "Once", Timed: false, CommandType: "RunShellScript", CommandContent: base64("systemctl restart web") }, [
    { InstanceId: "i-guide1", InvocationStatus: "Success", InstanceInvokeStatus: "Finished", ExitCode: 0 },
    { InstanceId: "i-guide2", InvocationStatus: "Failed", InstanceInvokeStatus: "Finished", ExitCode: 5 },
  ]),
  results([record(1), record(2, { InvocationStatus: "Failed", ExitCode: 5, ErrorCode: "ExitCodeNonzero", Output: base64("Failed to restart web.service: Unit web.service not found.\n") })]),
];

/** 服务已启动，监听端口 8080，日志写入 D:\\日志\\服务.log, as Windows in China writes it. */
const GB18030 = "b7fecef1d2d1c6f4b6afa3acbce0ccfdb6cbbfda2038303830a3acc8d5d6bed0b4c8eb20443a5cc8d5d6be5cb7fecef12e6c6f670d0a";

/** The last of them has a spelling that nobody knows. */
const unknown = invocation({}, [{ InstanceId: "i-guide1", InvocationStatus: "Success", ExitCode: 0 }, { InstanceId: "i-guide2", InvocationStatus: "Succeeding" }]);

const SAMPLES: Record<string, object | string> = {
  "get-early": results([]),
  levels: both,
  try: respond(FIRST, false),
  "rules-status": respond(["Success", "Timeout", "Aborted"], false),
  "rules-legacy": respond(["Timeout", "Aborted", "Cancelled"], false),
  verdict: unknown,
  joining: both,
  paging: results([record(1), record(2)], { TotalCount: 5, PageNumber: 1, PageSize: 2 }),
  "output-encoding": results([record(1), record(2, { Output: "plain text\n" })]),
  "output-absent": invocation({ InvocationStatus: "Success", InvokeStatus: "Finished" }, [{ InstanceId: "i-guide1", InvocationStatus: "Success", InstanceInvokeStatus: "Finished", ExitCode: 0, Output: "" }]),
  "output-dropped": results([record(1, { Output: base64(`${"one of many lines\n".repeat(1_364)}the last, at 24,576 byte\n`.slice(0, 24_576)), Dropped: 4_096 })]),
  "output-charset": results([record(1, { Output: Buffer.from(GB18030, "hex").toString("base64") })]),
  "schedule-rate": recurring({ RepeatMode: "Period", Frequency: "rate(5m)" }),
  "schedule-at": recurring({ RepeatMode: "Period", Frequency: "at(2026-06-06 13:15:30 Asia/Shanghai)" }),
  "schedule-cron": recurring({ RepeatMode: "Period", Frequency: "0 30 8 ? * MON-FRI Asia/Shanghai" }),
  "schedule-boot": recurring({ RepeatMode: "EveryReboot", Frequency: "" }),
};

/** Each by its anchor. */
export function sectionSamples(): [string, string][] {
  return Object.entries(SAMPLES).map(([id, sample]) => [`section-${id}`, typeof sample === "string" ? JSON.stringify(JSON.parse(sample), null, 2) : JSON.stringify(sample, null, 2)]);
}
