// The list of invocations, where a response holds several: in document order or the worst first.
import { css, html, nothing, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { Fact, InvocationRow, Page } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { inOrder } from "../../state/reference.ts";
import { ChooseEvent } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import { KEYMAP, pressed } from "../../ui/keymap.ts";
import { outcomeIcon } from "../../ui/status-icons.ts";
import { idText, openGuideByKey, subtleGuideLink } from "../../ui/text.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import "../../words/views.ts";

const STEP = 100;
/** From so many on they can be filtered. */
const MANY = 10;

/** The instant on the reader's own clock, in short, with its zone: "20 Nov, 16:00 GMT+8". */
function briefly(at: number, locale: string): string {
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...year, month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" }).format(at);
}

/** @csspart invocation - An invocation in the list. */
export class InvocationList extends AnswerElement {
  static override styles = [
    base,
    css`
      .top div {
        display: flex;
      }
      .top {
        flex-wrap: wrap;
      }
      .top button.bare {
        font-size: var(--ii-size-small);
        white-space: nowrap;
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
      li > button.compare {
        position: absolute;
        inline-size: auto;
        inset-block-end: 12px;
        inset-inline-end: 0;
        padding: 4px;
        opacity: 0;
      }
      li:is(:hover, :focus-within) > button.compare {
        opacity: 1;
      }
      @media (hover: none) {
        li > button.compare {
          opacity: 1;
        }
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
      input {
        inline-size: 100%;
        margin-block-end: 8px;
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
  @state() private filter = "";

  override render() {
    const { words, order } = this;
    const all = this.inspection.invocations(order, 0, this.shown);
    const page = this.#filtered(all);
    return html`<div class="top">
        <h2>${words.t("invocations")} <span class="muted">${words.number(all.total)}</span></h2>
        <div role="group" aria-label=${words.t("order")}>
          <button class="bare" aria-pressed=${order === "document"} @click=${() => (this.order = "document")}>${words.t("order.document")}</button>
          <button class="bare" aria-pressed=${order === "worst"} @click=${() => (this.order = "worst")}>${words.t("order.worst")}</button>
        </div>
      </div>
      ${all.total < MANY
        ? nothing
        : html`<input type="search" .value=${this.filter} aria-label=${words.t("invocations.filter")} placeholder=${words.t("invocations.filter")} autocomplete="off" spellcheck="false" @input=${this.#type} @keydown=${this.#empty} />
            <p class="aloud" aria-live="polite">${this.filter === "" ? nothing : words.t("invocations.shown", { shown: page.total, all: all.total })}</p>`}
      ${page.total === 0 ? html`<p class="muted">${words.t("invocations.none")}</p>` : nothing}
      <ul>
        ${this.#rows(page.rows)}
      </ul>
      ${page.total > this.shown
        ? html`<button class="bare" @click=${() => (this.shown += STEP)}>${words.count("showMore", page.total - this.shown)}</button>`
        : nothing}`;
  }

  /** Those in which what is typed stands: in name, ids, status, counts or time. */
  #filtered(all: Page<InvocationRow>): Page<InvocationRow> {
    const wanted = all.total < MANY ? "" : this.filter.trim().toLowerCase();
    if (wanted === "") return all;
    const found = this.inspection.invocations(this.order, 0, all.total).rows.filter(({ title, invokeId, commandId, badge, subtitle, time }) => [title, invokeId, commandId, badge.label, subtitle, time?.value].some((text) => text?.toLowerCase().includes(wanted)));
    return { total: found.length, rows: found.slice(0, this.shown) };
  }

  #type = (event: Event): void => {
    this.filter = (event.target as HTMLInputElement).value;
    this.shown = STEP;
  };

  /** Escape empties the field first. */
  #empty = (event: KeyboardEvent): void => {
    if (!pressed(event, KEYMAP.escape) || this.filter === "") return;
    event.preventDefault();
    this.filter = "";
  };

  /** When it began, in short; empty where that is not known. */
  #brief(time: Fact | null): string {
    if (!time) return "";
    return time.instant ? briefly(Date.parse(time.instant), this.words.locale) : visibleId(time.value);
  }

  /** `twins`: others read the same, and its id tells it apart. */
  #time({ time, invokeId }: InvocationRow, brief: string, twins: boolean) {
    const id = twins && invokeId !== null ? idText(invokeId, this.words) : nothing;
    if (!time && id === nothing) return nothing;
    return html`<span class="rest small muted"><span title=${time ? `${visible(time.label)}: ${visibleId(time.value)}` : nothing}>${brief}</span>${time && id !== nothing ? " · " : nothing}${id}</span>`;
  }

  #rows(rows: readonly InvocationRow[]) {
    const briefs = rows.map(({ time }) => this.#brief(time));
    const read = rows.map(({ title }, i) => `${title}\n${briefs[i]}`);
    const times = new Map<string, number>();
    for (const one of read) times.set(one, (times.get(one) ?? 0) + 1);
    return rows.map((row, i) => this.#row(row, briefs[i] ?? "", times.get(read[i]!)! > 1));
  }

  #row(row: InvocationRow, brief: string, twins: boolean) {
    const total = row.outcomes.reduce((sum, part) => sum + part.count, 0) || 1;
    const { missing } = row;
    const here = missing ? (missing.count === null ? 80 : (total / (total + missing.count)) * 100) : 100;
    let x = here;
    return html`<li>
      <button part="invocation" class="printed" aria-current=${row.index === this.invocation} title=${visibleId(row.invokeId ?? row.title)} @click=${() => this.#choose(row.index)} @keydown=${(event: KeyboardEvent) => openGuideByKey(event, this.words, row.badge)}>
        ${outcomeIcon(row.badge.outcome)}
        <span class="title">${visible(row.title)}</span>
        <span class="rest small muted">${visibleId(row.badge.label)} · ${visible(row.subtitle)}</span>
        ${this.#time(row, brief, twins)}
        <svg class="bar ${missing ? "part" : ""}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          ${row.outcomes.map((part) => {
            const width = (part.count / total) * here;
            x -= width;
            return svg`<rect data-outcome=${part.outcome} x=${x} y="0" width=${width} height="4"></rect>`;
          })}
        </svg>
      </button>
      ${subtleGuideLink(this.words, row.badge)} ${row.index === this.invocation || this.invocation < 0 ? nothing : this.#compareWith(row)}
    </li>`;
  }

  /** The chosen one and this, compared. */
  #compareWith(row: InvocationRow) {
    const compare = () => this.dispatchEvent(new ChooseEvent({ tab: "compare", ...inOrder(this.inspection.invocation(this.invocation)!, row) }));
    return html`<button class="bare compare" title=${this.words.t("compare.with")} @click=${compare}>${icons.swap}</button>`;
  }

  #choose(invocation: number): void {
    if (invocation !== this.invocation) this.dispatchEvent(new ChooseEvent({ invocation }));
  }
}
