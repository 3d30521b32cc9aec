// Bytes one after the other, most of them in the browser's keeping.

/** Parts that are put into a blob at a time, and their bytes: of very many, a browser makes none at once, and copying many takes long. */
const MOST = 512;
const MOST_BYTES = 1 << 22;

export class Parts {
  bytes = 0;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  /** Of these. */
  #held = 0;
  readonly #blobs: Blob[] = [];

  add(part: Uint8Array<ArrayBuffer>): void {
    this.bytes += part.length;
    this.#held += part.length;
    this.#parts.push(part);
    if (this.#parts.length === MOST || this.#held >= MOST_BYTES) this.#fold();
  }

  blob(): Blob {
    this.#fold();
    return new Blob(this.#blobs);
  }

  #fold(): void {
    this.#blobs.push(new Blob(this.#parts));
    this.#parts = [];
    this.#held = 0;
  }
}
