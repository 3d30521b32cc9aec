// The samples as a list to choose from.
import { css, html } from "lit";
import { AnswerElement } from "../state/context.ts";
import { base } from "../ui/base.ts";
import { InputReceivedEvent } from "./input.ts";
import { SAMPLES } from "./samples.ts";

export class SampleList extends AnswerElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 336px), 1fr));
        gap: 0 32px;
      }
      button {
        inline-size: calc(100% + 16px);
        justify-content: space-between;
        gap: 16px;
        padding: 4px 8px;
        margin-inline: -8px;
        border-color: transparent;
        background: none;
        text-align: start;
      }
      button:hover {
        border-color: transparent;
        background: var(--ii-accent-soft);
      }
      .form {
        flex: none;
      }
    `,
  ];


  override render() {
    return html`<ul>
      ${SAMPLES.map(
        (sample) =>
          html`<li>
            <button @click=${() => this.dispatchEvent(new InputReceivedEvent({ kind: "sample", sample }))}>
              <span>${this.words.t(sample.title)}</span><span class="form small muted">${sample.form}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }
}
