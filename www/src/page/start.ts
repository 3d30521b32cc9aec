// Before any input: one calm field, where to get its contents, samples, and what happens to the data.
import { css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { AnswerElement } from "../state/context.ts";
import { FIELD } from "../state/input.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { KEYMAP, pressed } from "../ui/keymap.ts";
import { phrase } from "../ui/text.ts";
import { inputOf } from "./arrivals.ts";
import { CommandEvent, InputReceivedEvent } from "./input.ts";

export class StartScreen extends AnswerElement {
  static override styles = [
    base,
    css`
      :host {
        max-inline-size: 832px;
        margin-inline: auto;
        padding: clamp(16px, 5vh, 56px) 16px 48px;
      }
      h1 {
        font-size: var(--ii-size-verdict);
        line-height: calc(2.25 * var(--ii-rem));
        font-weight: 650;
        letter-spacing: -0.012em;
        text-wrap: balance;
      }
      .lead {
        margin-block: 8px 24px;
        font-size: var(--ii-size-lead);
        line-height: calc(1.5 * var(--ii-rem));
        color: var(--ii-muted);
        max-inline-size: 76ch;
        text-wrap: pretty;
      }
      .lead code {
        color: var(--ii-ink);
      }
      .field {
        border: 1px solid var(--ii-edge);
        border-radius: 8px;
        background: var(--ii-raised);
      }
      .field:has(textarea:focus) {
        border-color: var(--ii-accent);
        outline: 1px solid var(--ii-accent);
      }
      .field textarea {
        display: block;
        inline-size: 100%;
        block-size: clamp(160px, 24vh, 280px);
        padding: 16px;
        border: 0;
        outline: 0;
        border-radius: 8px;
        background: none;
        resize: vertical;
        font-family: var(--ii-mono);
        font-size: calc(0.8125 * var(--ii-rem));
        line-height: calc(1.25 * var(--ii-rem));
      }
      textarea::placeholder {
        color: var(--ii-muted);
        opacity: 1;
      }
      .under {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        padding: 8px;
        border-block-start: 1px solid var(--ii-line);
      }
      .under .muted {
        flex: 1 1 200px;
      }
      .ways {
        display: grid;
        gap: 40px;
        margin-block-start: 40px;
      }
      h2 {
        margin-block-end: 8px;
      }
      .command {
        display: flex;
        align-items: center;
        gap: 8px;
        border-block-end: 1px solid var(--ii-line);
        min-block-size: 40px;
        padding-block: 4px;
      }
      .command code {
        flex: 1;
      }
      .command ii-copy {
        margin-inline-end: -8px;
      }
      .commands + p {
        margin-block-start: 8px;
      }
      .back {
        margin-block-end: 24px;
      }
      p.muted {
        max-inline-size: 76ch;
      }
    `,
  ];

  /** What the field holds at first: what was typed and not read yet. */
  @property() draft = "";
  @property({ type: Boolean, attribute: "has-answer" }) hasAnswer = false;

  override render() {
    const { words } = this;
    return html`${this.hasAnswer
        ? html`<button class="bare back" @click=${() => this.dispatchEvent(new CommandEvent("answer"))}>${icons.back}<span>${words.t("start.answer")}</span></button>`
        : nothing}
      <h1>${words.t("start.title")}</h1>
      <p class="lead">${phrase(words.phrase("start.lead"))}</p>
      <div class="field">
        <textarea
          spellcheck="false"
          autocapitalize="off"
          autocomplete="off"
          translate="no"
          aria-label=${words.t("start.field")}
          placeholder=${words.t("start.placeholder")}
          .value=${this.draft}
          @paste=${this.#paste}
          @keydown=${this.#key}
        ></textarea>
        <div class="under">
          <button class="main" @click=${this.#read}>${words.t("start.read")}</button>
          <button @click=${() => this.dispatchEvent(new CommandEvent("open"))}>${icons.open}<span>${words.t("start.open")}</span></button>
          <span class="small muted">${words.t("start.drop")}</span>
        </div>
      </div>
      <div class="ways">
        <section>
          <h2>${words.t("start.samples")}</h2>
          <inspector-samples></inspector-samples>
        </section>
        <section>
          <h2>${words.t("start.where")}</h2>
          <div class="commands">
            ${[words.t("command.invocations"), words.t("command.results")].map(
              (command) => html`<div class="command"><code translate="no">${command}</code><ii-copy .text=${command} label=${words.t("next.copy")}></ii-copy></div>`,
            )}
          </div>
          <p class="small muted">${phrase(words.phrase("start.console"))}</p>
        </section>
        <section>
          <h2>${words.t("start.private")}</h2>
          <p class="muted">${phrase(words.phrase("start.proof"))}</p>
        </section>
      </div>`;
  }

  /** The field is what this screen is for. */
  override focus(): void {
    this.#field.focus();
  }

  get #field(): HTMLTextAreaElement {
    return this.renderRoot.querySelector("textarea")!;
  }

  #read = (): void => {
    const text = this.#field.value;
    if (text.trim() !== "") this.dispatchEvent(new InputReceivedEvent({ kind: "text", text }));
    else this.#field.focus();
  };

  #paste = (event: ClipboardEvent): void => {
    const pasted = inputOf(event.clipboardData, "text");
    const text = pasted?.kind === "text" ? pasted.text : "";
    const isPlain = text !== "" && text === event.clipboardData?.getData("text/plain");
    const field = this.#field;
    const whole = field.selectionEnd - field.selectionStart === field.value.length;
    // What the field cannot hold itself is read beside it.
    if (pasted && (!isPlain || text.length > FIELD || whole)) {
      event.preventDefault();
      this.dispatchEvent(new InputReceivedEvent(pasted));
    } else setTimeout(this.#read);
    // The page reads what is pasted elsewhere.
    event.stopPropagation();
  };

  #key = (event: KeyboardEvent): void => {
    if (pressed(event, KEYMAP.inspect)) this.#read();
  };
}
