// Anchors of the guide -> a small response that shows what the entry explains: made for statuses and codes, the shortest case of the tests for
// diagnostics and for fields that only look-alikes and wrappers have.
import { readdirSync, readFileSync } from "node:fs";
import type { ExplanationKind } from "../pkg/invocation_inspector.js";
import { ALL_INVOCATION_FIELDS, ALL_RECORD_FIELDS, type Group } from "./fields.ts";
import { anchor } from "./markup.ts";
import { sectionSamples } from "./section-samples.ts";
import { legacyOf, OF_THE_WHOLE } from "./tables.ts";

type Core = typeof import("../pkg/invocation_inspector.js");
/** A text, or bytes that are none. */
export type Sample = string | { base64: string };

const CASES = new URL("../../tests/cases/", import.meta.url);
/** Longer ones are no samples. */
const MOST = 24_000;

/** All samples by their anchors. */
export function samples(core: Core, fields: readonly Group[]): Map<string, Sample> {
  const found = new Map<string, Sample>(sectionSamples());
  for (const kind of ["status", "legacy", "error", "exit", "call", "oss"] as const) {
    for (const code of core.explanations(kind)) {
      const explanation = core.explain(kind, code, "en");
      // Codes that share an entry share its sample, but for exit codes, which have a line each.
      if (explanation && (kind === "exit" || explanation.entry === explanation.code)) found.set(`${kind}-${explanation.code}`, made(kind, explanation.code));
    }
  }
  found.set(ALL_INVOCATION_FIELDS, invocations());
  found.set(ALL_RECORD_FIELDS, records());
  // What stands for codes that are in no list.
  for (const [kind, code] of [["exit", "0xC0FFEE00"], ["call", "ServerException"]] as const) {
    found.set(anchor(kind, core.explain(kind, code, "en")?.entry ?? ""), made(kind, code));
  }
  const all = cases();
  for (const [code, bytes] of diagnosed(core, all)) {
    const explanation = core.explain("diagnostic", code, "en");
    if (explanation) found.set(anchor("diagnostic", explanation.entry), plain(bytes));
  }
  found.set(anchor("diagnostic", "diagnostics/more"), tooMany());
  const whole = `${invocations()}${records()}${found.get("call-Forbidden.RAM") as string}`;
  for (const { name } of fields.flatMap((group) => group.fields)) {
    const bytes = holds(name, whole) === 2 ? null : holding(name, all);
    if (bytes) found.set(anchor("field", name), plain(bytes));
  }
  return found;
}

function plain(bytes: Uint8Array): Sample {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { base64: Buffer.from(bytes).toString("base64") };
  }
}

/** The cases of the tests that are short enough, the shortest first. */
function cases(): Uint8Array[] {
  const folders = readdirSync(CASES, { withFileTypes: true }).filter((folder) => folder.isDirectory());
  const files = folders.flatMap(({ name }) => readdirSync(new URL(`${name}/`, CASES)).sort().map((file) => `${name}/${file}`));
  const all = files.filter((file) => !file.endsWith(".report.json")).map((file) => readFileSync(new URL(file, CASES)));
  return all.filter((bytes) => bytes.length <= MOST).sort((a, b) => a.length - b.length);
}

/** For each diagnostic the case in which it is noted with the fewest others, the shortest of them. */
function diagnosed(core: Core, all: readonly Uint8Array[]): Map<string, Uint8Array> {
  const best = new Map<string, { bytes: Uint8Array; others: number }>();
  for (const bytes of all) {
    const inspection = core.inspect(bytes);
    const codes = new Set(inspection.diagnostics(0, 10_000).rows.map(({ code }) => code));
    for (const code of codes) {
      if (codes.size < (best.get(code)?.others ?? Infinity)) best.set(code, { bytes, others: codes.size });
    }
    inspection.free();
  }
  return new Map([...best].map(([code, { bytes }]) => [code, bytes]));
}

