// The diagnostics of one input, by number and by place. Asks the core for few at a time where there are many. Pure but for asking.
import type { Diagnostic, Inspection, Phrase } from "../../core/core.ts";
import type { SourceRange } from "../../state/view.ts";

/** Up to so many are asked for at once. */
const FEW = 2_000;
/** No more are marked in a part of the text. */
const MARKED = 1_000;

export interface Numbered {
  diagnostic: Diagnostic<Phrase>;
  /** Place among all diagnostics of all inputs. */
  index: number;
}

export class SourceDiagnostics {
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
    this.first = this.#find(0, total, (diagnostic) => diagnostic.source >= source);
    this.last = this.#find(this.first, total, (diagnostic) => diagnostic.source > source);
  }

  /** The first for which `holds`, in a list where it holds from somewhere on. */
  #find(low: number, high: number, holds: (diagnostic: Diagnostic<Phrase>) => boolean): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      const diagnostic = this.row(middle);
      if (diagnostic && holds(diagnostic)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  get count(): number {
    return this.last - this.first;
  }

  /** Whether something could not be read, or was read by repairing or guessing; what contradicts the rest is no damage to the text. */
  get damaged(): boolean {
    if (this.count > FEW) return true;
    const rows = this.#all ? this.#all.slice(this.first, this.last) : this.inspection.diagnostics(this.first, this.last).rows;
    return rows.some(({ code, severity }) => severity !== "note" && /^(?:source|json|xml|error)\//.test(code));
  }

  row(index: number): Diagnostic<Phrase> | undefined {
    return this.#all ? this.#all[index] : this.inspection.diagnostics(index, index + 1).rows[0];
  }

  /** The first that begins at an offset or behind it. */
  from(offset: number): number {
    return this.#find(this.first, this.last, (diagnostic) => diagnostic.start >= offset);
  }

  /** Those that begin in a part of the text. */
  within(from: number, to: number): Numbered[] {
    const first = this.from(from);
    const last = Math.min(this.last, first + MARKED);
    const rows = this.#all ? this.#all.slice(first, last) : this.inspection.diagnostics(first, last).rows;
    return rows.map((diagnostic, i) => ({ diagnostic, index: first + i })).filter(({ diagnostic }) => diagnostic.start <= to);
  }

  /** The one that stands exactly there. */
  at({ start, end }: SourceRange): number | null {
    return this.within(start, start).find(({ diagnostic }) => diagnostic.start === start && diagnostic.end === end)?.index ?? null;
  }
}
