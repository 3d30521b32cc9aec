// Long work in slices, between which the page draws and listens, and which can be cancelled.
import { Cancelled } from "./core.ts";
import { turn } from "./turn.ts";

/** Milliseconds of a slice: a step that is under way at its end, and what the browser adds, leave a task under ten. */
const SLICE = 5;

export class Slices {
  /** When this slice ends, by the page's clock. */
  until = performance.now() + SLICE;
  /** Whether the page has had its turn. */
  passed = false;

  get over(): boolean {
    return performance.now() >= this.until;
  }

  /** Ends the slice: the page has its turn, and the next one begins. */
  async pass(): Promise<void> {
    await turn();
    this.passed = true;
    this.until = performance.now() + SLICE;
  }
}

/** Gives a function to be awaited between pieces: now and then it ends a slice, and then says so. It throws `Cancelled` once the work is not wanted any more. */
export function paced(signal: AbortSignal): () => Promise<boolean> {
  const slices = new Slices();
  return async () => {
    if (signal.aborted) throw new Cancelled();
    if (!slices.over) return false;
    await slices.pass();
    if (signal.aborted) throw new Cancelled();
    return true;
  };
}

/** Acts, and says so, where the last time is so many milliseconds ago: not at each piece, for drawing takes time, too. */
export function now(every: number): (act: () => void) => boolean {
  let last = performance.now();
  return (act) => {
    if (performance.now() - last < every) return false;
    last = performance.now();
    act();
    return true;
  };
}
