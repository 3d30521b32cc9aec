// The focus: it never falls to the page as a whole because the element that had it is gone.
import { frame } from "../core/lazy.ts";

/** What has the keyboard, however deep in the page it stands; null: nothing has. */
export function focused(): HTMLElement | SVGElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const isNone = at === document.body || at === document.documentElement;
  return !isNone && (at instanceof HTMLElement || at instanceof SVGElement) ? at : null;
}

function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

export class FocusGuard {
  /** What had the keyboard last, unless the reader let go of it. */
  #last: Element | null = null;

  /** Follows the focus until the signal. */
  connect(signal: AbortSignal): void {
    document.addEventListener("focusin", this.note, { signal });
    document.addEventListener("keydown", this.note, { signal, capture: true });
    document.addEventListener("focusout", this.#lost, { signal });
  }

  /** Something is about to change: what has the keyboard now may go. (Where it moves within one shadow root, no event of that comes out.) */
  note = (): void => {
    this.#last = focused() ?? this.#last;
  };

  /** After something has changed: gives the keyboard to `next` where what had it is gone. */
  async restore(next: () => unknown): Promise<void> {
    await frame();
    if (focused() || !this.#last || isThere(this.#last)) return;
    next();
  }

  /** A press beside everything lets go; what vanishes does not. */
  #lost = (event: FocusEvent): void => {
    const [target] = event.composedPath();
    setTimeout(() => {
      if (!focused() && target instanceof Element) this.#last = isThere(target) ? null : target;
    });
  };
}
