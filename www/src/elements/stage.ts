// One element of the package over the sample, as its reader has set it: attributes, slots, properties; what it sent, and its parts. It knows
// the element as any host does, but for the search for parts that are drawn.
import type { Declared } from "./declared.ts";
import sample from "./sample.json";

/** An event that was sent: its own fields as JSON. */
export interface Sent {
  /** From 1 on. */
  number: number;
  name: string;
  fields: string;
}

/** Events that are listed, and letters of each. */
const LISTED = 50;
const LONGEST = 600;
/** A slot whose contents are the sample. */
export const RESPONSE = "response";

const SAMPLE = JSON.stringify(sample);
const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Ids that the sample has, of invocations (`t-`) or instances (`i-`), to choose from. */
export const idsOf = (kind: "t" | "i"): string[] => [...new Set(SAMPLE.match(new RegExp(`\\b${kind}-[\\w]+`, "g")))];

/** Elements under a root that have this part, through the roots inside. */
function partsIn(root: ParentNode, name: string): Element[] {
  return [...root.querySelectorAll("*")].flatMap((one) => [...(one.part.contains(name) ? [one] : []), ...(one.shadowRoot ? partsIn(one.shadowRoot, name) : [])]);
}

export class Stage {
  readonly element: HTMLElement;
  readonly attributes = new Map<string, string>();
  /** What stands in each slot that is filled. */
  readonly slots = new Map<string, HTMLElement>();
  /** Properties that were given something, as JSON. */
  readonly properties = new Map<string, unknown>();
  readonly tokens = new Map<string, string>();
  /** The last first. */
  sent: Sent[] = [];
  readonly counts = new Map<string, number>();
  #number = 0;

  constructor(
    readonly declared: Declared,
    private readonly changed: () => void,
  ) {
    this.element = document.createElement(declared.tagName);
    for (const { name } of declared.events) this.element.addEventListener(name, (event) => this.#hear(event));
    this.answer(true);
  }

  /** null takes the attribute away. */
  set(name: string, value: string | null): void {
    if (value === null) this.attributes.delete(name);
    else this.attributes.set(name, value);
    if (value === null) this.element.removeAttribute(name);
    else this.element.setAttribute(name, value);
    this.changed();
  }

  /** Whether the sample stands in the slot for documents. */
  answer(on: boolean): void {
    this.fill(RESPONSE, on ? SAMPLE : null);
  }

  /** null empties the slot. */
  fill(name: string, text: string | null): void {
    this.slots.get(name)?.remove();
    this.slots.delete(name);
    if (text !== null) {
      const filled = document.createElement(name === RESPONSE ? "pre" : "p");
      filled.slot = name;
      filled.textContent = text;
      this.slots.set(name, filled);
      this.element.append(filled);
    }
    this.changed();
  }

  /** Gives a property something; undefined: what it was. */
  give(name: string, value: unknown, before: unknown): void {
    if (value === undefined) this.properties.delete(name);
    else this.properties.set(name, value);
    Object.assign(this.element, { [name]: value ?? before });
    this.changed();
  }

  /** null takes the value away. */
  dress(token: string, value: string | null): void {
    if (value === null) this.tokens.delete(token);
    else this.tokens.set(token, value);
    this.element.style.setProperty(token, value);
    this.changed();
  }

  /** What makes this state, as HTML; the sample within whole, or as three dots. */
  html(whole: boolean): string {
    const { tagName } = this.declared;
    const attributes = [...this.attributes].map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${escape(value)}"`)).join("");
    const children = [...this.slots].map(([name, { localName, textContent }]) => `\n  <${localName} slot="${name}">${name === RESPONSE && !whole ? "…" : escape(textContent ?? "")}</${localName}>`).join("");
    const given = [...this.properties].map(([name, value]) => `\n  document.querySelector("${tagName}").${name} = ${JSON.stringify(value)};`).join("");
    const style = this.tokens.size ? `<style>\n  ${tagName} { ${[...this.tokens].map(([name, value]) => `${name}: ${value};`).join(" ")} }\n</style>\n` : "";
    return `${style}<${tagName}${attributes}>${children}${children && "\n"}</${tagName}>${given && `\n<script type="module">${given}\n</script>`}`;
  }

  forget(): void {
    this.sent = [];
    this.counts.clear();
    this.changed();
  }

  /** The first of what is seen under the name of a part. */
  part(name: string): Element | undefined {
    return this.element.shadowRoot ? partsIn(this.element.shadowRoot, name).find((one) => one.checkVisibility()) : undefined;
  }

  #hear(event: Event): void {
    if (event.target !== this.element) return;
    const own = Object.entries(event).filter(([name]) => name !== "isTrusted");
    const text = JSON.stringify(Object.fromEntries(own), (_, value: unknown) => (value instanceof Uint8Array ? `Uint8Array(${value.length})` : value));
    const fields = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    this.sent = [{ number: (this.#number += 1), name: event.type, fields }, ...this.sent].slice(0, LISTED);
    this.counts.set(event.type, (this.counts.get(event.type) ?? 0) + 1);
    this.changed();
  }
}
