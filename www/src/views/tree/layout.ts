// The diagram's geometry: a tree of its levels becomes boxes and lines. Pure; knows widths and rows, nothing of meaning.
import type { Outcome, Tree, TreeGroup, TreeInstance, TreeReason } from "../../core/core.ts";

/** Heights and widths where a text is 14 pixels high; the whole drawing grows with the reader's font. */
const ROW = 40;
const PILL = 32;
const HEAD = 56;
const CELL = 28;
/** A record narrower than this has no room for its words. */
const RECORD = 84;
/** Letters of an instance's id: enough to know it by its ends. */
export const LETTERS = 14;

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
  outcome: Outcome;
}

export type Item = Box &
  (
    | { kind: "root" }
    | { kind: "group"; group: TreeGroup; at: number; open: boolean }
    | { kind: "reason"; group: number; reason: TreeReason; at: number; of: number; open: boolean }
    | { kind: "instance"; group: number; node: TreeInstance; at: number; of: number; deep: boolean }
    | { kind: "record"; group: number; node: TreeInstance; at: number; of: number; deep: boolean }
    /** What is not listed, of a reason or of the group itself, and the query that chooses all of these. */
    | { kind: "more"; group: number; reason: number | null; count: number; query: string; at: number; of: number; deep: boolean }
  );

export interface Line {
  d: string;
  /** The keys of the item it leads to. */
  to: string;
}

export interface Layout {
  wide: boolean;
  height: number;
  items: Item[];
  lines: Line[];
}

/** An item's name, stable while the tree stands. */
export function keyOf(item: Item): string {
  switch (item.kind) {
    case "root":
      return "root";
    case "group":
      return `g${item.at}`;
    case "reason":
      return `g${item.group}r${item.reason.reason}`;
    case "instance":
      return `i${item.node.index}`;
    case "record":
      return `i${item.node.index}r${item.node.records[item.at]?.index ?? 0}`;
    case "more":
      return item.reason === null ? `m${item.group}` : `m${item.group}r${item.reason}`;
  }
}

/** From a point to the right, or down a trunk and round a corner to the right. */
function elbow(from: [number, number], trunk: number, y: number, to: number): string {
  const [x, top] = from;
  if (y - top < 1) return `M${x} ${y}H${to}`;
  return `M${x} ${top}H${trunk}V${y - 6}q0 6 6 6H${to}`;
}

/** The widths of the words, measured where there are fonts. */
export interface Widths {
  root: number;
  /** What stands under the root's status. */
  sub: number;
  group: number;
  id: number;
  /** What the records say beside their signs, the sign included. */
  record: number;
}

/** Where each level begins, and how wide its boxes are. */
interface Columns {
  /** The levels stand beside each other; else they are indented. */
  wide: boolean;
  rootW: number;
  groupX: number;
  groupW: number;
  nodeX: number;
  nodeW: number;
  recordX: number;
  recordW: number;
}

const GAP = 20;

/** How far what has a reason stands behind it. */
const DEEP = 20;

function columnsOf(width: number, words: Widths, deep: number): Columns {
  const nodeW = Math.min(words.id + 43 + deep, Math.max(80, width - 44 - 20 - CELL));
  const fullW = clamp(words.group + 61, 104, 184);
  const least = clamp(words.root + 50, 120, 192);
  const most = Math.max(least, clamp(words.sub + 50, 120, 240));
  const spread = least + fullW + nodeW + 2 * GAP + 20 + RECORD;
  const wide = width >= spread;
  // A record's reason is worth more than the words under the root.
  const reason = clamp(words.record - RECORD, 0, 96);
  const rootW = wide ? Math.min(most, least + Math.max(0, Math.floor(width - spread) - reason)) : Math.max(80, Math.min(width - 24, 320));
  const groupX = wide ? rootW + GAP : 20;
  const groupW = wide ? fullW : Math.min(fullW, width - groupX);
  const nodeX = wide ? groupX + groupW + GAP : 44;
  // Beside the overall status and the instances there is room for the way to what the guide says of them.
  const recordX = nodeX + nodeW + 20;
  return { wide, rootW, groupX, groupW, nodeX, nodeW, recordX, recordW: Math.min(240, Math.max(CELL, width - recordX)) };
}

