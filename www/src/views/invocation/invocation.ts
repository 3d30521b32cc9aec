// The chosen invocation as a whole: its statuses with their rules, its facts, its command.
import { css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { facts, factStyles, rollups } from "../../ui/facts.ts";
import { icons } from "../../ui/icons.ts";
import { badge } from "../../ui/text.ts";
import { visible } from "../../ui/visible.ts";

export class InvocationPane extends AnswerElement {
  static override styles = [
    base,
    factStyles,
    css`
      .top {
        min-block-size: 32px;
      }
      h2 {
        font-size: var(--ii-size-lead);
      }
      .status {
        margin-block-end: 24px;
      }
      .status .badge {
        font-size: var(--ii-size-title);
        line-height: calc(1.75 * var(--ii-rem));
      }
      .status .badge .outcome-icon {
        inline-size: 20px;
        block-size: 20px;
      }
      .history,
      .rollups,
      .facts {
        margin-block-end: 24px;
      }
    `,
  ];

  @property({ attribute: false }) invocation = 0;

  override render() {
    const { words, inspection, invocation } = this;
    const detail = inspection.invocation(invocation);
    if (!detail) return nothing;
    const place = inspection.place(invocation);
    return html`<div class="top">
        <h2>${visible(detail.title)}</h2>
        ${place
          ? html`<button class="bare" title=${words.t("record.place", { line: place.line })} @click=${() => this.dispatchEvent(new ChooseEvent({ pane: "source", source: place.source, place }))}>
              ${icons.source}<span>${words.t("record.show")}</span>
            </button>`
          : nothing}
      </div>
      <div class="status">${badge(detail.badge)}</div>
      ${this.#recurring()} ${rollups(detail.rollups, words)} ${facts(detail.facts, words)}
      ${detail.factsMore ? html`<p class="small muted">${words.t("facts.more")}</p>` : nothing}
      ${detail.command
        ? html`<ii-output
            exportparts="output, tools"
            .view=${detail.command}
            heading=${words.t("invocation.command")}
            .bytes=${() => inspection.commandBytes(invocation)}
            kind="command"
          ></ii-output>`
        : nothing}`;
  }

  #recurring() {
    const { inspection, invocation } = this;
    const history = inspection.history(invocation);
    return html`<ii-schedule exportparts="schedule" .invocation=${invocation}></ii-schedule>
      ${history ? html`<p class="history">${history.summary}</p>` : nothing}`;
  }
}
