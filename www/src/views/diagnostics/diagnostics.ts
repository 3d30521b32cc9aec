// What is odd about the input: every diagnostic with its place; choosing one shows the place.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Diagnostic, Phrase } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent, type SourceRange } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { severityIcon } from "../../ui/status-icons.ts";
import { guideLink, phrase, severityWord } from "../../ui/text.ts";
import "../../words/views.ts";

const STEP = 200;
/** A diagnostic that was chosen elsewhere is searched for among so many. */
const MOST = 2_000;

function isAt(diagnostic: Diagnostic<Phrase>, place: SourceRange): boolean {
  return place.source === diagnostic.source && place.start === diagnostic.start && place.end === diagnostic.end;
}

/** @csspart note - A diagnostic. */
export class DiagnosticsView extends AnswerElement {
  static override styles = [
    base,
    css`
      li {
        display: flex;
        align-items: start;
        border-block-end: 1px solid var(--ii-line);
      }
      li > .guide {
        margin-block-start: 10px;
      }
      li:last-child {
        border-block-end: 0;
      }
      button {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        gap: 0 12px;
        inline-size: 100%;
        padding: 12px 8px;
        border: 0;
        border-radius: 0;
        background: none;
        text-align: start;
        align-items: start;
        justify-content: stretch;
      }
      button:hover {
        background: var(--ii-sunken);
      }
      button[aria-current="true"] {
        background: var(--ii-accent-soft);
      }
      .help {
        grid-column: 2;
        color: var(--ii-muted);
      }
      .where {
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
        line-height: calc(1.25 * var(--ii-rem));
      }
      @container center (max-width: 379px) {
        button {
          grid-template-columns: 16px minmax(0, 1fr);
        }
        .where {
          grid-column: 2;
          grid-row: 3;
          margin-block-start: 2px;
        }
      }
      .none {
        padding-block: 16px;
      }
      .more {
        display: inline-flex;
        inline-size: auto;
        margin-block-start: 8px;
      }
    `,
  ];

  @property({ attribute: false }) names: readonly string[] = [];
  @property({ attribute: false }) place: SourceRange | null = null;
  @state() private shown = STEP;

  protected override willUpdate(changed: PropertyValues): void {
    const { place } = this;
    if (!changed.has("place") || !place) return;
    // One that was chosen in the text may be far down the list.
    const { rows } = this.inspection.diagnostics(0, MOST);
    const at = rows.findIndex((row) => isAt(row, place));
    this.shown = Math.max(this.shown, Math.ceil((at + 1) / STEP) * STEP);
  }

  protected override updated(changed: PropertyValues): void {
    // Where the list stands above the text, following it would take the text away.
    const beside = getComputedStyle(this).getPropertyValue("--stacked").trim() !== "1";
    if (changed.has("place") && beside) this.renderRoot.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  override render() {
    const { words } = this;
    const page = this.inspection.diagnostics(0, this.shown);
    if (page.total === 0) return html`<p class="none muted">${words.t("diagnostics.none")}</p>`;
    return html`<ul>
        ${page.rows.map((diagnostic) => this.#row(diagnostic))}
      </ul>
      ${page.total > this.shown
        ? html`<button class="more" @click=${() => (this.shown += STEP)}>${words.count("showMore", page.total - this.shown)}</button>`
        : nothing}`;
  }

  #row(diagnostic: Diagnostic<Phrase>) {
    const { words, names, place } = this;
    const current = place !== null && isAt(diagnostic, place);
    return html`<li>
      <button part="note" class="printed" aria-current=${current} title=${diagnostic.code} @click=${() => this.#show(diagnostic)}>
        ${severityIcon(diagnostic.severity)}
        <span class="message"><span class="aloud">${severityWord(diagnostic.severity, words)}: </span>${phrase(diagnostic.message)}</span>
        <span class="where small muted">${names.length > 1 ? html`${names[diagnostic.source]} · ` : nothing}${words.t("place", { line: diagnostic.line, column: diagnostic.column })}</span>
        ${diagnostic.help ? html`<span class="help">${phrase(diagnostic.help)}</span>` : nothing}
      </button>
      ${guideLink(words, "diagnostic", diagnostic.code.replace("/", "-"), diagnostic.code)}
    </li>`;
  }

  #show({ source, start, end, line, column }: Diagnostic<Phrase>): void {
    this.dispatchEvent(new ChooseEvent({ pane: "source", source, place: { source, start, end, line, column } }));
  }
}
