// The output pane: decoded text in a monospaced face, or a hex view of bytes that are no text; wrap, copy, download.
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { OutputView } from "../core.ts";
import { base } from "../parts/base.ts";
import { icons } from "../parts/icons.ts";
import { save } from "../parts/save.ts";
import { notes } from "../parts/text.ts";
import type { Words } from "../words.ts";

/** What is shown at once; the rest on request. */
const HEAD = 256 * 1024;

/**
 * @csspart output - the text itself
 * @csspart tools - wrap, copy, download
 */
export class OutputPane extends LitElement {
  static override styles = [
    base,
    css`
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 8px;
        margin-block-end: 4px;
      }
      .top .small {
        flex: 1 1 auto;
      }
      .tools {
        display: flex;
        margin-inline-end: -8px;
      }
      pre {
        max-block-size: 60vh;
        overflow: auto;
        padding: 12px 16px;
        border-radius: var(--ii-radius);
        border: 1px solid var(--ii-line);
        background: var(--ii-sunken);
        font-family: var(--ii-mono);
        font-size: 0.8125rem;
        line-height: 1.25rem;
        font-variant-ligatures: none;
        tab-size: 8;
        unicode-bidi: isolate;
        scrollbar-width: thin;
      }
      pre.wrap {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .notes,
      .cut {
        margin-block-start: 8px;
      }
      @media print {
        pre {
          max-block-size: none;
          white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
      }
    `,
  ];

  @property({ attribute: false }) words!: Words;
  @property() heading = "";
  @property({ attribute: false }) view: OutputView | null = null;
  /** The exact bytes, asked for when they are wanted. */
  @property({ attribute: false }) bytes: () => Uint8Array | null = () => null;
  @property() filename = "output.txt";
  @state() private wrap = true;
  @state() private whole = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("view")) this.whole = false;
  }

  override render() {
    const { words, view } = this;
    if (!view) return nothing;
    const text = view.text ?? view.hex ?? "";
    const cut = !this.whole && text.length > HEAD;
    return html`<div>
      <div class="top">
        <h3>${this.heading}</h3>
        <span class="small muted">${view.label}</span>
        <div class="tools" part="tools">
          ${view.text === null
            ? nothing
            : html`<button class="bare" aria-pressed=${this.wrap} title=${words.t("output.wrap")} @click=${() => (this.wrap = !this.wrap)}>
                ${icons.wrap}<span class="aloud">${words.t("output.wrap")}</span>
              </button>`}
          <ii-copy .words=${words} .text=${text} label=${words.t("output.copy")}></ii-copy>
          <button class="bare" title=${words.t("output.save")} @click=${this.#save}>${icons.save}<span class="aloud">${words.t("output.save")}</span></button>
        </div>
      </div>
      <pre part="output" class=${this.wrap && view.text !== null ? "wrap" : ""} tabindex="0" translate="no" role="region" aria-label=${this.heading}>${cut ? text.slice(0, HEAD) : text}</pre>
      ${cut
        ? html`<p class="cut small">
            ${words.t("output.cut", { shown: HEAD, all: text.length })}
            <button class="link" @click=${() => (this.whole = true)}>${words.t("output.whole")}</button>
          </p>`
        : nothing}
      ${notes(view.notes, words)}
    </div>`;
  }

  #save = (): void => {
    const bytes = this.bytes();
    if (bytes) save(bytes, this.filename);
  };
}
