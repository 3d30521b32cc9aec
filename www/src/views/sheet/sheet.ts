// What is printed of an answer: a document of its own, made when the browser is about to print, with what the screen draws in part. No controls.
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { InstanceRow, RecordDetail } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { base } from "../../ui/base.ts";
import { facts, factStyles, rollups } from "../../ui/facts.ts";
import { outcomeIcon } from "../../ui/status-icons.ts";
import { badge, messageList, phrase, reasonList } from "../../ui/text.ts";
import { withoutColours } from "../../ui/terminal.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import { wallIn } from "../../ui/zones.ts";
import type { Shown } from "../descriptor.ts";
import "../../words/views.ts";

/** What did not simply succeed, worst first; what has not ended is among it. */
const NOT_SUCCEEDED = { query: "-outcome:succeeded", sort: "outcome,reason,id" };

export class PrintedSheet extends AnswerElement {
  static override styles = [
    base,
    factStyles,
    css`
      :host {
        display: none;
      }
      @media print {
        :host {
          display: block;
        }
      }
      h1 {
        display: flex;
        align-items: start;
        gap: 12px;
        margin-block-end: 16px;
        font-size: var(--ii-size-title);
        line-height: calc(1.5 * var(--ii-rem));
      }
      h1 svg {
        margin-block-start: 4px;
      }
      h2 {
        margin-block: 24px 8px;
        font-size: var(--ii-size-lead);
        break-after: avoid;
      }
      .facts,
      .notes {
        margin-block-end: 16px;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: var(--ii-size-small);
        line-height: var(--ii-rem);
      }
      th,
      td {
        padding: 4px 12px 4px 0;
        border-block-end: 1px solid var(--ii-line);
        text-align: start;
        vertical-align: top;
      }
      td:first-child {
        white-space: nowrap;
      }
      tr {
        break-inside: avoid;
      }
      pre {
        padding: 8px 12px;
        border: 1px solid var(--ii-line);
        font-family: var(--ii-mono);
        font-size: var(--ii-size-small);
        line-height: var(--ii-rem);
        white-space: pre-wrap;
        unicode-bidi: isolate;
      }
      .guide,
      .further {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) shown!: Shown;
  /** When it is printed; null while it is not. */
  @state() private printed: Date | null = null;
  #leaving = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = (this.#leaving = new AbortController());
    const media = matchMedia("print");
    media.addEventListener("change", () => this.#print(media.matches), { signal });
    addEventListener("beforeprint", () => this.#print(true), { signal });
    addEventListener("afterprint", () => this.#print(false), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  #print(now: boolean): void {
    this.printed = now ? new Date() : null;
    // The browser lays it out as soon as its event has been told.
    if (now) this.performUpdate();
  }

  override render() {
    const { printed, shown, inspection, words } = this;
    if (!printed) return nothing;
    const { summary } = shown;
    const { detail, view } = shown.answer;
    const rows = detail ? inspection.instances(view.invocation, { ...NOT_SUCCEEDED, start: 0, end: detail.instances }).rows : [];
    // A vocabulary that the response does not use has nothing to tell.
    const told = detail?.rollups.filter(({ reported, computed }) => reported !== null || computed !== null) ?? [];
    const several = summary.counts.invocations > 1 && detail;
    return html`<h1>${summary.outcome ? outcomeIcon(summary.outcome) : nothing}<span>${visible(summary.headline)}</span></h1>
      ${several ? html`<p><strong>${visible(detail.title)}</strong>: ${visible(detail.verdict)}</p>` : nothing}
      ${this.#origin(printed)} ${messageList([...summary.doubts, ...(detail?.doubts ?? [])], words)} ${detail ? html`<h2>${words.t("sheet.status")}</h2>${rollups(told.length ? told : detail.rollups.slice(0, 1), words)}` : nothing}
      ${rows.length ? this.#rows(rows) : nothing} ${this.#chosen()}`;
  }

  /** Which invocation this is, where the answer came from, and when this was printed. */
  #origin(printed: Date) {
    const { words } = this;
    const { answer, summary, names } = this.shown;
    const { detail } = answer;
    const utc = printed.toISOString();
    const known = detail?.facts ?? [];
    const time = detail?.time ?? null;
    const plain = (label: string, value: string) => ({ label, value, code: false, instant: null, reason: null });
    const list = [
      ...known,
      ...(time && !known.some(({ label }) => label === time.label) ? [time] : []),
      ...summary.sources.map((source, i) => plain(words.t("sheet.source"), [names[i], source.label, words.bytes(source.bytes)].filter(Boolean).join(" · "))),
      plain(words.t("sheet.printed"), `${wallIn("UTC", printed.getTime()) ?? utc} UTC`),
    ];
    return facts(list, words);
  }

  #rows(rows: readonly InstanceRow[]) {
    const { words } = this;
    return html`<h2>${words.count("sheet.instances", rows.length)}</h2>
      <table>
        <thead>
          <tr>${(["table.instance", "table.status", "table.reason", "table.start", "table.duration"] as const).map((key) => html`<th scope="col">${words.t(key)}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ instanceId, badge, reason, startTime, duration }) =>
              html`<tr><td><code translate="no">${visibleId(instanceId ?? words.t("id.none"))}</code></td><td>${visible(badge.label)}</td><td>${visible(reason ?? "–")}</td><td>${visible(startTime ?? "–")}</td><td>${duration ?? "–"}</td></tr>`,
          )}
        </tbody>
      </table>`;
  }

  /** The chosen record with its output, whole. */
  #chosen() {
    const { words, inspection } = this;
    const { view } = this.shown.answer;
    const { invocation, instance } = view;
    const chosen = instance === null || view.pane === "invocation" ? null : inspection.instance(invocation, instance);
    const index = view.record ?? chosen?.records.at(-1)?.index ?? null;
    const record = chosen && index !== null ? inspection.record(invocation, chosen.index, index) : null;
    if (!chosen || !record) return nothing;
    return html`<h2><code translate="no">${visibleId(chosen.instanceId ?? words.t("id.none"))}</code></h2>
      <p>${badge(record.badge)}</p>
      <p>${phrase(record.meaning)}</p>
      ${reasonList(record.reasons, words)} ${messageList(record.contradictions, words)} ${facts(record.facts, words)} ${this.#output(record)}`;
  }

  #output({ output, outputAbsent }: RecordDetail) {
    const { words } = this;
    return html`<h2>${words.t("output")}</h2>
      ${output === null || output.text === null
        ? html`<p>${output ? visible(output.label) : phrase(outputAbsent ?? words.phrase("output.none"))}</p>`
        : html`${messageList(output.notes, words)}<pre translate="no">${visible(withoutColours(output.text))}</pre>${output.more ? html`<p>${words.t("sheet.more", { size: words.bytes(output.text.length) })}</p>` : nothing}`}`;
  }
}
