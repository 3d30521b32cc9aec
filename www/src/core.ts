// The way to the core: the only file that knows the wasm module. Everything it answers is read by range and printed as it is.
import init, { inspect, type Inspection, type Language, type ResponseInput } from "../pkg/invocation_inspector.js";
import { load, second, wasm } from "./parts/wasm.ts";

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
  Missing,
  Note,
  Outcome,
  OutcomeCount,
  OutputView,
  Page,
  Phrase,
  Reason,
  RecordDetail,
  Report,
  RollupView,
  ScheduleView,
  Severity,
  Summary,
  Texts,
  Tree,
  TreeGroup,
  TreeInstance,
} from "../pkg/invocation_inspector.js";

export { explain, explanations, inspect, initSync } from "../pkg/invocation_inspector.js";

let loading: Promise<unknown> | undefined;

/** Fetches and compiles the core, once; rejects where WebAssembly is forbidden or missing, and tries again when asked again. */
export function start(): Promise<unknown> {
  loading ??= load(init, wasm.core).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

/** Reads the documents, in order, as one answer. The caller frees it. */
export async function open(documents: readonly ResponseInput[], language: Language): Promise<Inspection> {
  await start();
  try {
    return read(documents, language);
  } catch (failure) {
    // A request that is waited for does not reach the service worker, which has the second part where there is no network.
    if (await second.fetch?.()) return read(documents, language);
    throw failure;
  }
}

function read(documents: readonly ResponseInput[], language: Language): Inspection {
  const [first, ...rest] = documents;
  const inspection = inspect(first ?? "", { language, now: new Date().toISOString() });
  for (const document of rest) inspection.add(document);
  return inspection;
}
