// Retries what could not be fetched: when the network is back, and otherwise after growing pauses.

/** Milliseconds until the first time, and the longest until the next. */
const FIRST = 2_000;
const LONGEST = 30_000;

export class Retry {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = FIRST;

  constructor(private readonly act: () => void) {}

  /** Once more, after a pause. */
  plan(): void {
    this.#wait();
    this.#timer = setTimeout(this.#go, this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST);
    addEventListener("online", this.#go);
  }

  /** It is no longer wanted, or it is there. */
  stop(): void {
    this.#wait();
    this.#pause = FIRST;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    removeEventListener("online", this.#go);
  }

  #go = (): void => {
    this.#wait();
    this.act();
  };
}
