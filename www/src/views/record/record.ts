// The chosen instance and its record: what the status means, why it is so, its output, its facts.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { isWhole } from "../../core/bounds.ts";
import type { Charset, RecordDetail } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { type CharsetEvent, ChooseEvent, type ExportedEvent, type Find, type Lines } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { facts, factStyles, rollups } from "../../ui/facts.ts";
import { outputFileOf } from "../../ui/give.ts";
import { icons } from "../../ui/icons.ts";
import { visibleId } from "../../ui/visible.ts";
import { badge, guideLink, idText, messageList, moreLink, phrase, reasonList } from "../../ui/text.ts";

/** @csspart record - A record. */
export class RecordPane extends AnswerElement {
  static override styles = [
    base,
    factStyles,
    css`
      .top {
        display: flex;
        align-items: center;
        gap: 4px;
        min-block-size: 32px;
        margin-block-end: 8px;
      }
      .top > :is(button, ii-copy) {
        flex: none;
        white-space: nowrap;
      }
      .top h2 {
        min-inline-size: 0;
        font-weight: 400;
        font-size: var(--ii-size-lead);
        overflow-wrap: anywhere;
      }
      .top .space {
        flex: 1;
      }
      /* There the id needs the room. */
      @container viewer (max-width: 479px) {
        .top button span {
          display: none;
        }
      }
      .status {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .status .badge {
        font-size: var(--ii-size-title);
        line-height: calc(1.75 * var(--ii-rem));
      }
      .status .badge .outcome-icon {
        inline-size: 20px;
        block-size: 20px;
      }
      .meaning {
        font-size: var(--ii-size-lead);
        line-height: calc(1.5 * var(--ii-rem));
        margin-block: 4px 16px;
        max-inline-size: 68ch;
      }
      .notes {
        max-inline-size: 76ch;
        margin-block-end: 16px;
      }
      ii-output,
      .absent {
        margin-block-end: 24px;
      }
      .absent h3 {
        margin-block-end: 4px;
      }
      details {
        margin-block-start: 24px;
      }
      summary {
        font-weight: 600;
        margin-block-end: 8px;
        min-block-size: 24px;
      }
      footer {
        margin-block-start: 24px;
      }
    `,
  ];

  @property({ attribute: false }) invocation = 0;
  @property({ attribute: false }) instance = 0;
  /** null: the newest. */
  @property({ attribute: false }) record: number | null = null;
  @property({ attribute: false }) find: Find | null = null;
  @property({ attribute: false }) lines: Lines | null = null;
  /** The character set that the reader chose for this output. */
  @state() private charset: Charset | null = null;

  constructor() {
    super();
    this.addEventListener("ii-exported", (event) => ((event as ExportedEvent).ofRecord = true));
  }

  /** Which execution is shown, whatever its place in a later answer: by the instance's id and the time it began. */
  #shown = "";

  protected override willUpdate(_: PropertyValues): void {
    const { inspection, invocation, instance } = this;
    const detail = inspection.instance(invocation, instance);
    const row = this.record === null ? detail?.records.at(-1) : inspection.records(invocation, instance, this.record, this.record + 1).rows[0];
    const shown = JSON.stringify([inspection.invocation(invocation)?.invokeId, detail?.instanceId ?? instance, row?.startTime ?? row?.index]);
    if (shown !== this.#shown) this.charset = null;
    this.#shown = shown;
  }

  override render() {
    const { words, inspection, invocation } = this;
    const detail = inspection.instance(invocation, this.instance);
    if (!detail) return nothing;
    const index = this.record ?? detail.records.at(-1)?.index ?? null;
    const record = index === null ? null : inspection.record(invocation, this.instance, index, this.charset);
    // Only an id that is as it looks is copied: one with line ends in it would be commands in a shell.
    const id = detail.instanceId ?? "";
    const hidden = visibleId(id) !== id;
    const copied = id && isWhole(id) && !hidden;
    return html`<div class="top">
        <h2>${idText(detail.instanceId, words, 28)}</h2>
        ${copied ? html`<ii-copy brief .text=${detail.instanceId} label=${words.t("id.copy")}></ii-copy>` : nothing}
        <span class="space"></span>
        ${record
          ? html`<button class="bare" aria-label=${words.t("record.show")} title=${words.t("record.place", { line: record.place.line })} @click=${() => this.#source(record)}>${icons.source}<span>${words.t("record.show")}</span></button>`
          : nothing}
      </div>
      ${hidden ? html`<p class="small muted">${words.t("id.notCopied")}</p>` : nothing}
      ${this.hooks ? html`<ii-host-actions exportparts="actions" .invocation=${invocation} .instance=${this.instance}></ii-host-actions>` : nothing}
      ${this.#recurring(index)} ${record ? this.#record(record, id) : html`<div class="status">${badge(detail.badge)}</div>`}
      <details ?open=${!record}>
        <summary>${words.t("record.instance")}</summary>
        ${rollups(detail.rollups, words)} ${facts(detail.facts, words)}
      </details>`;
  }

  #recurring(record: number | null) {
    const { invocation, instance } = this;
    return html`<ii-schedule exportparts="schedule" brief .invocation=${invocation}></ii-schedule>
      ${record === null ? nothing : html`<ii-history exportparts="history" .invocation=${invocation} .instance=${instance} .record=${record}></ii-history>`}`;
  }

  #record(record: RecordDetail, id: string) {
    const { words, inspection, invocation, instance } = this;
    return html`<article part="record">
      <div class="status">${badge(record.badge)}${guideLink(words, record.kind, record.entry)} ${moreLink(words, record.more)}</div>
      <p class="meaning">${phrase(record.meaning)}</p>
      ${reasonList(record.reasons, words)} ${messageList(record.contradictions, words)}
      ${record.output
        ? html`<ii-output
            exportparts="output, tools"
            .view=${record.output}
            heading=${words.t("output")}
            .bytes=${() => inspection.outputBytes(invocation, instance, record.index)}
            .find=${this.find}
            .lines=${this.lines}
            .of=${this.#shown}
            .file=${outputFileOf(id)}
            ?tail=${record.badge.outcome !== "succeeded"}
            choosable
            @ii-charset=${this.#read}
          ></ii-output>`
        : html`<div class="absent">
            <h3>${words.t("output")}</h3>
            <p class="muted">${phrase(record.outputAbsent ?? words.phrase("output.none"))}</p>
          </div>`}
      ${facts(record.facts, words)}
      ${record.other.length
        ? html`<details>
            <summary>${record.otherMore ? words.t("record.other.many", { n: record.other.length }) : words.count("record.other", record.other.length)}</summary>
            ${facts(record.other, words)} ${record.otherMore ? html`<p class="small muted">${words.t("facts.more")}</p>` : nothing}
          </details>`
        : nothing}
    </article>`;
  }

  #read = (event: CharsetEvent): void => {
    this.charset = event.all ? null : event.charset;
  };

  #source(record: RecordDetail): void {
    const { place } = record;
    this.dispatchEvent(new ChooseEvent({ pane: "source", source: place.source, place }));
  }
}
