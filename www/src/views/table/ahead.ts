// What takes long of all rows is made while the reader looks at the first of them, in slices: no letter typed then waits for it.
import type { Inspection, QueryPiece } from "../../core/core.ts";
import { paced } from "../../core/slices.ts";
import type { View } from "../../state/view.ts";

/** So many instances are no long work. */
const FEW = 256;
/** Instances between two looks at the clock: with outputs of 24 KiB a few milliseconds. */
const STEP = 64;
/** Keys that read it, beside texts, and columns to order by. */
const KEYS: readonly (string | null)[] = ["duration", "start", "group", "out"];
const COLUMNS = /\b(?:duration|start|end|group|difference)\b/;

/** Whether rows by such a query, in such an order, cannot be had before it is made. */
export function takesLong(pieces: readonly QueryPiece[], { sort }: View): boolean {
  return COLUMNS.test(sort) || pieces.some(({ kind, key }) => kind === "text" || KEYS.includes(key));
}

export class Ahead {
  /** Whether all is made, or not worth it. */
  done = true;
  #of: readonly unknown[] = [];
  #work: AbortController | null = null;

  /** Begins anew where the answer is another one. `of`: what that hangs on; `then`: once all is made, or could not be. */
  begin(inspection: Inspection, invocation: number, all: number, of: readonly unknown[], then: (made: boolean) => void): void {
    if (of.length === this.#of.length && of.every((one, i) => one === this.#of[i])) return;
    this.stop();
    this.#of = of;
    this.done = all <= FEW;
    if (!this.done) void this.#make(inspection, invocation, (this.#work = new AbortController()).signal, then);
  }

  stop(): void {
    this.#work?.abort();
    this.#of = [];
  }

  async #make(inspection: Inspection, invocation: number, signal: AbortSignal, then: (made: boolean) => void): Promise<void> {
    let made = false;
    try {
      const pace = paced(signal);
      await pace();
      while (!inspection.prepare(invocation, STEP)) await pace();
      made = true;
    } catch {
      // Not wanted any more; or what could not be made is told where it is asked for.
    }
    if (signal.aborted) return;
    this.done = true;
    then(made);
  }
}
