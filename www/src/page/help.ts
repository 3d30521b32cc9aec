// Help: what is read, what the icons mean, which keys there are, what happens to the data.
import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { Outcome } from "../core/core.ts";
import { AnswerElement } from "../state/context.ts";
import { preferences } from "../state/preferences.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { type Binding, KEYMAP } from "../ui/keymap.ts";
import { outcomeIcon } from "../ui/status-icons.ts";
import { phrase } from "../ui/text.ts";
import { addWords, type Key } from "../words/words.ts";

addWords(import.meta.glob("../../../lang/*/help.json", { eager: true, import: "default" }));

const LEGEND = ["succeeded", "failed", "running", "pending", "stopping", "stopped", "finished", "unknown"] as const satisfies readonly Outcome[];
/** The keys by place: how each is written, and what it does. */
const KEYS: readonly (readonly [place: Key, keys: readonly (readonly [Binding, written: string, word: Key])[]])[] = [
  [
    "keys.place.page",
    [
      [KEYMAP.paste, "Ctrl V", "keys.paste"],
      [KEYMAP.inspect, "Ctrl Enter", "keys.inspect"],
      [KEYMAP.undo, "Ctrl Z", "keys.undo"],
      [KEYMAP.query, "/", "keys.query"],
      [KEYMAP.help, "?", "keys.help"],
      [KEYMAP.escape, "Esc", "keys.escape"],
    ],
  ],
  [
    "keys.place.lists",
    [
      [KEYMAP.move, "↑ ↓ ← →", "keys.arrows"],
      [KEYMAP.choose, "Enter", "keys.enter"],
      [KEYMAP.select, "Space", "keys.select"],
      [KEYMAP.guide, "e", "keys.guide"],
    ],
  ],
  [
    "keys.place.record",
    [
      [KEYMAP.next, "j", "keys.next"],
      [KEYMAP.previous, "k", "keys.previous"],
      [KEYMAP.wide, "f", "keys.wide"],
      [KEYMAP.hit, "n N", "keys.hit"],
    ],
  ],
  [
    "keys.place.inputs",
    [
      [KEYMAP.rename, "F2", "keys.rename"],
      [KEYMAP.reorder, "Alt ↑ ↓", "keys.reorder"],
    ],
  ],
  ["keys.place.source", [[KEYMAP.diagnostic, "F8", "keys.diagnostic"]]],
];

export class HelpDialog extends AnswerElement {
  static override styles = [
    base,
    css`
      dialog {
        inline-size: min(640px, calc(100vw - 32px));
        max-block-size: calc(100vh - 32px);
        padding: 24px;
        border: 1px solid var(--ii-line);
        border-radius: 12px;
        background: var(--ii-ground);
        color: var(--ii-ink);
        box-shadow: 0 16px 64px rgb(0 0 0 / 24%);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 40%);
      }
      .top {
        margin-block-end: 16px;
      }
      h1 {
        font-size: var(--ii-size-title);
        line-height: calc(1.5 * var(--ii-rem));
      }
      h2 {
        margin-block: 24px 8px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 8px 16px;
        align-items: center;
      }
      .keys {
        grid-template-columns: 12ch minmax(0, 1fr);
      }
      h3 {
        margin-block: 16px 8px;
        color: var(--ii-muted);
      }
      .switch {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .switch input {
        min-block-size: 20px;
        inline-size: 20px;
        accent-color: var(--ii-accent);
      }
      .off {
        text-decoration: line-through;
      }
      .legend {
        grid-template-columns: 16px minmax(0, 1fr);
      }
      dt {
        display: flex;
      }
    `,
  ];

  @state() private opened = false;

  async show(): Promise<void> {
    this.opened = true;
    await this.updateComplete;
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  override render() {
    const { words } = this;
    if (!this.opened) return nothing;
    return html`<dialog aria-labelledby="title" @pointerdown=${this.#outside} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
      <div class="top">
        <h1 id="title">${words.t("help")}</h1>
        <button class="bare" @click=${this.#close}>${icons.close}<span class="aloud">${words.t("close")}</span></button>
      </div>
      <p>${phrase(words.phrase("help.what"))}</p>
      <h2>${words.t("help.levels")}</h2>
      <p>${phrase(words.phrase("help.levelsText"))}</p>
      <h2>${words.t("legend")}</h2>
      <dl class="legend">
        ${LEGEND.map((outcome) => html`<dt>${outcomeIcon(outcome)}</dt><dd>${words.t(`legend.${outcome}`)}</dd>`)}
      </dl>
      <h2>${words.t("keys")}</h2>
      <label class="switch"><input type="checkbox" role="switch" .checked=${preferences.singleKeys} @change=${this.#switch} /> ${words.t("keys.single")}</label>
      ${KEYS.map(
        ([place, keys]) =>
          html`<h3>${words.t(place)}</h3>
            <dl class="keys">
              ${keys.map(([{ single }, written, word]) => html`<dt class=${single && !preferences.singleKeys ? "off" : ""}><code>${written}</code></dt><dd>${words.t(word)}</dd>`)}
            </dl>`,
      )}
      <h2>${words.t("start.private")}</h2>
      <p>${phrase(words.phrase("start.proof"))}</p>
    </dialog>`;
  }

  #switch = (event: Event): void => {
    preferences.singleKeys = (event.target as HTMLInputElement).checked;
    this.requestUpdate();
  };

  #close = (): void => this.renderRoot.querySelector("dialog")?.close();

  /** A press that begins beside the dialog, and not in its own padding, closes it. */
  #outside = (event: PointerEvent): void => {
    const dialog = event.currentTarget as HTMLElement;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (event.target === dialog && !inside) this.#close();
  };
}
