// What embed.html and the page around it say to each other. Every message is an object with `protocol`, `version` and `type`.
import type { Report } from "../core.ts";
import type { Tab } from "../view.ts";
import type { DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent } from "../widget/events.ts";
import type { Given } from "../widget/given.ts";

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
export type Asked =
  | ({ type: "connect" } & Settings)
  | ({ type: "set" } & Settings)
  | { type: "show"; documents: Given | Given[]; names?: string[] }
  | { type: "add"; document: Given }
  | { type: "report"; id: string | number };

/** To the page around it. */
export type Told =
  | { type: "hello"; versions: number[] }
  | { type: "connected" }
  | { type: "refused"; versions: number[] }
  | { type: "ignored"; settings: string[] }
  | { type: "size"; height: number }
  | { type: "report"; id: string | number; report: Report | null }
  | ({ type: "ready" } & Fields<ReadyEvent>)
  | ({ type: "selection" } & Fields<SelectionEvent>)
  | ({ type: "diagnostic" } & Fields<DiagnosticEvent>)
  | ({ type: "export" } & Fields<ExportEvent>);

type Fields<E extends Event> = Omit<E, keyof Event>;
