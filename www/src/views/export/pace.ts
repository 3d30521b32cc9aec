// Long work in short pieces, which can be cancelled.
import { Cancelled } from "../../core/core.ts";

/** Milliseconds at a time: a frame's worth. */
const PIECE = 12;

/**
 * Lets the page draw, listen and do what else waits. A timer waits for four milliseconds where it follows others; browsers that have it put a task
 * behind the others without. (`scheduler.yield` would go on before them, so that on a busy page nothing else had its turn.)
 */
function yielded(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<void> } };
  return scheduler?.postTask?.(() => {}) ?? new Promise((done) => setTimeout(done));
}

/** Gives a function to be awaited between pieces: now and then it lets the page draw and listen, and then says so. It throws `Cancelled` once the work is not wanted any more. */
export function paced(signal: AbortSignal): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (signal.aborted) throw new Cancelled();
    if (performance.now() - since < PIECE) return false;
    await yielded();
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