/** Whether a text has a member or an element of this name: 2 as the documents spell it, 1 with a small letter. */
function holds(name: string, text: string): 0 | 1 | 2 {
  const small = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const has = (spelling: string) => text.includes(`"${spelling}":`) || text.includes(`<${spelling}>`) || text.includes(`<${spelling} `);
  return has(name) ? 2 : has(small) ? 1 : 0;
}

/** The shortest case that has a field, better as the documents spell it. */
function holding(name: string, all: readonly Uint8Array[]): Uint8Array | undefined {
  const of = (bytes: Uint8Array) => holds(name, new TextDecoder().decode(bytes));
  return all.find((bytes) => of(bytes) === 2) ?? all.find((bytes) => of(bytes) === 1);
}

/** More of one fault than have their places. */
function tooMany(): string {
  return `{"Invocation": {"InvocationResults": {"InvocationResult": [{"InstanceId": "i-guide1", "InvocationStatus": "Success", "Message": [${Array(1_003).fill("0").join(",,")}]}]}}}`;
}

function made(kind: Exclude<ExplanationKind, "diagnostic">, code: string): string {
  switch (kind) {
    case "call":
      return write({ RequestId: "E69EF3CC-94CD-42E7-8926-F133B86387C0", HostId: "ecs.aliyuncs.com", Code: code, Message: "A sample of the guide.", Recommend: `https://api.aliyun.com/troubleshoot?q=${code}` });
    case "status":
      return OF_THE_WHOLE.includes(code) ? overall(code) : results({ InvocationStatus: code, InvokeRecordStatus: legacyOf(code), ...ends(code) });
    case "legacy":
      return code === "PartialFailed" ? overall(code) : results({ InvokeRecordStatus: code, StartTime: START });
    case "error":
      return results({ InvocationStatus: statusOf(code), ...ends(statusOf(code)), ErrorCode: code, ErrorInfo: "" });
    case "exit": {
      const number = code.startsWith("0x") ? Number.parseInt(code.slice(2), 16) : Number(code);
      const status = number === 0 ? "Success" : "Failed";
      return results({ InvocationStatus: status, ...ends(status), ExitCode: number, ErrorCode: number === 0 ? "" : "ExitCodeNonzero" });
    }
    case "oss": {
      const status = ["InProgress", "Finished"].includes(code) ? code : "Failed";
      return results({ InvocationStatus: "Success", ...ends("Success"), OssOutputDelivery: "oss://a-bucket/outputs", OssOutputStatus: status, OssOutputErrorCode: code.includes(".") ? code : undefined });
    }
  }
}

const START = "2026-01-05T08:00:00Z";

/** Which status an error code comes with, as far as its meaning says. */
function statusOf(code: string): string {
  if (code === "ExitCodeNonzero") return "Failed";
  if (code === "ExecutionTimeout") return "Timeout";
  if (/^(Client|Delivery|InstanceNot|SecurityGroup)/.test(code)) return "Aborted";
  return /^(CommandNot|Account|Directory|.*Expression|Rate|User)/.test(code) ? "Invalid" : "Error";
}

/** What a record has beside its status. */
function ends(status: string): Record<string, unknown> {
  const output = (text: string) => ({ Output: Buffer.from(text).toString("base64") });
  switch (status) {
    case "Success":
      return { StartTime: START, FinishedTime: "2026-01-05T08:00:02Z", ExitCode: 0, ...output("done\n") };
    case "Failed":
      return { StartTime: START, FinishedTime: "2026-01-05T08:00:02Z", ExitCode: 1, ErrorCode: "ExitCodeNonzero", ...output("cp: cannot stat 'release.tar': No such file or directory\n") };
    case "Timeout":
      return { StartTime: START, FinishedTime: "2026-01-05T08:01:00Z", ErrorCode: "ExecutionTimeout", ...output("waiting for the database\n") };
    case "Running":
    case "Stopping":
      return { StartTime: START, FinishedTime: "", ...output("step 1 of 3\n") };
    case "Terminated":
      return { StartTime: START, FinishedTime: "2026-01-05T08:00:30Z", StopTime: "2026-01-05T08:00:29Z", ...output("step 1 of 3\n") };
    case "Cancelled":
      return { StopTime: "2026-01-05T08:00:29Z" };
    default:
      return {};
  }
}

