// The chosen record in short, where the pane stands below everything else: why it is so, and the end of what it printed, right under the verdict.
import { css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { AnswerElement } from "../../state/context.ts";
import type { View } from "../../state/view.ts";
import { base, monoBox } from "../../ui/base.ts";
import { withoutColours } from "../../ui/terminal.ts";
import { badge, idText, phrase } from "../../ui/text.ts";
import { visible } from "../../ui/visible.ts";
import "../../words/views.ts";

/** Lines of the output, and letters of them. */
const LINES = 5;
const LETTERS = 1_000;

/** The reader wants all of the chosen record. It stays inside. */
export class DetailsEvent extends Event {
  constructor() {
    super("ii-details", { bubbles: true, composed: true });
  }
}

export class RecordBrief extends AnswerElement {
  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: 4px;
        margin-block-start: 16px;
        padding-inline-start: 12px;
        border-inline-start: 3px solid var(--tone);
      }
      .top {
        flex-wrap: wrap;
        justify-content: start;
        gap: 4px 12px;
        margin: 0;
      }
      pre {
        ${monoBox}
        overflow: hidden;
        padding: 8px 12px;
        white-space: pre-wrap;
        unicode-bidi: isolate;
      }
    `,
  ];

  @property({ attribute: false }) view!: View;

  override render() {
    const { words, inspection, view } = this;
    const { invocation, instance, pane } = view;
    const detail = instance === null || pane !== "record" ? null : inspection.instance(invocation, instance);
    const index = view.record ?? detail?.records.at(-1)?.index ?? null;
    const record = detail && index !== null ? inspection.record(invocation, detail.index, index, null) : null;
    if (!detail || !record || record.badge.outcome === "succeeded") return nothing;
    const [reason] = record.reasons;
    const { output } = record;
    // Of an output that is not here to its end, no end is shown.
    const tail = output?.text && !output.more ? output.text.slice(-LETTERS).trimEnd().split("\n").slice(-LINES).join("\n") : "";
    return html`<section data-outcome=${record.badge.outcome} aria-label=${words.t("brief")}>
      <div class="top">${badge(record.badge)} ${idText(detail.instanceId, words, 22)} <button class="link small" @click=${() => this.dispatchEvent(new DetailsEvent())}>${words.t("brief.more")}</button></div>
      <p>${phrase(reason?.what ?? record.meaning)}</p>
      ${tail ? html`<pre translate="no">${visible(withoutColours(tail))}</pre>` : nothing}
    </section>`;
  }
}
