// Bytes one after the other, most of them in the browser's keeping.

/** Parts that are put into a blob at a time: of very many, a browser makes none at once. */
const MOST = 512;

export class Parts {
  bytes = 0;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #blobs: Blob[] = [];

  add(part: Uint8Array<ArrayBuffer>): void {
    this.bytes += part.length;
    this.#parts.push(part);
    if (this.#parts.length === MOST) this.#fold();
  }

  blob(): Blob {
    this.#fold();
    return new Blob(this.#blobs);
  }

  #fold(): void {
    this.#blobs.push(new Blob(this.#parts));
    this.#parts = [];
  }
}
