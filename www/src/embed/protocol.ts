// Messages between embed.html and the page around it. Every message is an object with `protocol`, `version` and `type`.
import type { Report } from "../core/core.ts";
import type { Tab } from "../state/view.ts";
import type { DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent } from "../widget/events.ts";
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
}

/** From the page around it. `connect` comes first; before it, nothing else is heard. */
export type HostMessage =
  | ({ type: "connect" } & Settings)
  | ({ type: "set" } & Settings)
  | { type: "show"; documents: DocumentInput | DocumentInput[]; names?: string[] }
  | { type: "add"; document: DocumentInput }
  | { type: "report"; id: string | number };

/** A message that was not taken. */
export interface Refused {
  type: "refused";
  /** Its type, as far as it has one; longer ones are cut. */
  message: string | null;
  /** Another version; not an object of the protocol; a type that is none; before `connect`; members that are missing or cannot be so; it went wrong here. */
  reason: "version" | "type" | "unconnected" | "members" | "failed";
  /** Which members. */
  members: string[];
  /** Versions that are spoken here. */
  versions: number[];
}

/** To the page around it. */
export type FrameMessage =
  | { type: "hello"; versions: number[] }
  | { type: "connected" }
  | Refused
  | { type: "ignored"; settings: string[] }
  | { type: "size"; height: number }
  | { type: "report"; id: string | number; report: Report | null }
  | ({ type: "ready" } & Fields<ReadyEvent>)
  | ({ type: "selection" } & Fields<SelectionEvent>)
  | ({ type: "diagnostic" } & Fields<DiagnosticEvent>)
  | ({ type: "export" } & Fields<ExportEvent>);

type Fields<E extends Event> = Omit<E, keyof Event>;
