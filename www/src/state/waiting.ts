// Progress: nothing is shown of what is done in a moment; what takes longer shows how far it is.
import type { ReadingProgress } from "./reader.ts";
import type { Progress } from "./input.ts";

/** Milliseconds in which nothing is shown. */
const MOMENT = 200;
/** A document of so many bytes takes longer than that, and nothing can be drawn meanwhile: it is announced before. */
const LONG = 20_000_000;
/** Milliseconds between two pictures of how far files are read: thousands of small ones pass in a second. */
const PICTURE = 100;

/** null: not worth a word. `singleDocument`: the size of a document whose reading can neither be watched nor cancelled. */
export type WaitingState = { progress: Progress | null; singleDocument: number | null } | null;

export class Waiting {
  state: WaitingState = null;
  #since = 0;
  #timer = 0;
  #latest: Progress | null = null;
  #drawn = 0;

  constructor(private readonly changed: () => void) {}

  /** Whether something is being done. */
  working(working: boolean): void {
    if (working === this.#since > 0) return;
    clearTimeout(this.#timer);
    this.#since = working ? performance.now() : 0;
    this.#latest = null;
    if (working) this.#timer = window.setTimeout(() => this.#set({ progress: this.#latest, singleDocument: null }), MOMENT);
    else this.#set(null);
  }

  /** How far files are read. */
  onProgress = (progress: Progress): void => {
    this.#latest = progress;
    const now = performance.now();
    if (!this.#since || now - this.#since <= MOMENT || now - this.#drawn < PICTURE) return;
    this.#drawn = now;
    this.#set({ progress, singleDocument: null });
  };

  /** Which document is inspected next. */
  reading({ document, documents, size, done, of }: ReadingProgress): void {
    this.#latest = { done, of, file: document, files: documents };
    const singleDocument = size > LONG ? size : null;
    if (singleDocument !== null || performance.now() - this.#since > MOMENT) this.#set({ progress: this.#latest, singleDocument });
  }

  #set(state: WaitingState): void {
    this.state = state;
    this.changed();
  }
}
