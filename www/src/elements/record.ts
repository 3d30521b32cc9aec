// The chosen instance and its record: what the status means, why it is so, its output, its facts.
import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { Inspection, InstanceDetail, RecordDetail } from "../core.ts";
import { base } from "../parts/base.ts";
import { factStyles, facts, rollups } from "../parts/facts.ts";
import { icons } from "../parts/icons.ts";
import { shape } from "../parts/shapes.ts";
import { badge, idText, notes, prose, reasons } from "../parts/text.ts";
import { ChooseEvent } from "../view.ts";
import type { Words } from "../words.ts";

/** Records offered around the chosen one; a long history is walked by steps. */
const WINDOW = 6;

/** @csspart record - the record's own part of the pane */
export class RecordPane extends LitElement {
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
      .top h2 {
        font-weight: 400;
        font-size: var(--ii-size-lead);
        overflow-wrap: anywhere;
      }
      .top .space {
        flex: 1;
      }
      .status .badge {
        font-size: var(--ii-size-title);
        line-height: 1.75rem;
      }
      .status .badge .shape {
        inline-size: 20px;
        block-size: 20px;
      }
      .meaning {
        font-size: var(--ii-size-lead);
        line-height: 1.5rem;
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
      .history {
        margin-block-end: 16px;
      }
      .history div {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(208px, 1fr));
        gap: 4px;
        margin-block-start: 4px;
      }
      .history h3 {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .history .keep {
        min-block-size: 28px;
        padding: 2px 8px;
        justify-content: start;
        font-variant-numeric: tabular-nums;
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

  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) inspection!: Inspection;
  @property({ attribute: false }) edition = 0;
  @property({ attribute: false }) run = 0;
  @property({ attribute: false }) instance = 0;
  /** null: the newest. */
  @property({ attribute: false }) record: number | null = null;

  override render() {
    const { words, inspection, run } = this;
    const detail = inspection.instance(run, this.instance);
    if (!detail) return nothing;
    const index = this.record ?? detail.records.at(-1)?.index ?? null;
    const record = index === null ? null : inspection.record(run, this.instance, index);
    return html`<div class="top">
        <h2>${idText(detail.instanceId, words, 28)}</h2>
        ${detail.instanceId ? html`<ii-copy brief .words=${words} .text=${detail.instanceId} label=${words.t("id.copy")}></ii-copy>` : nothing}
        <span class="space"></span>
        ${record
          ? html`<button class="bare" title=${words.t("record.place", { line: record.place.line })} @click=${() => this.#source(record)}>${icons.source}<span>${words.t("record.show")}</span></button>`
          : nothing}
      </div>
      ${this.#history(detail, index)} ${record ? this.#record(record) : html`<div class="status">${badge(detail.badge)}</div>`}
      <details ?open=${!record}>
        <summary>${words.t("record.instance")}</summary>
        ${rollups(detail.rollups, words)} ${facts(detail.facts)}
      </details>`;
  }

  #history(detail: InstanceDetail, index: number | null) {
    const { records } = detail;
    if (records.length < 2) return nothing;
    const { words } = this;
    const at = Math.max(
      0,
      records.findIndex((record) => record.index === index),
    );
    const from = Math.max(0, Math.min(at - WINDOW / 2, records.length - WINDOW));
    const shown = records.slice(from, from + WINDOW);
    const step = (to: number, label: string) => {
      const target = records[to];
      return html`<button class="bare" ?disabled=${!target} @click=${() => target && this.#choose(target.index)}>${label}</button>`;
    };
    return html`<section class="history" aria-label=${words.t("record.history")}>
      <h3>
        <span>${words.count("record.records", records.length)}</span>
        ${step(at - 1, words.t("record.older"))}${step(at + 1, words.t("record.newer"))}
      </h3>
      <div>
        ${shown.map(
          (record) =>
            html`<button class="keep" aria-pressed=${record.index === index} @click=${() => this.#choose(record.index)}>
              ${shape(record.badge.outcome)}<span>${record.title}</span>
            </button>`,
        )}
      </div>
    </section>`;
  }

  #record(record: RecordDetail) {
    const { words, inspection, run, instance } = this;
    return html`<article part="record">
      <div class="status">${badge(record.badge)}</div>
      <p class="meaning">${prose(record.meaning)}</p>
      ${reasons(record.reasons, words)} ${notes(record.contradictions, words)}
      ${record.output
        ? html`<ii-output
            .words=${words}
            .view=${record.output}
            heading=${words.t("output")}
            .bytes=${() => inspection.outputBytes(run, instance, record.index)}
            filename=${record.output.text === null ? "output.bin" : "output.txt"}
          ></ii-output>`
        : html`<div class="absent">
            <h3>${words.t("output")}</h3>
            <p class="muted">${prose(record.outputAbsent ?? words.t("output.none"))}</p>
          </div>`}
      ${facts(record.facts)}
      ${record.other.length
        ? html`<details>
            <summary>${words.count("record.other", record.other.length)}</summary>
            ${facts(record.other)}
          </details>`
        : nothing}
    </article>`;
  }

  #choose(record: number): void {
    this.dispatchEvent(new ChooseEvent({ pane: "record", record }));
  }

  #source(record: RecordDetail): void {
    const { place } = record;
    this.dispatchEvent(new ChooseEvent({ pane: "source", source: place.source, place }));
  }
}
