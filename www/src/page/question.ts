// Asks before something from outside is shown: a bar over the page that stays until it is answered. One at a time; the last wins.
import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../ui/base.ts";
import { register } from "../ui/register.ts";
import { tokens } from "../ui/tokens.ts";
import { visible } from "../ui/visible.ts";
import { focused } from "./focus.ts";

export interface Question {
  text: string;
  /** What is known of where it comes from. */
  detail: string;
  yes: string;
  no: string;
}

export class QuestionBar extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      :host {
        position: sticky;
        inset-block-start: 0;
        z-index: 9;
        display: block;
        border-block-end: 1px solid var(--ii-edge);
        background: var(--ii-accent-soft);
        color: var(--ii-ink);
      }
      div.question {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 24px;
        padding: 12px clamp(16px, 2.5vw, 32px);
      }
      .text {
        flex: 0 1 76ch;
      }
      strong {
        font-weight: 600;
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) question!: Question;
  @property({ attribute: false }) answer: (agreed: boolean) => void = () => undefined;

  override render() {
    const { text, detail, yes, no } = this.question;
    return html`<div class="question" role="alert">
      <div class="text">
        <p><strong>${visible(text)}</strong></p>
        <p class="small muted">${visible(detail)}</p>
      </div>
      <div class="answers">
        <button class="main" @click=${() => this.answer(true)}>${yes}</button>
        <button @click=${() => this.answer(false)}>${no}</button>
      </div>
    </div>`;
  }
}

let current: QuestionBar | undefined;

/** Whether the reader agrees. Without a word from the reader, nothing happens. */
export function agreed(question: Question): Promise<boolean> {
  register([["inspector-question", QuestionBar]]);
  current?.answer(false);
  const bar = document.createElement("inspector-question") as QuestionBar;
  current = bar;
  const before = focused();
  return new Promise((done) => {
    bar.question = question;
    bar.answer = (agreed) => {
      const answered = bar.matches(":focus-within");
      bar.remove();
      // Who has answered by keyboard goes on where they were.
      if (answered) before?.focus({ preventScroll: true });
      if (answered) document.querySelector<HTMLElement & { restoreFocus(): void }>("inspector-page")?.restoreFocus();
      if (current === bar) current = undefined;
      done(agreed);
    };
    document.body.prepend(bar);
  });
}
