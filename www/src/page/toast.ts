// A line under the page's head about what has just happened, with the ways to have it otherwise. It covers nothing, and no clock takes it away.
import { css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { Toast } from "../state/bar.ts";
import { AnswerElement } from "../state/context.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { visible } from "../ui/visible.ts";
import type { Words } from "../words/words.ts";

export class ToastView extends AnswerElement {
  static override styles = [
    base,
    css`
      .toast {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 16px;
        padding: 4px 16px;
        border-block-end: 1px solid var(--ii-line);
        background: var(--ii-accent-soft);
        font-variant-numeric: tabular-nums;
      }
      .toast > span:first-child {
        padding-block: 4px;
        min-inline-size: 0;
      }
      .toast > span:last-child {
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: -12px;
      }
      button {
        background: none;
        border-color: transparent;
        color: var(--ii-accent);
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      button.close {
        padding-inline: 8px;
      }
      @media (min-width: 700px) {
        .toast {
          padding-inline: 32px;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) toast: Toast | null = null;

  /** Takes the keyboard, so that the next stop of Tab is what takes the action back; whether there is something. */
  take(): boolean {
    const line = this.renderRoot.querySelector<HTMLElement>(".toast span");
    line?.focus();
    return line != null;
  }

  override render() {
    const { toast, words } = this;
    // A live region must stand before its text changes, or the change is not announced.
    return html`<div aria-live="polite">${toast ? this.#line(toast, words) : nothing}</div>`;
  }

  #line(toast: Toast, words: Words) {
    const actions = toast.actions.map(({ label, name, act }) => html`<button aria-label=${name ? visible(name) : nothing} @click=${act}>${label}</button>`);
    // Two templates, so that no button becomes another one under a press: what was to be cancelled may be done by then.
    return html`<div class="toast">
      <span tabindex="-1">${visible(toast.text)}</span>
      ${toast.open
        ? html`<span>${actions}</span>`
        : html`<span>
            ${actions}
            <button class="close" title=${words.t("close")} @click=${() => this.dispatchEvent(new Event("inspector-toast-close"))}>${icons.close}</button>
          </span>`}
    </div>`;
  }
}
