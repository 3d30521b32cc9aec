// The instances as a table of any length: only the rows in sight are asked for and drawn; filter by outcome and text, order.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Facet, IdForm, InstanceQuery, InstanceRow, OutcomeCount, QueryPiece } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { isOutcomePiece, outcomesOf, replaced, toggled } from "../../state/query.ts";
import { ChooseEvent, type View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { searchedFor, searchLimit } from "../../ui/escape.ts";
import { KEYMAP, type Move, moveOf, pressed } from "../../ui/keymap.ts";
import { icons } from "../../ui/icons.ts";
import { idForms } from "../../ui/id-forms.ts";
import { outcomeIcon, severityIcon } from "../../ui/status-icons.ts";
import { openGuideByKey } from "../../ui/text.ts";
import { visible } from "../../ui/visible.ts";
import "../../words/views.ts";
import { type Column, COLUMNS } from "./columns.ts";
import { tableStyles } from "./style.ts";

/** Browsers give up on boxes much higher than this; above it a pixel of scrolling stands for more. */
const TALLEST = 6_000_000;
/** Rows that are asked for at once. */
const BLOCK = 32;

/** @csspart grid - The table of the instances. */
export class InstanceTable extends AnswerElement {
  static override styles = [base, css`:host { min-inline-size: 0; }`, tableStyles];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) outcomes: readonly OutcomeCount[] = [];
  /** The id of the command, where the response names it. */
  @property({ attribute: false }) command: string | null = null;
  /** Content pixels scrolled away. */
  @state() private offset = 0;
  @state() private height = 400;
  @state() private narrow = false;
  /** Whether the reader has begun to type: suggestions are counted then. */
  @state() private typing = false;
  /** The row the keyboard stands on, by its place in the filtered order. */
  @state() private active = 0;
  #total = 0;
  #rows: InstanceRow[] = [];
  #first = 0;
  #pieces: readonly QueryPiece[] = [];
  #facets: readonly Facet[] = [];
  /** Of the rows that are chosen, those that go on, and those that may be half done. */
  #going = 0;
  #halfDone = 0;
  /** What these were read for. */
  #readFor: readonly unknown[] = [];
  #observer = new ResizeObserver(() => this.#measure());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override firstUpdated(): void {
    this.#observer.observe(this);
    this.#measure();
    // In the document's order, unfiltered, the chosen instance's place is known: it is brought into sight.
    const { instance, sort, query } = this.view;
    const scroller = this.#scroller;
    if (instance === null || sort || query || !scroller) return;
    this.active = instance;
    this.#reveal(scroller);
  }

  #measure(): void {
    this.narrow = this.clientWidth < 560;
    this.height = this.#scroller?.clientHeight ?? 400;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".grid");
  }

  /** What is asked for, from the first row in sight on. */
  #query(count: number): InstanceQuery {
    const { query, sort } = this.view;
    return { query, sort, start: this.#first, end: this.#first + count };
  }

  get #row(): number {
    return this.narrow ? 56 : 36;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("view") as View | undefined;
    const { invocation, query, sort } = this.view;
    if (before && (before.invocation !== invocation || before.query !== query || before.sort !== sort)) {
      this.offset = 0;
      this.active = 0;
      this.#scroller?.scrollTo(0, 0);
    }
    this.#first = Math.floor(this.offset / this.#row);
    const count = Math.ceil(this.height / this.#row) + 2;
    // In blocks, so that another height asks for the same.
    this.#read();
    const page = this.inspection.instances(invocation, this.#query(Math.ceil(count / BLOCK) * BLOCK));
    this.#total = page.total;
    this.#rows = page.rows.slice(0, count);
  }

  /** What hangs on the query alone is asked for when that changes, not with each scrolled row. */
  #read(): void {
    const { inspection, words, view, typing } = this;
    const now = [inspection, words, view.invocation, view.query, typing];
    if (now.every((one, i) => one === this.#readFor[i])) return;
    this.#readFor = now;
    this.#pieces = inspection.readQuery(view.query).pieces;
    this.#facets = typing ? inspection.facets(view.invocation, view.query) : [];
    const count = (piece: string) => (view.query === "" ? 0 : inspection.instances(view.invocation, { query: `${view.query} ${piece}`, start: 0, end: 0 }).total);
    this.#going = count("is:active");
    this.#halfDone = count("-outcome:succeeded is:half-done");
  }

  protected override updated(): void {
    const spacer = this.renderRoot.querySelector<HTMLElement>(".spacer");
    const rows = this.renderRoot.querySelector<HTMLElement>(".rows");
    const whole = this.#total * this.#row;
    if (spacer) spacer.style.height = `${Math.min(TALLEST, whole)}px`;
    if (rows) rows.style.transform = `translateY(${-(this.offset % this.#row)}px)`;
    const scroller = this.#scroller;
    if (!scroller) return;
    scroller.style.setProperty("--row", `${this.#row}px`);
    const sight = this.renderRoot.querySelector<HTMLElement>(".window");
    if (sight) sight.style.height = `${Math.min(this.#sight(scroller), whole)}px`;
  }

  // The field's `placeholder` is an example of what may be typed.
  override render() {
    const { words, view } = this;
    const all = this.outcomes.reduce((sum, part) => sum + part.count, 0);
    const active = this.#rows[this.active - this.#first];
    const asked = outcomesOf(this.#pieces);
    return html`<div class="tools">
        <input
          type="search"
          .value=${view.query}
          placeholder=${words.t("table.filter.example")}
          aria-label=${words.t("table.filter")}
          list="suggestions"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          @input=${this.#type}
          @keydown=${this.#leave}
        />
        ${this.#suggestions()}
        <label class="order">${words.t("order")} <select @change=${this.#order}>
            <option value="" ?selected=${view.sort === ""}>${words.t("order.document")}</option>
            ${COLUMNS.flatMap(({ sort, word }) => ["", "-"].map((way) => html`<option value=${way + sort} ?selected=${way + sort === view.sort}>${words.t(way ? "order.down" : "order.up", { column: words.t(word) })}</option>`))}
          </select></label>
        <div role="group" aria-label=${words.t("table.outcomes")} class="chips">
          ${this.outcomes.map(
            (part) =>
              html`<button class="printed" aria-pressed=${asked.includes(part.outcome)} @click=${() => this.#ask(toggled(view.query, this.#pieces, part.outcome))}>
                ${outcomeIcon(part.outcome)}<span>${words.t("counted", { n: part.count, label: part.label })}</span>
              </button>`,
          )}
        </div>
        ${searchLimit(view.query, words)}
        <p class="small muted" aria-live="polite">${words.t("table.shown", { shown: this.#total, all })}</p>
      </div>
      ${this.#asked()} ${this.#act()}
      <div
        class="grid ${this.narrow ? "narrow" : ""}"
        part="grid"
        role="grid"
        aria-keyshortcuts=${words.explained("") === null ? nothing : KEYMAP.guide.keys[0]}
        tabindex="0"
        aria-label=${words.t("table")}
        aria-rowcount=${this.#total + 1}
        aria-activedescendant=${active ? `row-${active.index}` : nothing}
        @scroll=${this.#scroll}
        @keydown=${this.#key}
      >
        <div class="head row" role="row" aria-rowindex="1">
          ${COLUMNS.map((column) => this.#head(column))}
        </div>
        <div class="spacer" role="presentation">
          <div class="window" role="presentation"><div class="rows" role="rowgroup">${this.#rows.map((row, i) => this.#line(row, i))}</div></div>
        </div>
      </div>
      ${this.#total === 0 ? html`<p class="none muted">${words.t("table.none")}</p>` : nothing}`;
  }

  /** A column's head: it orders by the column, then the other way round, then as the documents do. */
  #head({ id, word, sort }: Column) {
    const { words, view } = this;
    const [first] = view.sort.split(",");
    const way = first === sort ? "ascending" : first === `-${sort}` ? "descending" : "none";
    const next = way === "none" ? sort : way === "ascending" ? `-${sort}` : "";
    return html`<span role="columnheader" class=${id} aria-sort=${way}><button class="bare" @click=${() => this.#refine({ sort: next })}>${words.t(word)}${way === "none" ? nothing : html`<span class="way" aria-hidden="true">${way === "ascending" ? "↑" : "↓"}</span>`}</button></span>`;
  }

  /** The pieces of the query, each as it was read; what was not meant so can be mended, and each taken away. */
  #asked() {
    const { words, view } = this;
    // The buttons of the outcomes say theirs.
    const pieces = this.#pieces.filter((piece) => !isOutcomePiece(piece));
    if (pieces.length === 0) return nothing;
    return html`<ul class="pieces" aria-label=${words.t("table.pieces")}>
      ${pieces.map((piece) => {
        const { label, message, mend, kind } = piece;
        return html`<li class=${kind}>
          <span class="piece">${message === null ? nothing : severityIcon("warning")}<span>${visible(label)}</span><button class="bare" aria-label=${words.t("table.piece.remove", { piece: visible(label) })} @click=${() => this.#ask(replaced(view.query, piece, ""))}>${icons.close}</button></span>
          ${mend === null ? nothing : html`<button @click=${() => this.#ask(replaced(view.query, piece, mend))}>${words.t("table.mend", { mend: visible(mend) })}</button>`}
          ${message === null ? nothing : html`<span class="small muted">${visible(message)}</span>`}
        </li>`;
      })}
    </ul>`;
  }

  /** What can be done with the rows that are shown: their ids, and calls for just these. */
  #act() {
    const { words, view, inspection } = this;
    if (view.query === "" || this.#total === 0) return nothing;
    const forms: IdForm[] = ["lines", "json", "parameters"];
    if (this.command !== null) forms.push("invoke");
    if (this.#going > 0) forms.push("stop");
    return html`<div class="act">
      <p class="ids">${words.count("table.ids", this.#total)} ${idForms(words, (form) => inspection.ids(view.invocation, this.#query(0), form) ?? "", forms)}</p>
      ${this.#halfDone > 0 ? html`<p class="small muted">${words.count("table.half", this.#halfDone)}</p>` : nothing}
    </div>`;
  }

  /** The values that occur, each counted without its own condition, in the place of the piece that is typed. */
  #suggestions() {
    const { view, words } = this;
    const last = this.#pieces.at(-1);
    const open = last && last.end === view.query.length ? last : undefined;
    const before = open ? view.query.slice(0, open.start) : view.query === "" ? "" : `${view.query.trimEnd()} `;
    const key = open?.key ?? null;
    const values = this.#facets.filter((facet) => key === null || facet.key === key).flatMap((facet) => facet.values.slice(0, key === null ? 5 : 20).map((value) => ({ ...value, of: facet.label })));
    return html`<datalist id="suggestions">
      ${values.map(({ query, label, count, of }) => html`<option value=${before + query} label=${words.t("table.suggestion", { key: of, value: visible(label), n: count })}></option>`)}
    </datalist>`;
  }

  #line(row: InstanceRow, i: number) {
    const at = this.#first + i;
    return html`<div
      id="row-${row.index}"
      class="row ${at === this.active ? "active" : ""}"
      role="row"
      aria-rowindex=${at + 2}
      aria-selected=${row.index === this.view.instance}
      @click=${() => this.#choose(at, row)}
    >
      ${COLUMNS.map((column) => this.#cell(column, row))}
    </div>`;
  }

  #cell({ id, value, draw, titled }: Column, row: InstanceRow) {
    const raw = value(row);
    const plain = typeof raw === "string" ? visible(raw) : raw;
    return html`<span role="gridcell" class=${id} title=${titled ? (plain ?? "") : nothing}>${draw ? draw(row, this.words, this.narrow) : (plain ?? html`<span class="muted">–</span>`)}</span>`;
  }

  #choose(at: number, row: InstanceRow): void {
    this.active = at;
    this.dispatchEvent(new ChooseEvent({ pane: "record", instance: row.index, record: null }));
  }

  #refine(change: Partial<View>): void {
    this.dispatchEvent(new ChooseEvent(change, false));
  }

  #ask(query: string): void {
    this.#refine({ query });
  }

  #type = (event: Event): void => {
    this.typing = true;
    this.#ask(searchedFor(event));
  };
  /** Escape leaves the field for the rows; what was typed stays. */
  #leave = (event: KeyboardEvent): void => {
    if (!pressed(event, KEYMAP.escape)) return;
    event.preventDefault();
    this.#scroller?.focus();
  };
  #order = (event: Event): void => this.#refine({ sort: (event.target as HTMLSelectElement).value });

  /** Content pixels per pixel of scrolling. */
  #scale(scroller: HTMLElement): number {
    const whole = this.#total * this.#row - this.#sight(scroller);
    const track = scroller.scrollHeight - scroller.clientHeight;
    return track > 0 ? Math.max(1, whole / track) : 1;
  }

  /** The height rows can be seen in: without the head. */
  #sight(scroller: HTMLElement): number {
    return scroller.clientHeight - (this.renderRoot.querySelector<HTMLElement>(".head")?.offsetHeight ?? 0);
  }

  #scroll = (): void => {
    const scroller = this.#scroller;
    if (scroller) this.offset = Math.max(0, scroller.scrollTop * this.#scale(scroller));
  };

  #key = (event: KeyboardEvent): void => {
    const scroller = this.#scroller;
    if (!scroller || event.target !== scroller || this.#total === 0) return;
    if (openGuideByKey(event, this.words, this.#rows[this.active - this.#first]?.badge)) return;
    const leap = Math.max(1, Math.floor(this.#sight(scroller) / this.#row) - 1);
    const moves: Partial<Record<Move, number>> = { down: 1, up: -1, pageDown: leap, pageUp: -leap, first: -this.#total, last: this.#total };
    const move = moves[moveOf(event)];
    if (move !== undefined) {
      this.active = Math.min(this.#total - 1, Math.max(0, this.active + move));
      this.#reveal(scroller);
    } else if (pressed(event, KEYMAP.choose)) {
      const row = this.#rows[this.active - this.#first];
      if (row) this.#choose(this.active, row);
    } else return;
    event.preventDefault();
  };

  #reveal(scroller: HTMLElement): void {
    const top = this.active * this.#row;
    const lowest = top + this.#row - this.#sight(scroller);
    const offset = top < this.offset ? top : this.offset < lowest ? lowest : this.offset;
    if (offset === this.offset) return;
    this.offset = offset;
    scroller.scrollTop = offset / this.#scale(scroller);
  }
}
