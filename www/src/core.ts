// The way to the core: the only file that knows the wasm module. Everything it answers is read by range and printed as it is.
import init, { inspect, type Inspection, type Language, memory, renew } from "../pkg/invocation_inspector.js";
import { keeper } from "./parts/later.ts";
import { Failure, Life, load, wasm, type Why, whyNot } from "./parts/wasm.ts";

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

export type { Why };

let loading: Promise<unknown> | undefined;

/** Fetches and compiles the core, once; rejects where WebAssembly is forbidden or missing, and tries again when asked again. */
export function start(): Promise<unknown> {
  loading ??= load(init, wasm.core).catch((failure: unknown) => {
    loading = undefined;
    keeper.check?.();
    throw failure;
  });
  return loading;
}

const life = new Life({ renew, memory });

const weight = (documents: readonly Uint8Array[]): number => documents.reduce((sum, { length }) => sum + length, 0);

/** Reads the documents, in order, as one answer. The caller hands it to `release` when it is no longer shown. */
export async function open(documents: readonly Uint8Array[], language: Language): Promise<Inspection> {
  await start();
  return life.try(() => {
    const [first, ...rest] = documents;
    const inspection = life.hold(inspect(first ?? new Uint8Array(), { language, now: new Date().toISOString() }));
    for (const document of rest) inspection.add(document);
    return inspection;
  }, weight(documents));
}

/** Adds more documents to an answer; where that fails, the answer is no more. */
export function add(inspection: Inspection, documents: readonly Uint8Array[]): void {
  life.try(() => {
    for (const document of documents) inspection.add(document);
  }, weight(documents));
}

export function release(inspection: Inspection): void {
  life.free(inspection);
}

/** Whether the core is here. */
export const isHere = (): boolean => memory() !== undefined;

/** Why there is no answer: of what `start` and `open` were rejected with. */
export const reasonOf = (failure: unknown): Why => (failure instanceof Failure ? failure.why : whyNot(failure));
