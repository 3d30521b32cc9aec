/**
 * A sentence as its parts: words, code in them, ids of the service's, and commands that can be pasted into a shell. Only this
 * structure sets them apart: a backtick in a part is a backtick.
 */
export type Phrase = (string | { code: string } | { id: string } | { command: string })[];

/** Where a status stands, in one word. Decides colour and shape on the page; the words come with it as `label`. */
export type Outcome =
  | "pending" | "scheduled" | "running" | "stopping"
  | "succeeded" | "failed" | "stopped" | "finished" | "unknown";

export type Severity = "error" | "warning" | "note";

export type Language = "en" | "zh";

/** One document: its text, or its bytes in a buffer or in any view of one (a typed array, a DataView, a Buffer of Node). */
export type ResponseInput = string | ArrayBufferLike | ArrayBufferView;

export interface InspectOptions {
  /** Language of messages and explanations; default "en". */
  language?: Language;
  /** RFC 3339; lets "running for 3 h" be said. The core has no clock. */
  now?: string;
  /** Reads every output in this character set, rather than each in its own. */
  charset?: Charset;
}

/** Character sets that an output can be read in, by the names of the WHATWG's Encoding Standard. */
export type Charset = "utf-8" | "gb18030" | "utf-16le" | "utf-16be" | "shift_jis" | "big5" | "windows-1252";

// ---------------------------------------------------------------- the report: everything, as plain data

export interface Report {
  format: "invocation-report/1";
  /** One per document given, in order; `other`: every field around the rows that has no place of its own. */
  sources: (Source & { other: { [field: string]: unknown } })[];
  /** Set where the call itself failed. */
  error: ApiError | null;
  /** In order of first appearance. */
  invocations: Invocation[];
  diagnostics: Diagnostic[];
}

export interface Source {
  /** "DescribeInvocations", "DescribeInvocationResults", a look-alike's name, or null. */
  api: string | null;
  syntax: "json" | "xml" | "text";
  bytes: number;
  requestId: string | null;
  totalCount: number | null;
  pageNumber: number | null;
  pageSize: number | null;
  nextToken: string | null;
}

/** `Text`: of a report, where code stands between backticks and is for eyes only; on a page, a phrase. */
export interface ApiError<Text = string> {
  code: string | null;
  message: string | null;
  requestId: string | null;
  hostId: string | null;
  recommend: string | null;
  httpStatus: number | null;
  /** What the code means and whose fault it most likely is; says so where no document lists it. */
  explain: Text | null;
}

export interface Invocation {
  invokeId: string | null;
  commandId: string | null;
  commandName: string | null;
  commandType: string | null;
  /** CommandContent, decoded like an output. */
  command: Output | null;
  /** null: nothing in the responses tells. */
  recurring: boolean | null;
  repeatMode: string | null;
  frequency: string | null;
  timed: boolean | null;
  /** Current vocabulary: InvocationStatus. */
  status: Rollup;
  /** Legacy vocabulary: InvokeStatus. */
  legacyStatus: Rollup;
  /** false: rows are missing; null: the response does not tell. */
  complete: boolean | null;
  /** Of all its instances, in order of first appearance. */
  reasons: ReasonSum[];
  instances: Instance[];
  /** Every field the response had that has no place of its own. */
  other: { [field: string]: unknown };
}

/** Instances that did not simply succeed, by what the newest execution of each tells. */
export interface ReasonSum {
  /** As an instance has it, in any case. */
  reason: string;
  kind: "error" | "exit" | "status";
  outcome: Outcome;
  /** As `ReasonCount` has it. */
  ran: "never" | "partly" | "ended";
  count: number;
}

/** A status that can be both reported by the service and computed from the level below. */
export interface Rollup {
  /** Canonical spelling; the trimmed original where it is none we know. */
  reported: string | null;
  /** null: no verdict. */
  computed: string | null;
  /** A stable id of the rule that decided, or of why none did. */
  rule: string | null;
  /** null where one side is missing. */
  agrees: boolean | null;
}

