// A button that copies a text and says so in words, aloud as well.
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { AnswerElement } from "../state/context.ts";
import type { Export } from "../state/view.ts";
import { base } from "./base.ts";
import { give } from "./give.ts";
import { icons } from "./icons.ts";

export class CopyButton extends AnswerElement {
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

  @property({ attribute: false }) text: string | (() => string | Promise<string>) = "";
  /** What is copied, in words, for the button's name. */
  @property() label = "";
  /** What kind of thing it is. */
  @property() kind: Export["kind"] = "text";
  /** Only the icon, with the words as name. */
  @property({ type: Boolean }) brief = false;
  @state() private result: "" | "done" | "refused" = "";
  #timer = 0;

  override render() {
    const { words, result } = this;
    const confirmation = result === "done" ? words.t("copy.done") : result === "refused" ? words.t("copy.refused") : "";
    // The title is the name again, which nobody wants to hear twice.
    return html`<button class="bare" aria-label=${this.label} title=${this.label} aria-description="" @click=${this.#copy}>
        ${result === "done" ? icons.done : icons.copy}${this.brief ? (result ? html`<span class="small">${confirmation}</span>` : nothing) : html`<span>${confirmation || words.t("copy")}</span>`}
      </button>
      <span class="aloud" aria-live="polite">${confirmation}</span>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #copy = async (): Promise<void> => {
    const given = typeof this.text === "function" ? this.text() : this.text;
    // A browser may allow it only in the very moment of the press.
    const text = typeof given === "string" ? given : await given;
    this.result = (await give(this, { way: "copy", kind: this.kind, format: "txt", name: this.label, content: text })) ? "done" : "refused";
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.result = ""), 2000);
  };
}
