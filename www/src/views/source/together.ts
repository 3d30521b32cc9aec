// Two texts of the same values, one of them laid out: where a place of the one is in the other, and both scrolled together.
import type { TextPane } from "./pane.ts";

/** Ascending offsets of places that are known in both texts: diagnostics, both beginnings and both ends. */
export type Anchors = readonly (readonly [of: number, in_: number])[];

/** Where an offset of the one text is in the other, between the anchors around it in proportion. `by`: which side of an anchor is the one text's. */
export function mapped(anchors: Anchors, offset: number, by: 0 | 1): number {
  const other = by === 0 ? 1 : 0;
  const next = anchors.findIndex((anchor) => anchor[by] >= offset);
  const [low, high] = [anchors[Math.max(0, next - 1)], anchors[next < 0 ? anchors.length - 1 : next]];
  if (!low || !high) return 0;
  const width = high[by] - low[by];
  return width <= 0 ? high[other] : Math.round(low[other] + ((Math.min(offset, high[by]) - low[by]) / width) * (high[other] - low[other]));
}

/** How many signs of structure of JSON stand before an offset, outside of strings. */
function structureBefore(json: string, offset: number): number {
  return walk(json, (_, at) => at >= offset)[0];
}

/**
 * Where a place of a sound JSON text is in the same values laid out: behind as many signs of structure. Linear in both texts.
 */
export function laidOutAt(json: string, laidOut: string, offset: number): number {
  const wanted = structureBefore(json, offset);
  return walk(laidOut, (count) => count >= wanted)[1];
}

const STRUCTURE = new Set("{}[],:");

/** Goes through the signs of structure until `done`; gives how many there were, and the offset of what follows the last. */
function walk(json: string, done: (count: number, at: number) => boolean): [count: number, at: number] {
  let count = 0;
  let after = 0;
  for (let at = 0; at < json.length && !done(count, at); at += 1) {
    const sign = json[at] ?? "";
    if (sign === '"') {
      for (at += 1; at < json.length && json[at] !== '"'; at += 1) if (json[at] === "\\") at += 1;
    } else if (STRUCTURE.has(sign)) {
      count += 1;
      after = at + 1;
    }
  }
  while (/\s/.test(json[after] ?? "")) after += 1;
  return [count, after];
}

/** Scrolls the other of two panes as one is scrolled, while `anchors` gives places in both. */
export function scrollTogether(panes: readonly [TextPane, TextPane], anchors: () => Anchors | null): void {
  // What was scrolled from here, whose own event says nothing.
  let moved: TextPane | null = null;
  for (const [by, pane] of panes.entries()) {
    const other = panes[by === 0 ? 1 : 0];
    const follow = (): void => {
      if (moved === pane) return void (moved = null);
      const list = anchors();
      if (!list) return;
      const before = other.view.scrollDOM.scrollTop;
      other.top = mapped(list, pane.top, by as 0 | 1);
      if (other.view.scrollDOM.scrollTop !== before) moved = other;
    };
    pane.view.scrollDOM.addEventListener("scroll", follow, { passive: true });
  }
}
