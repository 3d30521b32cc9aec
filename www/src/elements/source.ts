// The text of one input: the place that is meant, marked in its lines, and the whole text to read or to change.
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../parts/base.ts";
import { decode } from "../parts/decode.ts";
import { excerpt } from "../parts/excerpt.ts";
import { icons } from "../parts/icons.ts";
import { ChooseEvent, EditEvent, type Pane, type Place } from "../view.ts";
import type { Words } from "../words.ts";

/** Longer texts freeze a text field; of them a part is shown. */
const FIELD = 1_000_000;
const HEAD = 16_000;

/**
 * @csspart source - the text field
 * @csspart excerpt - the lines around the place
 */
export class SourcePane extends LitElement {
  static override styles = [
    base,
    css`
      .top {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 32px;
        margin-block-end: 8px;
      }
      .top h2 {
        font-size: var(--ii-size-lead);
        overflow-wrap: anywhere;
      }
      .top .muted {
        flex: 1;
      }
      pre,
      textarea {
        display: block;
        inline-size: 100%;
        padding: 12px 16px;
        border-radius: var(--ii-radius);
        background: var(--ii-sunken);
        font-family: var(--ii-mono);
        font-size: 0.8125rem;
        line-height: 1.25rem;
        tab-size: 4;
        scrollbar-width: thin;
      }
      pre {
        overflow-x: auto;
        border: 1px solid var(--ii-line);
        margin-block-end: 16px;
        unicode-bidi: isolate;
      }
      pre.head {
        max-block-size: 60vh;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      pre .number {
        display: inline-block;
        min-inline-size: 4ch;
        margin-inline-end: 2ch;
        text-align: end;
        color: var(--ii-muted);
        user-select: none;
      }
      mark {
        background: color-mix(in srgb, var(--ii-stopped) 22%, transparent);
        color: inherit;
        border-block-end: 2px solid var(--ii-stopped);
      }
      textarea {
        min-block-size: 320px;
        block-size: 52vh;
        margin: 0;
        resize: vertical;
        border: 1px solid var(--ii-edge);
        background: var(--ii-raised);
        white-space: pre;
      }
      p {
        margin-block-end: 8px;
      }
    `,
  ];

  @property({ attribute: false }) words!: Words;
  @property() name = "";
  @property({ attribute: false }) bytes: Uint8Array = new Uint8Array();
  @property({ attribute: false }) source = 0;
  @property({ attribute: false }) place: Place | null = null;
  @property({ type: Boolean }) editable = false;
  /** Whether there is something else for the pane to show, and what. */
  @property({ type: Boolean }) closable = false;
  @property({ attribute: false }) back: Pane = "run";
  #text = "";
  #timer = 0;
  /** What the field holds was typed here: it must not be written over while the answer follows. */
  #typed: string | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("bytes") || changed.has("source")) {
      this.#text = decode(this.bytes);
      if (changed.has("source")) this.#typed = null;
    }
  }

  protected override updated(changed: PropertyValues): void {
    const field = this.#field;
    if (!field) return;
    if (field.value !== this.#text && this.#typed !== this.#text) field.value = this.#text;
    if ((changed.has("place") || changed.has("source")) && this.place) this.#reveal(field, this.place);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  /** Puts the keyboard into the text, at a place of it. */
  edit(at: number): void {
    const field = this.#field;
    field?.focus();
    field?.setSelectionRange(at, at);
  }

  override render() {
    const { words, place } = this;
    const text = this.#text;
    const large = text.length > FIELD;
    return html`<div class="top">
        <h2>${this.name}</h2>
        <span class="small muted">${place ? words.t("place", { line: place.line, column: place.column }) : words.bytes(this.bytes.length)}</span>
        <ii-copy .words=${words} .text=${text} label=${words.t("source.copy")}></ii-copy>
        ${this.closable ? html`<button class="bare" @click=${() => this.dispatchEvent(new ChooseEvent({ pane: this.back }))}>${icons.close}<span class="aloud">${words.t("close")}</span></button>` : nothing}
      </div>
      ${place ? this.#excerpt(text, place) : nothing}
      ${large
        ? html`<p class="small muted">${words.t("source.large", { size: words.bytes(this.bytes.length) })}</p>
            ${place ? nothing : html`<pre class="head" tabindex="0" role="region" aria-label=${this.name} translate="no">${text.slice(0, HEAD)}…</pre>`}`
        : html`<textarea
            part="source"
            wrap="off"
            spellcheck="false"
            autocapitalize="off"
            autocomplete="off"
            translate="no"
            aria-label=${words.t("source.text", { name: this.name })}
            ?readonly=${!this.editable}
            @input=${this.#input}
          ></textarea>`}`;
  }

  #excerpt(text: string, place: Place) {
    const lines = excerpt(text, place.start, place.end, place.line);
    return html`<pre part="excerpt" tabindex="0" role="region" aria-label=${this.words.t("source.place")} translate="no">${lines.map(
      (line, i) =>
        html`${i ? "\n" : ""}<span class="number">${line.number}</span>${line.before}${line.marked ? html`<mark>${line.marked}</mark>` : nothing}${line.after}`,
    )}</pre>`;
  }

  #reveal(field: HTMLTextAreaElement, place: Place): void {
    field.setSelectionRange(place.start, place.end);
    const row = parseFloat(getComputedStyle(field).lineHeight) || 20;
    field.scrollTop = Math.max(0, (place.line - 4) * row);
    // A letter of the face is about two fifths of a line wide; only a far place needs the text moved.
    const x = place.column * row * 0.39;
    field.scrollLeft = x < field.clientWidth * 0.75 ? 0 : x - field.clientWidth / 2;
  }

  #input = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    this.#typed = value;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.dispatchEvent(new EditEvent(this.source, value)), 300);
  };
}
