// The text of one input as a reader works with it: marked where something was noticed, the repaired document beside it, to search and change.
import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Phrase } from "../../core/core.ts";
import { decode } from "../../core/decode.ts";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent, type SourceRange } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { give } from "../../ui/give.ts";
import { icons } from "../../ui/icons.ts";
import { KEYMAP, pressed } from "../../ui/keymap.ts";
import { phrase } from "../../ui/text.ts";
import { SourceDiagnostics } from "./diagnostics.ts";
import { viewStyles } from "./editor-style.ts";
import type { Syntax } from "./highlight.ts";
import type { Mark } from "./marks.ts";
import { forgetRange, TextPane } from "./pane.ts";
import { hostOf, PendingEdit } from "./pending-edit.ts";
import { PART, Text } from "./text.ts";
import { type Anchors, laidOutAt, scrollTogether } from "./together.ts";

type Mode = "original" | "repaired" | "both";

/** From here on there is room for two texts beside each other. */
const WIDE = 640;
/** The repaired document of a longer text is made only when it is asked for. */
const LIGHT = 4_000_000;
const MODES = [
  ["original", "source.original", "source.original"],
  ["repaired", "source.repaired", "source.formatted"],
  ["both", "source.both", "source.both"],
] as const;

/** Whether a text has no line end but at its end: it is shown laid out. */
function isOneLine(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(10);
  return end < 0 || end >= bytes.length - 2;
}

/**
 * @csspart editor - A document's text, marked.
 */
export class SourceView extends AnswerElement {
  static override styles = [base, viewStyles];

  @property({ attribute: false }) source = 0;
  @property() syntax: Syntax = "text";
  @property() name = "";
  @property({ attribute: false }) bytes: Uint8Array = new Uint8Array();
  @property({ attribute: false }) place: SourceRange | null = null;
  @property({ type: Boolean }) editable = false;
  @state() private wide = false;
  @state() private wanted: Mode | null = null;
  @state() private chosen: number | null = null;
  @state() private waiting = false;
  @state() private preparing = false;
  /** undefined: not made yet; null: there is none. */
  @state() private repaired: Uint8Array | null | undefined = undefined;
  /** Why there is none: it does not fit. */
  #tooLarge = false;
  /** That it holds a part only. */
  #partial: Phrase | null = null;
  #diagnostics: SourceDiagnostics | null = null;
  /** Whether something of the text was repaired; else what is written anew is the same, laid out. */
  #damaged = false;
  #oneLine = false;
  #original: TextPane | null = null;
  #strict: TextPane | null = null;
  #places: ArrayLike<number> = [];
  #turn = 0;
  #repairing = false;
  #pending = new PendingEdit(() => this.#keyTarget);
  /** What was typed here must not be written over while the answer follows. */
  #typed: string | null = null;
  /** The place that was chosen here, which needs no looking for. */
  #chosenHere: SourceRange | null = null;
  #caret: number | null = null;
  /** The whole viewer: F8 walks the diagnostics from its lists as well. */
  #keyTarget: Element = this;
  #leaving = new AbortController();
  #size = new ResizeObserver(([box]) => (this.wide = (box?.contentRect.width ?? 0) >= WIDE));

