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

/** Called before each document is read; what it throws ends the reading, where it is `GivenUp`. */
export type Pace = (at: number) => Promise<void> | void;

/** Nobody wants the answer any more. */
export class GivenUp extends Error {}

/** Reads the documents, in order, as one answer. The caller frees it. */
export async function open(documents: readonly ResponseInput[], language: Language, pace: Pace = () => undefined): Promise<Inspection> {
  await start();
  try {
    return await read(documents, language, pace);
  } catch (failure) {
    // A request that is waited for does not reach the service worker, which has the second part where there is no network.
    if (!(failure instanceof GivenUp) && (await second.fetch?.())) return read(documents, language, pace);
    throw failure;
  }
}

async function read(documents: readonly ResponseInput[], language: Language, pace: Pace): Promise<Inspection> {
  const [first, ...rest] = documents;
  await pace(0);
  const inspection = inspect(first ?? "", { language, now: new Date().toISOString() });
  try {
    for (const [at, document] of rest.entries()) {
      await pace(at + 1);
      inspection.add(document);
    }
  } catch (failure) {
    if (failure instanceof GivenUp) inspection.free();
    throw failure;
  }
  return remembering(inspection);
}

/** Views of which the page asks for the same one again and again, as it draws. */
const ASKED = ["summary", "invocations", "invocation", "tree", "instances", "instance", "record", "history", "place", "diagnostics"] as const;
/** What changes every answer. */
const ANEW = ["add", "setLanguage", "setCharset"] as const;
/** Answers of a view that are remembered: what is looked at, not what was. */
const REMEMBERED = 8;

/** Answers what was asked before without asking the core. */
function remembering(inspection: Inspection): Inspection {
  const known = new Map<string, Map<string, unknown>>();
  const own = inspection as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ASKED) {
    const ask = own[name]!.bind(inspection);
    const answers = new Map<string, unknown>();
    known.set(name, answers);
    own[name] = (...args) => {
      const key = JSON.stringify(args);
      if (!answers.has(key)) {
        if (answers.size === REMEMBERED) answers.clear();
        answers.set(key, ask(...args));
      }
      return answers.get(key);
    };
  }
  for (const name of ANEW) {
    const change = own[name]!.bind(inspection);
    own[name] = (...args) => {
      for (const answers of known.values()) answers.clear();
      return change(...args);
    };
  }
  return inspection;
}
