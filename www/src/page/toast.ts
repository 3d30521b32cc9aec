// A short word about what has just happened, with the ways to have it otherwise. It leaves by itself, not while it is looked at.
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../parts/base.ts";
import { icons } from "../parts/icons.ts";
import type { Words } from "../words.ts";

export interface Toast {
  text: string;
  actions: { label: string; act: () => void }[];
}

const STAY = 12_000;

export class ToastView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        inset-block-end: 16px;
        inset-inline: 16px;
        z-index: 10;
        display: flex;
        justify-content: center;
        pointer-events: none;
      }
      div.toast {
        pointer-events: auto;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
        padding: 8px 8px 8px 16px;
        border-radius: 8px;
        background: var(--ii-ink);
        color: var(--ii-ground);
        box-shadow: 0 4px 24px rgb(0 0 0 / 24%);
      }
      .toast > span:last-child {
        display: flex;
      }
      button {
        color: inherit;
        background: none;
        border-color: transparent;
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      button:hover {
        border-color: currentColor;
      }
      button:focus-visible {
        outline-color: currentColor;
      }
      @media (forced-colors: active) {
        div.toast {
          border: 1px solid CanvasText;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) toast: Toast | null = null;
  #timer = 0;

  protected override updated(changed: PropertyValues): void {
    if (changed.has("toast") && this.toast) this.#wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #wait = (): void => {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.matches(":hover") || this.matches(":focus-within")) this.#wait();
      else this.#close();
    }, STAY);
  };

  #close = (): void => {
    this.toast = null;
    this.dispatchEvent(new Event("inspector-toast-close"));
  };

  override render() {
    const { toast, words } = this;
    return html`<div role="status">
      ${toast
        ? html`<div class="toast">
            <span>${toast.text}</span>
            <span>
              ${toast.actions.map(({ label, act }) => html`<button @click=${act}>${label}</button>`)}
              <button title=${words.t("close")} @click=${this.#close}>${icons.close}<span class="aloud">${words.t("close")}</span></button>
            </span>
          </div>`
        : nothing}
    </div>`;
  }
}
