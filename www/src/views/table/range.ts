// The rows from one to another that Shift chooses: where they begin, how far they reach, and what was chosen before.
import { NOTHING, type Selection } from "../../state/selection.ts";

/** Places of rows, from the first one to before the last. */
export type Span = readonly [start: number, end: number];

export class Range {
  #anchor = 0;
  #reach = 0;
  #before: Selection = NOTHING;

  /** The next one begins at this row. */
  begin(at: number, chosen: Selection): void {
    this.#anchor = this.#reach = at;
    this.#before = chosen;
  }

  /** It reaches to this row from now on: the rows in it, and those that it has left. */
  to(at: number): { rows: Span; left: Span } {
    const [start, end] = [Math.min(this.#anchor, at), Math.max(this.#anchor, at) + 1];
    const reach = this.#reach;
    this.#reach = at;
    return { rows: [start, end], left: reach < start ? [reach, start] : [end, Math.max(end, reach + 1)] };
  }

  /** Those that were not chosen before it. */
  added(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => !this.#before.has(id));
  }
}
