// The outputs of an invocation together, of the instances that the query shows: groups of equal ones, differences between groups, and search.
import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Badge, InstanceRow } from "../../core/core.ts";
import { added } from "../../state/query.ts";
import { SelectEvent } from "../../state/selection.ts";
import { ChooseEvent, type Find } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { escapeField, searchedFor, searchLimit } from "../../ui/escape.ts";
import { KEYMAP, pressed } from "../../ui/keymap.ts";
import { visibleId } from "../../ui/visible.ts";
import { shorten } from "../../ui/text.ts";
import type { Key } from "../../words/words.ts";
import { pieceStyles } from "../table/style.ts";
import { Compared, LISTED } from "./compared.ts";
import { comparisonStyles } from "./comparison-style.ts";
import { FallibleView } from "./falling.ts";
import { Filtered, filterLine } from "./filtered.ts";
import { idOf, type Items } from "./gathering.ts";
import { groupRow, holes, pieces } from "./group-row.ts";
import { hitList } from "./hit-list.ts";
import { COMMAND, type OutputGroup } from "./module.ts";
import { Search } from "./search.ts";

/** Members of a group named by a button each. */
const NAMED = 12;
/** Members of a group, at most, whose statuses are held against each other. */
const SEEN = 20;
/** Lines of a template that are shown. */
const LINES = 40;

/** A group that is open, what it is compared with, and whether the lines in which both agree are shown. */
interface Open {
  group: number;
  against: number | null;
  whole: boolean;
}

/** @csspart groups - Outputs, grouped where they are equal. */
export class ComparisonView extends FallibleView {
  static override styles = [base, pieceStyles, comparisonStyles];