export interface Instance {
  instanceId: string | null;
  status: Rollup;
  legacyStatus: Rollup;
  outcome: Outcome;
  /** Its newest execution's, by what became of the instance: "137", "ClientNotRunning", "Timeout"; null where it succeeded. */
  reason: string | null;
  records: Record[];
  other: { [field: string]: unknown };
}

/** One execution on one instance. */
export interface Record {
  status: string | null;
  legacyStatus: string | null;
  outcome: Outcome;
  exitCode: number | null;
  errorCode: string | null;
  errorInfo: string | null;
  /** Why it did not simply succeed: its error code, else its exit code, else its status. */
  reason: string | null;
  /** RFC 3339 UTC where the zone is stated, else the original text. */
  startTime: string | null;
  finishTime: string | null;
  stopTime: string | null;
  durationSeconds: number | null;
  repeats: number | null;
  /** Bytes. */
  dropped: number | null;
  /** null: the response has none. */
  output: Output | null;
  other: { [field: string]: unknown };
}

export interface Output {
  /** How the field was written. */
  encoding: "base64" | "plain";
  /** null for bytes that are no text. */
  charset: Charset | null;
  /** null for bytes that are no text. */
  text: string | null;
  /** After Base64. */
  bytes: number;
  dropped: number | null;
  /** Why its end is not here: it is masked with `*`; no Base64 has this length; the text that was given ends in it, or a program shortened it. null: it is whole, as
   *  far as can be told. What the service dropped is another thing, and says `dropped`. */
  ending: "masked" | "missing" | "cut" | null;
  /** The same field read the other way, as plain text instead of Base64 or the reverse, where that is not much less likely; its own is null. */
  alternative: Output | null;
}

/** `Text` as of `ApiError`. */
export interface Diagnostic<Text = string> {
  /** "json/missing-comma", "status/unrecognized", "rollup/disagrees", ... */
  code: string;
  severity: Severity;
  /** Expected, where, found; in the chosen language. */
  message: Text;
  /** What the reader can do. */
  help: Text | null;
  /** Index into `sources`. */
  source: number;
  /** From 1; columns in UTF-16 units. */
  line: number;
  column: number;
  /** UTF-16 offsets into the document's text (without a byte order mark). */
  start: number;
  end: number;
}

// ---------------------------------------------------------------- what a page needs, worded and by range
//
// A text here, but for `next` and what a machine printed, has at most 2,000 UTF-16 units; one that was longer ends in how long it is,
// and is the only kind that is longer than that. The report and the source have it whole.

/** A status as printed, with the outcome that decides its colour and shape. */
export interface Badge {
  label: string;
  outcome: Outcome;
  /** The status's entry of the guide: "status" "Failed"; empty where the word is ours, or a spelling that nobody knows. */
  kind: ExplanationKind | "";
  entry: string;
}

export interface OutcomeCount { outcome: Outcome; label: string; count: number }

export interface Message { severity: Severity; text: Phrase }

/** One line of a list of facts: "Exit code" "127". `code` asks for the monospaced face. `instant`: RFC 3339 in UTC, of a time whose zone is known. */
export interface Fact {
  label: string;
  value: string;
  code: boolean;
  instant: string | null;
  /** What the value means, where that needs saying. */
  reason: Reason | null;
}

/** A word for a reader, with a stable id for a program. */
export interface Cause { id: string; label: string }

/** Why something is as it is. */
export interface Reason {
  /** The service's own code; null where it gave none. */
  code: string | null;
  /** What happened, or that the code is unknown. */
  what: Phrase;
  /** "Likely cause: the script". `id` as in `Explanation`. */
  likely: Cause | null;
  /** What to do. */
  remedy: Phrase | null;
  severity: Severity;
  /** Its entry of the guide, as in `Explanation`: "error" "ClientNotRunning"; empty where it has none. */
  kind: ExplanationKind | "";
  entry: string;
  /** Where the guide says more than that entry. */
  more: More | null;
}

/** A section of the guide, by its anchor ("agent"), and what a link to it is called. */
export interface More { section: string; label: string }

