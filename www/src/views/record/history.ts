// The executions of a recurring command on one instance: a summary, a strip of icons, and the records around the chosen one.
import { css, html, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { HistoryCell, HistoryView } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { moveOf } from "../../ui/keymap.ts";
import { outcomeIcon } from "../../ui/status-icons.ts";
import { messageList, openGuideByKey, subtleGuideLink } from "../../ui/text.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import "../../words/views.ts";

/** Records offered around the chosen one; a long history is walked by steps. */
const WINDOW = 6;

/** @csspart history - The executions of a recurring command. */
export class HistoryPane extends AnswerElement {
  static override styles = [
    base,
    css`
      section {
        margin-block-end: 16px;
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 8px;
        margin-block-end: 4px;
      }
      .notes {
        max-inline-size: 76ch;
        margin-block: 8px;
      }
      .strip {
        display: flex;
        flex-wrap: wrap;
        margin-block: 8px;
        margin-inline: -4px;
      }
      .strip button {
        inline-size: 24px;
        min-block-size: 24px;
        padding: 3px;
        border-color: transparent;
        background: none;
      }
      .many button {
        flex-direction: column;
        gap: 0;
        inline-size: 36px;
      }
      .strip button:hover {
        background: var(--ii-accent-soft);
      }
      .strip button[aria-pressed="true"] {
        border-color: var(--ii-accent);
        background: var(--ii-accent-soft);
      }
      .list {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(208px, 1fr));
        gap: 4px;
        margin-block-start: 4px;
      }
      .list > span {
        display: flex;
        align-items: center;
      }
      .list > span:is(:hover, :focus-within) .quiet,
      [aria-pressed="true"] + .quiet {
        visibility: visible;
      }
      .list .printed {
        flex: 1;
        min-block-size: 28px;
        padding: 2px 8px;
        justify-content: start;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) invocation = 0;
  @property({ attribute: false }) instance = 0;
  /** The chosen one. */
  @property({ attribute: false }) record = 0;
  #view: HistoryView | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    // Every record is looked at, so not at each step from one to the next.
    if (["words", "inspection", "edition", "invocation", "instance"].some((name) => changed.has(name))) {
      this.#view = this.inspection.history(this.invocation, this.instance);
    }
  }

  override render() {
    const { words, record } = this;
    const view = this.#view;
    const { total } = this.inspection.records(this.invocation, this.instance, 0, 0);
    if (total < 2) return nothing;
    const from = Math.max(0, Math.min(record - WINDOW / 2, total - WINDOW));
    const { rows } = this.inspection.records(this.invocation, this.instance, from, from + WINDOW);
    const step = (to: number, label: string) => html`<button class="bare" ?disabled=${to < 0 || to >= total} @click=${() => this.#choose(to)}>${label}</button>`;
    return html`<section part="history" aria-label=${words.t("record.history")}>
      <h3>
        <span>${words.count("record.records", total)}</span>
        ${step(record - 1, words.t("record.older"))}${step(record + 1, words.t("record.newer"))}
      </h3>
      ${view ? html`<p>${visible(view.summary)}</p>${messageList(view.notes, words)}${total > WINDOW ? this.#strip(view.cells) : nothing}` : nothing}
      <div class="list">
        ${rows.map(
          (row) =>
            html`<span
              ><button class="printed" aria-pressed=${row.index === record} title=${visibleId(row.badge.label)} @click=${() => this.#choose(row.index)} @keydown=${(event: KeyboardEvent) => openGuideByKey(event, words, row.badge)}>
                ${outcomeIcon(row.badge.outcome)}<span class="aloud">${visibleId(row.badge.label)}, </span><span>${visible(row.title)}</span></button
              >${subtleGuideLink(words, row.badge)}</span
            >`,
        )}
      </div>
    </section>`;
  }

  #strip(cells: readonly HistoryCell[]) {
    const { words, record } = this;
    const many = Math.max(...cells.map((cell) => cell.executions));
    const chosen = cells.findIndex((cell) => cell.first <= record && record <= cell.last);
    return html`<div class="strip ${many > 1 ? "many" : ""}" role="toolbar" aria-label=${words.t("history.strip")} @keydown=${this.#walk}>
        ${cells.map(
          (cell, at) =>
            html`<button
              class="printed"
              title=${visible(cell.title)}
              aria-label=${visible(cell.title)}
              aria-pressed=${at === chosen}
              tabindex=${at === Math.max(0, chosen) ? 0 : -1}
              @click=${() => this.#choose(cell.record)}
            >
              ${outcomeIcon(cell.outcome)}${many > 1 ? html`<span class="small">${words.number(cell.failed)}</span>` : nothing}
            </button>`,
        )}
      </div>
      ${many > 1 ? html`<p class="small muted">${words.count("history.cells", many)}</p>` : nothing}`;
  }

  /** The arrows walk the strip. */
  #walk(event: KeyboardEvent): void {
    const move = moveOf(event);
    if (move !== "right" && move !== "left") return;
    event.preventDefault();
    const cells = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
    cells[cells.indexOf(event.target as HTMLButtonElement) + (move === "right" ? 1 : -1)]?.focus();
  }

  #choose(record: number): void {
    this.dispatchEvent(new ChooseEvent({ pane: "record", record }));
  }
}
