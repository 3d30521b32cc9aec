// The way to the core, whose module `glue.ts` names. Everything it answers is read by range and printed as it is.
import init, { inspect, type Inspection as FullInspection, type Language, memory, type Relation, renew, type ResponseInput } from "./glue.ts";
import { partFailure } from "./lazy.ts";
import { Failure, Life, load, wasm, type Why, whyNot } from "./wasm.ts";

export type {
  ApiError,
  Badge,
  Charset,
  ComparedRow,
  ComparedSide,
  Comparison,
  Diagnostic,
  ExportFormat,
  ExportInfo,
  ExportOptions,
  Fact,
  Facet,
  HistoryCell,
  HistoryView,
  IdForm,
  InstanceDetail,
  InstanceQuery,
  InstanceRow,
  InvocationDetail,
  InvocationRow,
  Language,
  LinkPayload,
  LinkRequest,
  Missing,
  Message,
  More,
  Outcome,
  OutcomeCount,
  OutcomePair,
  OutputDetail,
  Page,
  Phrase,
  QueryKey,
  QueryPiece,
  Reason,
  ReasonCount,
  RecordDetail,
  RedactionOptions,
  RedactionView,
  Relation,
  Report,
  RollupDetail,
  ScheduleView,
  Severity,
  Summary,
  Texts,
  Tree,
  TreeGroup,
  TreeInstance,
  TreeReason,
} from "./glue.ts";

export { explain } from "./glue.ts";
export type { FullInspection };

/** What `full.ts` has. */
type Later = "report" | "export" | "exportInfo" | "exporting" | "readRedaction" | "redaction" | "redacted" | "linkPayload" | "linking" | "compare" | "comparing" | "compared" | "comparedIds" | "comparedTexts";
/** What can be asked of an answer at once. */
export type Inspection = Omit<FullInspection, Later>;

export type { Why };

let loading: Promise<unknown> | undefined;

/** Fetches and compiles the core, once; rejects where WebAssembly is forbidden or missing, and tries again when asked again. */
export function start(): Promise<unknown> {
  loading ??= load(init, wasm.core).catch((failure: unknown) => {
    loading = undefined;
    partFailure.handle?.();
    throw failure;
  });
  return loading;
}

const life = new Life({ renew, memory });

const weight = (documents: readonly ResponseInput[]): number =>
  documents.reduce((sum, one) => sum + (typeof one === "string" ? one.length : one.byteLength), 0);

/** Called before each document is read; what it throws ends the reading, where it is `Cancelled`. */
export type Pace = (at: number) => Promise<void> | void;

/** The answer is not wanted any more. */
export class Cancelled extends Error {}

/** Reads the documents, in order, as one answer. The caller hands it to `release` when it is no longer shown. */
export async function open(documents: readonly ResponseInput[], language: Language, pace: Pace = () => undefined): Promise<Inspection> {
  await start();
  const [first, ...rest] = documents;
  await pace(0);
  const size = weight(documents);
  const inspection: Inspection = life.try(() => life.hold(inspect(first ?? "", { language, now: new Date().toISOString() })), size);
  try {
    for (const [at, document] of rest.entries()) {
      await pace(at + 1);
      life.try(() => inspection.add(document), size);
    }
  } catch (failure) {
    if (failure instanceof Cancelled) release(inspection);
    throw failure;
  }
  return memoize(inspection);
}

/** Adds more documents to an answer; where that fails, the answer is no more. */
export function add(inspection: Inspection, documents: readonly ResponseInput[]): void {
  life.try(() => {
    for (const document of documents) inspection.add(document);
  }, weight(documents));
}

/** What each document is to an answer; nothing of them is kept. */
export function relationsTo(inspection: Inspection, documents: readonly ResponseInput[]): Relation[] {
  return life.try(() => documents.map((document) => inspection.relation(document)), weight(documents));
}

/** Views of which the page asks for the same one again and again, as it draws. */
const REMEMBERED_VIEWS = ["summary", "invocations", "invocation", "tree", "instances", "instance", "record", "history", "place", "diagnostics", "brought"] as const;
/** What changes every answer. */
const CHANGES = ["add", "setLanguage", "setCharset"] as const;
/** Answers of a view that are remembered: what is looked at, not what was. */
const ANSWERS_PER_VIEW = 8;

/** Answers what was asked before without asking the core. */
function memoize(inspection: Inspection): Inspection {
  const known = new Map<string, Map<string, unknown>>();
  const own = inspection as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of REMEMBERED_VIEWS) {
    const ask = own[name]!.bind(inspection);
    const answers = new Map<string, unknown>();
    known.set(name, answers);
    own[name] = (...args) => {
      const key = JSON.stringify(args);
      if (!answers.has(key)) {
        if (answers.size === ANSWERS_PER_VIEW) answers.clear();
        answers.set(key, ask(...args));
      }
      return answers.get(key);
    };
  }
  for (const name of CHANGES) {
    const change = own[name]!.bind(inspection);
    own[name] = (...args) => {
      for (const answers of known.values()) answers.clear();
      return change(...args);
    };
  }
  return inspection;
}

const ends = new WeakMap<Inspection, () => void>();

/** Has something that was made of an answer given back when the answer is. */
export function endsWith(inspection: Inspection, giveBack: () => void): void {
  ends.set(inspection, giveBack);
}

export function release(inspection: Inspection): void {
  ends.get(inspection)?.();
  life.free(inspection);
}

/** Whether the core is here. */
export const isHere = (): boolean => memory() !== undefined;

/** Why there is no answer: of what `start` and `open` were rejected with. */
export const reasonOf = (failure: unknown): Why => (failure instanceof Failure ? failure.why : whyNot(failure));
