// When a command recurs: in words, with its zone and the next executions. The core knows the schedule, the browser the zones.
import { css, html, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { ScheduleView } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { base } from "../../ui/base.ts";
import { phrase } from "../../ui/text.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import { instantIn, relative, wallIn, wallText } from "../../ui/zones.ts";
import "../../words/views.ts";

/** @csspart schedule - When a command recurs. */
export class SchedulePane extends AnswerElement {
  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: 4px;
        margin-block-end: 24px;
      }
      .words::first-letter {
        text-transform: uppercase;
      }
      .words {
        font-size: var(--ii-size-lead);
        line-height: calc(1.5 * var(--ii-rem));
        max-inline-size: 68ch;
      }
      ol {
        display: grid;
        grid-template-columns: fit-content(50%) minmax(0, 1fr);
        gap: 4px 16px;
        margin-block-start: 4px;
      }
      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        font-variant-numeric: tabular-nums;
      }
      li.plain {
        display: block;
      }
      h4 {
        margin: 8px 0 0;
        font-size: inherit;
        font-weight: 400;
      }
      .brief {
        margin-block-end: 8px;
      }
      .brief span:first-child {
        display: inline-block;
      }
      .brief span:first-child::first-letter {
        text-transform: uppercase;
      }
    `,
  ];

  @property({ attribute: false }) invocation = 0;
  /** Leaves out what only the invocation's own pane shows. */
  @property({ type: Boolean }) brief = false;
  #now = 0;
  #view: ScheduleView | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (!["words", "inspection", "edition", "invocation"].some((name) => changed.has(name))) return;
    this.#now = Date.now();
    const view = this.inspection.schedule(this.invocation, wallIn(undefined, this.#now) ?? undefined);
    const stated = view?.zoneKind === "stated" && view.zone ? wallIn(view.zone, this.#now) : null;
    this.#view = view?.zoneKind === "stated" ? this.inspection.schedule(this.invocation, stated ?? undefined) : view;
  }

  override render() {
    const { words } = this;
    const view = this.#view;
    if (!view) return nothing;
    const unknown = view.zoneKind === "stated" && view.zone && wallIn(view.zone, this.#now) === null;
    if (this.brief && view.words !== null) return this.#brief(view, view.words);
    return html`<section part="schedule" aria-label=${words.t("schedule")}>
      <h3>${words.t("schedule")}</h3>
      ${view.words === null ? nothing : html`<p class="words">${visible(view.words)}</p>`}
      ${view.frequency !== null ? html`<p class="mono muted" translate="no">${visibleId(view.frequency)}</p>` : nothing}
      ${view.fault === null ? nothing : html`<p>${phrase(words.phrase("schedule.fault", { fault: view.fault }))}</p>`}
      ${view.next.length ? this.#next(view) : nothing}
      ${view.note === null ? nothing : html`<p class="muted">${phrase(view.note)}</p>`}
      ${unknown ? html`<p class="muted">${phrase(words.phrase("schedule.unknown", { zone: view.zone ?? "" }))}</p>` : nothing}
    </section>`;
  }

  /** In one line, before what else there is to say. */
  #brief(view: ScheduleView, sentence: string) {
    const [next] = view.next.map((next) => this.#time(view, next));
    return html`<p class="brief" part="schedule">
      <span>${visible(sentence)}</span>${next ? html`<span class="muted" title=${next.title}> · ${this.words.t("schedule.then")} ${next.relative || next.exact}</span>` : view.note ? html`<span class="muted"> · ${phrase(view.note)}</span>` : nothing}
    </p>`;
  }

  #next(view: ScheduleView) {
    const { words } = this;
    return html`<h4 class="muted" id="next">${words.t("schedule.next")}</h4>
      <ol aria-labelledby="next">
        ${view.next.map((next) => {
          const { relative, exact, title, skipped } = this.#time(view, next);
          return html`<li class=${relative ? "" : "plain"} title=${title}>
            ${relative ? html`<span>${relative}</span>` : nothing}
            <span class="muted">${exact}${skipped ? html` · ${words.t("schedule.skipped")}` : nothing}</span>
          </li>`;
        })}
      </ol>`;
  }

  /** An execution to come: how far away, exact with its zone, and in full. */
  #time(view: ScheduleView, { wall, instant }: ScheduleView["next"][number]) {
    const { words } = this;
    const zone = view.zone === null ? words.t("schedule.own") : visibleId(view.zone);
    const exact = `${wallText(wall, words.locale)} (${zone})`;
    const found = instant ? { at: Date.parse(instant), exact: true } : view.zone ? instantIn(view.zone, wall) : null;
    // Of the instance's own clock nobody knows how far away it is.
    if (!found) return { relative: "", exact, title: `${wall} (${zone})`, skipped: false };
    const title = `${wall} (${zone}), ${wallIn("UTC", found.at)} UTC`;
    return { relative: relative(found.at - this.#now, words.locale), exact, title, skipped: !found.exact };
  }
}
