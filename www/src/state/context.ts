// What the elements inside a host share: its words, and the answer that it shows. An element subscribes by an event that its host handles, and
// receives the values whenever they change. A context of our own: `@lit/context` takes 900 bytes in Brotli for the same.
import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { Inspection } from "../core/core.ts";
import { turn } from "../core/turn.ts";
import type { Hooks } from "./hooks.ts";
import { NOTHING, type Selection } from "./selection.ts";
import type { Words } from "../words/words.ts";

/** So many instances are many. */
export const MANY = 10_000;

/** What is shared. */
export interface Shared {
  words: Words;
  inspection: Inspection | null;
  /** Changes whenever the inspection answers anew. */
  edition: number;
  /** Ids of the instances that are chosen to act on. */
  selection: Selection;
  /** What the page around has put in or taken away; null: nothing. */
  hooks?: Hooks | null;
}

class ContextRequest extends Event {
  constructor(readonly element: AnswerElement) {
    super("ii-context", { bubbles: true, composed: true });
  }
}

/** The host's side. */
export class AnswerContext {
  readonly #elements = new Set<AnswerElement>();
  #shared: Shared | null = null;

  constructor(host: HTMLElement) {
    host.addEventListener("ii-context", (event) => {
      event.stopPropagation();
      const { element } = event as ContextRequest;
      this.#elements.add(element);
      element.unsubscribe = () => this.#elements.delete(element);
      if (this.#shared) Object.assign(element, this.#shared);
    });
  }

  /** Sets what is shared, before the host draws: the elements that it creates begin with it. */
  share(shared: Shared): void {
    this.#shared = shared;
  }

  /** Gives it to the connected elements, once the host has drawn: an element that still has an index of the answer before must not ask the new one for it. */
  publish(): void {
    for (const element of this.#elements) Object.assign(element, this.#shared);
  }
}

/** The element's side: its properties are the host's. */
export abstract class AnswerElement extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) inspection!: Inspection;
  @property({ attribute: false }) edition = 0;
  @property({ attribute: false }) selection: Selection = NOTHING;
  @property({ attribute: false }) hooks: Hooks | null = null;
  /** Set by the host that answered the request. */
  unsubscribe: () => void = () => undefined;
  /** Goes on with what waits until it stands in the page again. */
  #back: () => void = () => undefined;

  override connectedCallback(): void {
    this.dispatchEvent(new ContextRequest(this));
    super.connectedCallback();
    this.#back();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe();
  }

  /** Once it stands in the page: at once, or when it is put there again. */
  #standing(): Promise<void> | void {
    if (!this.isConnected) return new Promise((back) => (this.#back = back));
  }

  /** Whether it takes a while to draw: it does so in a task of its own then, so that none is long. Where so many are chosen, each hears of them for a while. */
  protected get isSlow(): boolean {
    return this.selection.size >= MANY;
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    if (!this.isSlow) return super.scheduleUpdate();
    return turn()
      .then(() => this.#standing())
      .then(() => super.scheduleUpdate());
  }
}
