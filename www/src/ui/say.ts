// What is said aloud, in a region that stands there before: the verdict, and what has become of what the reader did: a count after a filter, an order, a choice.

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

/** Says one thing at a time, in one region. */
export class Speaker {
  /** What is done to the region next. */
  #next: ReturnType<typeof setTimeout> | undefined;

  /** `region`: the one in which it is said, if it is there. */
  constructor(private readonly region: () => Element | null) {}

  /** Says it when nothing else is to be said; also where it is what was said before, since the region is empty between. */
  say(text: string): void {
    this.#put("");
    this.#later(REST, (speaker) => speaker.sayNow(text));
  }

  sayNow(text: string): void {
    this.#put(text);
    this.#later(STAYS, (speaker) => speaker.#put(""));
  }

  #put(text: string): void {
    const region = this.region();
    if (region) region.textContent = text;
  }

  /** By a timer that holds neither speaker nor region: it would keep an answer that has gone, with all that stands around it. */
  #later(rest: number, act: (speaker: Speaker) => void): void {
    clearTimeout(this.#next);
    const held = new WeakRef(this);
    this.#next = setTimeout(() => {
      const speaker = held.deref();
      if (speaker) act(speaker);
    }, rest);
  }
}
