// Keeps one inspection in step with the documents given: reads anew, or only what was added. The last one asked for wins.
import { encode } from "../parts/decode.ts";
import { Failure } from "../parts/wasm.ts";
import { add, open, type Inspection, type Language, release } from "../core.ts";

/** What is read for later: a file, the answer of a fetch. */
interface Later {
  arrayBuffer(): Promise<ArrayBuffer>;
}
export type Response = string | Uint8Array | Later;

/** Also those of another window, such as a frame's, which have another class. */
export function isBytes(given: unknown): given is Uint8Array {
  return ArrayBuffer.isView(given);
}

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

  /** Whether the outcome is still wanted when it is there. */
  async read(given: readonly Response[], language: Language): Promise<boolean> {
    const turn = (this.#turn += 1);
    const before = this.#given;
    const grown = this.inspection !== null && given.length > before.length && before.every((one, i) => one === given[i]);
    const kept = grown ? before.length : 0;
    const documents: Uint8Array[] = this.documents.slice(0, kept);
    try {
      for (const one of given.slice(kept)) documents.push(typeof one === "string" ? encode(one) : isBytes(one) ? one : await bytesOf(one));
      if (turn !== this.#turn) return false;
      if (given.length === 0) this.#hold(null);
      else if (grown) add(this.inspection!, documents.slice(kept));
      else {
        const inspection = await open(documents, language);
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
