// What arrives anywhere on the page: pasted text, dropped files, a text dragged in.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PageInput } from "./input.ts";

export class Arrivals implements ReactiveController {
  /** Something is being dragged over the page. */
  hovering = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly receive: (taken: PageInput) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("paste", this.#paste);
    window.addEventListener("dragover", this.#over);
    window.addEventListener("dragleave", this.#leave);
    window.addEventListener("drop", this.#drop);
  }

  hostDisconnected(): void {
    document.removeEventListener("paste", this.#paste);
    window.removeEventListener("dragover", this.#over);
    window.removeEventListener("dragleave", this.#leave);
    window.removeEventListener("drop", this.#drop);
  }

  #hover(hovering: boolean): void {
    if (hovering === this.hovering) return;
    this.hovering = hovering;
    this.host.requestUpdate();
  }

  /** Programs put a picture beside a copied text, and a text beside a dragged file: `first` says what is meant. */
  #from(data: DataTransfer | null, first: PageInput["kind"]): PageInput | null {
    const files = [...(data?.files ?? [])];
    const text = data?.getData("text/plain") ?? "";
    if (files.length && (first === "files" || text.trim() === "")) return { kind: "files", files };
    return text.trim() === "" ? null : { kind: "text", text };
  }

  #paste = (event: ClipboardEvent): void => {
    const [target] = event.composedPath();
    // A field takes its own, and so does an editor; and nothing comes to a page that is not shown.
    if (event.defaultPrevented || this.host.hidden) return;
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) return;
    const taken = this.#from(event.clipboardData, "text");
    if (!taken) return;
    event.preventDefault();
    this.receive(taken);
  };

  #over = (event: DragEvent): void => {
    if (this.host.hidden) return;
    event.preventDefault();
    this.#hover(true);
  };

  #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#hover(false);
  };

  #drop = (event: DragEvent): void => {
    if (this.host.hidden) return;
    event.preventDefault();
    this.#hover(false);
    const taken = this.#from(event.dataTransfer, "files");
    if (taken) this.receive(taken);
  };
}
