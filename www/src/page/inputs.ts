// The inputs of the answer: each with its name, what it was recognized as and its size; to show, remove or add to.
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { AnswerElement } from "../state/context.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { KEYMAP, pressed } from "../ui/keymap.ts";
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
      .what {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        padding: 0 4px 8px;
      }
      .what input {
        flex: 1;
        min-inline-size: 120px;
      }
      .what button {
        font-size: var(--ii-size-small);
      }
      .more {
        margin-inline-start: -8px;
        font-size: var(--ii-size-small);
      }
    `,
  ];

  @property({ attribute: false }) inputs: readonly InputLine[] = [];
  @state() private listed = STEP;
  /** The input of which more is shown that can be done with it; -1: none. */
  @state() private opened = -1;
  @state() private renaming = false;

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
        ${inputs.slice(0, listed).map((input, i) => this.#line(input, i))}
      </ul>
      ${inputs.length > listed ? html`<button class="bare more" @click=${() => (this.listed += STEP)}>${words.count("showMore", inputs.length - listed)}</button>` : nothing}`;
  }

  #line(input: InputLine, i: number): unknown {
    const { words, opened } = this;
    const isOpen = opened === i;
    return html`<li @keydown=${(event: KeyboardEvent) => this.#key(event, i)}>
        <button class="name" title=${words.t("inputs.show")} aria-keyshortcuts="F2 Alt+ArrowUp Alt+ArrowDown" @click=${() => this.#command("show", i)}>
          <span class="title">${input.name}</span>
          <span class="small muted">${input.label}${input.label ? " · " : ""}<span class="size">${words.bytes(input.bytes)}</span></span>
          ${input.brought ? html`<span class="small brought">${input.brought}</span>` : nothing}
        </button>
        <button class="bare remove" aria-expanded=${isOpen} title=${words.t("inputs.more", { name: input.name })} @click=${() => this.#open(isOpen ? -1 : i)}>
          ${icons.more}<span class="aloud">${words.t("inputs.more", { name: input.name })}</span>
        </button>
        <button class="bare remove" title=${words.t("inputs.remove", { name: input.name })} @click=${() => this.#command("remove", i)}>
          ${icons.close}<span class="aloud">${words.t("inputs.remove", { name: input.name })}</span>
        </button>
      </li>
      ${isOpen ? html`<li class="what" @keydown=${(event: KeyboardEvent) => this.#key(event, i)}>${this.renaming ? this.#field(input, i) : this.#actions(i)}</li>` : nothing}`;
  }

  #actions(i: number): unknown {
    const { words, inputs } = this;
    return html`<button class="bare" @click=${() => this.#rename(i)}>${words.t("inputs.rename")}</button>
      <button class="bare" ?disabled=${i === 0} @click=${() => this.#move(i, i - 1)}>${words.t("inputs.up")}</button>
      <button class="bare" ?disabled=${i === inputs.length - 1} @click=${() => this.#move(i, i + 1)}>${words.t("inputs.down")}</button>`;
  }

  #field(input: InputLine, i: number): unknown {
    const { words } = this;
    return html`<input
        type="text"
        maxlength="200"
        aria-label=${words.t("inputs.name")}
        .value=${input.name}
        @keydown=${(event: KeyboardEvent) => event.key === "Enter" && !event.isComposing && this.#named(i)}
      />
      <button class="bare" @click=${() => this.#named(i)}>${words.t("inputs.rename")}</button>`;
  }

  #open(i: number): void {
    this.opened = i;
    this.renaming = false;
  }

  #rename(i: number): void {
    this.#open(i);
    this.renaming = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>(".what input")?.select());
  }

  #named(i: number): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>(".what input");
    this.#open(-1);
    this.#focus(i);
    this.dispatchEvent(new CommandEvent("rename", i, field?.value ?? ""));
  }

  /** The keyboard goes with what is moved. */
  #move(i: number, to: number): void {
    if (to < 0 || to >= this.inputs.length) return;
    if (this.opened === i) this.#open(to);
    this.#focus(to);
    this.dispatchEvent(new CommandEvent("move", i, "", to));
  }

  #focus(i: number): void {
    void this.updateComplete.then(() => this.renderRoot.querySelectorAll<HTMLElement>("li .name")[i]?.focus());
  }

  #key(event: KeyboardEvent, i: number): void {
    if (pressed(event, KEYMAP.reorder)) this.#move(i, i + (event.key === "ArrowUp" ? -1 : 1));
    else if (pressed(event, KEYMAP.rename)) this.#rename(i);
    else if (event.key === "Escape" && this.opened === i) {
      this.#open(-1);
      this.#focus(i);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #command(what: CommandEvent["command"], index = 0): void {
    if (what === "remove") this.#open(-1);
    this.dispatchEvent(new CommandEvent(what, index));
  }
}
