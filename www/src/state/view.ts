// What is looked at: which invocation, which tab, what the pane shows. Plain numbers and words, so that it can stand in the browser's history.
import type { Charset, Outcome } from "../core/core.ts";
import type { ReadingProgress } from "./reader.ts";

export type Tab = "tree" | "table" | "outputs" | "diagnostics";
export type Pane = "invocation" | "record" | "source";
export type Order = "document" | "worst" | "id";

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

export interface View {
  /** Index of the invocation; -1 where there is none. */
  invocation: number;
  tab: Tab;
  pane: Pane;
  instance: number | null;
  /** null: the newest. */
  record: number | null;
  source: number;
  place: SourceRange | null;
  outcomes: Outcome[];
  text: string;
  order: Order;
  find: Find | null;
}

export const FIRST_VIEW: View = {
  invocation: -1,
  tab: "tree",
  pane: "invocation",
  instance: null,
  record: null,
  source: 0,
  place: null,
  outcomes: [],
  text: "",
  order: "worst",
  find: null,
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

/** The viewer's view has changed; a host may keep it in the browser's history. */
export class ViewEvent extends Event {
  constructor(
    readonly view: View,
    readonly step: boolean,
  ) {
    super("ii-view", { bubbles: true, composed: true });
  }
}

/** One step back is asked for; a host that keeps the history itself prevents the default. `stay`: not one that leads to another tab. */
export class BackEvent extends Event {
  constructor(readonly stay = false) {
    super("ii-back", { bubbles: true, composed: true, cancelable: true });
  }
}

/** The reader has changed the text of an input; a host that owns the inputs prevents the default. */
export class EditEvent extends Event {
  constructor(
    readonly source: number,
    readonly text: string,
  ) {
    super("ii-edit", { bubbles: true, composed: true, cancelable: true });
  }
}

/** An answer stands: its labels and sizes may be read from the viewer. */
export class AnswerEvent extends Event {
  constructor() {
    super("ii-answer", { bubbles: true, composed: true });
  }
}

/** A response is being read, and takes a while: how far it is. It stays inside. */
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

/** The reader has taken something away: copied or saved it. It stays inside: the widget tells its host without what it was. */
export class ExportedEvent extends Event {
  constructor(
    readonly way: "copy" | "save",
    readonly content: string | Uint8Array,
  ) {
    super("ii-exported", { bubbles: true, composed: true });
  }
}
