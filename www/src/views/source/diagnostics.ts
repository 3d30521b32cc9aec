// The diagnostics of one input, by number and by place. Asks the core for few at a time where there are many. Pure but for asking.
import type { Diagnostic, Inspection, Phrase } from "../../core/core.ts";
import type { Place } from "../../state/view.ts";

/** Up to so many are asked for at once. */
const FEW = 2_000;
/** No more are marked in a part of the text. */
const MARKED = 1_000;

export interface Numbered {
  note: Diagnostic<Phrase>;
  /** Place among all diagnostics of all inputs. */
  index: number;
}

export class Notes {
  /** The first of this input, and behind the last. */
  readonly first: number;
  readonly last: number;
  readonly #all: readonly Diagnostic<Phrase>[] | null;

  constructor(
    readonly inspection: Inspection,
    readonly source: number,
  ) {
    const { total, rows } = inspection.diagnostics(0, FEW);
    this.#all = total <= FEW ? rows : null;
    this.first = this.#find(0, total, (note) => note.source >= source);
    this.last = this.#find(this.first, total, (note) => note.source > source);
  }

  /** The first for which `holds`, in a list where it holds from somewhere on. */
  #find(low: number, high: number, holds: (note: Diagnostic<Phrase>) => boolean): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      const note = this.row(middle);
      if (note && holds(note)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  get count(): number {
    return this.last - this.first;
  }

  row(index: number): Diagnostic<Phrase> | undefined {
    return this.#all ? this.#all[index] : this.inspection.diagnostics(index, index + 1).rows[0];
  }

  /** The first that begins at an offset or behind it. */
  from(offset: number): number {
    return this.#find(this.first, this.last, (note) => note.start >= offset);
  }

  /** Those that begin in a part of the text. */
  within(from: number, to: number): Numbered[] {
    const first = this.from(from);
    const last = Math.min(this.last, first + MARKED);
    const rows = this.#all ? this.#all.slice(first, last) : this.inspection.diagnostics(first, last).rows;
    return rows.map((note, i) => ({ note, index: first + i })).filter(({ note }) => note.start <= to);
  }

  /** The one that stands exactly there. */
  at({ start, end }: Place): number | null {
    return this.within(start, start).find(({ note }) => note.start === start && note.end === end)?.index ?? null;
  }
}
