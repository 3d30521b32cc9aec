// What the reader has chosen: which invocation, which instance, which tab, what the pane shows. Plain data, so that it can stand in a history.
import type { Charset } from "../core/core.ts";
import type { ReadingProgress } from "./reader.ts";

/** What the center shows. */
export type Tab = "tree" | "table" | "outputs" | "compare" | "diagnostics";
/** What the pane shows. */
export type Pane = "invocation" | "record" | "source";

/** Who changed something: the reader, the page around, or an answer that came. */
export type ChangedBy = "user" | "host" | "data";

/** A place in an input, as the core counts: UTF-16 offsets. */
export interface SourceRange {
  source: number;
  start: number;
  end: number;
  line: number;
  column: number;
}

/** What is searched for in outputs and commands. */
export interface Find {
  text: string;
  word: boolean;
  matchCase: boolean;
  pattern: boolean;
}

/** Lines of an output, by the numbers that they have in one of its views, from 1. */
export interface Lines {
  from: number;
  to: number;
  mode: "terminal" | "plain" | "raw";
}

/** What is looked at, as plain data that may be kept in the browser's history. */
export interface View {
  /** The chosen invocation and instance by their ids, which decide where it is shown in another answer. */
  invokeId: string | null;
  instanceId: string | null;
  /** Where they stand in the answer that is shown; -1 where there is no invocation. */
  invocation: number;
  instance: number | null;
  /** The n-th record of the instance, from 0; null: the newest. */
  record: number | null;
  /** The invocation that the chosen one is compared with: its id, and where it stands; the chosen one itself: its executions; null: none. */
  referenceId: string | null;
  reference: number | null;
  tab: Tab;
  pane: Pane;
  source: number;
  /** @internal */
  place: SourceRange | null;
  /** What table and outputs are filtered by, in the core's language of queries. */
  query: string;
  /**
   * Whether table and outputs show only what is chosen to act on, of what the query chooses.
   * @internal
   */
  only: boolean;
  /** Columns that the table is ordered by, with commas between them; a minus before one turns it round. */
  sort: string;
  /** Exit codes that the reader expects, as typed; null: only what the service takes for a success. */
  expected: string | null;
  /** @internal */
  find: Find | null;
  /**
   * Lines of the record's output, to which a link led.
   * @internal
   */
  lines: Lines | null;
}

export const FIRST_VIEW: View = {
  invokeId: null,
  instanceId: null,
  invocation: -1,
  instance: null,
  record: null,
  referenceId: null,
  reference: null,
  tab: "tree",
  pane: "invocation",
  source: 0,
  place: null,
  query: "",
  only: false,
  sort: "outcome",
  expected: null,
  find: null,
  lines: null,
};

/** Something was chosen inside the viewer. `step`: a step that Back undoes; else the view is only refined. */
export class ChooseEvent extends Event {
  constructor(
    readonly change: Partial<View>,
    readonly step = true,
  ) {
    super("ii-choose", { bubbles: true, composed: true });
  }
}

/** Asks for what is looked at, for a link to it. A viewer whose page follows no links does not answer. */
export class PlaceEvent extends Event {
  view: View | null = null;

  constructor() {
    super("ii-place", { bubbles: true, composed: true });
  }
}

/** What is looked at has changed; `step`: a step that Back undoes. */
export class ViewEvent extends Event {
  static readonly type = "ii-view";
  constructor(
    readonly view: View,
    readonly step: boolean,
    readonly cause: ChangedBy,
  ) {
    super(ViewEvent.type, { bubbles: true, composed: true });
  }
}

/** One step back is asked for; a host that keeps the history itself prevents the default. `stay`: not one that leads to another tab. */
export class BackEvent extends Event {
  static readonly type = "ii-back";
  constructor(readonly stay = false) {
    super(BackEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** The reader has changed the text of a document; a host that owns the documents prevents the default. */
export class EditEvent extends Event {
  static readonly type = "ii-edit";
  constructor(
    readonly source: number,
    readonly text: string,
  ) {
    super(EditEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** An answer stands: its labels and sizes may be read from the viewer. */
export class AnswerEvent extends Event {
  constructor() {
    super("ii-answer", { bubbles: true, composed: true });
  }
}

/** Progress of reading a response that takes a while. It stays inside. */
export class ReadingEvent extends Event {
  constructor(readonly reading: ReadingProgress) {
    super("ii-reading", { bubbles: true, composed: true });
  }
}

/** An output is to be read in this character set, null for its own; `all`: every output. */
export class CharsetEvent extends Event {
  constructor(
    readonly charset: Charset | null,
    readonly all: boolean,
  ) {
    super("ii-charset", { bubbles: true, composed: true });
  }
}

/** What is copied or saved. */
export interface Export {
  way: "copy" | "save";
  /** What an instance printed, what was executed, a document, or else an id or a line of advice. */
  kind: "output" | "command" | "source" | "text";
  /** Extension of the file. */
  format: string;
  /** Name of the file, or of what is copied. */
  name: string;
  /** A text where it is copied; what is large may be in the browser's keeping. */
  content: string | Uint8Array | Blob;
}

/** The reader has copied or saved something. It stays inside: the widget reports it to its host without the content. */
export class ExportedEvent extends Event {
  /** Whether it is of the chosen record; its pane says so. */
  ofRecord = false;

  constructor(readonly exported: Export) {
    super("ii-exported", { bubbles: true, composed: true });
  }
}
