// When to load what the first paint does not need: at the first gesture of the reader, or after a pause.

/** So long, in milliseconds, what comes first has the network and the machine to itself. */
const PATIENCE = 3_000;

export function onFirstGesture(then: () => void): void {
  const waiting = new AbortController();
  const once = (): void => {
    clearTimeout(timer);
    waiting.abort();
    then();
  };
  const timer = setTimeout(once, PATIENCE);
  for (const gesture of ["keydown", "pointerdown", "dragenter"]) addEventListener(gesture, once, { capture: true, passive: true, signal: waiting.signal });
}