export interface Summary {
  format: "invocation-summary/1";
  /** `title`: "Results · page 2 of 14 · 50 rows", of an answer to one of the two calls; else null. */
  sources: (Source & { label: string; title: string | null })[];
  error: ApiError<Phrase> | null;
  /** One sentence over all documents, plain text: the verdict, or what this is instead. */
  headline: string;
  /** null where there is nothing to judge (an API error, a look-alike, unreadable text). */
  outcome: Outcome | null;
  counts: { invocations: number; instances: number; records: number };
  /** Instances per outcome, worst first, without zeros. */
  outcomes: OutcomeCount[];
  diagnostics: { error: number; warning: number; note: number };
  /** What limits the verdict. */
  doubts: Message[];
  /** What to do next. Never empty. */
  next: Phrase[];
  /** The first hundred invocations in the documents' order, for a program; a page asks `invocations` by range. */
  invocations: { invokeId: string | null; status: Rollup; legacyStatus: Rollup; complete: boolean | null; instances: number }[];
}

/** All outputs together, decoded. */
export interface OutputTotals {
  /** Records that have one, be it empty. */
  outputs: number;
  /** How many of them are text. */
  texts: number;
  /** After Base64. */
  bytes: number;
}

/** An invocation in the list of them. */
export interface InvocationRow {
  index: number;
  invokeId: string | null;
  commandId: string | null;
  commandName: string | null;
  /** As in the report, as are `legacyStatus` and `complete`. */
  status: Rollup;
  legacyStatus: Rollup;
  complete: boolean | null;
  /** The command's name, else the invoke id, else words for "without an id". */
  title: string;
  badge: Badge;
  /** "2 of 40 instances failed". */
  subtitle: string;
  instances: number;
  /** When it was created, else when it began; null where the response does not tell. */
  time: Fact | null;
  outcomes: OutcomeCount[];
  /** Rows that may be missing, and could change what the whole comes to; null: none are. */
  missing: Missing | null;
}

/** What is not here of an invocation's rows. */
export interface Missing {
  /** How many; null: the responses do not tell. */
  count: number | null;
  /** "640 not here". */
  label: string;
}

export interface InvocationDetail extends InvocationRow {
  /** One sentence, plain text: "PartialFailed: 2 of 40 instances failed." */
  verdict: string;
  doubts: Message[];
  /** Current vocabulary first, unless only the legacy one says anything. */
  rollups: RollupDetail[];
  facts: Fact[];
  /** Whether the response has more fields of it than these; the report has all. */
  factsMore: boolean;
  command: OutputDetail | null;
  /** Instances that failed. */
  failed: number;
  /** How many of these have an id to run the command again with, which `failedIds` gives; what is said of the others. */
  failedIds: { count: number; note: Phrase | null };
  next: Phrase[];
}

export interface RollupDetail {
  /** The field: "InvocationStatus". */
  field: string;
  /** Of which vocabulary its statuses are. */
  kind: "status" | "legacy";
  reported: Badge | null;
  computed: Badge | null;
  /** The rule in words, or why there is no verdict. */
  rule: Phrase;
  agrees: boolean | null;
  /** "The service says the same." / "The service says Running; by its own rules, what is here makes Success." */
  agreement: Phrase;
  /** What the whole becomes when the instances that go on succeed, or fail; null where none does. */
  whatIf: Phrase | null;
}

/** How ids are written: one on each line, as a JSON list, as `--InstanceId.1 i-… --InstanceId.2 i-…`, as the calls that invoke the command
 *  on them again, by its id (`invoke`) or by its content (`run`), 100 each, or as those that stop what goes on on them, 50 each. */
export type IdForm = "lines" | "json" | "parameters" | "invoke" | "run" | "stop";

export interface InstanceQuery {
  /** In the language of queries (`docs/query.md`): `exit:137 -status:Timeout oom`. */
  query?: string;
  /** Columns with commas between them, the first decides; a minus turns one round: `-duration,id`. They are `outcome`, `status`, `id`,
   *  `exit`, `duration`, `start`, `end`, `reason`, `error`, `records`, `dropped`, `group` and `difference`. Where nothing decides, the documents do. */
  sort?: string;
  /** Only these outcomes; all where absent or empty. */
  outcomes?: Outcome[];
  /** Only instances in whose row or output this stands, without regard to case. */
  text?: string;
  /** As `sort`, by the names of these; `worst` is `outcome`. */
  order?: "document" | "worst" | "id";
  /** Only instances with these ids, as they are written; all where absent. */
  ids?: string[];
  /** With what each row has in `printed`, for which all outputs of the invocation are compared once. */
  printed?: boolean;
  start: number;
  end: number;
}

