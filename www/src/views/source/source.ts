// The text of one input. The view that marks and repairs is loaded when a source is first opened; until it is there, and where it
// cannot be had, a plain field holds the text.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { decode, decodeExact } from "../../core/decode.ts";
import { lazy } from "../../core/lazy.ts";
import { Retry } from "../../core/retry.ts";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent, type Pane, type SourceRange } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import "../../words/views.ts";
import type { SourceView } from "./editor-view.ts";
import { hostOf, PendingEdit } from "./pending-edit.ts";

/** Longer texts freeze a text field; of them the beginning is shown. */
const FIELD = 1_000_000;
const HEAD = 16_000;
/** Longer texts are too long for the clipboard. */
const COPIED = 100_000_000;

/** So long the plain field waits for the view that is being loaded. */
const PATIENCE = 400;

const loadView = lazy(() => import("./editor.ts"));

/**
 * @csspart source - A document's text in a plain field.
 */
export class SourcePane extends AnswerElement {
  static override styles = [
    base,
    css`
      .top {
        min-block-size: 32px;
      }
      .top h2 {
        font-size: var(--ii-size-lead);
      }
      .top .muted {
        flex: 1;
      }
      textarea {
        display: block;
        inline-size: 100%;
        min-block-size: 320px;
        block-size: calc(0.52 * var(--ii-view, 100vh));
        padding: 12px 16px;
        resize: vertical;
        border: 1px solid var(--ii-edge);
        border-radius: var(--ii-radius);
        background: var(--ii-raised);
        font-family: var(--ii-mono);
        font-size: calc(0.8125 * var(--ii-rem));
        line-height: calc(1.25 * var(--ii-rem));
        white-space: pre;
        scrollbar-width: thin;
      }
      p {
        margin-block-end: 8px;
      }
    `,
  ];

  @property() syntax = "text";
  @property() name = "";
  @property({ attribute: false }) bytes: Uint8Array = new Uint8Array();
  @property({ attribute: false }) source = 0;
  @property({ attribute: false }) place: SourceRange | null = null;
  @property({ type: Boolean }) editable = false;
  /** Whether there is something else for the pane to show, and what. */
  @property({ type: Boolean }) closable = false;
  @property({ attribute: false }) back: Pane = "invocation";
  @state() private loaded = false;
  @state() private failed = false;
  /** Whether the plain field is wanted: not for the moment that loading takes. */
  @state() private plain = false;
  #viewer: Element = this;
  #pending = new PendingEdit(() => this.#viewer);
  #patience = 0;
  #retry = new Retry(() => void this.#load());
  /** What the field holds was typed here: it must not be written over while the answer follows. */
  #typed: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#viewer = hostOf(this);
    this.#patience = window.setTimeout(() => (this.plain = true), PATIENCE);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pending.leave(this);
    clearTimeout(this.#patience);
    this.#retry.stop();
  }

  /** Sends at once what was typed last. */
  flush(): void {
    this.#pending.send();
    this.#view?.flush();
  }

  get #view(): SourceView | null {
    return this.renderRoot.querySelector<SourceView>("ii-source-view");
  }

  async #load(): Promise<void> {
    const loaded = await loadView();
    const caret = this.#caret();
    this.#pending.send();
    this.failed = this.plain = !loaded;
    clearTimeout(this.#patience);
    this.loaded = loaded;
    if (!loaded && this.isConnected) this.#retry.plan();
    await this.updateComplete;
    if (loaded && caret !== null) void this.edit(caret);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  /** Where somebody is typing. */
  #caret(): number | null {
    const field = this.hasUpdated ? this.#field : null;
    return field && this.shadowRoot?.activeElement === field ? field.selectionStart : null;
  }

  protected override updated(changed: PropertyValues): void {
    const field = this.#field;
    if (!field) return;
    if (changed.has("source")) this.#typed = null;
    const text = this.#text();
    if (field.value !== text && this.#typed !== text && !this.#pending.waits) field.value = text;
    if ((changed.has("place") || changed.has("source")) && this.place) field.setSelectionRange(this.place.start, this.place.end);
  }

  #text(): string {
    return this.bytes.length > FIELD ? `${decode(this.bytes.subarray(0, HEAD))}…` : decode(this.bytes);
  }

  /** Puts the keyboard into the text, at a place of it. */
  async edit(at: number): Promise<void> {
    this.plain = !this.loaded;
    await this.updateComplete;
    this.#view?.edit(at);
    this.#field?.focus();
    this.#field?.setSelectionRange(at, at);
  }

  override render() {
    const { words, place, bytes } = this;
    return html`<div class="top">
        <h2>${this.name}</h2>
        <span class="small muted">${place ? words.t("place", { line: place.line, column: place.column }) : words.bytes(bytes.length)}</span>
        ${bytes.length > COPIED ? nothing : html`<ii-copy kind="source" .text=${() => decodeExact(bytes)} label=${words.t("source.copy")}></ii-copy>`}
        ${this.closable ? html`<button class="bare" @click=${() => this.dispatchEvent(new ChooseEvent({ pane: this.back }))}>${icons.close}<span class="aloud">${words.t("close")}</span></button>` : nothing}
      </div>
      ${this.loaded
        ? html`<ii-source-view exportparts="editor" .source=${this.source} .syntax=${this.syntax} .name=${this.name} .bytes=${bytes} .place=${place} ?editable=${this.editable}></ii-source-view>`
        : this.plain
          ? this.#plain()
          : nothing}`;
  }

  #plain() {
    const { words } = this;
    const large = this.bytes.length > FIELD;
    return html`${this.failed ? html`<p class="small muted">${words.t("source.plain")}</p>` : nothing}
      <textarea
        part="source"
        wrap="off"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        translate="no"
        aria-label=${words.t("source.text", { name: this.name })}
        ?readonly=${!this.editable || large}
        @input=${this.#input}
      ></textarea>`;
  }

  #input = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    this.#typed = value;
    this.#pending.set(this.source, value);
  };
}
