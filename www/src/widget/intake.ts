// Where an element's documents come from: its property `response`, else the address in `src`, else what stands inside it.
import type { ReaderInput } from "../state/reader.ts";
import { Children } from "./children.ts";
import { Fetched } from "./coming.ts";
import { documentsOf, type DocumentsInput, misfit } from "./input.ts";

/** Says what cannot be a document, in the console, without its value; whether it is such. */
export function refuse(host: Element, name: string, input: unknown): boolean {
  const kind = misfit(input);
  if (kind !== null) console.error(`<${host.localName}> ${name}: a ${kind} is no document; give text, bytes, an object, a file, a Response, a stream or a promise of one. Nothing was changed.`);
  return kind !== null;
}

export class Intake {
  #children: Children;
  #inside = "[]";
  #fetched: Fetched | null = null;
  #response: DocumentsInput | null | undefined;
  #given: readonly ReaderInput[] = [];

  /** `changed`: there may be other documents now. */
  constructor(
    private readonly host: Element,
    changed: () => void,
  ) {
    this.#children = new Children(host, () => {
      const inside = JSON.stringify(this.#children.texts);
      if (inside === this.#inside || this.#given.length || this.#fetched) return;
      this.#inside = inside;
      changed();
    });
  }

  connect(): void {
    this.#children.connect();
  }

  disconnect(): void {
    this.#children.disconnect();
    // Unless it only moves to another place.
    setTimeout(() => this.host.isConnected || this.#fetched?.abandon());
  }

  /** Another address; empty: none. */
  set src(src: string) {
    this.#fetched?.abandon();
    this.#fetched = src.trim() ? new Fetched(src.trim(), this.host.baseURI) : null;
  }

  /** The value of the property, or that of before where it cannot be a document. */
  taken<T extends DocumentsInput | null | undefined>(response: T): T {
    if (response !== this.#response && !refuse(this.host, "response", response)) {
      this.#response = response;
      this.#given = documentsOf(response);
    }
    return this.#response as T;
  }

  /** All that is to be read. */
  get documents(): readonly ReaderInput[] {
    if (this.#given.length) return this.#given;
    if (this.#fetched) return [this.#fetched];
    const { texts } = this.#children;
    this.#inside = JSON.stringify(texts);
    return texts;
  }
}