/** What a condition of a query is about. */
export type QueryKey = "outcome" | "status" | "exit" | "error" | "reason" | "id" | "out" | "duration" | "start" | "group" | "has" | "is" | "change";

/** What became of an instance from the reference to the other. "no-result": on a side it was stopped, or has not ended. "only-before", "only-after": the
 *  other side has all its rows, and not this one. "unknown": cannot be told, since rows are missing, a status is unknown, or an id is hidden. */
export type Change = "new-failed" | "still-failed" | "fixed" | "still-good" | "no-result" | "only-before" | "only-after" | "unknown";

/** What differs besides on an instance of both sides; "unstable": of three or more invocations of the command some went well on it and some badly. */
export type ChangeAspect = "status" | "exit" | "error" | "duration" | "output" | "unstable";

/** Two invocations compared, or the executions of one that recurs. */
export interface Comparison {
  /** Against which the other is held. */
  reference: InvocationRow;
  other: InvocationRow;
  /** Executions of one command are compared: for each instance the last good one and the first bad one after it, or the last bad and the first good one. */
  executions: boolean;
  /** One sentence whose numbers add up to `total`. */
  sentence: Phrase;
  /** What is to be known before the numbers: another command, rows that are missing, the order of time. */
  notes: Message[];
  /** Instances of the union. */
  total: number;
  /** Each change, zeros too; the counts add up to `total`. */
  changes: ChangeCount[];
  /** How many went from each outcome to each, those that occur; the counts add up to `total`. */
  outcomes: OutcomePair[];
  aspects: AspectCount[];
  /** How many are unstable; null with fewer than three invocations of the command. */
  unstable: number | null;
}

export interface ChangeCount { change: Change; label: string; count: number; query: string }

/** null: not on that side. */
export interface OutcomePair { reference: Outcome | null; other: Outcome | null; referenceLabel: string; otherLabel: string; change: Change; count: number; query: string }

export interface AspectCount { aspect: ChangeAspect; label: string; count: number; query: string }

/** An instance of the union. */
export interface ComparedRow {
  instanceId: string | null;
  change: Change;
  label: string;
  /** null: it is not on that side, or no such execution is here. */
  reference: ComparedSide | null;
  other: ComparedSide | null;
  /** What differs between both. */
  aspects: ChangeAspect[];
}

/** The execution that stands for an instance on a side. */
export interface ComparedSide extends ExecutionFacts {
  /** Index in the side's invocation. */
  instance: number;
  /** Index among the instance's records; null: it has none. */
  record: number | null;
  badge: Badge;
  duration: string | null;
}

/** How a query was read. */
export interface QueryReading { pieces: QueryPiece[] }

export interface QueryPiece {
  /** As it is written. */
  text: string;
  /** UTF-16 offsets in the query. */
  start: number;
  end: number;
  /** Whether it is a condition, or searched as text in every column and in the outputs. */
  kind: "condition" | "text";
  /** Rows that it does not hold for are asked for. */
  negated: boolean;
  key: QueryKey | null;
  /** The same; of what is no condition and looks like one, the key that it was likely to have. */
  meant: QueryKey | null;
  /** Of `outcome`, `has`, `is` and `group`: those of its values that are words, as they are spelled in every language. */
  values: string[];
  /** What it asks, in words: "not Exit code: 1, 137". */
  label: string;
  /** Why it is no condition, where it looks like one; null where nothing needs saying. */
  message: string | null;
  /** The piece as it was likely meant. */
  mend: string | null;
}

/** Values of a key, each counted among the rows that all other keys' conditions choose: the most frequent first, or, of `duration` and
 *  `start`, at most six ranges in ascending order, which hang on the invocation and not on the query. Values of `has` overlap. */
