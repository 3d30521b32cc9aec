// The reader's last change of a text: sent after a pause, or at once before something else is done. It belongs to the input in which it was typed.
import { EditEvent } from "../../state/view.ts";

/** So long after the last key a changed text is read. */
const PAUSE = 300;

/** The element whose inside an element is part of. */
export function hostOf(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : element;
}

export class PendingEdit {
  #timer = 0;
  #edit: EditEvent | null = null;

  /** `viewer`: where it is sent from, also when the text is no longer in the document. */
  constructor(private readonly viewer: () => Element) {}

  get waits(): boolean {
    return this.#edit !== null;
  }

  set(source: number, text: string): void {
    if (this.#edit?.source !== source) this.send();
    this.#edit = new EditEvent(source, text);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.send(), PAUSE);
  }

  send(): void {
    clearTimeout(this.#timer);
    const edit = this.#edit;
    this.#edit = null;
    if (edit) this.viewer().dispatchEvent(edit);
  }

  /** Its element has been removed. If the viewer is still there, it shows another answer, to which the change does not belong. */
  leave(element: Element): void {
    if (element.isConnected) return;
    if (this.viewer().isConnected) this.#edit = null;
    this.send();
  }
}
