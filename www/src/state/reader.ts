// Keeps one inspection in step with the documents given: reads anew, or only what was added. The last one asked for wins.
import { encode } from "../core/decode.ts";
import { Failure } from "../core/wasm.ts";
import { frame } from "../core/lazy.ts";
import { add, GivenUp, open, type Inspection, type Language, release } from "../core/core.ts";

/** What is read for later: a file, the answer of a fetch. */
interface Later {
  arrayBuffer(): Promise<ArrayBuffer>;
}
export type Response = string | Uint8Array | Later;

/** Also those of another window, such as a frame's, which have another class. */
export function isBytes(given: unknown): given is Uint8Array {
  return ArrayBuffer.isView(given);
}

/** How far reading is: which document of how many is read next, how long it is, and bytes of all. */
export interface Reading {
  document: number;
  documents: number;
  size: number;
  done: number;
  of: number;
}

/** A document of so many bytes is read in less than a frame or two; a longer one is told before, since nothing can be drawn meanwhile. */
const SHORT = 10_000_000;
/** Milliseconds after which the page gets a frame, between two documents. */
const BREATH = 50;

async function bytesOf(one: Later): Promise<Uint8Array> {
  try {
    return new Uint8Array(await one.arrayBuffer());
  } catch (failure) {
    throw new Failure("unread", failure);
  }
}

export class Reader {
  inspection: Inspection | null = null;
  /** The documents as bytes, in order. */
  documents: Uint8Array[] = [];
  /** Why there is no inspection where there should be one. */
  failure: unknown = null;
  #given: readonly Response[] = [];
  #turn = 0;

  constructor(private readonly told: (reading: Reading) => void = () => undefined) {}

  /** Whether these have been read, and are what is shown. */
  holds(given: readonly Response[]): boolean {
    return this.inspection !== null && given.length === this.#given.length && given.every((one, i) => one === this.#given[i]);
  }

  /** What is being read is not wanted any more. */
  cancel(): void {
    this.#turn += 1;
  }

  /** Gives everything back. */
  release(): void {
    this.cancel();
    this.#hold(null);
    this.documents = [];
    this.#given = [];
  }

  /** Whether the outcome is still wanted when it is there. What is shown stays until then. */
  async read(given: readonly Response[], language: Language): Promise<boolean> {
    const turn = (this.#turn += 1);
    const before = this.#given;
    const grown = this.inspection !== null && given.length > before.length && before.every((one, i) => one === given[i]);
    const kept = grown ? before.length : 0;
    const documents: Uint8Array[] = this.documents.slice(0, kept);
    try {
      for (const one of given.slice(kept)) documents.push(typeof one === "string" ? encode(one) : isBytes(one) ? one : await bytesOf(one));
      if (turn !== this.#turn) return false;
      const more = documents.slice(kept);
      if (given.length === 0) this.#hold(null);
      // What takes longer is read apart, so that it can be given up half-way.
      else if (grown && sum(more) <= SHORT) add(this.inspection!, more);
      else {
        const inspection = await open(documents, language, this.#pace(turn, documents));
        if (turn !== this.#turn) {
          release(inspection);
          return false;
        }
        this.#hold(inspection);
      }
      this.failure = null;
    } catch (failure) {
      if (turn !== this.#turn) return false;
      this.fail(failure ?? true);
    }
    this.documents = documents;
    this.#given = this.inspection ? [...given] : [];
    return true;
  }

  /** Before each document: tells how far it is, and lets the page draw that and hear the reader. */
  #pace(turn: number, documents: readonly Uint8Array[]): (at: number) => Promise<void> {
    let drawn = performance.now();
    return async (at) => {
      const size = documents[at]?.length ?? 0;
      if (size > SHORT || performance.now() - drawn > BREATH) {
        this.told({ document: at + 1, documents: documents.length, size, done: sum(documents.slice(0, at)), of: sum(documents) });
        await frame();
        drawn = performance.now();
      }
      if (turn !== this.#turn) throw new GivenUp();
    };
  }

  /** The inspection cannot be asked any more: the next reading begins anew. */
  fail(failure: unknown): void {
    this.#hold(null);
    this.failure = failure;
    this.#given = [];
  }

  /** The one before is freed when what still draws it has drawn this one. */
  #hold(inspection: Inspection | null): void {
    const before = this.inspection;
    if (before) setTimeout(() => release(before));
    this.inspection = inspection;
  }
}

function sum(documents: readonly Uint8Array[]): number {
  return documents.reduce((bytes, document) => bytes + document.length, 0);
}