/** What is open, by the places of groups and of reasons. */
export interface Open {
  groups: ReadonlySet<number>;
  reasons: ReadonlySet<number>;
}

/** What is open in a later tree of the same invocation: the same outcomes and reasons, wherever they stand now. */
export function openIn(tree: Tree, before: Tree, { groups, reasons }: Open): Open {
  const outcomes = [...groups].map((at) => before.groups[at]?.outcome);
  const queries = before.groups.flatMap((group) => group.reasons.filter(({ reason }) => reasons.has(reason)).map(({ query }) => query));
  return {
    groups: new Set([...tree.groups.keys()].filter((at) => outcomes.includes(tree.groups[at]?.outcome))),
    reasons: new Set(tree.groups.flatMap((group) => group.reasons.filter(({ query }) => queries.includes(query)).map(({ reason }) => reason))),
  };
}

/** The chosen instance where it is not among those listed, with its group and its reason. */
export interface Extra {
  group: number;
  reason: number | null;
  node: TreeInstance;
}

export function layout(tree: Tree, open: Open, width: number, words: Widths, extra: Extra | null): Layout {
  const columns = columnsOf(width, words, tree.groups.some(({ reasons }) => reasons.length > 0) ? DEEP : 0);
  const { wide, rootW, groupX, groupW } = columns;
  const rows = new Rows(columns, open, extra);
  rows.items.push({ kind: "root", x: 0, y: 0, w: rootW, h: HEAD, outcome: tree.badge.outcome });
  for (const [at, group] of tree.groups.entries()) {
    const isOpen = open.groups.has(at);
    const top = rows.y;
    rows.items.push({ kind: "group", group, at, open: isOpen, x: groupX, y: top - PILL / 2, w: groupW, h: PILL, outcome: group.outcome });
    rows.lines.push({ d: wide ? elbow([rootW, HEAD / 2], rootW + GAP / 2, top, groupX) : elbow([10, HEAD], 10, top, groupX), to: `g${at}` });
    if (!wide || !isOpen) rows.y += ROW;
    if (isOpen) rows.putGroup(group, at, top);
    if (isOpen || !wide) rows.y += 4;
  }
  return { wide, height: Math.max(HEAD, rows.y - ROW / 2) + 4, items: rows.items, lines: rows.lines };
}

/** What is not listed of a reason, or, without one, of a group. */
interface Rest {
  count: number;
  query: string;
  reason: number | null;
}

/** Boxes and lines, row by row. */
class Rows {
  readonly items: Item[] = [];
  readonly lines: Line[] = [];
  /** The middle of the next row. */
  y: number;

  constructor(
    private readonly columns: Columns,
    private readonly open: Open,
    private readonly extra: Extra | null,
  ) {
    this.y = columns.wide ? HEAD / 2 : HEAD + ROW / 2 + 4;
  }

  /** What an open group holds. */
  putGroup(group: TreeGroup, at: number, top: number): void {
    if (group.reasons.length > 0) return this.#putReasons(group, at, top);
    const nodes = this.extra?.group === at ? [...group.instances, this.extra.node] : group.instances;
    const of = this.#putInstances(group, at, top, nodes, { count: group.count - nodes.length, query: `outcome:${group.outcome}`, reason: null }, 0);
    if (of === 0 && this.columns.wide) this.y += ROW;
  }

