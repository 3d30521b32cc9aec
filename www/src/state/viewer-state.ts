// What a host, and in part a link, can hold of a viewer: what is looked at and what is chosen, as plain data that names things by their ids. A later version reads
// the states of all before it (test/page/states); where a member gets another meaning, `VERSION` counts up and this file has the way from the one before.
import type { Charset } from "../core/core.ts";
import type { Selection } from "./selection.ts";
import type { Find, Pane, SourceRange, Tab, View } from "./view.ts";

export const VERSION = 1;

/** A place in a document's text: line and column from 1, UTF-16 offsets from 0. */
export type TextPlace = Omit<SourceRange, "source">;

/** What is looked at and chosen. A member that is absent stays as it is; members that this version does not know are kept and handed back. */
export interface InspectorState {
  version?: 1;
  /** The invocation and the instance, by their ids; null: one without an id, and no instance. */
  invokeId?: string | null;
  instanceId?: string | null;
  /** The n-th execution of the instance that is here, from 0; null: the newest. */
  execution?: number | null;
  /** The invocation that the chosen one is compared with, by its id; null: none. */
  referenceId?: string | null;
  tab?: Tab;
  pane?: Pane;
  /** The n-th document, from 0, and the place in its text: what the pane shows while it is "source". */
  document?: number;
  place?: TextPlace | null;
  /** What table and outputs are filtered by, in the language of queries. */
  query?: string;
  /** Columns that the table is ordered by, with commas between them; a minus before one turns it round. */
  sort?: string;
  /** Exit codes that the reader expects, as typed; null: only what the service takes for a success. */
  expected?: string | null;
  /** What is searched for in outputs and commands. */
  find?: Find | null;
  /** Ids of the instances that are chosen to act on. */
  selected?: readonly string[];
  /** The character set in which every output is read; null: each in its own. */
  charset?: Charset | null;
  /** Whether the pane has all the width. */
  wide?: boolean;
  [more: string]: unknown;
}

type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === "string";
const isFlag: Fits = (value) => typeof value === "boolean";
const isCount: Fits = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const orNull = (fits: Fits): Fits => (value) => value === null || fits(value);
const oneOf = (list: readonly unknown[]): Fits => (value) => list.includes(value);
const has = (members: { [name: string]: Fits }): Fits => (value) => typeof value === "object" && value !== null && Object.entries(members).every(([name, fits]) => fits((value as { [name: string]: unknown })[name]));

const TABS = ["tree", "table", "outputs", "compare", "diagnostics"] as const satisfies Tab[];
const PANES = ["invocation", "record", "source"] as const satisfies Pane[];
const CHARSETS = ["utf-8", "gb18030", "utf-16le", "utf-16be", "shift_jis", "big5", "windows-1252"] as const satisfies Charset[];

/** What states and views have in common. */
const COMMON = {
  invokeId: orNull(isText),
  instanceId: orNull(isText),
  referenceId: orNull(isText),
  tab: oneOf(TABS),
  pane: oneOf(PANES),
  place: orNull(has({ line: isCount, column: isCount, start: isCount, end: isCount })),
  query: isText,
  sort: isText,
  expected: orNull(isText),
  find: orNull(has({ text: isText, word: isFlag, matchCase: isFlag, pattern: isFlag })),
};
const STATE: { [name: string]: Fits } = {
  ...COMMON,
  version: oneOf([VERSION]),
  execution: orNull(isCount),
  document: isCount,
  selected: (value) => Array.isArray(value) && value.every(isText),
  charset: orNull(oneOf(CHARSETS)),
  wide: isFlag,
};
const VIEW: { [name: string]: Fits } = { ...COMMON, invocation: (value) => value === -1 || isCount(value), instance: orNull(isCount), record: orNull(isCount), reference: orNull(isCount), source: isCount };

function faultOf(fits: { [name: string]: Fits }, value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
  return Object.entries(value).find(([name, member]) => Object.hasOwn(fits, name) && member !== undefined && !fits[name]!(member))?.[0] ?? null;
}

/** The member that no state can have so; "": it is no object; null: it is a state. */
export const faultInState = (value: unknown): string | null => faultOf(STATE, value);
/** The same of a view, or of a part of one. */
export const faultInView = (value: unknown): string | null => faultOf(VIEW, value);

/** What is shown, as a state. An instance or an invocation without an id has no name there. */
export function stateOf({ invokeId, instanceId, record, referenceId, tab, pane, source, place, query, sort, expected, find }: View, selection: Selection, charset: Charset | null, wide: boolean): InspectorState {
  const textPlace = place && { line: place.line, column: place.column, start: place.start, end: place.end };
  return { version: VERSION, invokeId, instanceId, execution: record, referenceId, tab, pane, document: source, place: textPlace, query, sort, expected, find, selected: [...selection], charset, wide };
}

/** Whether a state says where to look. */
export const namesPlace = (state: InspectorState): boolean => (["invokeId", "instanceId", "execution", "referenceId"] as const).some((name) => state[name] !== undefined);

/** The view that a state leads to from another one: ids in places that are still to be found (`locate`); what it does not name stays. */
export function viewOf(state: InspectorState, from: View): View {
  const { invokeId = from.invokeId, referenceId = from.referenceId, execution, tab, pane, document, place, query, sort, expected, find } = state;
  const sameInvocation = invokeId === from.invokeId;
  const { instanceId = sameInvocation ? from.instanceId : null } = state;
  const sameInstance = sameInvocation && instanceId === from.instanceId;
  const source = document ?? from.source;
  return {
    invokeId,
    // Of several invocations without an id the one that is shown is meant.
    invocation: sameInvocation ? from.invocation : 0,
    instanceId,
    instance: sameInstance ? from.instance : instanceId === null ? null : 0,
    record: execution === undefined ? (sameInstance ? from.record : null) : execution,
    referenceId,
    reference: referenceId === from.referenceId ? from.reference : referenceId === null ? null : 0,
    tab: tab ?? from.tab,
    pane: pane ?? from.pane,
    source,
    place: place === undefined ? from.place : place && { source, line: place.line, column: place.column, start: place.start, end: place.end },
    query: query ?? from.query,
    // It hangs on a selection, which is another one where the state has its own.
    only: query === undefined && state.selected === undefined && from.only,
    sort: sort ?? from.sort,
    lines: sameInstance ? from.lines : null,
    expected: expected === undefined ? from.expected : expected,
    find: find === undefined ? from.find : find && { text: find.text, word: find.word, matchCase: find.matchCase, pattern: find.pattern },
  };
}