export interface Facet {
  key: "outcome" | "status" | "exit" | "error" | "reason" | "duration" | "start" | "group" | "has";
  label: string;
  values: FacetValue[];
  /** How many further values there are. */
  more: number;
}

/** `query`: the condition for it, as it is written. */
export interface FacetValue { value: string; label: string; count: number; query: string }

/** Instances that did not simply succeed, summed up; of very many reasons the 1,000 most frequent are told. */
export interface ReasonCount {
  /** "137", "ClientNotRunning", "Timeout". */
  code: string;
  /** "exit 137 (SIGKILL), likely killed" */
  label: string;
  outcome: Outcome;
  /** They have not ended. */
  active: boolean;
  /** Whether it never began, may be half done, or came to its end by itself: running again is safe after "never". */
  ran: "never" | "partly" | "ended";
  ranLabel: string;
  count: number;
  /** The query that chooses exactly these. */
  query: string;
}

/** Raw facts of one execution, named and written as in the report's `Record`, for a program to sort and format. */
export interface ExecutionFacts {
  status: string | null;
  legacyStatus: string | null;
  exitCode: number | null;
  errorCode: string | null;
  /** RFC 3339 UTC where the zone is stated, else the original text; so are the other times. */
  startTime: string | null;
  finishTime: string | null;
  stopTime: string | null;
  durationSeconds: number | null;
}

export interface InstanceRow extends ExecutionFacts {
  /** Index in the invocation; what `instance` and `record` expect. */
  index: number;
  instanceId: string | null;
  badge: Badge;
  /** "1 s", "3 min 20 s", or null; in numbers, and of the newest execution as all facts here, `durationSeconds`. */
  duration: string | null;
  records: number;
  /** Bytes of the output that the service dropped; null where it does not say. */
  dropped: number | null;
  /** Why it is in this state, in a few words; null where nothing needs saying. */
  reason: string | null;
  /** What contradicts what in it, in a sentence; null where nothing does. */
  contradiction: string | null;
  /** Which output it has among all of the invocation; null where `InstanceQuery.printed` does not ask for it. */
  printed: Printed | null;
}

/** The output of an instance among those of its invocation. Instances whose newest executions printed the same bytes are one group;
 *  1 is the largest, of equally large ones the one that appears first. */
export interface Printed {
  /** Its number; null where the output is empty or there is none, which are groups of their own. */
  group: number | null;
  /** How many instances of the invocation are in it. */
  count: number;
  /** "output 1 (380)", "empty output", "no output" */
  label: string;
  /** The first line, from 1, that is not blank and is not that of group 1 in the same place; null where there is none. */
  line: number | null;
  /** That line from shortly before where it differs, at most 200 characters of it; control characters by their codes: "[U+001B]". */
  difference: string | null;
  /** Why there is no such line, in words: "no output", "ends after line 3"; null where there is one, and of group 1. */
  note: string | null;
}

/**
 * What another document is to those that are here: `more`, it belongs to them (a further page, the other API's answer, a history, an earlier state);
 * `same`, nothing in it is new; `newer`, it tells a later state of them; `other`, anything else, also where that cannot be told. `what`: a sentence.
 */
export interface Relation { kind: "more" | "same" | "newer" | "other"; what: string }

export interface Page<T> { total: number; rows: T[] }

/** The three levels for a diagram. Instances of an outcome are folded into one group; the first few are listed. */
export interface Tree {
  badge: Badge;
  title: string;
  subtitle: string;
  groups: TreeGroup[];
}
export interface TreeGroup extends OutcomeCount {
  /** "2 failed" */
  title: string;
  /** The first few; empty where they are told by reason. */
  instances: TreeInstance[];
  /** Why they did not succeed, most frequent first, where that sums up; empty where it does not. */
  reasons: TreeReason[];
}
/** The instances of one outcome that have a reason in common. */
export interface TreeReason {
  /** Its place among the invocation's reasons, as `InstanceDetail` has it. */
  reason: number;
  /** "9 × exit 1" */
  title: string;
  count: number;
  /** What chooses them. */
  query: string;
  /** The first few. */
  instances: TreeInstance[];
}
export interface TreeInstance {
  index: number;
  instanceId: string | null;
  badge: Badge;
  /** The first few records, oldest first. */
  records: RecordItem[];
  recordCount: number;
  contradiction: string | null;
}