  @property({ attribute: false }) invocation = 0;
  @property({ attribute: false }) instance: number | null = null;
  @property({ attribute: false }) find: Find | null = null;
  /** Which instances are shown, as in the table: those that the query chooses, `only` of what is chosen to act on; of so many in all. */
  @property({ attribute: false }) query = "";
  @property({ attribute: false }) only = false;
  @property({ attribute: false }) all = 0;
  @state() private alike = true;
  @state() private listed = LISTED;
  /** The group that is open. */
  @state() private open: Open | null = null;
  /** Rows of the invocation's instances that are listed. */
  #rows = new Map<number, InstanceRow>();
  #filtered = new Filtered();
  /** Indices of the instances that are shown; null: all are. */
  #chosen: Uint32Array | null = null;
  #compared: Compared | null = null;
  #changed = (): void => this.requestUpdate();
  #failed = (failure: unknown): void => this.fall(failure);
  #search = new Search(this.#changed, this.#failed);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#compared?.free();
    this.#compared = null;
    this.#search.free();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate("inspection");
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = this.#chosen;
    this.#chosen = this.#filtered.of(this);
    const other = ["inspection", "edition", "invocation"].some((name) => changed.has(name)) || this.#chosen !== before;
    // Of another answer about the same invocation the open groups are those that hold the same instances.
    const opened = changed.has("invocation") || changed.has("alike") ? null : this.#openIds();
    if (other) {
      this.#compared?.free();
      this.#begin(this.#chosen);
    }
    if (other || changed.has("alike")) {
      this.#compared?.group(this.alike);
      if (changed.has("invocation") || changed.has("alike")) this.listed = LISTED;
      this.open = opened && this.#openWith(opened);
    }
    if (other || changed.has("words")) this.#rows.clear();
    if (other || changed.has("find") || changed.has("words")) this.#search.search(this.find, this.words.language);
    // The counts stand under each other, however many there are.
    this.style.setProperty("--much", `${Math.max(13, this.words.t("groups.count", { n: this.all, all: this.all }).length)}ch`);
  }

  /** Compares the newest output of each instance, and searches every one; the commands, and other invocations, where all are shown. */
  #begin(chosen: Uint32Array | null): void {
    const { inspection, invocation } = this;
    const part = (of: number | null, newest: boolean) => (start: number, end: number) => inspection.texts(of, newest, chosen, start, end);
    const { counts } = inspection.summary();
    this.#compared = new Compared(part(invocation, true), this.#changed, this.#failed);
    this.#search.over(part(chosen ? invocation : null, false), chosen ? chosen.length : counts.records + counts.invocations);
  }

  /** What is open by the ids of the instances whose outputs stand for the groups. */
  #openIds(): { of: string; against: string | null; whole: boolean } | null {
    const { open } = this;
    const compared = this.#compared;
    const idIn = (at: number) => (compared ? idOf(compared.texts, compared.at(at)?.representative ?? -1) : "");
    const of = open ? idIn(open.group) : "";
    return open && of ? { of, against: open.against === null ? null : idIn(open.against), whole: open.whole } : null;
  }

  /** The same; null where they are not grouped yet, or no longer two groups. */
  #openWith({ of, against, whole }: { of: string; against: string | null; whole: boolean }): Open | null {
    const groupWith = (id: string): number => {
      const index = this.inspection.instances(this.invocation, { ids: [id], start: 0, end: 1 }).rows[0]?.index;
      return this.#compared?.summary && index !== undefined ? this.#compared.groupOf(index) : -1;
    };
    const [group, other] = [groupWith(of), against === null ? null : groupWith(against)];
    return group < 0 || other === group || (other ?? 0) < 0 ? null : { group, against: other, whole };
  }

  override render() {
    return html`<div class="tools">${this.#searchField()} ${this.find ? nothing : this.#grouping()}</div>
      ${this.#chosen ? filterLine(this.words, this, this.#chosen.length, this.all, this.#ask) : nothing} ${searchLimit(this.find?.text ?? "", this.words)} ${this.find ? this.#hits() : this.#groups()}`;
  }

  #ask = (query: string, only: boolean): unknown => this.dispatchEvent(new ChooseEvent({ query, only }, false));

  #searchField() {
    const { words } = this;
    const find = this.find ?? { text: "", word: false, matchCase: false, pattern: false };
    const option = (name: "matchCase" | "word" | "pattern", symbol: string, key: Key) =>
      html`<button class="printed" aria-pressed=${find[name]} title=${words.t(key)} @click=${() => this.#refine({ ...find, [name]: !find[name] })}>
        <span aria-hidden="true">${symbol}</span>
      </button>`;
    return html`<div class="search" role="search">
      <input type="search" .value=${find.text} placeholder=${words.t("search")} aria-label=${words.t("search")} spellcheck="false" autocapitalize="off" autocomplete="off" @input=${this.#type} @keydown=${this.#clear} />
      ${option("matchCase", "Aa", "search.case")} ${option("word", "|a|", "search.word")} ${option("pattern", ".*", "search.pattern")}
    </div>`;
  }

  #type = (event: Event): void => {
    const find = this.find ?? { text: "", word: false, matchCase: false, pattern: false };
    this.#refine({ ...find, text: searchedFor(event) });
  };

  #clear = (event: KeyboardEvent): void => escapeField(event, () => this.dispatchEvent(new ChooseEvent({ find: null }, false)), this);

  #refine(find: Find): void {
    const idle = find.text === "" && !find.word && !find.matchCase && !find.pattern;
    this.dispatchEvent(new ChooseEvent({ find: idle ? null : find }, false));
  }

  #grouping() {
    const { words } = this;
    const button = (alike: boolean, key: Key, help: Key) =>
      html`<button aria-pressed=${this.alike === alike} title=${words.t(help)} @click=${() => (this.alike = alike)}>${words.t(key)}</button>`;
    return html`<div class="modes" role="group" aria-label=${words.t("groups.by")}>${button(true, "groups.alike", "groups.alike.help")} ${button(false, "groups.exact", "groups.exact.help")}</div>`;
  }

  // ---------------------------------------------------------------- groups

  #groups() {
    const { words } = this;
    const compared = this.#compared;
    if (!compared) return nothing;
    const { summary, absent, empty } = compared;
    if (!summary) return html`<p class="muted summary">${words.t("groups.running")}</p>`;
    const { groups, outputs } = summary;
    if (outputs + absent.length + empty.length === 0) return html`<p class="muted summary">${words.t("groups.none")}</p>`;
    return html`<p class="summary" aria-live="polite">${outputs === 0 ? words.t("groups.none") : groups === 1 ? words.count(this.alike ? "groups.sameAlike" : "groups.same", outputs) : words.count(compared.at(0)?.outcome === "succeeded" ? "groups.rarest" : "groups.differ", groups, { outputs })}</p>
      ${this.instance !== null && (this.#chosen?.includes(this.instance) ?? true) && groups > 1 && groups < outputs
        ? html`<p class="summary"><button class="link" @click=${() => this.#own(compared)}>${words.t("groups.own")}</button></p>`
        : nothing}
      <ol part="groups">
        ${compared.list(this.listed).map((group, at) => this.#group(compared, group, at, outputs))}
      </ol>
      ${groups > this.listed
        ? html`<p class="apart"><button class="link" @click=${() => (this.listed += LISTED)}>${words.count("showMore", Math.min(LISTED, groups - this.listed))}</button></p>`
        : nothing}
      ${this.#withoutOutput("groups.empty", empty)} ${this.#withoutOutput("groups.absent", absent)}`;
  }

  #group(compared: Compared, group: OutputGroup, at: number, all: number) {
    const { words } = this;
    const open = this.open?.group === at;
    const several = (compared.summary?.groups ?? 0) > 1;
    // Whoever failed, or printed something alone, is named.
    const isMajority = at === compared.largest && group.count > 1 && group.outcome === "succeeded";
    const row = () => (this.open = open ? null : { group: at, against: at === compared.largest ? null : compared.largest, whole: false });
    return html`<li class="group" @keydown=${open ? this.#close : nothing}>
      <header>
        ${this.#these(compared, at, group.count)}
        ${groupRow({ group, all, open, rows: this.#rowsOf(compared, group), outcomes: compared.outcomes(at), line: group.first ? null : compared.line(group), who: open || isMajority ? null : this.#who(compared, group), words, toggle: row })}
        <ii-copy brief .text=${() => compared.ids(at)} label=${words.t("groups.ids")}></ii-copy>
      </header>
      ${open && this.open
        ? html`<div class="opened">
            ${this.#members(compared.members(at, NAMED), group.count)} ${several ? this.#difference(compared, this.open) : nothing}
            ${this.open.against === null ? this.#output(compared, group) : nothing} ${holes(compared.values(at), words)}
          </div>`
        : nothing}
    </li>`;
  }

  /** Chooses the instances of a group to act on, or no longer. */
  #these(compared: Compared, at: number, count: number) {
    const share = compared.share(at, this.selection);
    const turn = (event: Event) => this.#select(compared.instances(at), (event.target as HTMLInputElement).checked);
    return html`<input type="checkbox" class="these" aria-label=${this.words.count("diagram.select", count)} .checked=${share === "all"} .indeterminate=${share === "some"} @change=${turn} />`;
  }

  /** The row of an item's instance, whose newest output it is. */
  #row(texts: Items, item: number): InstanceRow | null {
    const at = texts.instances[item] ?? COMMAND;
    if (at === COMMAND) return null;
    const known = this.#rows.get(at);
    if (known) return known;
    const row = this.inspection.instances(texts.invocations[item] ?? 0, { start: at, end: at + 1 }).rows[0];
    if (row) this.#rows.set(at, row);
    return row ?? null;
  }

  /** What a group's outputs have in common, or the beginning of the one that stands for all. */
  #output(compared: Compared, group: OutputGroup) {
    const { words } = this;
    const lines = this.alike && group.count > 1 ? compared.template(group.group, LINES + 1) : [];
    if (lines.length === 0) return this.#preview(compared, group.representative);
    return html`<div class="text wrap" tabindex="0" role="group" translate="no" aria-label=${words.t("groups.output")}>
        <div class="body">${lines.slice(0, LINES).map((line) => html`<div class="line">${pieces(line, words)}</div>`)}</div>
      </div>
      ${lines.length > LINES ? html`<p class="small muted">${words.t("groups.preview")}</p>` : nothing}`;
  }

  #preview(compared: Compared, item: number) {
    const { words } = this;
    const { element, more } = compared.preview(item, words);
    return html`<div class="text wrap" tabindex="0" role="group" translate="no" aria-label=${words.t("groups.output")}><div class="body">${element}</div></div>
      ${more ? html`<p class="small muted">${words.t("groups.preview")}</p>` : nothing}`;
  }

  /** The rows of a small group's members. */
  #rowsOf(compared: Compared, group: OutputGroup): (InstanceRow | null)[] {
    return group.count > SEEN ? [] : compared.members(group.group, SEEN).map((item) => this.#row(compared.texts, item));
  }

  /** Who printed it: the first instance that came to the worst, told as long as the group is closed. */
  #who(compared: Compared, group: OutputGroup): string {
    return visibleId(idOf(compared.texts, compared.worst(group)));
  }

  /** Instances by name, each a way to its record. */
  #members(items: readonly number[], count: number) {
    const { words } = this;
    return html`<div class="members">
      ${items.slice(0, NAMED).map((item) => this.#instance(item))} ${count > NAMED ? html`<span class="small muted">${words.count("groups.more", count - NAMED)}</span>` : nothing}
    </div>`;
  }

  #instance(item: number, texts: Items | undefined = this.#compared?.texts) {
    if (!texts) return nothing;
    const id = idOf(texts, item);
    const instance = texts.instances[item] ?? 0;
    const current = texts.invocations[item] === this.invocation && instance === this.instance;
    return html`<button class="link" translate="no" title=${visibleId(id)} aria-current=${current} @click=${() => this.#choose(texts, item)}>${id ? shorten(visibleId(id), 24) : this.words.t("id.none")}</button>`;
  }

  #choose(texts: Items, item: number): void {
    const invocation = texts.invocations[item] ?? 0;
    const instance = texts.instances[item] ?? COMMAND;
    if (invocation !== this.invocation) {
      const { find } = this;
      this.dispatchEvent(new ChooseEvent({ invocation }));
      this.dispatchEvent(new ChooseEvent({ tab: "outputs", find }, false));
    }
    const command = instance === COMMAND;
    this.dispatchEvent(new ChooseEvent(command ? { pane: "invocation" } : { pane: "record", instance, record: texts.records[item] ?? null }));
  }

  #withoutOutput(key: "groups.empty" | "groups.absent", items: readonly number[]) {
    if (items.length === 0) return nothing;
    return html`<div class="apart">
      <p>${this.words.count(key, items.length)}</p>
      ${this.#members(items.slice(0, NAMED + 1), items.length)}
    </div>`;
  }

  // ---------------------------------------------------------------- difference

  /** Escape closes what is open, and the keyboard goes back to what opened it. */
  #close = (event: KeyboardEvent): void => {
    if (!pressed(event, KEYMAP.escape) || !this.open) return;
    event.preventDefault();
    const { group } = this.open;
    this.open = null;
    void this.updateComplete.then(() => this.renderRoot.querySelectorAll(".group")[group]?.querySelector<HTMLElement>("[aria-expanded]")?.focus());
  };

  /** The chosen instance's group, with what it has instead of the largest one. */
  async #own(compared: Compared): Promise<void> {
    const group = compared.groupOf(this.instance ?? -1);
    if (group < 0) return;
    this.listed = Math.max(this.listed, group + 1);
    this.open = { group, against: group === compared.largest ? null : compared.largest, whole: false };
    await this.updateComplete;
    this.renderRoot.querySelectorAll(".group")[group]?.scrollIntoView({ block: "nearest" });
  }

  /** Groups to compare with: those that are listed, the largest, and the one that was chosen. */
  #others(compared: Compared, against: number): { other: OutputGroup; at: number }[] {
    const listed = compared.list(this.listed).map((other, at) => ({ other, at }));
    for (const at of new Set([compared.largest, against])) {
      const other = compared.at(at);
      if (at >= listed.length && other) listed.push({ other, at });
    }
    return listed;
  }

  #difference(compared: Compared, open: Open) {
    const { words } = this;
    const { group, against } = open;
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this.open = { group, against: value === "" ? null : Number(value), whole: false };
    };
    const difference = against === null ? null : compared.difference([against, group], this.alike, open.whole, words);
    const summary = difference?.summary;
    return html`<div class="difference">
      <label class="against small">
        ${words.t("groups.against")}
        <select @change=${choose}>
          <option value="" ?selected=${against === null}>${words.t("groups.nothing")}</option>
          ${this.#others(compared, against ?? compared.largest).map(({ other, at }) =>
            at === group ? nothing : html`<option value=${at} ?selected=${at === against}>${words.t(at === compared.largest ? "groups.largest" : "groups.another", { n: other.count, id: shorten(visibleId(idOf(compared.texts, other.representative)), 24) })}</option>`,
          )}
        </select>
        ${summary ? html`<span class="muted">${summary.binary ? words.t("groups.binary") : words.t("groups.changes", { removed: summary.removed, added: summary.added })}</span>` : nothing}
      </label>
      ${summary?.coarse ? html`<p class="small muted">${words.t("groups.coarse")}</p>` : nothing}
      ${difference && !summary?.binary
        ? html`<div class="text" tabindex="0" role="group" translate="no" aria-label=${words.t("groups.difference")} @click=${this.#unfold}>${difference.element}</div>`
        : nothing}
      ${difference?.rest
        ? html`<button class="link" @click=${() => (difference.more(), this.requestUpdate())}>${words.count("showMore", difference.rest)}</button>`
        : nothing}
    </div>`;
  }

  /** Shows the lines in which both agree, and keeps the keyboard in the text. */
  #unfold = (event: Event): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches(".unfold") || !this.open) return;
    const text = event.currentTarget as HTMLElement;
    this.open = { ...this.open, whole: true };
    void this.updateComplete.then(() => text.focus());
  };

  // ---------------------------------------------------------------- hits

  /** What became of the execution of a hit. */
  #badge(item: number): Badge | null {
    const { texts } = this.#search;
    const [invocation, instance, record] = [texts?.invocations[item] ?? 0, texts?.instances[item] ?? COMMAND, texts?.records[item] ?? 0];
    if (instance === COMMAND) return null;
    return this.inspection.records(invocation, instance, record, record + 1).rows[0]?.badge ?? null;
  }

  #select = (ids: readonly string[], on: boolean): void => {
    this.dispatchEvent(new SelectEvent(ids, on));
  };

  #showChosen = (ids: readonly string[]): void => {
    this.dispatchEvent(new SelectEvent(ids, true, true));
    this.dispatchEvent(new ChooseEvent({ tab: "table", query: "", only: true }));
  };

  #hits() {
    const { words } = this;
    return hitList({
      search: this.#search,
      find: this.find,
      listed: this.listed,
      selection: this.selection,
      words,
      severalInvocations: this.inspection.summary().counts.invocations > 1,
      badge: (item) => this.#badge(item),
      instance: (item) => this.#instance(item, this.#search.texts ?? undefined),
      choose: (item) => this.#search.texts && this.#choose(this.#search.texts, item),
      select: this.#select,
      more: () => (this.listed += LISTED),
      show: (query) => this.dispatchEvent(new ChooseEvent({ tab: "table", query: added(this.inspection, this.query, query), only: this.only })),
      showChosen: this.#showChosen,
      invocation: this.invocation,
    });
  }
}
