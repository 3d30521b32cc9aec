// When to load what the first paint does not need: at the first gesture of the reader, or after a pause.

/** So long, in milliseconds, what comes first has the network and the machine to itself. */
const PATIENCE = 3_000;
const GESTURES = ["keydown", "pointerdown", "dragenter"] as const;

export function onFirstGesture(then: () => void): void {
  const once = (): void => {
    clearTimeout(timer);
    for (const sign of GESTURES) removeEventListener(sign, once, true);
    then();
  };
  const timer = setTimeout(once, PATIENCE);
  for (const sign of GESTURES) addEventListener(sign, once, { capture: true, passive: true });
}