export interface InstanceDetail {
  index: number;
  instanceId: string | null;
  badge: Badge;
  /** The place of its reason among the invocation's, as `TreeReason` has it; null where it succeeded. */
  reason: number | null;
  rollups: RollupDetail[];
  facts: Fact[];
  /** The newest few, newest last; `records` gives any. */
  records: RecordItem[];
  recordCount: number;
  contradiction: string | null;
}

/** `badge`: of a recurring command, what became of the execution where its row tells. `brief`: of one that did not succeed why, "exit 137
 *  (SIGKILL), likely killed", else how long it took, "3 s"; null where the row tells neither. */
export interface RecordItem extends ExecutionFacts { index: number; badge: Badge; title: string; brief: string | null; contradiction: string | null }

/** When a command recurs. */
export interface ScheduleView {
  /** As written; null where it is executed when an instance starts. */
  frequency: string | null;
  /** "every weekday at 08:30 (Asia/Shanghai)"; null where it cannot be read. */
  words: string | null;
  /** "Asia/Shanghai", "GMT+8:00"; null: the instance's own. */
  zone: string | null;
  /** Whether the host knows its rules, the core does, or nobody. */
  zoneKind: "stated" | "fixed" | "instance";
  /** By the clock of the zone, "2026-11-23 08:30:00"; `instant` in UTC where the core knows it. */
  next: { wall: string; instant: string | null }[];
  /** Why there are none, or what limits them. */
  note: Phrase | null;
  /** What cannot be read: expected, where, found. */
  fault: Phrase | null;
}

/** The executions of a recurring command. */
export interface HistoryView {
  executions: number;
  failed: number;
  /** "120 executions are here, 3 failed. Last execution: succeeded, 2026-03-02 21:20:00 UTC." */
  summary: string;
  /** Failures in a row, executions that are likely missing. */
  notes: Message[];
  /** Oldest first, 60 at most: each one execution, or neighbours. Empty for all instances together. */
  cells: HistoryCell[];
}

export interface HistoryCell {
  /** Records it stands for. */
  first: number;
  last: number;
  /** The newest of the worst. */
  record: number;
  outcome: Outcome;
  executions: number;
  failed: number;
  /** "succeeded, 2026-03-02 21:20:00 UTC" */
  title: string;
}

export interface RecordDetail {
  index: number;
  badge: Badge;
  /** What the status means. */
  meaning: Phrase;
  /** The status's entry of the guide: "status" "Failed"; empty where it has none. */
  kind: ExplanationKind | "";
  entry: string;
  /** Where the guide says more than that entry; null where a reason leads there. */
  more: More | null;
  /** What is known of the cause; empty where nothing needs saying. */
  reasons: Reason[];
  /** What contradicts what in it, in whole sentences. */
  contradictions: Message[];
  facts: Fact[];
  /** Fields that have no place of their own. */
  other: Fact[];
  /** Whether there are more of them than are listed; the report has all. */
  otherMore: boolean;
  output: OutputDetail | null;
  /** Where there is no output: why, as far as is known. */
  outputAbsent: Phrase | null;
  /** What earlier answers told of it and until when: "`Running` until 2026-11-20 15:30:01 UTC, then `Failed`."; null where they are not several. */
  states: Phrase | null;
  /** Where it stands in its document. */
  place: SourceRange;
}

/** A document written strictly. */
export interface Repaired {
  /** UTF-8; null where laid out it would be larger than 512 MB, or than memory has room for. */
  bytes: Uint8Array | null;
  /** Where each diagnostic of the document stands in it, in their order: UTF-16 offsets. */
  places: Uint32Array;
  /** Whether that is why there are no bytes. */
  tooLarge: boolean;
  /** That it holds a part only, since the text ends early or leaves something out: a strict document cannot say so itself. */
  partial: Phrase | null;
}

