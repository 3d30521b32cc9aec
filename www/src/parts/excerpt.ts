// A few lines of a text around a place, with the place marked; long lines are cut around it. Pure.

export interface ExcerptLine {
  number: number;
  before: string;
  /** Empty where the place is not on this line. */
  marked: string;
  after: string;
}

const AROUND = 2;
const ROOM = 160;

export function excerpt(text: string, start: number, end: number, line: number, around = AROUND): ExcerptLine[] {
  let from = lineStart(text, Math.min(start, text.length));
  let number = line;
  for (let i = 0; i < around && from > 0; i += 1) {
    from = lineStart(text, from - 1);
    number -= 1;
  }
  const lines: ExcerptLine[] = [];
  let past = 0;
  while (from <= text.length && past <= around && lines.length < 40) {
    const to = lineEnd(text, from);
    const a = Math.min(to, Math.max(from, start));
    // An empty place still has a width to see: the character it stands before.
    const b = Math.min(to, Math.max(a, Math.min(end > start ? end : start + 1, to)));
    const here = start <= to && end >= from;
    lines.push(
      here
        ? { number, before: cutHead(text.slice(Math.max(from, a - ROOM - 1), a)), marked: text.slice(a, Math.min(b, a + 4 * ROOM)), after: cutTail(text.slice(b, Math.min(to, b + ROOM + 1))) }
        : { number, before: cutTail(text.slice(from, Math.min(to, from + ROOM + 1))), marked: "", after: "" },
    );
    if (from > end || (here && end <= to)) past += 1;
    if (to >= text.length) break;
    from = text.startsWith("\r\n", to) ? to + 2 : to + 1;
    number += 1;
  }
  return lines;
}

function lineStart(text: string, at: number): number {
  let i = at;
  while (i > 0 && text[i - 1] !== "\n" && !(text[i - 1] === "\r" && text[i] !== "\n")) i -= 1;
  return i;
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  const to = feed < 0 ? text.length : feed;
  return to > from && text[to - 1] === "\r" ? to - 1 : to;
}

function cutHead(piece: string): string {
  return piece.length > ROOM ? `…${piece.slice(1)}` : piece;
}

function cutTail(piece: string): string {
  return piece.length > ROOM ? `${piece.slice(0, -1)}…` : piece;
}
