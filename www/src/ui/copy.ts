// A button that copies a text and says so in words, aloud as well.
import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Words } from "../words/words.ts";
import { base } from "./base.ts";
import { ExportedEvent } from "../state/view.ts";
import { icons } from "./icons.ts";

export class CopyButton extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      button {
        white-space: nowrap;
      }
      button.small {
        font-size: inherit;
      }
    `,
  ];

  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) text: string | (() => string) = "";
  /** What is copied, in words, for the button's name. */
  @property() label = "";
  /** Only the icon, with the words as name. */
  @property({ type: Boolean }) brief = false;
  @state() private result: "" | "done" | "refused" = "";
  #timer = 0;

  override render() {
    const { words, result } = this;
    const confirmation = result === "done" ? words.t("copy.done") : result === "refused" ? words.t("copy.refused") : "";
    return html`<button class="bare" aria-label=${this.label} title=${this.label} @click=${this.#copy}>
        ${result === "done" ? icons.done : icons.copy}${this.brief ? (result ? html`<span class="small">${confirmation}</span>` : nothing) : html`<span>${confirmation || words.t("copy")}</span>`}
      </button>
      <span class="aloud" aria-live="polite">${confirmation}</span>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #copy = async (): Promise<void> => {
    const text = typeof this.text === "function" ? this.text() : this.text;
    try {
      await navigator.clipboard.writeText(text);
      this.result = "done";
      this.dispatchEvent(new ExportedEvent("copy", text));
    } catch {
      this.result = "refused";
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.result = ""), 2000);
  };
}
