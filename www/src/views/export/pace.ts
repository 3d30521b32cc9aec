// Long work in short pieces, which can be cancelled.
import { Cancelled } from "../../core/core.ts";
import { turn } from "../../core/turn.ts";

/** Milliseconds at a time: a frame's worth. */
const PIECE = 12;

/** Gives a function to be awaited between pieces: now and then it lets the page draw and listen, and then says so. It throws `Cancelled` once the work is not wanted any more. */
export function paced(signal: AbortSignal): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (signal.aborted) throw new Cancelled();
    if (performance.now() - since < PIECE) return false;
    await turn();
    since = performance.now();
    if (signal.aborted) throw new Cancelled();
    return true;
  };
}

/** Acts where the last time is so many milliseconds ago: not at each piece, for drawing takes time, too. */
export function now(every: number): (act: () => void) => void {
  let last = performance.now();
  return (act) => {
    if (performance.now() - last < every) return;
    last = performance.now();
    act();
  };
}
