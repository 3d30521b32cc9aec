// What a host gives, as documents: a property's value of any kind, or the children of an element.
import type { Response } from "../elements/reader.ts";

/** One document: its text, its bytes, or what JSON.parse made of it. */
export type Given = string | ArrayBuffer | ArrayBufferView | object;

function one(given: Given): Response {
  if (typeof given === "string" || given instanceof Uint8Array) return given;
  // By its name, since the buffer of another window has another class.
  if (Object.prototype.toString.call(given) === "[object ArrayBuffer]") return new Uint8Array(given as ArrayBuffer);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  try {
    return JSON.stringify(given) ?? "";
  } catch {
    // It holds itself, or a number without a form in JSON.
    return String(given);
  }
}

/** One document or a list of them. */
export function documentsOf(given: Given | readonly Given[] | null | undefined): Response[] {
  if (given === null || given === undefined || given === "") return [];
  return Array.isArray(given) ? given.map(one) : [one(given)];
}

const SCRIPTS = 'script:is([type="application/json"], [type="application/xml"], [type="text/xml"], [type="text/plain"])';

/** Documents that stand inside an element: data in scripts, and whatever is in the slot `response`. */
export class Children {
  #observer: MutationObserver | undefined;

  constructor(
    private readonly host: Element,
    private readonly changed: () => void,
  ) {}

  /** Their texts, in order; a script ends before the line end that its closing tag stands on. */
  get texts(): string[] {
    const found = this.host.querySelectorAll(`:scope > ${SCRIPTS}, :scope > [slot="response"]`);
    return [...found].map((element) => (element instanceof HTMLTextAreaElement ? element.value : (element.textContent ?? ""))).filter((text) => text.trim() !== "");
  }

  connect(): void {
    this.#observer ??= new MutationObserver(this.changed);
    this.#observer.observe(this.host, { childList: true, characterData: true, subtree: true });
    this.changed();
  }

  disconnect(): void {
    this.#observer?.disconnect();
  }
}
