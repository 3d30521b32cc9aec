// A button that copies a text and says so in words, aloud as well.
import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Words } from "../words/words.ts";
import { base } from "./base.ts";
import { GiveEvent } from "../state/view.ts";
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
  @state() private said: "" | "done" | "refused" = "";
  #timer = 0;

  override render() {
    const { words, said } = this;
    const confirmation = said === "done" ? words.t("copy.done") : said === "refused" ? words.t("copy.refused") : "";
    return html`<button class="bare" aria-label=${this.label} title=${this.label} @click=${this.#copy}>
        ${said === "done" ? icons.done : icons.copy}${this.brief ? (said ? html`<span class="small">${confirmation}</span>` : nothing) : html`<span>${confirmation || words.t("copy")}</span>`}
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
      this.said = "done";
      this.dispatchEvent(new GiveEvent("copy", text));
    } catch {
      this.said = "refused";
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.said = ""), 2000);
  };
}
