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

/** So many are read at once. */
const STEP = 2_000;
/** So many of a kind stand in the list before the rest is folded, and no fewer are folded than that. */
const UNFOLDED = 3;

function isAt(diagnostic: Diagnostic<Phrase>, place: SourceRange): boolean {
  return place.source === diagnostic.source && place.start === diagnostic.start && place.end === diagnostic.end;
}

type Row = Diagnostic<Phrase>;
/** A line of the list: a diagnostic, or how many more of its kind are folded behind the ones before. */
type Line = { row: Row } | { kind: string; more: number };

const kindOf = (row: Row): string => `${row.source} ${row.code}`;

/** The rows in their order, with those of a kind that is met often behind one line. */
function folded(rows: readonly Row[], unfolded: ReadonlySet<string>): Line[] {
  const all = new Map<string, number>();
  for (const kind of rows.map(kindOf)) all.set(kind, (all.get(kind) ?? 0) + 1);
  const lines: Line[] = [];
  const met = new Map<string, number>();
  for (const row of rows) {
    const kind = kindOf(row);
    const more = (all.get(kind) ?? 0) - UNFOLDED;
    const before = met.get(kind) ?? 0;
    met.set(kind, before + 1);
    if (more < UNFOLDED || before < UNFOLDED || unfolded.has(kind)) lines.push({ row });
    else if (before === UNFOLDED) lines.push({ kind, more });
  }
  return lines;
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
      .alike {
        grid-column: 2;
        color: var(--ii-accent);
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
  @state() private unfolded: ReadonlySet<string> = new Set();

  protected override willUpdate(changed: PropertyValues): void {
    const { place } = this;
    if (!changed.has("place") || !place) return;
    // One that was chosen in the text may be folded.
    const chosen = this.inspection.diagnostics(0, this.shown).rows.find((row) => isAt(row, place));
    if (chosen) this.#unfold(kindOf(chosen));
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
        ${folded(page.rows, this.unfolded).map((line) => ("row" in line ? this.#row(line.row) : this.#more(line)))}
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

  #more({ kind, more }: { kind: string; more: number }) {
    return html`<li><button @click=${(event: Event) => this.#unfoldAt(event, kind)}><span class="alike">${this.words.count("diagnostics.alike", more)}</span></button></li>`;
  }

  /** The keyboard goes on at the first that was folded. */
  async #unfoldAt({ currentTarget }: Event, kind: string): Promise<void> {
    const items = () => [...this.renderRoot.querySelectorAll("li")];
    const at = items().findIndex((item) => item.contains(currentTarget as Node));
    this.#unfold(kind);
    await this.updateComplete;
    items()[at]?.querySelector("button")?.focus();
  }

  #unfold(kind: string): void {
    this.unfolded = new Set([...this.unfolded, kind]);
  }

  #show({ source, start, end, line, column }: Diagnostic<Phrase>): void {
    this.dispatchEvent(new ChooseEvent({ pane: "source", source, place: { source, start, end, line, column } }));
  }
}
