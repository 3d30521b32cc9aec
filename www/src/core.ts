// The way to the core: the only file that knows the wasm module. Everything it answers is read by range and printed as it is.
import init, { explain, inspect, type Inspection, type Language } from "../pkg/invocation_inspector.js";

export type {
  ApiError,
  Badge,
  Charset,
  Diagnostic,
  Fact,
  HistoryCell,
  HistoryView,
  Inspection,
  InstanceDetail,
  InstanceQuery,
  InstanceRow,
  InvocationDetail,
  InvocationRow,
  Language,
  Note,
  Outcome,
  OutcomeCount,
  OutputView,
  Page,
  Reason,
  RecordDetail,
  RollupView,
  ScheduleView,
  Severity,
  Summary,
  Texts,
  Tree,
  TreeGroup,
  TreeInstance,
} from "../pkg/invocation_inspector.js";

export { explain };

let loading: Promise<unknown> | undefined;

/** Fetches and compiles the core, once; rejects where WebAssembly is forbidden or missing. */
export function start(): Promise<unknown> {
  loading ??= init();
  return loading;
}

/** Reads the documents, in order, as one answer. The caller frees it. */
export async function open(documents: readonly Uint8Array[], language: Language): Promise<Inspection> {
  await start();
  const [first, ...rest] = documents;
  const inspection = inspect(first ?? new Uint8Array(), { language, now: new Date().toISOString() });
  for (const document of rest) inspection.add(document);
  return inspection;
}
