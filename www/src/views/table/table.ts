// The instances as a table of any length: only the rows in sight are asked for and drawn; one query, orders, columns, a selection.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Facet, InstanceQuery, InstanceRow, OutcomeCount, QueryPiece } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { SelectEvent, shareOf } from "../../state/selection.ts";
import { ChooseEvent, type View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { searchedFor, searchLimit } from "../../ui/escape.ts";
import { KEYMAP, type Move, moveOf, pressed } from "../../ui/keymap.ts";
import { openGuideByKey } from "../../ui/text.ts";
import { visible } from "../../ui/visible.ts";
import "../../words/views.ts";
import { type Actable, actable, actions } from "./act.ts";
import { type Column, COLUMNS, columnsIn, type Room, tracks } from "./columns.ts";
import { columnsMenu } from "./columns-menu.ts";
import { outcomeChips, piecesList, suggested, suggestions, withoutEach } from "./pieces.ts";
import { actStyles, tableStyles } from "./style.ts";

/** Browsers give up on boxes much higher than this; above it a pixel of scrolling stands for more. */
const TALLEST = 6_000_000;
/** Pixels of its text where the reader's is as at first. */
const TEXT = 14;
/** Rows that are asked for at once. */
const BLOCK = 32;

/** @csspart grid - The table of the instances. */
export class InstanceTable extends AnswerElement {
  static override styles = [base, css`:host { min-inline-size: 0; }`, actStyles, tableStyles];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) outcomes: readonly OutcomeCount[] = [];
  /** Content pixels scrolled away. */
  @state() private offset = 0;
  @state() private height = 400;
  @state() private room: Room = "wide";
  /** How many times as large as at first its text is: rows and columns grow with it. */
  @state() private grown = 1;
  /** Whether the reader has begun to type: suggestions are counted then. */
  @state() private typing = false;
  /** The row the keyboard stands on, by its place in the filtered order. */
  @state() private active = 0;
  /** Its cell, from that of the checkbox on; null: the row itself. */
  @state() private cell: number | null = null;
  /** The row from which on more are chosen. */
  #anchor = 0;
  #total = 0;
  #rows: InstanceRow[] = [];
  #first = 0;
  #pieces: readonly QueryPiece[] = [];
  #facets: readonly Facet[] = [];
  /** What can be done with the rows that are shown; null: all are. */
  #actable: Actable | null = null;
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
    this.grown = Math.max(1, parseFloat(getComputedStyle(this).fontSize) / TEXT);
    const width = this.clientWidth / this.grown;
    this.room = width < 560 ? "narrow" : width <= 760 ? "middle" : width < 960 ? "wide" : "full";
    this.height = this.#scroller?.clientHeight ?? 400;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".grid");
  }

  /** What is asked for, from the first row in sight on. */
  #query(count: number): InstanceQuery {
    const { query, sort } = this.view;
    const printed = columnsIn(this.room).some((column) => column.printed);
    return { query, sort, printed, start: this.#first, end: this.#first + count };
  }

  get #row(): number {
    return Math.round((this.room === "narrow" ? 56 : 36) * this.grown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("view") as View | undefined;
    const { invocation, query, sort } = this.view;
    if (before && (before.invocation !== invocation || before.query !== query || before.sort !== sort)) {
      this.offset = 0;
      this.active = this.#anchor = 0;
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
    this.#facets = typing ? suggested(inspection, view.invocation, view.query, this.#pieces) : [];
    this.#actable = view.query === "" ? null : actable(inspection, view.invocation, { query: view.query });
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
    scroller.style.setProperty("--tracks", tracks(columnsIn(this.room), this.room, this.grown));
    const sight = this.renderRoot.querySelector<HTMLElement>(".window");
    if (sight) sight.style.height = `${Math.min(this.#sight(scroller), whole)}px`;
  }

  // The field's `placeholder` is an example of what may be typed.
  override render() {
    const { words, view, room } = this;
    const all = this.outcomes.reduce((sum, part) => sum + part.count, 0);
    const columns = columnsIn(room);
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
        ${suggestions(words, view.query, this.#pieces, this.#facets)}
        <label class="order">${words.t("order")} <select @change=${this.#order}>
            <option value="" ?selected=${view.sort === ""}>${words.t("order.document")}</option>
            ${COLUMNS.flatMap(({ sort, word }) => ["", "-"].map((way) => html`<option value=${way + sort} ?selected=${way + sort === view.sort}>${words.t(way ? "order.down" : "order.up", { column: words.t(word) })}</option>`))}
          </select></label>
        ${outcomeChips(words, view.query, this.#pieces, this.outcomes, this.#ask)}
        ${searchLimit(view.query, words)}
        <div class="end">
          <p class="small muted" aria-live="polite">${words.t("table.shown", { shown: this.#total, all })}</p>
          ${room === "narrow" ? nothing : columnsMenu(words, () => this.requestUpdate())}
        </div>
        ${room === "narrow" ? html`<label class="all small">${this.#allChosen()}${words.count("selection.shown", this.#total)}</label>` : nothing}
      </div>
      ${piecesList(words, view.query, this.#pieces, this.#ask)} ${this.#act()}
      <div
        class="grid ${room === "narrow" ? "narrow" : ""}"
        part="grid"
        role="grid"
        aria-keyshortcuts=${words.explained("") === null ? nothing : KEYMAP.guide.keys[0]}
        aria-multiselectable="true"
        tabindex="0"
        aria-label=${words.t("table")}
        aria-rowcount=${this.#total + 1}
        aria-activedescendant=${this.#standsOn()}
        @scroll=${this.#scroll}
        @keydown=${this.#key}
      >
        <div class="head row" role="row" aria-rowindex="1">
          <span role="columnheader" class="check">${room === "narrow" ? nothing : this.#allChosen()}</span>${columns.map((column) => this.#head(column))}
        </div>
        <div class="spacer" role="presentation">
          <div class="window" role="presentation"><div class="rows" role="rowgroup">${this.#rows.map((row, i) => this.#line(row, i, columns))}</div></div>
        </div>
      </div>
      ${this.#total === 0 ? this.#none() : nothing}`;
  }

  /** The row, or the cell of it, on which the keyboard stands. */
  #standsOn() {
    const row = this.#rows[this.active - this.#first];
    if (!row) return nothing;
    return this.cell === null ? `row-${row.index}` : `cell-${row.index}-${this.cell}`;
  }

  /** No row: each piece without which there would be some takes itself away. */
  #none() {
    const { words, view, inspection } = this;
    const mends = withoutEach(inspection, view.invocation, view.query, this.#pieces);
    return html`<div class="none muted">
      <p>${words.t("table.none")}</p>
      ${mends.map(({ piece, query, count }) => html`<button @click=${() => this.#ask(query)}>${words.t("table.without", { piece: visible(piece.label), n: count })}</button>`)}
    </div>`;
  }

  /** A column's head: it orders by the column, then the other way round, then as the documents do; with Shift after what is ordered already. */
  #head({ id, word, sort, numeric }: Column) {
    const { words, view } = this;
    const order = view.sort === "" ? [] : view.sort.split(",");
    const at = order.findIndex((by) => by.replace("-", "") === sort);
    const way = at < 0 ? "none" : order[at]!.startsWith("-") ? "descending" : "ascending";
    const turned = way === "none" ? [sort] : way === "ascending" ? [`-${sort}`] : [];
    const click = (event: MouseEvent) => {
      const others = event.shiftKey ? order.filter((_, i) => i !== at) : [];
      this.#refine({ sort: [...others, ...turned].join(",") });
    };
    const place = order.length > 1 && at >= 0 ? String(at + 1) : "";
    return html`<span role="columnheader" class="${id} ${numeric ? "numeric" : ""}" aria-sort=${way}><button class="bare" title=${words.t("order.also")} @click=${click}>${words.t(word)}${way === "none" ? nothing : html`<span class="way" aria-hidden="true">${way === "ascending" ? "↑" : "↓"}${place}</span>`}</button></span>`;
  }

  /** What can be done with the rows that are shown; what is chosen has a bar of its own. */
  #act() {
    const { words, view, inspection, selection } = this;
    if (!this.#actable || this.#total === 0 || selection.size > 0) return nothing;
    return actions(words, inspection, view.invocation, this.#actable, words.count("table.ids", this.#total));
  }

  /** Chooses all rows that are shown, or none of them. */
  #allChosen() {
    const { words, selection } = this;
    // Whether all are, is found out when it is asked for: with a number that is too low not all can be.
    const state = selection.size === 0 ? "none" : selection.size < this.#total ? "some" : shareOf(selection, this.#shownIds());
    return html`<input
      type="checkbox"
      aria-label=${words.count("selection.shown", this.#total)}
      .checked=${state === "all"}
      .indeterminate=${state === "some"}
      ?disabled=${this.#total === 0}
      @change=${(event: Event) => this.#select(this.#shownIds(), (event.target as HTMLInputElement).checked)}
    />`;
  }

  /** Ids of the rows at these places; of all that are shown without them. */
  #shownIds(start = 0, end = this.#total): readonly string[] {
    const { query, sort, invocation } = this.view;
    return this.inspection.instanceIds(invocation, { query, sort, start, end });
  }

  #line(row: InstanceRow, i: number, columns: readonly Column[]) {
    const at = this.#first + i;
    const { instanceId } = row;
    const chosen = instanceId !== null && this.selection.has(instanceId);
    return html`<div
      id="row-${row.index}"
      class="row ${at === this.active ? "active" : ""}"
      role="row"
      aria-rowindex=${at + 2}
      aria-selected=${chosen}
      aria-current=${row.index === this.view.instance ? "true" : nothing}
      @click=${(event: MouseEvent) => this.#clicked(event, at, row)}
    >
      <span role="gridcell" class="check ${this.#at(at, 0)}" id="cell-${row.index}-0"
        ><input
          type="checkbox"
          tabindex="-1"
          .checked=${chosen}
          ?disabled=${instanceId === null}
          aria-label=${this.words.t("selection.instance", { id: visible(instanceId ?? this.words.t("id.none")) })}
      /></span>
      ${columns.map((column, n) => this.#cell(column, row, at, n + 1))}
    </div>`;
  }

  #at = (row: number, cell: number): string => (row === this.active && cell === this.cell ? "at" : "");

  #cell({ id, value, draw, titled, numeric }: Column, row: InstanceRow, at: number, n: number) {
    const raw = value(row);
    const plain = typeof raw === "string" ? visible(raw) : raw;
    const drawn = draw?.(row, this.words, this.room) ?? plain;
    return html`<span role="gridcell" id="cell-${row.index}-${n}" class="${id} ${numeric ? "numeric" : ""} ${this.#at(at, n)}" title=${titled ? (plain ?? "") : nothing}>${drawn ?? html`<span class="muted">–</span>`}</span>`;
  }

  /** A click opens a row; on its checkbox, or with Ctrl, it is chosen, with Shift all from the last one on. */
  #clicked(event: MouseEvent, at: number, row: InstanceRow): void {
    const onCheckbox = (event.composedPath()[0] as Element).closest(".check") !== null;
    const alone = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!onCheckbox && alone) return this.#choose(at, row);
    // The box shows what is chosen, and what was clicked decides.
    const on = row.instanceId !== null && !this.selection.has(row.instanceId);
    if (event.shiftKey) {
      getSelection()?.removeAllRanges();
      this.#selectTo(at);
    } else {
      this.#anchor = at;
      this.#select(row.instanceId === null ? [] : [row.instanceId], on);
    }
    this.active = at;
    this.requestUpdate();
  }

  #select(ids: readonly string[], on: boolean): void {
    this.dispatchEvent(new SelectEvent(ids, on));
  }

  /** Chooses all from the last one on. */
  #selectTo(at: number): void {
    this.#select(this.#shownIds(Math.min(this.#anchor, at), Math.max(this.#anchor, at) + 1), true);
  }

  #choose(at: number, row: InstanceRow): void {
    this.active = at;
    this.dispatchEvent(new ChooseEvent({ pane: "record", instance: row.index, record: null }));
  }

  #refine(change: Partial<View>): void {
    this.dispatchEvent(new ChooseEvent(change, false));
  }

  #ask = (query: string): void => this.#refine({ query });

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
    const row = this.#rows[this.active - this.#first];
    if (openGuideByKey(event, this.words, row?.badge)) return;
    if (pressed(event, KEYMAP.selectAll)) this.#select(this.#shownIds(), true);
    else if (pressed(event, KEYMAP.select) || (this.cell === 0 && pressed(event, KEYMAP.choose))) this.#turn(row);
    else if (pressed(event, KEYMAP.choose)) row && this.#choose(this.active, row);
    else if (!this.#move(event, scroller)) return;
    event.preventDefault();
  };

  #turn(row: InstanceRow | undefined): void {
    this.#anchor = this.active;
    const id = row?.instanceId;
    if (id) this.#select([id], !this.selection.has(id));
  }

  /** Moves by rows, or, once the keyboard stands on a cell, by cells too; with Shift the rows on the way are chosen. */
  #move(event: KeyboardEvent, scroller: HTMLElement): boolean {
    const { key, ctrlKey, metaKey } = event;
    const ends = ctrlKey || metaKey ? ({ Home: "first", End: "last" } as const)[key] : undefined;
    const move = ends ?? moveOf(event);
    const last = columnsIn(this.room).length;
    const leap = Math.max(1, Math.floor(this.#sight(scroller) / this.#row) - 1);
    if (this.cell !== null && ends === undefined && (move === "first" || move === "last")) this.cell = move === "first" ? 0 : last;
    else if (move === "right") this.cell = this.cell === null ? 0 : Math.min(last, this.cell + 1);
    else if (move === "left") this.cell = this.cell === null || this.cell === 0 ? null : this.cell - 1;
    else {
      const rows: Partial<Record<Move, number>> = { down: 1, up: -1, pageDown: leap, pageUp: -leap, first: -this.#total, last: this.#total };
      const by = rows[move];
      if (by === undefined) return false;
      this.active = Math.min(this.#total - 1, Math.max(0, this.active + by));
      if (event.shiftKey) this.#selectTo(this.active);
      else this.#anchor = this.active;
      this.#reveal(scroller);
    }
    return true;
  }

  #reveal(scroller: HTMLElement): void {
    const top = this.active * this.#row;
    const lowest = top + this.#row - this.#sight(scroller);
    const offset = top < this.offset ? top : this.offset < lowest ? lowest : this.offset;
    if (offset === this.offset) return;
    this.offset = offset;
    scroller.scrollTop = offset / this.#scale(scroller);
  }
}