  /** A box beside its group, or behind its reason, whose box is above it. */
  #place(to: string, top: number, deep: boolean) {
    const { y } = this;
    const { wide, groupX, groupW, nodeX, nodeW } = this.columns;
    const ofGroup = wide ? elbow([groupX + groupW, top], groupX + groupW + GAP / 2, y, nodeX) : elbow([groupX + 12, top + PILL / 2], groupX + 12, y, nodeX);
    this.lines.push({ d: deep ? elbow([nodeX + 9, top + PILL / 2], nodeX + 9, y, nodeX + DEEP) : ofGroup, to });
    const x = deep ? nodeX + DEEP : nodeX;
    return { x, y: y - PILL / 2, w: nodeX + nodeW - x, h: PILL };
  }

  /** Instances, and how many more there are. `before`: how many stand before them among their siblings. Gives the number of all. */
  #putInstances(group: TreeGroup, at: number, top: number, nodes: readonly TreeInstance[], rest: Rest, before: number): number {
    const { nodeX, nodeW, recordX } = this.columns;
    const deep = rest.reason !== null;
    const of = before + nodes.length + (rest.count > 0 ? 1 : 0);
    for (const [i, node] of nodes.entries()) {
      this.items.push({ kind: "instance", group: at, node, at: before + i, of, deep, ...this.#place(`i${node.index}`, top, deep), outcome: node.badge.outcome });
      const records = recordsOf(node, at, this.y, this.columns, deep);
      if (records.length) this.lines.push({ d: `M${nodeX + nodeW} ${this.y}H${recordX}`, to: `i${node.index}r` });
      this.items.push(...records);
      this.y += ROW;
    }
    if (rest.count > 0) {
      this.items.push({ kind: "more", group: at, ...rest, at: of - 1, of, deep, ...this.#place("", top, deep), outcome: group.outcome });
      this.y += ROW;
    }
    return of;
  }

  /** Reasons, and behind each that is open its instances; then what has none of these. */
  #putReasons(group: TreeGroup, at: number, top: number): void {
    const { reasons } = group;
    const { nodeX, recordX, recordW } = this.columns;
    const own = this.extra?.group === at ? this.extra : null;
    const left = group.count - reasons.reduce((sum, { count }) => sum + count, 0);
    const loose = own && !reasons.some(({ reason }) => reason === own.reason) ? [own.node] : [];
    const of = reasons.length + loose.length + (left > loose.length ? 1 : 0);
    for (const [i, reason] of reasons.entries()) {
      const isOpen = this.open.reasons.has(reason.reason);
      const box = this.#place(`g${at}r${reason.reason}`, top, false);
      this.items.push({ kind: "reason", group: at, reason, at: i, of, open: isOpen, ...box, w: Math.max(box.w, recordX + recordW - nodeX), outcome: group.outcome });
      const under = this.y;
      this.y += ROW;
      if (!isOpen) continue;
      const nodes = own && own.reason === reason.reason ? [...reason.instances, own.node] : reason.instances;
      this.#putInstances(group, at, under, nodes, { count: reason.count - nodes.length, query: reason.query, reason: reason.reason }, 0);
    }
    this.#putInstances(group, at, top, loose, { count: left - loose.length, query: `outcome:${group.outcome}`, reason: null }, reasons.length);
  }
}

/** The records beside an instance: one with its words, several as cells; where there is no room for all, the newest. */
function recordsOf(node: TreeInstance, group: number, y: number, { recordX, recordW }: Columns, deep: boolean): Item[] {
  const { records, recordCount } = node;
  const single = recordCount === 1 && records.length === 1;
  const room = single ? 1 : Math.min(records.length, Math.floor(recordW / CELL) - (recordCount > records.length ? 1 : 0));
  const first = records.length - Math.max(0, room);
  return records.slice(first).map((record, i) => {
    const box: Box = { x: recordX + i * CELL, y: y - PILL / 2, w: single ? recordW : CELL, h: PILL, outcome: record.badge.outcome };
    return { kind: "record", group, node, at: first + i, of: records.length, deep, ...box };
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.ceil(Math.min(most, Math.max(least, value)));
}

/** As much of a text as fits; whole words of it, unless that would leave less than half. */
export function fit(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  let fitting = "";
  for (const letter of text) {
    if (measure(`${fitting}${letter}…`) > room) break;
    fitting += letter;
  }
  const words = fitting.slice(0, Math.max(0, fitting.lastIndexOf(" ")));
  return `${(words.length * 2 >= fitting.length ? words : fitting).trimEnd()}…`;
}
