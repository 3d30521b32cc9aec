// A document's bytes as text by range, with offsets and lines as the core counts them: UTF-16 units, U+FFFD for what is no UTF-8.
// Only the bytes are held, and a checkpoint for every 256 KB; so a text may be longer than a string can be. Pure.
import { utf8 } from "../../core/decode.ts";
import { Slices } from "../../core/slices.ts";

const BLOCK = 1 << 18;

interface Checkpoint {
  byte: number;
  unit: number;
  /** Line breaks before it. */
  breaks: number;
}

export class Text {
  /** UTF-16 units. */
  length = 0;
  /** Line breaks; a text has one line more. */
  breaks = 0;
  readonly #checkpoints: Checkpoint[] = [];
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  private constructor(readonly bytes: Uint8Array) {}

  /** Reads the bytes once, in slices; null where `alive` says that nobody waits any more. */
  static async of(input: Uint8Array, alive: () => boolean = () => true): Promise<Text | null> {
    const text = new Text(utf8(input));
    const slices = new Slices();
    for (let at = 0; at < text.bytes.length; ) {
      at = text.#read(at);
      if (!slices.over) continue;
      await slices.pass();
      if (!alive()) return null;
    }
    return text;
  }

  #read(from: number): number {
    const { bytes } = this;
    this.#checkpoints.push({ byte: from, unit: this.length, breaks: this.breaks });
    let to = Math.min(bytes.length, from + BLOCK);
    // A block ends before a character, not in it.
    for (let back = 0; back < 3 && to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80; back += 1) to -= 1;
    for (let i = from; i < to; i += 1) {
      const byte = bytes[i];
      if (byte === 10 || (byte === 13 && bytes[i + 1] !== 10)) this.breaks += 1;
    }
    this.length += this.#decoder.decode(bytes.subarray(from, to)).length;
    return to;
  }

  #checkpointAt(unit: number): number {
    let low = 0;
    let high = this.#checkpoints.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#checkpoints[middle]?.unit ?? 0) <= unit) low = middle;
      else high = middle;
    }
    return low;
  }

  slice(start: number, end: number): string {
    const from = this.#checkpoints[this.#checkpointAt(start)];
    const to = this.#checkpoints[this.#checkpointAt(Math.max(start, end - 1)) + 1];
    if (!from) return "";
    return this.#decoder.decode(this.bytes.subarray(from.byte, to?.byte)).slice(start - from.unit, end - from.unit);
  }

  /** Line breaks before an offset. */
  breaksBefore(unit: number): number {
    const checkpoint = this.#checkpoints[this.#checkpointAt(unit)];
    if (!checkpoint) return 0;
    // With one unit more, so that a `\r` knows whether it ends a line by itself.
    const piece = this.slice(checkpoint.unit, unit + 1);
    let breaks = checkpoint.breaks;
    for (const { 0: end, index } of piece.matchAll(/\r\n|\n|\r/g)) if (index + end.length <= unit - checkpoint.unit) breaks += 1;
    return breaks;
  }

  /** All of it; only for a text that a string can hold. */
  toString(): string {
    return this.slice(0, this.length);
  }
}

/** A part of a text, from offset to offset. */
export interface Part {
  from: number;
  to: number;
}

/** So much of a text is shown at once. */
export const PART = 1_000_000;
/** Lines up to this long are shown from their beginning. */
const LINE_SEARCH = 20_000;

/** The part around an offset; all of a text that is short enough. */
export function partAround(text: Text, at: number): Part {
  if (text.length <= PART) return { from: 0, to: text.length };
  const to = Math.min(text.length, Math.max(PART, Math.round(at + PART / 2)));
  const wanted = Math.max(0, to - PART);
  return { from: wanted === 0 ? 0 : lineStart(text, wanted), to: to === text.length ? to : lineStart(text, to) };
}

/** The beginning of the next line, if that is near; else the offset, moved out of a pair of units. */
function lineStart(text: Text, at: number): number {
  const ahead = text.slice(at, at + LINE_SEARCH);
  const feed = ahead.indexOf("\n");
  if (feed >= 0) return at + feed + 1;
  const unit = ahead.charCodeAt(0);
  return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at;
}