/** A range of a document: line and column from 1, UTF-16 offsets from 0, as in `Diagnostic`. */
export interface SourceRange { source: number; line: number; column: number; start: number; end: number }

export interface OutputDetail extends Output {
  /** Base64, since what it decodes to is text ("decodes"; "unsure" where it is so short that it may be plain as well), or by its letters, length and padding ("form"); plain, since it has other letters
   *  ("letters"), would decode to nothing that makes sense ("nonsense"), or is likelier as it stands, as where a line end follows ("likelier"); either, as other
   *  fields of its document are written ("others"). */
  encodingReason: "decodes" | "unsure" | "form" | "letters" | "nonsense" | "likelier" | "others";
  /** What speaks for the character set: a byte order mark; every byte fits; every one but those of split characters; nearly every one; zeros as in
   *  UTF-16; pairs of bytes as in GB18030; frequent Han characters in UTF-16; the reader's choice; the response has it as text; nothing. */
  charsetReason: "mark" | "strict" | "cut" | "damaged" | "zeros" | "pairs" | "script" | "chosen" | "text" | "nothing";
  /** "UTF-8, 7 bytes, from Base64". */
  label: string;
  notes: Message[];
  /** Whether `text` is the beginning only, about a million bytes of it; the report, `outputBytes` and `commandBytes` have all. */
  more: boolean;
}

/** Outputs and commands one after the other, an item at one index in every list. */
export interface Texts {
  /** Text in UTF-8, or bytes that are no text. */
  bytes: Uint8Array;
  /** Where each item ends in `bytes`; it begins where the one before ends. */
  ends: Uint32Array;
  /** 0: the response has none; 1: text, perhaps empty; 2: bytes. */
  kinds: Uint8Array;
  invocations: Uint32Array;
  /** Index in its invocation; 0xFFFFFFFF for a command. */
  instances: Uint32Array;
  /** Index in its instance; 0xFFFFFFFF for a command. */
  records: Uint32Array;
  /** NaN where there is none. */
  exitCodes: Float64Array;
  /** 0: failed; 2: succeeded; 1: anything else, also of a command. */
  outcomes: Uint8Array;
  /** Ids of the instances, each after a line end; empty where there is none. */
  ids: string;
}

// ---------------------------------------------------------------- what leaves

/** `text`, for any place; `groups`: what did not succeed, by reason and equal output; for WeCom and its like, GitHub and GitLab, Jira; rows for
 *  spreadsheets and engines; the report; for pipelines; one file for a browser. `docs/exports.md` says what each holds and where it ends. */
export type ExportFormat = "text" | "groups" | "chat" | "md" | "jira" | "csv" | "tsv" | "ndjson" | "json" | "junit" | "sarif" | "html";

export interface ExportOptions {
  /** Index of an invocation; all where absent. */
  invocation?: number;
  /** Index of the invocation that it is compared with; the same: its executions. What has a place for a comparison tells it, of the instances of both.
   *  Without `invocation` it says nothing. */
  reference?: number;
  /** In the language of queries: which instances. */
  query?: string;
  /** Only instances with these ids. */
  ids?: string[];
  /** Whether what should not leave is hidden, or what of it; where absent, in what people read. */
  redact?: boolean | RedactionOptions;
  /** A byte order mark before CSV and TSV; where absent, in Chinese. */
  bom?: boolean;
  /** The most that the destination takes: bytes, and of tickets UTF-16 units. */
  limit?: number;
}

/** What an export will be. */
export interface ExportInfo {
  format: ExportFormat;
  /** What its file ends with: "md". */
  extension: string;
  invocations: number;
  instances: number;
  /** Records. */
  rows: number;
  /** Outputs that are in it, of equal ones perhaps one for all; and what the records printed, in bytes. */
  outputs: number;
  outputBytes: number;
  /** Those that printed a text, and what they printed, in bytes. */
  texts: number;
  textBytes: number;
  /** Its size, told from a part of it where it is not `exact`. */
  bytes: number;
  exact: boolean;
  /** What the destination takes, in its own measure. */
  limit: number | null;
  /** The sentence of the comparison that is in it. */
  comparison: Phrase | null;
  /** What does not fit or is left out. */
  notes: Phrase[];
}

