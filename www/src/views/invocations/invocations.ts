// The list of invocations, where a response holds several: in document order or the worst first.
import { css, html, nothing, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { InvocationRow } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { outcomeIcon } from "../../ui/status-icons.ts";
import { openGuideByKey, subtleGuideLink } from "../../ui/text.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import "../../words/views.ts";

const STEP = 100;

/** @csspart invocation - An invocation in the list. */
export class InvocationList extends AnswerElement {
  static override styles = [
    base,
    css`
      .top div {
        display: flex;
      }
      .top button.bare {
        font-size: var(--ii-size-small);
      }
      ul {
        margin-inline: -8px;
      }
      li {
        position: relative;
      }
      .quiet {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-end: 4px;
      }
      li:is(:hover, :focus-within) .quiet,
      [aria-current="true"] + .quiet {
        visibility: visible;
      }
      li button {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 0 8px;
        inline-size: 100%;
        padding: 8px;
        border-color: transparent;
        background: none;
        text-align: start;
        align-items: start;
        justify-items: start;
        justify-content: stretch;
      }
      li button:hover {
        border-color: transparent;
        background: var(--ii-sunken);
      }
      li button[aria-current="true"] {
        background: var(--ii-accent-soft);
      }
      li button .outcome-icon {
        margin-block: 2px;
      }
      .title {
        max-inline-size: 100%;
        padding-inline-end: 24px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 600;
      }
      .rest {
        grid-column: 2;
        max-inline-size: 100%;
      }
      .bar {
        grid-column: 2;
        inline-size: 100%;
        block-size: 4px;
        margin-block-start: 4px;
        border-radius: 2px;
      }
      .bar.part {
        background: repeating-linear-gradient(135deg, var(--ii-muted) 0 1px, transparent 1px 4px);
      }
      .bar rect {
        fill: var(--tone);
      }
      @media (forced-colors: active) {
        li button[aria-current="true"] {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) invocation = -1;
  @state() private order: "document" | "worst" = "document";
  @state() private shown = STEP;

  override render() {
    const { words, order } = this;
    const page = this.inspection.invocations(order, 0, this.shown);
    return html`<div class="top">
        <h2>${words.t("invocations")} <span class="muted">${words.number(page.total)}</span></h2>
        <div role="group" aria-label=${words.t("order")}>
          <button class="bare" aria-pressed=${order === "document"} @click=${() => (this.order = "document")}>${words.t("order.document")}</button>
          <button class="bare" aria-pressed=${order === "worst"} @click=${() => (this.order = "worst")}>${words.t("order.worst")}</button>
        </div>
      </div>
      <ul>
        ${page.rows.map((row) => this.#row(row))}
      </ul>
      ${page.total > this.shown
        ? html`<button class="bare" @click=${() => (this.shown += STEP)}>${words.count("showMore", page.total - this.shown)}</button>`
        : nothing}`;
  }

  #row(row: InvocationRow) {
    const total = row.outcomes.reduce((sum, part) => sum + part.count, 0) || 1;
    const { missing } = row;
    const here = missing ? (missing.count === null ? 80 : (total / (total + missing.count)) * 100) : 100;
    let x = here;
    return html`<li>
      <button part="invocation" class="printed" aria-current=${row.index === this.invocation} title=${visibleId(row.invokeId ?? row.title)} @click=${() => this.#choose(row.index)} @keydown=${(event: KeyboardEvent) => openGuideByKey(event, this.words, row.badge)}>
        ${outcomeIcon(row.badge.outcome)}
        <span class="title">${visible(row.title)}</span>
        <span class="rest small muted">${visibleId(row.badge.label)} · ${visible(row.subtitle)}</span>
        <svg class="bar ${missing ? "part" : ""}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          ${row.outcomes.map((part) => {
            const width = (part.count / total) * here;
            x -= width;
            return svg`<rect data-outcome=${part.outcome} x=${x} y="0" width=${width} height="4"></rect>`;
          })}
        </svg>
      </button>
      ${subtleGuideLink(this.words, row.badge)}
    </li>`;
  }

  #choose(invocation: number): void {
    if (invocation !== this.invocation) this.dispatchEvent(new ChooseEvent({ invocation }));
  }
}
