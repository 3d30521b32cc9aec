// Outputs and commands of the core, gathered into one collection of the second module: in slices, between which the page draws and handles input.
import type { Texts } from "../../core/core.ts";
import { type Collection, collection, flagsOf } from "./module.ts";

/** Items that are asked for at once, at first and at most, and milliseconds that they should take. */
const [FIRST, MOST] = [64, 8192];
const [SHORT, LONG] = [1, 3];

/** Gives the items from one on up to another, fewer where there are no more; null: none. */
export type Part = (start: number, end: number) => Texts | null;

/** Whose each item is, by its place in the collection; what the numbers mean stands at `Texts`. */
export interface Items {
  readonly kinds: readonly number[];
  readonly invocations: readonly number[];
  readonly instances: readonly number[];
  readonly records: readonly number[];
  readonly outcomes: readonly number[];
  readonly ids: readonly string[];
}

/** The id of an item's instance; empty where there is none. */
export const idOf = ({ ids }: Items, item: number): string => ids[item] ?? "";

export class Gathering implements Items {
  readonly collection: Collection = collection(new Uint8Array(), new Uint32Array(), new Uint8Array(), new Float64Array(), "");
  readonly kinds: number[] = [];
  readonly invocations: number[] = [];
  readonly instances: number[] = [];
  readonly records: number[] = [];
  readonly outcomes: number[] = [];
  readonly ids: string[] = [];
  /** Whether all is here. */
  done = false;
  #step: number;

  /** `expected`: about how many there are; `step`: how many are asked for at once at first. */
  constructor(
    private readonly part: Part,
    private readonly expected = 0,
    step = FIRST,
  ) {
    this.#step = step;
  }

  /** How much is here, from 0 to 1. */
  get progress(): number {
    return this.done ? 1 : Math.min(1, this.kinds.length / Math.max(1, this.expected));
  }

  /** Gathers on until then, by the page's clock. Says whether all is here. */
  advance(until: number): boolean {
    while (!this.done) {
      const since = performance.now();
      if (since >= until) return false;
      this.#next();
      const took = performance.now() - since;
      if (took < SHORT) this.#step = Math.min(MOST, 2 * this.#step);
      else if (took > LONG) this.#step = Math.max(1, this.#step >> 1);
    }
    return true;
  }

  #next(): void {
    const start = this.kinds.length;
    const texts = this.part(start, start + this.#step);
    this.done = texts === null || texts.ends.length < this.#step;
    if (!texts) return;
    this.collection.add(texts.bytes, texts.ends, flagsOf(texts), texts.exitCodes, texts.ids);
    const ids = texts.ids.split("\n");
    texts.kinds.forEach((kind, at) => {
      this.kinds.push(kind);
      this.invocations.push(texts.invocations[at]!);
      this.instances.push(texts.instances[at]!);
      this.records.push(texts.records[at]!);
      this.outcomes.push(texts.outcomes[at]!);
      this.ids.push(ids[at] ?? "");
    });
  }
}
