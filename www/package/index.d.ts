// The elements, their events and where their modules come from. Importing this changes nothing.
import type { Outcome, Report, Severity, Summary } from "./report.js";

export type * from "./report.js";

/** One document: its text, its bytes, a file or the answer of a fetch, or what JSON.parse made of it. */
export type DocumentInput = string | ArrayBuffer | ArrayBufferView | Blob | Response | object;

/** What the center shows. */
export type Tab = "tree" | "table" | "outputs" | "diagnostics";

/** What is looked at, as plain data that may be kept in the browser's history. */
export interface View {
  /** The chosen invocation and instance by their ids, which decide where it is shown in another answer. */
  readonly invokeId: string | null;
  readonly instanceId: string | null;
  /** Where they stand in the answer that is shown; -1 where there is no invocation. */
  readonly invocation: number;
  readonly tab: Tab;
  readonly pane: "invocation" | "record" | "source";
  readonly instance: number | null;
  readonly record: number | null;
  readonly source: number;
  readonly [more: string]: unknown;
}

/** A module, compiled or as bytes, or where to fetch it. */
export type WasmSource = string | URL | Response | BufferSource | WebAssembly.Module;
/** A function is called when the module is needed. */
export type WasmInput = WasmSource | Promise<WasmSource> | (() => WasmSource | Promise<WasmSource>);

/** Says where the modules come from: addresses, bytes or compiled modules. Before the first use. */
export function setWasm(modules: { core?: WasmInput; outputs?: WasmInput }): void;

/** Registers the elements under their names; what is registered already stays. */
export function define(): void;

declare abstract class ResponseElement extends HTMLElement {
  /** What the service answered: text, bytes or an object, or a list of them, in order. Wins over children. */
  response: DocumentInput | readonly DocumentInput[] | null | undefined;
  /** "light", "dark", or "auto". */
  theme: string;
}

/** The whole inspector. */
export class InvocationInspector extends ResponseElement {
  /** Names for the documents, in the same order. */
  names: readonly string[];
  /** What the center shows first. */
  view: Tab | "";
  /** The verdict and the first reason only, with the way to the rest. */
  compact: boolean;
  /** Whether the reader may change the documents' texts. */
  editable: boolean;
  /** Whether events carry what was copied or saved. */
  contents: boolean;
  /** The folder of the guide, for links to its entries; without it there are none. */
  guide: string;
  /** Whether something stands in the slot `aside`. */
  hasAside: boolean;
  /** Resolves when what was given so far has been read; an element reads once it stands in a document. */
  readonly ready: Promise<void>;
  /** The answer in numbers and labels; null before there is one. */
  readonly summary: Summary | null;
  /** What is looked at. */
  readonly current: View;
  /** Adds a document to what is shown: a further page, or the other API's answer to the same invocation. */
  add(document: DocumentInput): void;
  /** Everything, as plain data; null before there is an answer. */
  report(): Report | null;
  /** Shows what was looked at before; `later`: of the response that is about to be given. */
  restore(view: View, later?: boolean): void;
  /** Opens the text of a document. */
  showSource(source: number): void;
  /** Keeps a document's text open under the next answer. */
  keepOpen(source: number): void;
  /** One step back. */
  back(): void;
}

/** The outcome of an invocation: an icon and a word. Of a response, or of a status alone. */
export class InvocationBadge extends ResponseElement {
  /** A status of either vocabulary, in any casing, for a page that has its own list of them. Wins over a response. */
  status: string;
  /** The invocation to show; the worst where it is empty. */
  invokeId: string;
}

/** The three levels of an invocation as a picture. */
export class InvocationDiagram extends ResponseElement {
  /** The invocation to show; the worst where it is empty. */
  invokeId: string;
}

/** What one instance printed. */
export class InvocationOutput extends ResponseElement {
  /** The invocation to show; the worst where it is empty. */
  invokeId: string;
  /** The instance; the worst where it is empty. */
  instanceId: string;
  /** Whether events carry what was copied or saved. */
  contents: boolean;
}

/** What was given has been read, or cannot be. */
export class ReadyEvent extends Event {
  static readonly type: "ii-ready";
  private constructor();
  /** null: all went well; else why nothing can be shown, the text apart. */
  readonly failure: string | null;
  readonly outcome: Outcome | null;
  readonly counts: { invocations: number; instances: number; records: number };
  /** The first hundred, in the documents' order. */
  readonly invokeIds: readonly (string | null)[];
}

/** Something else is looked at. */
export class SelectionEvent extends Event {
  static readonly type: "ii-selection";
  private constructor();
  readonly view: Tab;
  readonly invokeId: string | null;
  readonly instanceId: string | null;
  /** Place of the execution among those of its instance, from 0; null: the newest, or none. */
  readonly record: number | null;
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
  static readonly type: "ii-diagnostic";
  private constructor();
  readonly counts: { error: number; warning: number; note: number };
  /** The first hundred. */
  readonly diagnostics: readonly Finding[];
}

/** The reader has copied or saved something. */
export class ExportEvent extends Event {
  static readonly type: "ii-export";
  private constructor();
  readonly way: "copy" | "save";
  readonly what: "output" | "command" | "source" | "text";
  readonly invokeId: string | null;
  readonly instanceId: string | null;
  readonly record: number | null;
  /** Exactly that, a text as UTF-8, where the element's `contents` asks for it. */
  readonly contents: Uint8Array | null;
}

/** What is looked at has changed; `step`: a step that Back undoes. */
export interface ViewEvent extends Event {
  readonly view: View;
  readonly step: boolean;
}

/** The reader has changed the text of a document. */
export interface EditEvent extends Event {
  readonly source: number;
  readonly text: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "invocation-inspector": InvocationInspector;
    "invocation-badge": InvocationBadge;
    "invocation-diagram": InvocationDiagram;
    "invocation-output": InvocationOutput;
  }
  interface GlobalEventHandlersEventMap {
    "ii-ready": ReadyEvent;
    "ii-selection": SelectionEvent;
    "ii-diagnostic": DiagnosticEvent;
    "ii-export": ExportEvent;
    "ii-view": ViewEvent;
    "ii-back": Event;
    "ii-edit": EditEvent;
  }
}
