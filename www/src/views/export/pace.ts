// Long work in short pieces, which can be cancelled.
import { Cancelled } from "../../core/core.ts";

/** Milliseconds at a time: a frame's worth. */
const PIECE = 12;

/** Gives a function to be awaited between pieces: now and then it lets the page draw and listen, and then says so. It throws `Cancelled` once the work is not wanted any more. */
export function paced(signal: AbortSignal): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (signal.aborted) throw new Cancelled();
    if (performance.now() - since < PIECE) return false;
    await new Promise((done) => setTimeout(done));
    since = performance.now();
    if (signal.aborted) throw new Cancelled();
    return true;
  };
}