function results(row: Record<string, unknown>): string {
  const whole = { CommandId: "c-guide", InvokeId: "t-guide", InstanceId: "i-guide1", ...row };
  return write({ RequestId: "2D4D1C47-2BDB-4E9D-8F0E-3F0A4C6F1B11", Invocation: { TotalCount: 1, PageNumber: 1, PageSize: 10, InvocationResults: { InvocationResult: [whole] } } });
}

/** An invocation of two instances whose whole is in this state. */
function overall(code: string): string {
  const parts = code === "Stopped" ? ["Cancelled", "Terminated"] : ["Success", "Timeout"];
  const rows = parts.map((status, i) => ({ InstanceId: `i-guide${i + 1}`, InvocationStatus: status, InstanceInvokeStatus: legacyOf(status), StopTime: code === "Stopped" ? "2026-01-05T08:00:29Z" : "" }));
  return write({
    RequestId: "2D4D1C47-2BDB-4E9D-8F0E-3F0A4C6F1B11",
    TotalCount: 1,
    PageNumber: 1,
    PageSize: 10,
    Invocations: { Invocation: [{ InvokeId: "t-guide", CommandId: "c-guide", CommandName: "guide", InvocationStatus: code, InvokeStatus: code, RepeatMode: "Once", InvokeInstances: { InvokeInstance: rows } }] },
  });
}

/** Records with every field that DescribeInvocationResults has. */
function records(): string {
  const whole = JSON.parse(readFileSync(new URL("clean/results_all_fields.json", CASES), "utf8"));
  for (const record of whole.Invocation.InvocationResults.InvocationResult) Object.assign(record, { OssOutputErrorCode: "", OssOutputErrorInfo: "" });
  return write(whole);
}

/** An invocation with every field that DescribeInvocations has. */
function invocations(): string {
  const instance = {
    InstanceId: "i-guide1",
    InvocationStatus: "Success",
    InstanceInvokeStatus: "Finished",
    ExitCode: 0,
    ErrorCode: "",
    ErrorInfo: "",
    Output: "ZG9uZQo=",
    Dropped: 0,
    Repeats: 1,
    Timed: false,
    CreationTime: START,
    StartTime: START,
    FinishTime: "2026-01-05T08:00:02Z",
    StopTime: "",
    UpdateTime: "2026-01-05T08:00:02Z",
    OssOutputUri: "oss://a-bucket/outputs/t-guide/i-guide1",
    OssOutputStatus: "Finished",
    OssOutputErrorCode: "",
    OssOutputErrorInfo: "",
  };
  const whole = {
    InvokeId: "t-guide",
    CommandId: "c-guide",
    CommandName: "guide",
    CommandType: "RunShellScript",
    CommandContent: "ZWNobyB7e3dvcmR9fQ==",
    CommandDescription: "A sample of the guide",
    Parameters: '{"word":"done"}',
    InvokeStatus: "Finished",
    InvocationStatus: "Success",
    Timed: false,
    Frequency: "",
    RepeatMode: "Once",
    Timeout: 60,
    WorkingDir: "/root",
    Username: "root",
    ContainerId: "",
    ContainerName: "",
    TerminationMode: "ProcessTree",
    Launcher: "",
    OssOutputDelivery: "oss://a-bucket/outputs",
    Tags: { Tag: [{ TagKey: "team", TagValue: "web" }] },
    CreationTime: START,
    InvokeInstances: { InvokeInstance: [instance] },
  };
  return write({ RequestId: "2D4D1C47-2BDB-4E9D-8F0E-3F0A4C6F1B11", TotalCount: 1, PageNumber: 1, PageSize: 10, NextToken: "", Invocations: { Invocation: [whole] } });
}

function write(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
