// The focus: it never falls to the page as a whole because the element that had it is gone.
import { frame } from "../core/lazy.ts";

function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

export class FocusGuard {
  /** What had the keyboard last, unless the reader let go of it. */
  #last: Element | null = null;

  /** Follows the focus until the signal. */
  connect(signal: AbortSignal): void {
    document.addEventListener("focusin", this.#gained, { signal });
    document.addEventListener("focusout", this.#lost, { signal });
  }

  /** After something has changed: gives the keyboard to `next` where what had it is gone. */
  async restore(next: () => unknown): Promise<void> {
    await frame();
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    if (!nowhere || !this.#last || isThere(this.#last)) return;
    next();
  }

  #gained = (event: FocusEvent): void => {
    const [target] = event.composedPath();
    this.#last = target instanceof Element ? target : null;
  };

  /** A press beside everything lets go; what vanishes does not. */
  #lost = (event: FocusEvent): void => {
    const [target] = event.composedPath();
    setTimeout(() => {
      if (target === this.#last && target instanceof Element && isThere(target)) this.#last = null;
    });
  };
}
