// Messages between embed.html and its host page. Every message is an object with `protocol`, `version` and `type`.
import type { Relation, Report } from "../core/core.ts";
import type { Action, Links } from "../state/hooks.ts";
import type { Tab } from "../state/view.ts";
import type { InspectorState } from "../state/viewer-state.ts";
import type { ActionEvent, DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent, StateEvent } from "../widget/events.ts";
import type { DocumentInput } from "../widget/input.ts";

export const PROTOCOL = "invocation-inspector";
export const VERSION = 1;

/** How the inspector looks, by the names of its attributes. */
export interface Settings {
  language?: string;
  theme?: string;
  view?: Tab;
  compact?: boolean;
  editable?: boolean;
  contents?: boolean;
  /** The folder of the guide, by its whole address: links to it open windows, which a sandbox must allow. */
  guide?: string;
  query?: string;
  actions?: Action[];
  links?: Links;
  /** Names with blanks between, or a list of them. */
  tabs?: string | string[];
  hide?: string | string[];
  density?: string;
}

/** Questions by the names of the element's methods. */
export const QUESTIONS = ["instances", "failedIds", "output", "export", "state"] as const;

/** What every message may have: its number among those of its sender, from 1 on; of an answer, the number of the message that it answers. */
export interface Numbered {
  sequence?: number;
  answers?: number;
}

/** From the host page. `connect` comes first; other messages before it are refused. */
export type HostMessage =
  | ({ type: "connect" } & Settings)
  | ({ type: "set" } & Settings)
  | { type: "show"; documents: DocumentInput | DocumentInput[]; names?: string[] }
  | { type: "add"; document: DocumentInput }
  | { type: "report"; id: string | number }
  | { type: "state"; state: InspectorState }
  | { type: "select"; invokeId?: string | null; instanceId?: string | null; execution?: number | null }
  | { type: "ask"; id: string | number; what: (typeof QUESTIONS)[number]; arguments?: unknown[] };

/** A message was refused. */
export interface Refused {
  type: "refused";
  /** Its type, cut where it is long; null where it has none. */
  message: string | null;
  /** In this order: another version of the protocol; an unknown type; sent before `connect`; members that are missing or of a wrong type; an error of ours. */
  reason: "version" | "type" | "unconnected" | "members" | "failed";
  /** Which members. */
  members: string[];
  /** Versions that are spoken here. */
  versions: number[];
}

/** To the host page. */
export type FrameMessage =
  | { type: "hello"; versions: number[] }
  | { type: "connected" }
  | Refused
  | { type: "ignored"; settings: string[] }
  | { type: "size"; height: number }
  | { type: "report"; id: string | number; report: Report | null }
  | { type: "answer"; id: string | number; value: unknown }
  | ({ type: "state" } & Fields<StateEvent>)
  | ({ type: "action" } & Fields<ActionEvent>)
  /** What a document was to what was shown, by which it was added or, `same`, left out; null: nothing was shown, or the document was a file. */
  | { type: "added"; relation: Relation | null }
  | ({ type: "ready" } & Fields<ReadyEvent>)
  | ({ type: "selection" } & Fields<SelectionEvent>)
  | ({ type: "diagnostic" } & Fields<DiagnosticEvent>)
  | ({ type: "export" } & Fields<ExportEvent>);

type Fields<E extends Event> = Omit<E, keyof Event>;
