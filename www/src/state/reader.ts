// Keeps one inspection in step with the documents: reads anew, or only what was added. The last request wins.
import { add, Cancelled, type Inspection, type Language, open, release } from "../core/core.ts";
import { encode } from "../core/decode.ts";
import { frame } from "../core/lazy.ts";
import { Failure } from "../core/wasm.ts";
import { sameAnswer } from "./same-answer.ts";

/** What is read when it is needed: a file. */
interface FileLike {
  arrayBuffer(): Promise<ArrayBuffer>;
}
/** What a server said with the answer to a request that failed: whose address that is, where it is known, and its status. */
export interface Refusal {
  of: string | null;
  status: number;
}
/** What is waited for: one document or several. */
interface Later {
  documents(): Promise<readonly Uint8Array[]>;
  /** Once they are here. */
  readonly refusal: Refusal | null;
}
/**
 * What the reader takes for a document. Hosts give a `DocumentInput`, of which `widget/input.ts` makes one.
 * @internal
 */
export type ReaderInput = string | Uint8Array | FileLike | Later;

/** Also those of another window, such as a frame's, which have another class. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

/** What became of a reading: it stands; it says nothing new; what stood before stays; another one was asked for meanwhile. */
export type Outcome = "read" | "same" | "kept" | "superseded";

/** How an answer takes the place of the one before it, of a host that asks again and again. */
export interface Polling {
  /** Whether it can; null: it could not be read. `refusal`: of the request whose answer it is. */
  accepts(later: Inspection | null, refusal: Refusal | null): boolean;
}

/** Which document of how many is read next, how long it is, and bytes of all. */
export interface ReadingProgress {
  document: number;
  documents: number;
  size: number;
  done: number;
  of: number;
}

/** A document of so many bytes is read in less than a frame or two; a longer one is announced before, since nothing can be drawn meanwhile. */
const SHORT = 10_000_000;
/** Milliseconds after which the page gets a frame, between two documents. */
const BREATH = 50;

const waits = (one: ReaderInput): one is Later => typeof one === "object" && "documents" in one;

async function bytesOf(one: ReaderInput): Promise<readonly Uint8Array[]> {
  if (typeof one === "string") return [encode(one)];
  if (isBytes(one)) return [one];
  try {
    return waits(one) ? await one.documents() : [new Uint8Array(await one.arrayBuffer())];
  } catch (failure) {
    throw new Failure("unread", failure);
  }
}

export class Reader {
  inspection: Inspection | null = null;
  /** The documents as bytes, in order. */
  documents: Uint8Array[] = [];
  /** Those that could not take the place of what stands, or nothing. */
  refused: readonly Uint8Array[] = [];
  /** Why there is no inspection where there should be one. */
  failure: unknown = null;
  /** Of the request whose answer is shown, where it failed. */
  refusal: Refusal | null = null;
  /** How many documents each of the input turned out to be. */
  #counts: number[] = [];
  #input: readonly ReaderInput[] = [];
  #turn = 0;

  /** `replacing`: the answer that stands is about to be another one. */
  constructor(
    private readonly onProgress: (reading: ReadingProgress) => void = () => undefined,
    private readonly replacing: () => void = () => undefined,
  ) {}

  /** Whether these have been read, and are what is shown. */
  holds(input: readonly ReaderInput[]): boolean {
    return this.inspection !== null && !this.refusal && input.length === this.#input.length && input.every((one, i) => one === this.#input[i]);
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
    this.refused = [];
    this.refusal = null;
    this.#input = [];
  }

  /** Reads these documents as one answer; what is shown stays until then. */
  async read(input: readonly ReaderInput[], language: Language, polling: Polling | null = null): Promise<Outcome> {
    const turn = (this.#turn += 1);
    const before = this.#input;
    const grown = this.inspection !== null && input.length > before.length && before.every((one, i) => one === input[i]);
    const unchanged = grown ? before.length : 0;
    const counts = this.#counts.slice(0, unchanged);
    const here = counts.reduce((all, count) => all + count, 0);
    const documents: Uint8Array[] = this.documents.slice(0, here);
    try {
      for (const one of input.slice(unchanged)) {
        const read = await bytesOf(one);
        counts.push(read.length);
        documents.push(...read);
      }
      if (turn !== this.#turn) return "superseded";
      const more = documents.slice(here);
      const refusal = refusalOf(input);
      if (polling && !refusal && this.#says(documents)) {
        this.#input = [...input];
        this.#counts = counts;
        return "same";
      }
      if (input.length === 0) this.#hold(null);
      // What takes longer, or may be refused, is read into an inspection of its own, so that it can be cancelled half-way.
      else if (grown && sum(more) <= SHORT && !(polling && refusal)) {
        this.replacing();
        add(this.inspection!, more);
      } else {
        const inspection = await open(documents, language, this.#pace(turn, documents));
        const superseded = turn !== this.#turn;
        if (superseded || (polling && this.inspection && !polling.accepts(inspection, refusal))) {
          release(inspection);
          if (!superseded) this.refused = documents;
          return superseded ? "superseded" : "kept";
        }
        this.replacing();
        this.#hold(inspection);
      }
      this.failure = null;
      this.refusal = refusal;
      this.#counts = counts;
    } catch (failure) {
      if (turn !== this.#turn) return "superseded";
      if (failure instanceof Failure && failure.why === "unread" && this.inspection && polling && !polling.accepts(null, null)) return "kept";
      this.fail(failure ?? true);
    }
    this.refused = [];
    this.documents = documents;
    this.#input = this.inspection ? [...input] : [];
    return "read";
  }

  /** Whether the answer that stands says what these documents say. */
  #says(documents: readonly Uint8Array[]): boolean {
    return this.inspection !== null && documents.length > 0 && documents.length === this.documents.length && documents.every((one, i) => sameAnswer(one, this.documents[i]!));
  }

  /** Before each document: reports progress, and lets the page draw it and handle input. */
  #pace(turn: number, documents: readonly Uint8Array[]): (at: number) => Promise<void> {
    let drawn = performance.now();
    return async (at) => {
      const size = documents[at]?.length ?? 0;
      if (size > SHORT || performance.now() - drawn > BREATH) {
        this.onProgress({ document: at + 1, documents: documents.length, size, done: sum(documents.slice(0, at)), of: sum(documents) });
        await frame();
        drawn = performance.now();
      }
      if (turn !== this.#turn) throw new Cancelled();
    };
  }

  /** The inspection cannot be asked any more: the next reading begins anew. */
  fail(failure: unknown): void {
    this.#hold(null);
    this.failure = failure;
    this.refusal = null;
    this.#input = [];
  }

  /** The one before is freed when what still draws it has drawn this one. */
  #hold(inspection: Inspection | null): void {
    const before = this.inspection;
    if (before) setTimeout(() => release(before));
    this.inspection = inspection;
  }
}

/** Of the first request that failed among what has been read. */
function refusalOf(input: readonly ReaderInput[]): Refusal | null {
  return input.filter(waits).find(({ refusal }) => refusal !== null)?.refusal ?? null;
}

function sum(documents: readonly Uint8Array[]): number {
  return documents.reduce((bytes, document) => bytes + document.length, 0);
}
