// The diagram's geometry: a tree of three levels becomes boxes and lines. Pure; knows widths and rows, nothing of meaning.
import type { Outcome, Tree, TreeGroup, TreeInstance } from "../../core/core.ts";

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
    | { kind: "instance"; group: number; node: TreeInstance; at: number; of: number }
    | { kind: "record"; group: number; node: TreeInstance; at: number; of: number }
    | { kind: "more"; group: number; count: number; at: number; of: number }
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
    case "instance":
      return `i${item.node.index}`;
    case "record":
      return `i${item.node.index}r${item.node.records[item.at]?.index ?? 0}`;
    case "more":
      return `m${item.group}`;
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
}

/** `extra`: the chosen instance where it is not among those listed, with its group. */
export function layout(tree: Tree, open: ReadonlySet<number>, width: number, words: Widths, extra: { group: number; node: TreeInstance } | null): Layout {
  const gap = 20;
  const nodeW = Math.min(words.id + 43, Math.max(80, width - 44 - 20 - CELL));
  const fullW = clamp(words.group + 61, 104, 184);
  const least = clamp(words.root + 50, 120, 192);
  const most = Math.max(least, clamp(words.sub + 50, 120, 240));
  const spread = least + fullW + nodeW + 2 * gap + 20 + RECORD;
  // The levels stand beside each other where there is room; else they are indented.
  const wide = width >= spread;
  const rootW = wide ? Math.min(most, least + Math.floor(width - spread)) : Math.max(80, Math.min(width - 24, 320));
  const groupX = wide ? rootW + gap : 20;
  const groupW = wide ? fullW : Math.min(fullW, width - groupX);
  const nodeX = wide ? groupX + groupW + gap : 44;
  // Beside the overall status and the instances there is room for the way to what the guide says of them.
  const recordX = nodeX + nodeW + 20;
  const recordW = Math.min(240, Math.max(CELL, width - recordX));

  const items: Item[] = [{ kind: "root", x: 0, y: 0, w: rootW, h: HEAD, outcome: tree.badge.outcome }];
  const lines: Line[] = [];
  let y = wide ? HEAD / 2 : HEAD + ROW / 2 + 4;

  tree.groups.forEach((group, at) => {
    const isOpen = open.has(at);
    const top = y;
    items.push({ kind: "group", group, at, open: isOpen, x: groupX, y: top - PILL / 2, w: groupW, h: PILL, outcome: group.outcome });
    lines.push({ d: wide ? elbow([rootW, HEAD / 2], rootW + gap / 2, top, groupX) : elbow([10, HEAD], 10, top, groupX), to: `g${at}` });
    if (!isOpen) {
      y += ROW + (wide ? 0 : 4);
      return;
    }
    const nodes = extra?.group === at ? [...group.instances, extra.node] : group.instances;
    const left = group.count - nodes.length;
    const of = nodes.length + (left > 0 ? 1 : 0);
    if (!wide) y += ROW;
    const leadTo = (to: string) =>
      lines.push({ d: wide ? elbow([groupX + groupW, top], groupX + groupW + gap / 2, y, nodeX) : elbow([groupX + 12, top + PILL / 2], groupX + 12, y, nodeX), to });
    nodes.forEach((node, i) => {
      items.push({ kind: "instance", group: at, node, at: i, of, x: nodeX, y: y - PILL / 2, w: nodeW, h: PILL, outcome: node.badge.outcome });
      leadTo(`i${node.index}`);
      const single = node.recordCount === 1 && node.records.length === 1;
      const room = single ? 1 : Math.min(node.records.length, Math.floor(recordW / CELL) - (node.recordCount > node.records.length ? 1 : 0));
      // Where there is no room for all, the newest.
      const first = node.records.length - room;
      for (let r = first; r < first + room; r += 1) {
        const record = node.records[r];
        if (!record) break;
        const cell: Box = { x: recordX + (r - first) * CELL, y: y - PILL / 2, w: single ? recordW : CELL, h: PILL, outcome: record.badge.outcome };
        items.push({ kind: "record", group: at, node, at: r, of: node.records.length, ...cell });
      }
      if (room > 0) lines.push({ d: `M${nodeX + nodeW} ${y}H${recordX}`, to: `i${node.index}r` });
      y += ROW;
    });
    if (left > 0) {
      items.push({ kind: "more", group: at, count: left, at: of - 1, of, x: nodeX, y: y - PILL / 2, w: nodeW, h: PILL, outcome: group.outcome });
      leadTo(`m${at}`);
      y += ROW;
    }
    if (nodes.length === 0 && left <= 0 && wide) y += ROW;
    y += 4;
  });
  return { wide, height: Math.max(HEAD, y - ROW / 2) + 4, items, lines };
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
