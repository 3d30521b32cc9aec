// Documents that stand inside an element: data in scripts, and whatever is in the slot `response`.

/** Kinds of scripts that hold data. */
const DATA = /^\s*(application\/(\S+\+)?json|(application|text)\/(\S+\+)?xml|text\/plain)\s*(;|$)/i;

/** By its name: what was moved here from another window may have that window's class. */
const isA = <K extends keyof HTMLElementTagNameMap>(element: Element, name: K): element is HTMLElementTagNameMap[K] => element.localName === name;

/** Whether the parser of the page may still be in it. */
function open(element: Element): boolean {
  if (element.ownerDocument.readyState !== "loading") return false;
  for (let at: Node | null = element; at; at = at.parentNode) if (at.nextSibling) return false;
  return true;
}

function holdsDocument(child: Element): boolean {
  return child.slot === "response" || (isA(child, "script") && DATA.test(child.type));
}

function textOf(element: Element): string {
  if (isA(element, "textarea")) return element.value;
  if (isA(element, "slot")) return element.assignedNodes({ flatten: true }).map((node) => node.textContent ?? "").join("");
  return (isA(element, "template") ? element.content : element).textContent ?? "";
}

/** Documents that stand inside an element: data in scripts, and whatever is in the slot `response`. */
export class Children {
  #observer: MutationObserver | undefined;

  constructor(
    private readonly host: Element,
    private readonly changed: () => void,
  ) {}

  /** Their texts, in order: all of them, once the last has ended. */
  get texts(): string[] {
    const found = [...this.host.children].filter(holdsDocument);
    const last = found.at(-1);
    if (!last || open(last)) return [];
    return found.map(textOf).filter((text) => text.trim() !== "");
  }

  connect(): void {
    this.#observer ??= new MutationObserver(this.changed);
    this.#observer.observe(this.host, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ["slot", "type"] });
    // What ends with the page ends without a further change.
    if (this.host.ownerDocument.readyState === "loading") this.host.ownerDocument.addEventListener("DOMContentLoaded", this.changed, { once: true });
    this.changed();
  }

  disconnect(): void {
    this.#observer?.disconnect();
  }
}
