// Hits of a search in what is drawn, marked without touching it: by ranges that the platform paints.
import type { Find } from "../../state/view.ts";
import { findIn } from "./search.ts";

const ALL = "ii-hit";
const ONE = "ii-hit-chosen";
/** Marks beyond these slow the browser down and help nobody. */
export const MOST_HITS = 10_000;

/** The hits in one element. Several elements share the two names that the platform paints by. */
export class Hits {
  #ranges: Range[] = [];
  #find = "";

  /** Whether something else is searched for than before. */
  changed(find: Find): boolean {
    const key = JSON.stringify(find);
    if (key === this.#find) return false;
    this.#find = key;
    return true;
  }

  /** How many are marked. */
  get count(): number {
    return this.#ranges.length;
  }

  /** Marks what is found in an element's text as well. */
  mark(element: Element, find: Find): void {
    const texts = textsOf(element);
    const all = highlight(ALL);
    for (const [start, end] of findIn(texts.text, find, MOST_HITS - this.count)) {
      const from = texts.at(start);
      const to = texts.at(end - 1);
      if (!from || !to) continue;
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset + 1);
      this.#ranges.push(range);
      all?.add(range);
    }
  }

  /** Marks one of them and brings it into sight. */
  show(at: number, scroller: HTMLElement): void {
    const range = this.#ranges[at];
    const one = highlight(ONE);
    one?.clear();
    if (!range) return;
    one?.add(range);
    const box = range.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    // A text has no scrolling of its own but to the side: whatever around it scrolls brings the line into sight.
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (box.left < room.left || box.right > room.right) scroller.scrollLeft += box.left - room.left - room.width / 3;
  }

  clear(): void {
    const [all, one] = [highlight(ALL), highlight(ONE)];
    for (const range of this.#ranges) {
      all?.delete(range);
      one?.delete(range);
    }
    this.#ranges = [];
  }
}

/** Browsers before 2025 may lack it: there hits are stepped through and not painted. */
function highlight(name: string): Highlight | undefined {
  if (!("highlights" in CSS)) return undefined;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  if (name === ONE) made.priority = 1;
  CSS.highlights.set(name, made);
  return made;
}

interface Texts {
  text: string;
  at(offset: number): { node: Text; offset: number } | undefined;
}

/** The text of an element, a line on a line, and the way back to its nodes. */
function textsOf(element: Element): Texts {
  const nodes: Text[] = [];
  const starts: number[] = [];
  let text = "";
  let line: Element | null = null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const own = node.parentElement?.closest(".line:not(.continued)") ?? null;
    if (line && own && own !== line && !text.endsWith("\n")) text += "\n";
    if (own) line = own;
    nodes.push(node);
    starts.push(text.length);
    text += node.data;
  }
  return {
    text,
    at(offset) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      const node = nodes[low - 1];
      const start = starts[low - 1] ?? 0;
      return node && offset - start < node.data.length ? { node, offset: offset - start } : undefined;
    },
  };
}
