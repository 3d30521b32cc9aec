// How long something takes: nothing is said of what is done in a moment, and what takes longer says how far it is.
import type { Reading } from "../state/reader.ts";
import type { Progress } from "./input.ts";

/** Milliseconds in which nothing is said. */
const MOMENT = 200;
/** A document of so many bytes takes longer than that, and nothing can be drawn meanwhile: it is said before. */
const LONG = 20_000_000;

/** null: not worth a word. `alone`: a document whose reading cannot be watched or given up half-way. */
export type WaitingState = { progress: Progress | null; alone: number | null } | null;

export class Waiting {
  state: WaitingState = null;
  #since = 0;
  #timer = 0;
  #latest: Progress | null = null;

  constructor(private readonly changed: () => void) {}

  /** Whether something is being done. */
  working(working: boolean): void {
    if (working === this.#since > 0) return;
    clearTimeout(this.#timer);
    this.#since = working ? performance.now() : 0;
    this.#latest = null;
    if (working) this.#timer = window.setTimeout(() => this.#set({ progress: this.#latest, alone: null }), MOMENT);
    else this.#set(null);
  }

  /** How far files are read. */
  told = (progress: Progress): void => {
    this.#latest = progress;
    if (this.#since && performance.now() - this.#since > MOMENT) this.#set({ progress, alone: null });
  };

  /** Which document is inspected next. */
  reading({ document, documents, size, done, of }: Reading): void {
    this.#latest = { done, of, file: document, files: documents };
    const alone = size > LONG ? size : null;
    if (alone !== null || performance.now() - this.#since > MOMENT) this.#set({ progress: this.#latest, alone });
  }

  #set(state: WaitingState): void {
    this.state = state;
    this.changed();
  }
}
