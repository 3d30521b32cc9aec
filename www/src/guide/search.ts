// <guide-search>: looks through the page's own entries and leads to them. `/` brings the keyboard here.
import { html, nothing, render } from "lit";
import { KEYMAP, moveOf, pressed } from "../ui/keymap.ts";
import { type Entry, excerpt, Finder, type Found } from "./find.ts";
import { counted, word } from "./words.ts";

const MOST = 20;

/** What stands in the page: every element that says which kind of entry it is. */
function entries(): Entry[] {
  return [...document.querySelectorAll<HTMLElement>("[data-kind]")].map((element) => {
    const { kind = "", title = "", id = element.id, text, also = "" } = element.dataset;
    // Only codes have a field of their own.
    const field = word(`called.${kind}`);
    return { id, kind, title, also, called: `${word(`entry.${kind}`)} ${field.startsWith("called.") ? "" : field}`, text: [text, ownText(element)].filter(Boolean).join(" ") };
  });
}

/** The text of an entry without that of the entries inside it. */
function ownText(element: Element): string {
  const pieces = [...element.children]
    .filter((child) => !child.matches("[data-kind], .name, guide-rollup, td:has(.try)") && !child.querySelector("[data-kind]"))
    .flatMap((child) => (child.matches(".text") ? [...child.children] : [child]))
    .filter((child) => !child.matches(".meta, .source"));
  return pieces.map((piece) => piece.textContent ?? "").join(" ").replace(/\s+/g, " ").trim();
}

export class GuideSearch extends HTMLElement {
  #finder: Finder | null = null;
  #query = "";
  #open = false;
  #leaving = new AbortController();

  connectedCallback(): void {
    this.querySelector(".unstarted")?.remove();
    this.#draw();
    const { signal } = (this.#leaving = new AbortController());
    document.addEventListener("keydown", this.#slash, { signal });
    document.addEventListener("pointerdown", this.#outside, { signal });
    this.addEventListener("focusout", this.#left);
    this.addEventListener("keydown", this.#walk);
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
  }

  #draw(): void {
    const found = this.#open ? this.#find() : [];
    render(
      html`<search>
        <label class="aloud" for="query">${word("search")}</label>
        <input id="query" type="search" autocomplete="off" spellcheck="false" placeholder=${word("search.hint")} .value=${this.#query} @input=${this.#typed} @focus=${this.#focused} />
        <kbd aria-hidden="true">/</kbd>
        <div class="found" ?hidden=${!this.#open || this.#query.trim() === ""}>
          <p role="status">${found.length > MOST ? word("search.first", { n: MOST, all: found.length }) : found.length ? counted("search.count", found.length) : word("search.none")}</p>
          <ol aria-label=${word("search.results")}>
            ${found.slice(0, MOST).map((one) => this.#result(one))}
          </ol>
        </div>
      </search>`,
      this,
    );
  }

  #result(found: Found) {
    const { id, kind, title } = found.entry;
    return html`<li>
      <a href="#${id}" @click=${this.#chosen}>
        <span class="kind">${word(`entry.${kind}`)}</span><strong>${title}</strong>
        <span class="piece">${excerpt(found).map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text || nothing))}</span>
      </a>
    </li>`;
  }

  #find(): Found[] {
    this.#finder ??= new Finder(entries(), word("search.alike"));
    return this.#finder.find(this.#query);
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #show(open: boolean): void {
    this.#open = open;
    this.#draw();
  }

  #typed = (): void => {
    this.#query = this.#field?.value ?? "";
    this.#show(true);
  };

  #focused = (): void => this.#show(true);

  #chosen = (): void => this.#show(false);

  #slash = (event: KeyboardEvent): void => {
    const field = event.target instanceof HTMLElement && event.target.matches("input, select, textarea, [contenteditable]");
    if (!pressed(event, KEYMAP.search) || field) return;
    event.preventDefault();
    this.#field?.focus();
    this.#field?.select();
  };

  #outside = (event: Event): void => {
    if (this.#open && event.target instanceof Node && !this.contains(event.target)) this.#show(false);
  };

  #left = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.#show(false);
  };

  /** The arrows walk through the results, Enter in the field opens the first, Escape closes. */
  #walk = (event: KeyboardEvent): void => {
    const links = [...this.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const move = moveOf(event);
    if (pressed(event, KEYMAP.escape)) {
      if (!this.#open) return;
      event.preventDefault();
      this.#field?.focus();
      this.#show(false);
    } else if (move === "down" && links.length) {
      event.preventDefault();
      if (!this.#open) this.#show(true);
      links[Math.min(at + 1, links.length - 1)]?.focus();
    } else if (move === "up" && at >= 0) {
      event.preventDefault();
      (at === 0 ? this.#field : links[at - 1])?.focus();
    } else if (pressed(event, KEYMAP.firstHit) && at < 0) links[0]?.click();
  };
}
