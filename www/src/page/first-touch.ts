// When to load what the first paint does not need: at the first gesture of the reader, or after a pause.

/** What a reader does before wanting anything. */
const GESTURES = ["keydown", "pointerdown", "dragenter"];
/** And what says that somebody is there. */
const SIGNS = [...GESTURES, "pointermove", "focusin"];

/** Once, at the first of these events, or after so many milliseconds without one. */
function once(events: readonly string[], patience: number, then: () => void): void {
  const waiting = new AbortController();
  const go = (): void => {
    clearTimeout(timer);
    waiting.abort();
    then();
  };
  const timer = setTimeout(go, patience);
  for (const event of events) addEventListener(event, go, { capture: true, passive: true, signal: waiting.signal });
}

/** For three seconds what comes first has the network and the machine to itself. */
export function onFirstGesture(then: () => void): void {
  once(GESTURES, 3_000, then);
}

/** At the first sign of a reader; a page that was opened to be used by the keyboard alone gives none, so at last in any case. */
export function firstSign(): Promise<void> {
  return new Promise((done) => once(SIGNS, 12_000, done));
}
