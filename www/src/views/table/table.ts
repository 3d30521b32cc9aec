// The instances as a table of any length: only the rows in sight are asked for and drawn; one query, orders, columns, a selection.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { InstanceQuery, InstanceRow, OutcomeCount } from "../../core/core.ts";
import { turn } from "../../core/turn.ts";
import { AnswerElement, MANY } from "../../state/context.ts";
import { type Selection, SelectEvent } from "../../state/selection.ts";
import { ChooseEvent, type View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { searchedFor, searchLimit } from "../../ui/escape.ts";
import { KEYMAP, pressed } from "../../ui/keymap.ts";
import { Once } from "../../ui/once.ts";
import { SayEvent } from "../../ui/say.ts";
import { openGuideByKey } from "../../ui/text.ts";
import "../../words/views.ts";
import { actions } from "./act.ts";
import { Ahead, takesLong } from "./ahead.ts";
import { columnsIn, linesBelow, type Room, roomIn, tracks } from "./columns.ts";
import { columnHead, orderField } from "./column-head.ts";
import { columnsMenu } from "./columns-menu.ts";
import { isOtherList, placeOf } from "./anchor.ts";
import { Asked } from "./asked.ts";
import { bringIntoSight, ledTo, scaleOf, sightOf, tellMore } from "./moves.ts";
import { noRows, outcomeChips, piecesList, searchField, suggestions } from "./pieces.ts";
import { Narrowed, onlyChosen } from "./narrowed.ts";
import { Range } from "./range.ts";
import { rowLine } from "./row.ts";
import { countsSaid, isNews } from "./said.ts";
import { allChosen, ShownIds } from "./shown.ts";
import { actStyles, pieceStyles, tableStyles } from "./style.ts";

/** Browsers give up on boxes much higher than this; above it a pixel of scrolling stands for more. */
const TALLEST = 6_000_000;
/** Pixels of its text where the reader's is as at first. */
const TEXT = 14;
/** Rows that are asked for at once. */
const BLOCK = 32;

/** @csspart grid - The table of the instances. */
export class InstanceTable extends AnswerElement {
  static override styles = [base, css`:host { min-inline-size: 0; }`, actStyles, pieceStyles, tableStyles];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) outcomes: readonly OutcomeCount[] = [];
  /** Content pixels scrolled away. */
  @state() private offset = 0;
  @state() private height = 400;
  @state() private room: Room = "wide";
  /** How many times as large as at first its text is: rows and columns grow with it. */
  @state() private grown = 1;
  /** Whether the reader types, or wants to see what could be typed: suggestions are counted then. */
  @state() private typing = false;
  /** The row the keyboard stands on, by its place in the filtered order. */
  @state() private active = 0;
  /** Its cell, from that of the checkbox on; null: the row itself. */
  @state() private cell: number | null = null;
  /** What Shift chooses. */
  #range = new Range();
  /** Whether the rows in sight have another place than before. */
  #moved = false;
  #total = 0;
  #rows: InstanceRow[] = [];
  #first = 0;
  /** How often it was drawn: at first as wide as most are, then as it is. */
  #times = 0;
  #asked = new Asked();
  #ahead = new Ahead();
  /** What the rows are of: what was asked before, as long as what they need is being made. */
  #drawn: View | undefined;
  /** What the counts that were said last are of. */
  #told: View | undefined;
  /** Whether that is being made. */
  #waits = false;
  #shown = new ShownIds();
  #narrowed = new Narrowed();
  #away = new Once<InstanceRow | undefined>();
  #observer = new ResizeObserver(() => (this.#measure(), this.requestUpdate()));

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    // In another place it goes on with what it left.
    this.#observer.observe(this);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#asked.forget();
    this.#ahead.stop();
  }

  protected override get isSlow(): boolean {
    return super.isSlow || (this.#times < 2 && this.#all >= MANY);
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    // One that was here before its class was is given its view later.
    const view = this.view as View | undefined;
    if (this.hasUpdated || view?.query !== "" || this.selection.size < MANY) return super.scheduleUpdate();
    return this.#shown.prepare(this.selection, { ...this.#now, total: this.#all }).then(() => super.scheduleUpdate());
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
    this.room = roomIn(this.clientWidth / this.grown);
    this.height = this.#scroller?.clientHeight ?? 400;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".grid");
  }

  /** What the rows are of. */
  get #of(): View {
    return this.#drawn ?? this.view;
  }

  /** What is asked for, from the first row in sight on. */
  #query(count: number): InstanceQuery {
    const { query, sort } = this.#of;
    // Of many the first row would have all outputs compared until that is made ready.
    const printed = (this.#ahead.done || this.#all < MANY) && columnsIn(this.room).some((column) => column.printed);
    return { query, sort, ids: this.#among, printed, start: this.#first, end: this.#first + count };
  }

  get #among(): string[] | undefined {
    return this.#narrowed.ids(this.#of, this.selection);
  }

  get #row(): number {
    return Math.round((36 + 20 * linesBelow(this.room) - (this.hooks?.dense ? 8 : 0)) * this.grown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { inspection, words, edition, view } = this;
    const before = this.#drawn;
    const isOther = before?.invocation !== view.invocation || (["inspection", "words", "edition"] as const).some((one) => changed.has(one));
    const isOtherRows = before !== undefined && isOtherList(before, view);
    this.#ahead.begin(inspection, view.invocation, this.#all, [inspection, words, edition, view.invocation], (made) => (made && (this.#asked.whole(this), this.#shown.prepare(this.selection, this.#now)), this.requestUpdate()));
    this.#asked.read(this, this.#ahead, () => this.requestUpdate());
    // Where no rows stand, or those of another answer do, nothing is waited for.
    this.#waits = isOtherRows && !isOther && !this.#ahead.done && takesLong(this.#asked.pieces, view);
    // Values are counted among all, and would be false of what is chosen alone.
    this.#asked.suggest(this, this.typing && !this.#waits && !this.#narrowed.ids(view, this.selection), this.#all, () => this.requestUpdate());
    if (!this.#waits) this.#drawn = view;
    if (isOtherRows && !this.#waits) {
      if (this.offset > 0) this.#scroller?.scrollTo({ top: 0 }); // Else browsers would lay out for nothing.
      this.offset = 0;
      this.#stand(0);
    } else if (changed.get("inspection")) this.#stay();
    this.#first = Math.floor(this.offset / this.#row);
    const count = Math.ceil(this.height / this.#row) + 2;
    // In blocks, so that another height asks for the same.
    const page = inspection.instances(view.invocation, this.#query(Math.ceil(count / BLOCK) * BLOCK));
    this.#total = page.total;
    this.#rows = page.rows.slice(0, count);
  }

  /** In another answer the rows in sight, and the one the keyboard stands on, stay, wherever they stand now. */
  #stay(): void {
    const place = (row: InstanceRow | undefined) => placeOf(this.inspection, this.view, this.#among, row);
    const top = this.offset > 0 ? place(this.#rows[0]) : undefined;
    this.#stand(place(this.#rows[this.active - this.#first]) ?? this.active);
    this.#moved = top !== undefined;
    if (top !== undefined) this.offset = top * this.#row + (this.offset % this.#row);
  }

  /** The keyboard stands on this row, and the next range begins there. */
  #stand(at: number): void {
    this.active = at;
    this.#range.begin(at, this.selection);
  }

  protected override updated(changed: PropertyValues): void {
    this.#times += 1;
    const [told, drawn] = [this.#told, this.#drawn];
    if (drawn && isNews(told, drawn)) this.dispatchEvent(new SayEvent(countsSaid(this.words, told, drawn, this.#total, this.#all)));
    this.#told = drawn ?? told;
    const spacer = this.renderRoot.querySelector<HTMLElement>(".spacer");
    const rows = this.renderRoot.querySelector<HTMLElement>(".rows");
    const whole = this.#total * this.#row;
    if (spacer) spacer.style.height = `${Math.min(TALLEST, whole)}px`;
    if (rows) rows.style.transform = `translateY(${-(this.offset % this.#row)}px)`;
    const scroller = this.#scroller;
    if (!scroller) return;
    const sizes = { "--row": `${this.#row}px`, "--below": `${linesBelow(this.room)}`, ...tracks(columnsIn(this.room), this.room, this.grown, scroller.clientWidth) };
    for (const [name, size] of Object.entries(sizes)) scroller.style.setProperty(name, size);
    const sight = this.renderRoot.querySelector<HTMLElement>(".window");
    if (sight) sight.style.height = `${Math.min(sightOf(scroller), whole)}px`;
    if (this.#moved) scroller.scrollTop = this.offset / scaleOf(scroller, this.#total * this.#row);
    this.#moved = false;
    tellMore(scroller);
    if (changed.has("cell")) bringIntoSight(scroller, this.renderRoot.querySelector(".at"));
  }

  override render() {
    const { words, view, room } = this;
    const columns = columnsIn(room);
    const around = { words, columns, room, active: this.active, cell: this.cell, current: view.instance };
    const line = (row: InstanceRow, at: number) => rowLine(around, row, at, row.instanceId !== null && this.selection.has(row.instanceId), (event) => this.#clicked(event, at, row));
    const standing = this.#rows[this.active - this.#first] ? undefined : this.#standing;
    return html`<div class="tools">
        ${searchField(words, view.query, this.#type, this.#inField, this.#offer)}
        ${suggestions(words, this.inspection, view.query, this.#asked.pieces, this.#asked.facets)}
        ${orderField(words, view.sort, (sort) => this.#refine({ sort }))}
        ${outcomeChips(words, this.inspection, view.query, this.#asked.pieces, this.outcomes, this.#ask)} ${onlyChosen(words, view, this.selection, this.#refine)}
        ${searchLimit(view.query, words)}
        <div class="end">
          <p class="small muted">${this.#waits ? words.t("table.working") : words.t("table.shown", { shown: this.#total, all: this.#all })}</p>
          ${columnsMenu(words, room, () => this.requestUpdate())}
        </div>
        ${room === "narrow" ? html`<label class="all small">${this.#allChosen()}${words.count("selection.shown", this.#total)}</label>` : nothing}
      </div>
      ${piecesList(words, view.query, this.#asked.pieces, this.#ask)} ${this.#act()}
      <div
        class="grid ${room === "narrow" ? "narrow" : ""}"
        part="grid"
        role="grid"
        aria-keyshortcuts=${words.explained("") === null ? nothing : KEYMAP.guide.keys[0]}
        aria-multiselectable="true"
        tabindex="0"
        aria-label=${words.t("table")}
        aria-busy=${this.#waits}
        aria-rowcount=${this.#total + 1}
        aria-activedescendant=${this.#standsOn()}
        @scroll=${this.#scroll}
        @keydown=${this.#key}
      >
        <div class="head row" role="row" aria-rowindex="1">
          <span role="columnheader" class="check">${room === "narrow" ? nothing : this.#allChosen()}</span>${columns.map((column) => columnHead(words, view, column, (sort) => this.#refine({ sort })))}
        </div>
        <div class="spacer" role="presentation">
          <div class="window" role="presentation"><div class="rows" role="rowgroup">${standing ? html`<div class="away" role="presentation">${line(standing, this.active)}</div>` : nothing}${this.#rows.map((row, i) => line(row, this.#first + i))}</div></div>
        </div>
      </div>
      ${this.#total === 0 && !this.#waits ? noRows(words, this.inspection, view, this.#among, this.#asked.pieces, this.#ask) : nothing}`;
  }

  /** The row on which the keyboard stands, also where it is scrolled away. */
  get #standing(): InstanceRow | undefined {
    const { inspection, edition, active } = this;
    const ask = () => inspection.instances(this.#of.invocation, { ...this.#query(0), start: active, end: active + 1 }).rows[0];
    return this.#rows[active - this.#first] ?? this.#away.get([inspection, edition, this.#of, this.room, active], ask);
  }

  /** That row, or the cell of it. */
  #standsOn() {
    const row = this.#standing;
    if (!row) return nothing;
    return this.cell === null ? `row-${row.index}` : `cell-${row.index}-${this.cell}`;
  }

  /** What can be done with the rows that are shown; what is chosen has a bar of its own. */
  #act() {
    const { words, view, inspection, selection } = this;
    if (this.#waits || !this.#asked.actable || this.#total === 0 || selection.size > 0) return nothing;
    return actions(words, inspection, view.invocation, this.#asked.actable, words.count("table.ids", this.#total));
  }

  #allChosen() {
    return allChosen(this.words, this.#shown.share(this.selection, this.#now), this.#total, (on) => this.#selectAll(on));
  }

  /** How many instances there are. */
  get #all(): number {
    return this.outcomes.reduce((sum, part) => sum + part.count, 0);
  }

  get #now() {
    return { inspection: this.inspection, edition: this.edition, view: this.#of, among: this.#among, all: this.#all, total: this.#total };
  }

  /** Ids of the rows at these places. */
  #shownIds(start: number, end: number): readonly string[] {
    return this.inspection.instanceIds(this.view.invocation, { ...this.#query(0), start, end });
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
      this.active = at;
      return this.#selectTo(at);
    }
    this.#stand(at);
    this.#select(row.instanceId === null ? [] : [row.instanceId], on);
  }

  #select = (ids: readonly string[] | Selection, on: boolean, stepwise = false): unknown => this.dispatchEvent(new SelectEvent(ids, on, false, stepwise));

  /** Chooses all rows that are shown, or none of them. */
  #selectAll(on: boolean): void {
    const ids = this.#shown.all(this.#now);
    if (ids.size < MANY) return void this.#select(ids, on);
    // Of so many, to have them and to choose them is a task each.
    const { inspection, view } = this;
    const choose = () => this.inspection === inspection && this.view.invocation === view.invocation && this.#select(ids, on);
    void turn().then(choose);
  }

  /** Chooses all from the last one on; what an earlier reach had added is as it was before. */
  #selectTo(at: number): void {
    const { rows, left } = this.#range.to(at);
    if (left[0] < left[1]) this.#select(this.#range.added(this.#shownIds(...left)), false, true);
    this.#select(this.#shownIds(...rows), true, true);
  }

  #choose(at: number, row: InstanceRow): void {
    this.active = at;
    this.dispatchEvent(new ChooseEvent({ pane: "record", instance: row.index, record: null }));
  }

  #refine = (change: Partial<View>): unknown => this.dispatchEvent(new ChooseEvent(change, false));
  #ask = (query: string): unknown => this.#refine({ query });

  #type = (event: Event): unknown => (this.#offer(), this.#ask(searchedFor(event)));
  /** What can be asked is suggested, also where nothing is typed yet. */
  #offer = (): unknown => (this.typing = true);

  /** Arrows open what is suggested. Escape leaves the field for the rows; what was typed stays. */
  #inField = (event: KeyboardEvent): void => {
    if (pressed(event, KEYMAP.move)) this.#offer();
    if (!pressed(event, KEYMAP.escape)) return;
    event.preventDefault();
    this.#scroller?.focus();
  };

  #scroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.offset = Math.max(0, scroller.scrollTop * scaleOf(scroller, this.#total * this.#row));
    tellMore(scroller);
  };

  #key = (event: KeyboardEvent): void => {
    const scroller = this.#scroller;
    if (!scroller || event.target !== scroller || this.#total === 0) return;
    const row = this.#standing;
    if (openGuideByKey(event, this.words, row?.badge)) return;
    if (pressed(event, KEYMAP.select) || pressed(event, KEYMAP.choose)) this.#reveal(scroller);
    if (pressed(event, KEYMAP.selectAll)) this.#selectAll(true);
    else if (pressed(event, KEYMAP.select) || (this.cell === 0 && pressed(event, KEYMAP.choose))) this.#turn(row);
    else if (pressed(event, KEYMAP.choose)) row && this.#choose(this.active, row);
    else if (!this.#move(event, scroller)) return;
    event.preventDefault();
  };

  #turn(row: InstanceRow | undefined): void {
    this.#stand(this.active);
    const id = row?.instanceId;
    if (id) this.#select([id], !this.selection.has(id));
  }

  /** Moves to another row or cell; with Shift the rows on the way are chosen. */
  #move(event: KeyboardEvent, scroller: HTMLElement): boolean {
    const leap = Math.max(1, Math.floor(sightOf(scroller) / this.#row) - 1);
    const to = ledTo(event, { row: this.active, cell: this.cell }, { rows: this.#total, lastCell: columnsIn(this.room).length, leap });
    if (!to) return false;
    this.cell = to.cell;
    if (!to.byRow) return true;
    if (event.shiftKey) this.#selectTo((this.active = to.row));
    else this.#stand(to.row);
    this.#reveal(scroller);
    return true;
  }

  /** Brings an instance into sight, unless the query leaves it out. */
  reveal(instance: number): void {
    this.active = this.inspection.position(this.view.invocation, this.#query(0), instance) ?? this.active;
    if (this.#scroller) this.#reveal(this.#scroller);
  }

  #reveal(scroller: HTMLElement): void {
    const top = this.active * this.#row;
    const lowest = top + this.#row - sightOf(scroller);
    const offset = top < this.offset ? top : this.offset < lowest ? lowest : this.offset;
    if (offset === this.offset) return;
    this.offset = offset;
    scroller.scrollTop = offset / scaleOf(scroller, this.#total * this.#row);
  }
}
