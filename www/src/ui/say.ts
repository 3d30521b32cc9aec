// What has become of what the reader did, said aloud: a count after a filter, an order, a choice.

/** Something is to be heard, from the region that stands in the viewer. */
export class SayEvent extends Event {
  constructor(readonly text: string) {
    super("ii-say", { bubbles: true, composed: true });
  }
}

/** Milliseconds without anything else to say, after which it is said: whoever types hears what came of it, not of each key. */
const REST = 700;
/** Milliseconds for which it stands: what stood there longer would be said once more when a dialog that had hidden it closes. */
const STAYS = 7_000;

export class Speaker {
  /** What is done to the region next. */
  #next: ReturnType<typeof setTimeout> | undefined;

  /** Says it in a region that was there before; also where it is what was said before, since the region is empty between. */
  say(region: Element | null, text: string): void {
    if (!region) return;
    region.textContent = "";
    clearTimeout(this.#next);
    this.#next = setTimeout(() => this.sayNow(region, text), REST);
  }

  sayNow(region: Element | null, text: string): void {
    if (!region) return;
    clearTimeout(this.#next);
    region.textContent = text;
    // Not by itself: it would keep an answer that has gone, with all that stands around it.
    const held = new WeakRef(region);
    this.#next = setTimeout(() => held.deref()?.replaceChildren(), STAYS);
  }
}
