// How a text is laid out to be shown: every line end becomes a line feed, and a line that is too long to be drawn is broken where
// a member begins. Knows the way back, so that what is copied or edited is the text itself. Pure.

/** Longer lines are broken. */
const LONG = 2_000;
/** So long is a piece of a broken line at least, where it can be. */
const PIECE = 120;
/** Behind these a member, an element or a tag begins. */
const BETWEEN = /,(?=\s?["{[])|[{[](?=["{[])|>(?=<)/g;

/** What stands for what: ascending offsets into the text as shown, each of a line feed. */
export interface Layout {
  /** For nothing: a line was broken here. */
  soft: readonly number[];
  /** For `\r\n`. */
  pairs: readonly number[];
  /** For a lone `\r`. */
  lone: readonly number[];
}

export interface Shown extends Layout {
  text: string;
}

export function layOut(text: string): Shown {
  const soft: number[] = [];
  const pairs: number[] = [];
  const lone: number[] = [];
  const pieces: string[] = [];
  let length = 0;
  const push = (piece: string, feed: number[] | null) => {
    pieces.push(piece);
    length += piece.length;
    feed?.push(length);
    if (feed) pieces.push("\n");
    if (feed) length += 1;
  };
  const plain: number[] = [];
  const ends = /\r\n|\n|\r/g;
  for (let from = 0; ; ) {
    const end = ends.exec(text);
    const to = end?.index ?? text.length;
    let at = from;
    if (to - from > LONG) for (const cut of cuts(text, from, to)) push(text.slice(at, (at = cut)), soft);
    push(text.slice(at, to), end ? (end[0] === "\n" ? plain : end[0] === "\r" ? lone : pairs) : null);
    if (!end) break;
    from = ends.lastIndex;
  }
  return { text: pieces.join(""), soft, pairs, lone };
}

function cuts(text: string, from: number, to: number): number[] {
  const found: number[] = [];
  let last = from;
  const cut = (at: number) => {
    // No member in sight: anywhere, but not between two halves of a character.
    while (at - last > LONG) {
      last += LONG;
      const unit = text.charCodeAt(last);
      if (unit >= 0xdc00 && unit < 0xe000) last += 1;
      found.push(last);
    }
  };
  BETWEEN.lastIndex = from;
  for (let match = BETWEEN.exec(text); match && match.index + 1 < to; match = BETWEEN.exec(text)) {
    const at = match.index + 1;
    cut(at);
    if (at - last < PIECE) continue;
    found.push(at);
    last = at;
  }
  cut(to);
  return found;
}

/** How many of the offsets lie before `at`. */
export function before(list: readonly number[], at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The offset in the text itself. */
export function toText(layout: Layout, shown: number): number {
  return shown - before(layout.soft, shown) + before(layout.pairs, shown);
}

/** Where an offset of the text is shown: the last place that stands for it, so that a piece begins where it is drawn. */
export function toShown(layout: Layout, text: number, length: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (toText(layout, middle) <= text) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text itself, of a piece of what is shown. */
export function textOf(layout: Layout, shown: string, offset = 0): string {
  const feeds = [
    ...layout.soft.map((at) => [at, ""] as const),
    ...layout.pairs.map((at) => [at, "\r\n"] as const),
    ...layout.lone.map((at) => [at, "\r"] as const),
  ]
    .filter(([at]) => at >= offset && at < offset + shown.length)
    .sort(([a], [b]) => a - b);
  const pieces: string[] = [];
  let from = 0;
  for (const [at, means] of feeds) {
    pieces.push(shown.slice(from, at - offset), means);
    from = at - offset + 1;
  }
  pieces.push(shown.slice(from));
  return pieces.join("");
}
