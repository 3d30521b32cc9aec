// All outputs of an invocation together: groups of equal ones, differences between groups, and search.
import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Texts } from "../../core/core.ts";
import { ChooseEvent, type Find } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { escapeField, searchedFor, searchLimit } from "../../ui/escape.ts";
import { KEYMAP, pressed } from "../../ui/keymap.ts";
import { severityIcon } from "../../ui/status-icons.ts";
import { visibleId } from "../../ui/visible.ts";
import { shorten } from "../../ui/text.ts";
import type { Key, Words } from "../../words/words.ts";
import { Compared } from "./compared.ts";
import { comparisonStyles } from "./comparison-style.ts";
import { FallibleView } from "./falling.ts";
import { COMMAND, free, idOf, type OutputGroup, render, type SearchExcerpt } from "./module.ts";
import { lineElement } from "./rows.ts";
import { Search } from "./search.ts";

/** Groups and hits listed at a time. */
const LISTED = 20;
/** Members of a group named by a button each. */
const NAMED = 12;

/** @csspart groups - Outputs, grouped where they are equal. */
export class ComparisonView extends FallibleView {
  static override styles = [base, comparisonStyles];

  @property({ attribute: false }) invocation = 0;
  @property({ attribute: false }) instance: number | null = null;
  @property({ attribute: false }) find: Find | null = null;
  @state() private masked = false;
  @state() private listed = LISTED;
  /** The group whose difference is shown, and the one it is compared with. */
  @state() private difference: { group: number; against: number } | null = null;
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
    const other = ["inspection", "edition", "invocation"].some((name) => changed.has(name));
    if (other) {
      this.#compared?.free();
      this.#compared = new Compared(this.inspection.texts(this.invocation, true), this.#changed, this.#failed);
      this.#search.over(() => this.inspection.texts(null, false));
    }
    if (other || changed.has("masked")) {
      this.#compared?.group(this.masked);
      this.listed = LISTED;
      this.difference = null;
    }
    if (other || changed.has("find") || changed.has("words")) this.#search.search(this.find, this.words.language);
  }

  override render() {
    return html`<div class="tools">${this.#searchField()} ${this.find ? nothing : this.#grouping()}</div>
      ${searchLimit(this.find?.text ?? "", this.words)} ${this.find ? this.#hits() : this.#groups()}`;
  }

  #searchField() {
    const { words } = this;
    const find = this.find ?? { text: "", word: false, matchCase: false, pattern: false };
    const option = (name: "matchCase" | "word" | "pattern", symbol: string, key: Key) =>
      html`<button class="printed" aria-pressed=${find[name]} title=${words.t(key)} @click=${() => this.#refine({ ...find, [name]: !find[name] })}>
        <span aria-hidden="true">${symbol}</span><span class="aloud">${words.t(key)}</span>
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
    const button = (masked: boolean, key: Key, help: Key) =>
      html`<button aria-pressed=${this.masked === masked} title=${words.t(help)} @click=${() => (this.masked = masked)}>${words.t(key)}</button>`;
    return html`<div class="modes" role="group" aria-label=${words.t("groups.by")}>${button(false, "groups.exact", "groups.exact.help")} ${button(true, "groups.alike", "groups.alike.help")}</div>`;
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
    return html`<p class="summary" aria-live="polite">${outputs === 0 ? words.t("groups.none") : groups === 1 ? words.count("groups.same", outputs) : words.count("groups.differ", groups, { outputs })}</p>
      ${!this.masked && groups > 2 && groups === outputs
        ? html`<p class="summary">${words.t("groups.hint")} <button class="link" @click=${() => (this.masked = true)}>${words.t("groups.hint.do")}</button></p>`
        : nothing}
      ${this.instance !== null && groups > 1 && groups < outputs
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
    const shown = this.difference?.group === at;
    const several = (compared.summary?.groups ?? 0) > 1;
    return html`<li class="group" @keydown=${shown ? this.#close : nothing}>
      <header>
        <span class="count">${words.t("groups.count", { n: group.count, all })}</span>
        ${group.codes.map(({ code, count }) => html`<span class="small muted">${code === null ? words.t("groups.no-code") : words.t("groups.code", { code: String(code) })}${group.codes.length > 1 ? ` × ${words.number(count)}` : nothing}</span>`)}
        <span class="space"></span>
        ${several ? html`<button class="bare" aria-expanded=${shown} @click=${() => this.#compare(compared, at)}>${words.t(shown ? "groups.hide" : "groups.compare")}</button>` : nothing}
        <ii-copy brief .text=${() => compared.ids(at)} label=${words.t("groups.ids")}></ii-copy>
      </header>
      ${this.#members(compared.members(at, NAMED), group.count)}
      ${shown && this.difference ? this.#difference(compared, this.difference) : this.#preview(compared, group.representative)}
    </li>`;
  }

  #preview(compared: Compared, item: number) {
    const { words } = this;
    const { element, more } = compared.preview(item, words);
    return html`<div class="text wrap" tabindex="0" role="group" translate="no" aria-label=${words.t("groups.output")}><div class="body">${element}</div></div>
      ${more ? html`<p class="small muted">${words.t("groups.preview")}</p>` : nothing}`;
  }

  /** Instances by name, each a way to its record. */
  #members(items: readonly number[], count: number) {
    const { words } = this;
    return html`<div class="members">
      ${items.slice(0, NAMED).map((item) => this.#instance(item))} ${count > NAMED ? html`<span class="small muted">${words.count("groups.more", count - NAMED)}</span>` : nothing}
    </div>`;
  }

  #instance(item: number, texts: Texts | undefined = this.#compared?.texts) {
    if (!texts) return nothing;
    const id = idOf(texts, item);
    const instance = texts.instances[item] ?? 0;
    const current = texts.invocations[item] === this.invocation && instance === this.instance;
    return html`<button class="link" translate="no" title=${visibleId(id)} aria-current=${current} @click=${() => this.#choose(texts, item)}>${id ? shorten(visibleId(id), 24) : this.words.t("id.none")}</button>`;
  }

  #choose(texts: Texts, item: number): void {
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

  #compare(compared: Compared, group: number): void {
    if (this.difference?.group === group) {
      this.difference = null;
      return;
    }
    const against = group === compared.largest ? (group === 0 ? 1 : 0) : compared.largest;
    this.difference = { group, against };
  }

  /** Escape closes the difference, and the keyboard goes back to what opened it. */
  #close = (event: KeyboardEvent): void => {
    if (!pressed(event, KEYMAP.escape) || !this.difference) return;
    event.preventDefault();
    const { group } = this.difference;
    this.difference = null;
    void this.updateComplete.then(() => this.renderRoot.querySelectorAll(".group")[group]?.querySelector<HTMLElement>("[aria-expanded]")?.focus());
  };

  /** The chosen instance's group, with what it has instead of the largest one. */
  async #own(compared: Compared): Promise<void> {
    const group = compared.groupOf(this.instance ?? -1);
    if (group < 0) return;
    this.listed = Math.max(this.listed, group + 1);
    if (this.difference?.group !== group) this.#compare(compared, group);
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

  #difference(compared: Compared, { group, against }: { group: number; against: number }) {
    const { words } = this;
    const of = (at: number) => compared.at(at)?.representative ?? 0;
    const difference = compared.difference(of(against), of(group), this.masked, words);
    const { summary } = difference;
    return html`<div class="difference">
      <label class="against small">
        ${words.t("groups.against")}
        <select @change=${(event: Event) => (this.difference = { group, against: Number((event.target as HTMLSelectElement).value) })}>
          ${this.#others(compared, against).map(({ other, at }) =>
            at === group ? nothing : html`<option value=${at} ?selected=${at === against}>${words.t(at === compared.largest ? "groups.largest" : "groups.another", { n: other.count, id: shorten(visibleId(idOf(compared.texts, other.representative)), 24) })}</option>`,
          )}
        </select>
        <span class="muted">${summary.binary ? words.t("groups.binary") : words.t("groups.changes", { removed: summary.removed, added: summary.added })}</span>
      </label>
      ${summary.coarse ? html`<p class="small muted">${words.t("groups.coarse")}</p>` : nothing}
      ${summary.binary
        ? nothing
        : html`<div class="text" tabindex="0" role="group" translate="no" aria-label=${words.t("groups.difference")}>${difference.element}</div>`}
      ${difference.rest
        ? html`<button class="link" @click=${() => (difference.more(), this.requestUpdate())}>${words.count("showMore", difference.rest)}</button>`
        : nothing}
    </div>`;
  }

  // ---------------------------------------------------------------- hits

  #hits() {
    const { words, find } = this;
    const { fault, items, total, running } = this.#search;
    if (fault) {
      return html`<div class="fault" role="alert">
        ${severityIcon("error")}
        <p>${words.t("search.fault", { fault: fault.sentence })}<br /><code translate="no">${find?.text.slice(0, fault.start)}<mark>${find?.text.slice(fault.start, Math.max(fault.end, fault.start + 1))}</mark>${find?.text.slice(Math.max(fault.end, fault.start + 1))}</code></p>
      </div>`;
    }
    if (!find?.text) return html`<p class="muted summary">${words.t("search.what")}</p>`;
    const found = total > 0 ? words.count("search.found", items, { hits: total }) : words.t(running ? "search.running" : "search.none");
    const rest = items - this.listed;
    return html`<p class="summary" aria-live="polite">${found}</p>
      <ol>
        ${this.#search.excerpts(0, this.listed).map((found) => this.#hit(found))}
      </ol>
      ${rest > 0 ? html`<p class="apart"><button class="link" @click=${() => (this.listed += LISTED)}>${words.count("showMore", Math.min(LISTED, rest))}</button></p>` : nothing}`;
  }

  #hit({ item, count, line, before, hit, after }: SearchExcerpt) {
    const { words } = this;
    const { texts } = this.#search;
    if (!texts) return nothing;
    const command = texts.instances[item] === COMMAND;
    return html`<li class="hit">
      <header>
        ${command ? html`<button class="link" @click=${() => this.#choose(texts, item)}>${words.t("search.command")}</button>` : this.#instance(item, texts)}
        <span class="small muted">${words.count("search.hits", count)} · ${words.t("search.line", { line })}</span>
      </header>
      <p class="excerpt mono" translate="no"><bdi>${visible(before, words)}<mark>${visible(hit, words)}</mark>${visible(after, words)}</bdi></p>
    </li>`;
  }
}

/** A piece of a line of an output, with what cannot be seen in it made visible. */
function visible(text: string, words: Words): Node[] {
  const rendered = render(text, "plain", words.language);
  const nodes = rendered.lines(0, 1).flatMap((line) => [...lineElement(line).childNodes]);
  free(rendered);
  return nodes.length === 1 && nodes[0]?.textContent === "\n" ? [] : nodes;
}
