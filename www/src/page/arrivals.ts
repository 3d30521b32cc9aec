// What arrives anywhere on the page: pasted text, dropped files, a text dragged in. What is dragged from the page itself does not arrive.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PageInput } from "./input.ts";

/** Kinds of text beside the plain one, in the order in which they are wanted. */
const TEXTS = ["application/json", "text/uri-list"];

/** What was pasted or dropped, as the browser hands it over, or as it was kept until the page had begun. */
type TransferredData = Pick<DataTransfer, "getData" | "types"> & { readonly files: Iterable<File> };

/**
 * What was pasted or dropped. Programs put a picture beside a copied text, and a text beside a dragged file: `first` says what is meant. null: nothing at
 * all.
 */
export function inputOf(data: TransferredData | null, first: "files" | "text"): PageInput | null {
  const files = [...(data?.files ?? [])];
  const textOf = (type: string) => data?.getData(type) ?? "";
  const filled = (text: string) => text.trim() !== "";
  const text = textOf("text/plain");
  if (files.length && (first === "files" || !filled(text))) return { kind: "files", files };
  const other = [text, ...TEXTS.map(textOf)].find(filled);
  if (other !== undefined) return { kind: "text", text: other };
  const html = textOf("text/html");
  if (filled(html)) return { kind: "html", html };
  return data?.types.length ? { kind: "none", types: data.types } : null;
}

/** Fields that hold no text of the reader's. */
const NO_TEXT = ["checkbox", "radio", "file", "button", "submit"];

/** The text field or editor that an event is meant for. */
function fieldOf(event: Event): HTMLElement | null {
  const [target] = event.composedPath();
  if (target instanceof HTMLInputElement && NO_TEXT.includes(target.type)) return null;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, input")) ? target : null;
}

export class Arrivals implements ReactiveController {
  /** Something is being dragged over the page. */
  hovering = false;
  /** What is dragged is the page's own: a selected word, a link. */
  #own = false;
  #leaving = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly receive: (input: PageInput) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#leaving = new AbortController());
    // Before fields and the editor: they cannot hold files, and would swallow them.
    document.addEventListener("paste", this.#paste, { capture: true, signal });
    window.addEventListener("dragstart", this.#start, { signal });
    window.addEventListener("dragend", this.#end, { signal });
    window.addEventListener("dragover", this.#over, { signal });
    window.addEventListener("dragleave", this.#leave, { signal });
    window.addEventListener("drop", this.#drop, { capture: true, signal });
  }

  hostDisconnected(): void {
    this.#leaving.abort();
  }

  /** Receives what came before the page was here, of which `public/begin.js` took care. */
  receiveEarly(): void {
    const detail = (kept: TransferredData & { type: string }) => {
      const input = inputOf(kept, kept.type === "drop" ? "files" : "text");
      if (input) this.receive(input);
    };
    window.dispatchEvent(new CustomEvent("inspector-begun", { detail }));
  }

  #hover(hovering: boolean): void {
    if (hovering === this.hovering) return;
    this.hovering = hovering;
    this.host.requestUpdate();
  }

  #paste = (event: ClipboardEvent): void => {
    // Nothing comes to a page that is not shown.
    if (this.host.hidden) return;
    const input = inputOf(event.clipboardData, "text");
    if (!input || (input.kind !== "files" && fieldOf(event))) return;
    event.preventDefault();
    event.stopPropagation();
    this.receive(input);
  };

  #start = (event: DragEvent): void => {
    this.#own = !event.defaultPrevented;
  };

  #end = (): void => {
    this.#own = false;
  };

  /** Whether a field takes what is dragged over it: a text, unless it is a whole one for an empty field, which is read as if it were pasted. */
  #isForField(event: DragEvent): boolean {
    const field = fieldOf(event);
    if (!field || event.dataTransfer?.types.includes("Files")) return false;
    return this.#own || !(field instanceof HTMLTextAreaElement) || field.value !== "";
  }

  #over = (event: DragEvent): void => {
    if (this.host.hidden) return;
    if (this.#isForField(event)) return this.#hover(false);
    event.preventDefault();
    if (this.#own && event.dataTransfer) event.dataTransfer.dropEffect = "none";
    else this.#hover(true);
  };

  #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#hover(false);
  };

  #drop = (event: DragEvent): void => {
    if (this.host.hidden) return;
    this.#hover(false);
    if (this.#isForField(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#own) return;
    const input = inputOf(event.dataTransfer, "files");
    if (input) this.receive(input);
  };
}
