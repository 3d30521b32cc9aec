// Events of the widget for its host: ids and numbers. Contents only where the host has set `contents`.
import type { Outcome, Severity } from "../core/core.ts";
import type { ChangedBy, Tab } from "../state/view.ts";
import type { InspectorState } from "../state/viewer-state.ts";

/** Events among the viewer's own elements, which hosts do not hear. */
export const INTERNAL_EVENTS = ["ii-act", "ii-answer", "ii-charset", "ii-choose", "ii-context", "ii-details", "ii-exported", "ii-failed", "ii-place", "ii-reading", "ii-say", "ii-select", "ii-wide"];

const UP = { bubbles: true, composed: true };

/** What was given has been read, or cannot be. */
export class ReadyEvent extends Event {
  static readonly type = "ii-ready";
  constructor(
    /** null: all went well; else why nothing can be shown, the text apart, or that the request failed whose answer is shown. */
    readonly failure: string | null,
    readonly outcome: Outcome | null,
    readonly counts: { invocations: number; instances: number; records: number },
    /** The first hundred, in the documents' order. */
    readonly invokeIds: readonly (string | null)[],
    /** Whether what failed came after an answer that is still shown, and of which all else here tells. */
    readonly kept = false,
  ) {
    super(ReadyEvent.type, UP);
  }
}

/** Something else is looked at. */
export class SelectionEvent extends Event {
  static readonly type = "ii-selection";
  constructor(
    readonly view: Tab,
    readonly invokeId: string | null,
    readonly instanceId: string | null,
    /** Place of the execution among those of its instance, from 0; null: the newest, or none. */
    readonly record: number | null,
    readonly cause: ChangedBy,
  ) {
    super(SelectionEvent.type, UP);
  }
}

/** What is looked at or chosen has changed, and has been drawn. */
export class StateEvent extends Event {
  static readonly type = "ii-state";
  constructor(
    readonly state: InspectorState,
    readonly cause: ChangedBy,
  ) {
    super(StateEvent.type, UP);
  }
}

/** A button of the host's was pressed. */
export class ActionEvent extends Event {
  static readonly type = "ii-action";
  constructor(
    /** The action's `id`. */
    readonly action: string,
    /** Where its button stands: at a record, at what is selected, over the invocation. */
    readonly from: "record" | "selection" | "invocation",
    readonly invokeId: string | null,
    readonly commandId: string | null,
    /** The instances that it is for. */
    readonly instanceIds: readonly string[],
    /** Of a record, its place among the executions of its instance, from 0; null: the newest, or none. */
    readonly record: number | null,
    /** What the record printed, where the element's `contents` asks for it. */
    readonly contents: Uint8Array | null,
  ) {
    super(ActionEvent.type, { ...UP, cancelable: true });
  }
}

/** A diagnostic without its words, which may quote the response. */
export interface Finding {
  code: string;
  severity: Severity;
  source: number;
  line: number;
  column: number;
}

/** Something in what was given is odd. */
export class DiagnosticEvent extends Event {
  static readonly type = "ii-diagnostic";
  constructor(
    readonly counts: { error: number; warning: number; note: number },
    /** The first hundred. */
    readonly diagnostics: readonly Finding[],
  ) {
    super(DiagnosticEvent.type, UP);
  }
}

/** The reader has copied or saved something. */
export class ExportEvent extends Event {
  static readonly type = "ii-export";
  constructor(
    readonly way: "copy" | "save",
    /** "output" and "command": what was printed, what was executed; "source": a document; "text": an id or a line of advice. */
    readonly what: "output" | "command" | "source" | "text",
    readonly invokeId: string | null,
    readonly instanceId: string | null,
    readonly record: number | null,
    /** Exactly that, a text as UTF-8, where the element's `contents` asks for it. */
    readonly contents: Uint8Array | null,
  ) {
    super(ExportEvent.type, UP);
  }
}
