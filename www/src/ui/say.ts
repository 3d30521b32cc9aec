// What has become of what the reader did, said aloud: a count after a filter, an order, a choice.

/** Something is to be heard, from the region that stands in the viewer. */
export class SayEvent extends Event {
  constructor(readonly text: string) {
    super("ii-say", { bubbles: true, composed: true });
  }
}

/** Milliseconds without anything else to say, after which it is said: whoever types hears what came of it, not of each key. */
const REST = 700;

export class Speaker {
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** Says it in a region that was there before; also where it is what was said before, since the region is empty between. */
  say(region: Element | null, text: string): void {
    if (!region) return;
    region.textContent = "";
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => (region.textContent = text), REST);
  }
}