/** Where a link that carries the answer leads. */
export interface LinkRequest {
  /** Index of an invocation. */
  invocation?: number;
  /** Index of an instance of it. */
  instance?: number;
  /** Index of the invocation that it is compared with. */
  reference?: number;
  /** In the language of queries. */
  query?: string;
  /** Whether what should not leave is hidden, or what of it; where absent, all that should not. */
  redact?: boolean | RedactionOptions;
}

/** Why a link cannot carry an answer: a document is a part, or was read by repairing it; it is none as these APIs write it, in JSON or XML; an output is no
 *  text, and nothing can be hidden in it; they are longer than any link; without what is hidden they would say something else. */
export type LinkUnfit = "cut" | "other" | "binary" | "long" | "changed";

/** What a link can carry of an answer. */
export interface LinkPayload {
  /** Each as it was read, compact; none where they are unfit. */
  documents: string[];
  unfit: LinkUnfit | null;
  /** Version of the list by which they are redacted; null where nothing is hidden. */
  redaction: string | null;
  /** The ids of the place, as these documents have them. */
  invokeId: string | null;
  instanceId: string | null;
  referenceId: string | null;
  /** The query as it chooses the same instances there; null where none does. */
  query: string | null;
  /** Whether every line of what was printed has the number there that it has here. */
  sameLines: boolean;
}

/** What is hidden otherwise than by default. */
export interface RedactionOptions {
  /** Kinds that are hidden or stay: `{ ip: false, "instance-id": true }`. */
  kinds?: { [kind: string]: boolean };
  /** Findings that stay, by id: `ip-3`. */
  keep?: string[];
  /** Texts that are hidden wherever they stand. */
  add?: string[];
}

/** What was found to be hidden; `docs/redaction.md` lists the kinds. */
export interface RedactionView {
  /** Of the list of kinds. */
  version: string;
  /** What everything that leaves says of itself. */
  note: string;
  kinds: KindView[];
}
export interface KindView {
  kind: string;
  label: string;
  hidden: boolean;
  /** Different values. */
  count: number;
  /** Places in which they stand. */
  places: number;
  /** The first 200. */
  findings: FindingView[];
}
export interface FindingView {
  /** By which it is kept: "ip-3". */
  id: string;
  text: string;
  places: number;
  hidden: boolean;
}

// ---------------------------------------------------------------- the catalogue of codes

/** "status": InvocationStatus; "legacy": InvokeStatus and its like; "error": ErrorCode of a record, and the agent's own;
 *  "exit": exit codes; "call": errors of the whole call; "oss": delivery of outputs; "diagnostic": what the inspector notes. */
export type ExplanationKind = "status" | "legacy" | "error" | "exit" | "call" | "oss" | "diagnostic";

export interface Explanation {
  kind: ExplanationKind;
  /** Under which name the guide explains it; codes with one explanation share it: "ContainerNotFound", "crash". */
  entry: string;
  /** The canonical spelling: "Cancelled", "137", "0xC0000005". */
  code: string;
  /** The code with its other name: "137 (SIGKILL)". */
  title: string;
  /** What it says; of a status, for a command that runs once; of a diagnostic, an ellipsis where values go. */
  what: Phrase;
  /** What a status says of a scheduled task, where that differs. */
  recurring: Phrase | null;
  /** What usually brings a status about. */
  cause: Phrase | null;
  /** Whose fault it is likely to be: "script", "instance", "network", "permission", "service", "request", "stop" or "unknown". */
  likely: Cause | null;
  /** What to do. */
  remedy: Phrase | null;
  /** Where the guide says more than this entry. */
  more: More | null;
  /** Of a diagnostic only. */
  severity: Severity | null;
  /** Of a status only. */
  facts: {
    /** Those it is met in, the canonical one first; case never matters. */
    spellings: string[];
    /** What it alone tells of how it goes; a badge's colour and shape. */
    outcome: Outcome;
    /** Nothing more happens. */
    final: boolean;
    /** "success", "failure" or "stop"; null where it is not final, and for `Finished`, which says nothing of success. */
    countsAs: Cause | null;
  } | null;
}
