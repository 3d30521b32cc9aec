// When to load what the first picture does not need: at the first sign of the reader, or when the page has been still for a while.

/** So long, in milliseconds, what comes first has the network and the machine to itself. */
const PATIENCE = 3_000;
const SIGNS = ["keydown", "pointerdown", "dragenter"] as const;

export function whenTouched(then: () => void): void {
  const once = (): void => {
    clearTimeout(timer);
    for (const sign of SIGNS) removeEventListener(sign, once, true);
    then();
  };
  const timer = setTimeout(once, PATIENCE);
  for (const sign of SIGNS) addEventListener(sign, once, { capture: true, passive: true });
}