  get #mode(): Mode {
    if (this.syntax === "text") return "original";
    const light = this.bytes.length <= LIGHT;
    const laidOut = light && this.#oneLine && !this.#damaged;
    const mode = this.wanted ?? (this.#diagnostics?.count && light ? "both" : laidOut ? "repaired" : "original");
    return mode === "both" && !this.wide ? (laidOut && !this.wanted ? "repaired" : "original") : mode;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = -1;
    this.#size.observe(this);
    this.#keyTarget = hostOf(hostOf(this));
    this.#leaving = new AbortController();
    this.#keyTarget.addEventListener("keydown", this.#key, this.#leaving);
    if (!this.hasUpdated || this.#original) return;
    this.#open();
    this.repaired = undefined;
    void this.#load(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#leaving.abort();
    this.#pending.leave(this);
    this.#turn += 1;
    // Unless it only moves to another place.
    setTimeout(() => this.isConnected || this.#close());
  }

  /** An editor that is not given up listens to the window, which holds it, and with it the whole answer. */
  #close(): void {
    if (!this.#original) return;
    this.#original?.destroy();
    this.#strict?.destroy();
    this.#original = this.#strict = null;
    forgetRange();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  #open(): void {
    const root = this.renderRoot as ShadowRoot;
    const words = () => this.words;
    const moved = () => this.#marked();
    const chosen = (mark: Mark, how: "gutter" | "pointer" | "keys") => this.#choose(mark.index, how);
    this.#original = new TextPane(root.querySelector<HTMLElement>(".original .host")!, { root, words, chosen, moved, edited: this.#edited });
    this.#strict = new TextPane(root.querySelector<HTMLElement>(".repaired .host")!, { root, words, chosen, moved: () => this.#markedStrict() });
    scrollTogether([this.#original, this.#strict], () => this.#anchors());
  }

  /** Sends at once what was typed last. */
  flush(): void {
    this.#pending.send();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("inspection") || changed.has("edition") || changed.has("source")) {
      this.#diagnostics = new SourceDiagnostics(this.inspection, this.source);
      this.repaired = undefined;
      this.chosen = this.place && this.#diagnostics.at(this.place);
    }
    this.#damaged = this.#diagnostics?.damaged ?? false;
    if (changed.has("bytes")) this.#oneLine = isOneLine(this.bytes);
    if (changed.has("source")) this.wanted = null;
  }

  protected override updated(changed: PropertyValues): void {
    const stale = changed.has("inspection") || changed.has("edition") || changed.has("source");
    if (changed.has("bytes") || changed.has("source")) void this.#load(changed.has("source"));
    else if (stale || changed.has("words") || changed.has("editable")) {
      this.#original?.access(this.#access());
      this.#marked();
    }
    if (changed.has("place") && !changed.has("source") && !this.waiting) this.#reveal();
    if (this.#mode !== "original" && this.repaired === undefined) void this.#repair();
  }

  #access(): { editable: boolean; label: string } {
    return { editable: this.editable, label: this.words.t("source.text", { name: this.name }) };
  }

  async #load(fresh: boolean): Promise<void> {
    const turn = (this.#turn += 1);
    const typed = !fresh && this.#typed !== null && this.#typed === (this.bytes.length <= 4 * PART ? decode(this.bytes) : null);
    const slow = setTimeout(() => (this.waiting = true), 200);
    const text = await Text.of(this.bytes, () => turn === this.#turn);
    clearTimeout(slow);
    if (!text || turn !== this.#turn || !this.#original) return;
    this.waiting = false;
    // What was typed since is still to be read: it stays as well.
    if (typed || (!fresh && this.#pending.waits)) this.#original.adopt(text, this.syntax);
    else {
      this.#typed = null;
      this.#original.show(text, this.syntax, this.#access(), this.place?.start ?? 0);
    }
    this.#marked();
    if (this.place && !typed) this.#reveal();
    if (this.#caret !== null) this.edit(this.#caret);
    // What was pressed to come here is gone: the keyboard goes on here, but not in the text, where the next paste would end up.
    else if (fresh && this.place && document.activeElement === document.body) this.focus({ preventScroll: true });
    this.requestUpdate();
  }

  async #repair(): Promise<void> {
    if (this.#repairing) return;
    this.#repairing = true;
    if (this.bytes.length > LIGHT) {
      // That it takes a moment is said before it does.
      this.preparing = true;
      await new Promise((done) => setTimeout(done, 50));
    }
    this.preparing = this.#repairing = false;
    if (!this.isConnected || this.repaired !== undefined) return;
    const { bytes, places, tooLarge, partial } = this.inspection.repairedBytes(this.source) ?? { bytes: null, places: [], tooLarge: false, partial: null };
    this.#partial = partial;
    this.#tooLarge = tooLarge;
    this.repaired = bytes;
    const text = bytes && (await Text.of(bytes, () => this.repaired === bytes));
    if (!text || this.repaired !== bytes || !this.#strict) return;
    this.#places = places;
    const at = this.chosen === null ? 0 : this.#placeOf(this.chosen);
    this.#strict.show(text, this.syntax, { editable: false, label: this.words.t(this.#damaged ? "source.textRepaired" : "source.textFormatted", { name: this.name }) }, at);
    if (this.chosen !== null) this.#strict.reveal(at, at, this.chosen);
    else this.#revealStrict();
    this.requestUpdate();
  }

  /** Places that are known in both texts; null unless both are in sight, and whole. */
  #anchors(): Anchors | null {
    const [original, strict] = [this.#original, this.#strict];
    if (this.#mode !== "both" || !original?.text || !strict?.text || !original.whole || !strict.whole) return null;
    const known: [number, number][] = (this.#diagnostics?.within(0, original.text.length) ?? []).map(({ diagnostic, index }) => [diagnostic.start, this.#placeOf(index)]);
    // What was repaired may have changed its place among others: only what ascends in both is kept.
    let last = 0;
    const ascending = known.filter(([, at]) => at > last && Boolean((last = at)));
    return [[0, 0], ...ascending, [original.text.length, strict.text.length]];
  }

  /** Shows the chosen place where nothing was noticed, in what is laid out: a record of a sound text. */
  #revealStrict(): void {
    const { place } = this;
    if (!place || this.#damaged || this.syntax !== "json" || !this.repaired || this.#mode === "original" || this.bytes.length > LIGHT) return;
    const [json, laidOut] = [decode(this.bytes), decode(this.repaired)];
    this.#strict?.reveal(laidOutAt(json, laidOut, place.start), laidOutAt(json, laidOut, place.end), null);
  }

  /** Where a diagnostic stands in the repaired document. */
  #placeOf(index: number): number {
    return this.#places[index - (this.#diagnostics?.first ?? 0)] ?? 0;
  }

  #marked(): void {
    const { part } = this.#original!;
    this.#original!.mark(this.#diagnostics?.within(part.from, part.to) ?? []);
    this.requestUpdate();
  }

  #markedStrict(): void {
    const { part } = this.#strict!;
    const { first = 0, last = 0 } = this.#diagnostics ?? {};
    const marks = [];
    for (let index = first; index < last && marks.length < 1_000; index += 1) {
      const start = this.#placeOf(index);
      const diagnostic = start >= part.from && start <= part.to ? this.#diagnostics?.row(index) : undefined;
      if (diagnostic) marks.push({ diagnostic, index, start, end: start });
    }
    this.#strict!.mark(marks);
    this.requestUpdate();
  }

  /** Shows the place that was chosen elsewhere. */
  #reveal(): void {
    const { place } = this;
    if (place && same(place, this.#chosenHere)) return;
    this.#chosenHere = null;
    this.chosen = place && (this.#diagnostics?.at(place) ?? null);
    if (!place) this.#original?.choose(null, false);
    else this.#original?.reveal(place.start, place.end, this.chosen);
    this.#follow();
  }

  #follow(): void {
    if (!this.#strict?.text) return;
    if (this.chosen === null) return this.#revealStrict();
    const at = this.#placeOf(this.chosen);
    this.#strict.reveal(at, at, this.chosen);
  }

  /** A diagnostic is chosen here: by its icon, by the cursor in its place, or as the next one. */
  #choose(index: number, how: "gutter" | "pointer" | "keys" | "step"): void {
    const diagnostic = this.#diagnostics?.row(index);
    if (!diagnostic) return;
    const { source, start, end, line, column } = diagnostic;
    this.#chosenHere = { source, start, end, line, column };
    this.chosen = index;
    const there = how === "pointer" || how === "keys";
    if (there && this.#original?.view.hasFocus) this.#original.choose(index, true);
    else this.#original?.reveal(start, end, index, true);
    this.#follow();
    const beside = getComputedStyle(this).getPropertyValue("--stacked").trim() !== "1";
    this.dispatchEvent(new ChooseEvent({ pane: "source", source, place: this.#chosenHere, ...(how !== "keys" && beside ? { tab: "diagnostics" as const } : {}) }, false));
  }

  #step(by: 1 | -1): void {
    const diagnostics = this.#diagnostics;
    if (!diagnostics?.count || !this.#original) return;
    const { cursor } = this.#original;
    const from = this.chosen ?? (by > 0 ? diagnostics.from(cursor) - 1 : diagnostics.from(cursor));
    const next = from + by;
    this.#choose(next < diagnostics.first ? diagnostics.last - 1 : next >= diagnostics.last ? diagnostics.first : next, "step");
  }

  #key = (received: Event): void => {
    const event = received as KeyboardEvent;
    if (!pressed(event, KEYMAP.diagnostic)) return;
    event.preventDefault();
    this.#step(event.shiftKey ? -1 : 1);
  };

  #edited = (text: string): void => {
    this.#typed = text;
    this.#pending.set(this.source, text);
  };

  /** Puts the keyboard into the text, at a place of it. */
  edit(at: number): void {
    this.wanted = this.#mode === "repaired" ? "original" : this.wanted;
    this.#caret = this.#original?.text ? null : at;
    if (this.#original?.text) this.#original.edit(at);
  }

  override render() {
    const { words, chosen } = this;
    const diagnostics = this.#diagnostics;
    const mode = this.#mode;
    const shown = chosen !== null && diagnostics ? words.t("source.diagnostic", { n: chosen - diagnostics.first + 1, all: diagnostics.count }) : diagnostics?.count ? words.count("source.diagnostics", diagnostics.count) : words.t("source.noDiagnostics");
    return html`<div class="bar">
        <div class="modes" role="group" aria-label=${words.t("source.modes")} ?hidden=${this.syntax === "text"}>
          ${MODES.map(([name, damaged, sound]) => (name === "both" && !this.wide ? nothing : html`<button aria-pressed=${name === mode} @click=${() => (this.wanted = name)}>${words.t(this.#damaged ? damaged : sound)}</button>`))}
        </div>
        <div class="steps">
          <span class="small muted" aria-live="polite">${shown}</span>
          ${this.#stepButton(-1, "source.previous")}${this.#stepButton(1, "source.next")}
        </div>
      </div>
      <div class="texts" data-mode=${mode}>
        <section class="original" ?hidden=${mode === "repaired"}>
          <header ?hidden=${mode !== "both"}><h3>${words.t("source.original")}</h3></header>
          ${this.waiting ? html`<p class="small muted">${words.t("source.waiting")}</p>` : nothing} ${this.#partBar(this.#original)}
          <div class="host" part="editor"></div>
        </section>
        <section class="repaired" ?hidden=${mode === "original"}>${this.#repairedHead(mode)} ${this.preparing ? html`<p class="small muted">${words.t("source.waiting")}</p>` : nothing} ${this.#partBar(this.#strict)}
          <div class="host" part="editor" ?hidden=${!this.repaired}></div>
        </section>
      </div>`;
  }

  #stepButton(by: 1 | -1, key: "source.previous" | "source.next") {
    const label = this.words.t(key);
    return html`<button class="bare ${by < 0 ? "up" : ""}" title=${label} ?disabled=${!this.#diagnostics?.count} @click=${() => this.#step(by)}>${icons.down}</button>`;
  }

  #repairedHead(mode: Mode) {
    const { words, repaired } = this;
    if (repaired === null) return html`<p class="muted">${words.t(this.#tooLarge ? "source.tooLarge" : "source.none")}</p>`;
    const damaged = this.#damaged;
    const label = words.t(damaged ? "source.saveRepaired" : "source.saveFormatted");
    return html`<header>
      ${mode === "both" ? html`<h3>${words.t(damaged ? "source.repaired" : "source.formatted")}</h3>` : html`<p class="small muted">${words.t(damaged ? "source.strict" : "source.clean")}</p>`}
      <ii-copy kind="source" .text=${() => (repaired ? decode(repaired) : "")} label=${words.t(damaged ? "source.copyRepaired" : "source.copyFormatted")}></ii-copy>
      <button class="bare" title=${label} @click=${() => repaired && give(this, { way: "save", kind: "source", format: this.syntax, name: "repaired", content: repaired })}>${icons.save}</button>
      </header>
      ${this.#partial ? html`<p class="small">${phrase(this.#partial)}</p>` : nothing}`;
  }

  /** Of a long text: which part is shown, and the way to the others. */
  #partBar(pane: TextPane | null) {
    const text = pane?.text;
    if (!pane || !text || pane.whole) return nothing;
    const { words } = this;
    const { first, last, all } = pane.lines;
    const position = first === last ? words.t("source.partOfLine", { first, size: words.bytes(text.bytes.length) }) : words.t("source.part", { first, last, all });
    const { from, to } = pane.part;
    const step = (key: "source.earlier" | "source.later", at: number, off: boolean) =>
      html`<button ?disabled=${off} @click=${() => pane.moveTo(at)}>${words.t(key)}</button>`;
    return html`<div class="part">
      <p class="small muted">${position}</p>
      <div>
        ${step("source.earlier", Math.max(0, from - PART / 2), from === 0)}
        <input type="range" min="0" max=${text.length - 1} step=${PART / 2} .value=${String(from)} aria-label=${words.t("source.where")} aria-valuetext=${position} @change=${(event: Event) => pane.moveTo(Number((event.target as HTMLInputElement).value))} />
        ${step("source.later", Math.min(text.length - 1, to + PART / 2), to === text.length)}
      </div>
    </div>`;
  }
}

function same(a: SourceRange, b: SourceRange | null): boolean {
  return b !== null && a.source === b.source && a.start === b.start && a.end === b.end;
}
