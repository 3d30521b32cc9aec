// The inputs of the answer: each with its name, what it was recognized as and its size; to show, remove or add to.
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { AnswerElement } from "../state/context.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { CommandEvent } from "./input.ts";
import type { InputLine } from "./input-lines.ts";

/** Inputs that are listed at first, and by each press on what follows them. */
const STEP = 100;

export class InputList extends AnswerElement {
  static override styles = [
    base,
    css`
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-block-end: 8px;
      }
      .top div {
        display: flex;
        margin-inline-end: -8px;
      }
      .top button.bare {
        font-size: var(--ii-size-small);
      }
      li {
        display: flex;
        align-items: start;
        margin-inline: -8px;
      }
      li .name {
        flex: 1;
        display: grid;
        justify-items: start;
        justify-content: stretch;
        gap: 0;
        min-inline-size: 0;
        padding: 8px;
        border-color: transparent;
        background: none;
        text-align: start;
      }
      li .name:hover {
        background: var(--ii-sunken);
      }
      li .name > span {
        max-inline-size: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      li .title {
        font-weight: 600;
      }
      li .size {
        white-space: nowrap;
      }
      li .remove {
        margin-block-start: 4px;
      }
      .more {
        margin-inline-start: -8px;
        font-size: var(--ii-size-small);
      }
    `,
  ];

  @property({ attribute: false }) inputs: readonly InputLine[] = [];
  @state() private listed = STEP;

  override render() {
    const { words, inputs, listed } = this;
    return html`<div class="top">
        <h2>${words.t("inputs")}</h2>
        <div>
          <button class="bare" @click=${() => this.#command("open")}>${words.t("inputs.add")}</button>
          <button class="bare" @click=${() => this.#command("clear")}>${words.t("inputs.clear")}</button>
        </div>
      </div>
      <ul>
        ${inputs.slice(0, listed).map(
          (input, i) =>
            html`<li>
              <button class="name" title=${words.t("inputs.show")} @click=${() => this.#command("show", i)}>
                <span class="title">${input.name}</span>
                <span class="small muted">${input.label}${input.label ? " · " : ""}<span class="size">${words.bytes(input.bytes)}</span></span>
              </button>
              <button class="bare remove" title=${words.t("inputs.remove", { name: input.name })} @click=${() => this.#command("remove", i)}>
                ${icons.close}<span class="aloud">${words.t("inputs.remove", { name: input.name })}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${inputs.length > listed ? html`<button class="bare more" @click=${() => (this.listed += STEP)}>${words.count("showMore", inputs.length - listed)}</button>` : nothing}`;
  }

  #command(what: CommandEvent["command"], index = 0): void {
    this.dispatchEvent(new CommandEvent(what, index));
  }
}
