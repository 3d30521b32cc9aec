// Documents that stand inside an element: data in scripts, and whatever is in the slot `response`.

/** Kinds of scripts that hold data. */
const DATA = /^\s*(application\/(\S+\+)?json|(application|text)\/(\S+\+)?xml|text\/plain)\s*(;|$)/i;

/** Whether the parser of the page may still be in it. */
function open(element: Element): boolean {
  if (element.ownerDocument.readyState !== "loading") return false;
  for (let at: Node | null = element; at; at = at.parentNode) if (at.nextSibling) return false;
  return true;
}

function holdsDocument(child: Element): boolean {
  return child.slot === "response" || (child instanceof HTMLScriptElement && DATA.test(child.type));
}

function textOf(element: Element): string {
  if (element instanceof HTMLTextAreaElement) return element.value;
  if (element instanceof HTMLSlotElement) return element.assignedNodes({ flatten: true }).map((node) => node.textContent ?? "").join("");
  return (element instanceof HTMLTemplateElement ? element.content : element).textContent ?? "";
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
