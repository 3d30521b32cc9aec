// The answers that Back and Undo can restore: their inputs, in memory only, so many bytes of them at most.

/** All kept inputs together, in bytes. */
export const ROOM = 256_000_000;

interface Sized {
  bytes: Uint8Array;
}

/** An id that says nothing and never comes again. `crypto.randomUUID` is missing where the page is not served securely. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Shelf<T extends Sized> {
  #sets = new Map<string, readonly T[]>();

  constructor(private readonly room = ROOM) {}

  get(id: string): readonly T[] | undefined {
    return this.#sets.get(id);
  }

  get ids(): string[] {
    return [...this.#sets.keys()];
  }

  /** Bytes of all inputs; what several sets share counts once. */
  get bytes(): number {
    const texts = new Set([...this.#sets.values()].flatMap((set) => set.map((input) => input.bytes)));
    return [...texts].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Puts a set down as the newest. Of the others the oldest go until there is room; the newest stays, whatever its size. */
  put(id: string, set: readonly T[]): void {
    this.#sets.delete(id);
    this.#sets.set(id, set);
    for (const oldest of this.ids) {
      if (oldest === id || this.bytes <= this.room) return;
      this.#sets.delete(oldest);
    }
  }

  drop(ids: Iterable<string>): void {
    for (const id of ids) this.#sets.delete(id);
  }
}
