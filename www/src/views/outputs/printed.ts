// One output, in the view that the reader wants: as a terminal would leave it, plain, with everything visible, in hex, or laid out as what
// it is. Long ones are drawn as far as they are scrolled.
import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Charset, Message, OutputDetail } from "../../core/core.ts";
import { painted } from "../../core/lazy.ts";
import { type OutputMode, preferences } from "../../state/preferences.ts";
import { CharsetEvent, type Find, type Lines } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import { KEYMAP, pressed } from "../../ui/keymap.ts";
import { messageList } from "../../ui/text.ts";
import { errorLines, pieceOf } from "./error-lines.ts";
import { FallibleView } from "./falling.ts";
import { Hits, MOST_HITS } from "./hits.ts";
import { howRead, kindView, sameText } from "./how-read.ts";
import { forgetStructure, type LaidOut, laidOut, structureOf } from "./laid-out.ts";
import { markedLines, markLines } from "./linked-lines.ts";
import { free, hex, HEX_WIDTH, render, type Rendered, type Repair, repaired } from "./module.ts";
import { printedStyles } from "./printed-style.ts";
import { places, readings, repairing } from "./printed-tools.ts";
import { MODES, STRUCTURES } from "./modes.ts";
import { lineElement } from "./rows.ts";
import { findIn } from "./search.ts";
import { LineWindow } from "./window.ts";

/** Lines that are drawn of one that is opened at its end, and of these as few as it takes for the last to be in sight. */
const TAIL = 24;
const LEAST = 6;
/** Pixels below the last. */
const ROOM = 32;
/** Lines drawn in one task on the way to a hit further down. */
const SEEK_CHUNK = 800;

/** @csspart output - What a machine printed. */
export class PrintedView extends FallibleView {
  static override styles = [base, printedStyles];

  @property() heading = "";
  @property({ attribute: false }) view!: OutputDetail;
  @property({ attribute: false }) bytes: () => Uint8Array | null = () => null;
  @property({ type: Boolean }) choosable = false;
  @property({ attribute: false }) find: Find | null = null;
  /** Lines that a link leads to. */
  @property({ attribute: false }) lines: Lines | null = null;
  /** What it is the output of, as `OutputPane` has it. */
  @property({ attribute: false }) of = "";
  /** Whether it is opened at its end. */
  @property({ type: Boolean }) tail = false;
  @state() private mode: OutputMode = preferences.output.mode;
  @state() private wrap = preferences.output.wrap;
  @state() private numbers = preferences.output.numbers;
  /** Whether the second reading of a garbled text is shown. */
  @state() private repaired = false;
  /** Whether the field is read the other way: as plain text instead of Base64, or the reverse. */
  @state() private otherwise = false;
  @state() private messages: readonly Message[] = [];
  @state() private hit = { at: -1, of: 0 };
  /** Whether there is more than is opened of it at first. */
  @state() private long = false;
  /** Whether the lines that a link leads to are not there. */
  @state() private missed = false;
  /** Lines before those that are drawn. */
  @state() private skipped = 0;
  /** The chosen one of the lines that look like an error: null before any was looked for. */
  @state() private error: { line: number; at: number; of: number } | null = null;
  #repaired: Repair | null = null;
  #rendered: Rendered | null = null;
  #hits = new Hits();
  /** What is marked in each part as it is drawn. */
  #marked: Find | null = null;
  /** Counts what ends the way to a hit: a step to another one, or another text. */
  #seeks = 0;
  #window = new LineWindow(
    (act) => this.attempt(act),
    (chunk) => {
      this.skipped = this.#window.from;
      if (this.#marked) this.#hits.mark(chunk, this.#marked);
      if (this.lines) markLines(chunk, this.lines);
    },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#window.close();
    this.#clearHits();
    free(this.#rendered);
    this.#rendered = null;
    forgetStructure();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate("view");
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("view")) {
      const before = changed.get("view") as OutputDetail | undefined;
      if (before?.text !== this.view.text) {
        this.repaired &&= this.of !== "" && !changed.has("of");
        this.otherwise &&= this.of !== "" && !changed.has("of");
        this.#repaired = this.view.text === null ? null : repaired(this.view.text);
      }
    }
    // Numbers of lines are those of one view.
    if (changed.has("lines") && this.lines) this.mode = this.lines.mode;
    if (this.find?.text && this.#hits.changed(this.find) && this.#mode === "hex") this.mode = "terminal";
  }

  /** What is shown: bytes that are no text only in hex, structured only where a structure is recognized. */
  get #mode(): OutputMode {
    if (this.#source === null) return "hex";
    if (this.mode === "structured" && !this.#structure) return "terminal";
    return this.mode;
  }

  get #structure(): LaidOut | null {
    return this.#source === null ? null : structureOf(this.#text, this.words);
  }

  /** What the field says in the reading that is shown; null for bytes that are no text. */
  get #source(): string | null {
    return (this.otherwise ? this.view.alternative : this.view)?.text ?? null;
  }

  get #text(): string {
    return (this.repaired ? this.#repaired?.text : null) ?? this.#source ?? "";
  }

  protected override updated(changed: PropertyValues): void {
    const opens = ["of", "mode", "repaired", "otherwise", "words"].some((name) => changed.has(name));
    const other = changed.has("view") && !sameText(changed.get("view") as OutputDetail | undefined, this.view);
    // What a host asks for again says the same, or more: what is drawn of it stays as it stands.
    const mode = this.#mode;
    const renews = other && !opens && this.of !== "" && this.#rendered !== null && mode !== "hex" && mode !== "structured";
    if (renews) this.#renew(mode);
    else if (opens || other) this.#draw();
    if (opens || other || changed.has("find")) this.#markHits(renews && !changed.has("find"));
    if (changed.has("lines") && (this.lines || changed.get("lines"))) this.#showLines();
  }

  /** Brings the lines into sight that a link leads to. */
  #showLines(): void {
    const { lines } = this;
    const rendered = this.#rendered;
    for (const line of this.renderRoot.querySelectorAll(".linked")) line.classList.remove("linked");
    if (!lines || !rendered) return void (this.missed = lines !== null);
    const piece = pieceOf(rendered, lines.from);
    const [first] = rendered.lines(piece, piece + 1);
    this.missed = first?.number !== lines.from;
    if (this.missed) return;
    this.#reach(piece);
    for (const chunk of this.renderRoot.querySelectorAll(".chunk")) markLines(chunk, lines);
    this.renderRoot.querySelector<HTMLElement>(".text")?.focus({ preventScroll: true });
    this.#window.lineAt(piece)?.scrollIntoView({ block: "center" });
  }

  #markedLines = () => markedLines(this.renderRoot as ShadowRoot, this.#rendered, this.error?.line ? { from: this.error.line, to: this.error.line } : this.lines);

  #draw(): void {
    const body = this.renderRoot.querySelector<HTMLElement>(".body");
    free(this.#rendered);
    this.#rendered = null;
    this.#window.close();
    this.#clearHits();
    this.skipped = 0;
    this.error = null;
    this.messages = [];
    if (!body) return;
    body.replaceChildren();
    const mode = this.#mode;
    if (mode === "structured") {
      if (this.#structure) body.append(laidOut(this.#structure, this.words));
      return;
    }
    if (mode !== "hex") {
      this.#render(mode);
    }
    this.long = this.#count > TAIL;
    // Hits are counted from the first line on.
    const tail = this.tail && mode !== "hex" && !this.find?.text;
    this.#open(tail ? this.#count - TAIL : 0);
    if (!tail || !this.long) return;
    this.#window.fit(innerHeight - ROOM, LEAST);
    this.skipped = this.#window.from;
  }

  #render(mode: Parameters<typeof render>[1]): void {
    free(this.#rendered);
    this.#rendered = render(this.#text, mode, this.words.language);
    this.messages = this.#rendered.notes().map(({ text }) => ({ severity: "note", text: [text] }));
  }

  /** Draws another text of the same execution: lines that are equal stay, with what is selected in them. */
  #renew(mode: Parameters<typeof render>[1]): void {
    this.#render(mode);
    this.long = this.#count > TAIL;
    this.error = null;
    this.#hits.clear();
    this.#window.renew(this.#count, this.#chunk);
  }

  get #count(): number {
    return this.#rendered ? this.#rendered.count : Math.ceil(this.view.bytes / HEX_WIDTH);
  }

  /** Draws from a line on. */
  #open(at: number): void {
    const body = this.renderRoot.querySelector<HTMLElement>(".body");
    if (!body) return;
    body.replaceChildren();
    this.#hits.clear();
    this.#window.open(body, this.#count, this.#chunk, at);
  }

  #chunk = (from: number, to: number): HTMLElement => {
    const chunk = document.createElement("div");
    if (this.#rendered) chunk.append(...this.#rendered.lines(from, to).map(lineElement));
    else chunk.textContent = hex(this.bytes() ?? new Uint8Array(), from, to);
    return chunk;
  };

  #clearHits(): void {
    this.#hits.clear();
    this.#marked = null;
    this.#seeks += 1;
  }

  /** Marks what is drawn and shows the first hit, unless the reader is at one that `stays`. A text that is not drawn is searched without drawing it; of a hex view, only what is drawn. */
  #markHits(stays: boolean): void {
    const { at } = this.hit;
    const body = this.renderRoot.querySelector<HTMLElement>(".body");
    this.#clearHits();
    this.hit = { at: -1, of: 0 };
    const { find } = this;
    if (!body || !find?.text) return;
    if (this.#window.from > 0) this.#open(0);
    for (const chunk of body.children) this.#hits.mark(chunk, find);
    this.#marked = find;
    const all = this.#rendered && this.#window.to < this.#window.count ? findIn(this.#rendered.text(), find, MOST_HITS).length : 0;
    this.hit = { at: stays ? at : -1, of: Math.max(all, this.#hits.count) };
    if (!stays) this.#step(1);
  }

  #step(by: number): void {
    const { at } = this.hit;
    // A hex view has more hits once more of it is drawn.
    const of = Math.max(this.hit.of, this.#hits.count);
    if (of === 0) return;
    this.hit = { at: (at + by + of) % of, of };
    this.#show().catch((failure: unknown) => this.fall(failure));
  }

  /** Brings the chosen hit into sight; what stands before it is drawn in parts, between which the page stays alive. */
  async #show(): Promise<void> {
    this.#seeks += 1;
    const seek = this.#seeks;
    while (this.hit.at >= this.#hits.count && this.#window.to < this.#window.count) {
      this.#window.more(this.#window.to + SEEK_CHUNK);
      // Each part is laid out before the next is drawn.
      await painted();
      if (seek !== this.#seeks) return;
    }
    // Signs that are drawn by name are not found by it in the text: fewer hits may be drawn than there were in the text.
    const { count } = this.#hits;
    if (this.hit.at >= count) this.hit = { at: count - 1, of: count };
    const scroller = this.renderRoot.querySelector<HTMLElement>(".text");
    if (scroller) this.#hits.show(this.hit.at, scroller);
  }

  /** To its first line, or its last. */
  #go(to: "start" | "end"): void {
    if (to === "start") this.#reach(0);
    else this.#reach(this.#count - 1);
    if (to === "start") this.renderRoot.querySelector(".bar")?.scrollIntoView({ block: "nearest" });
    else this.renderRoot.querySelector(".body")?.scrollIntoView({ block: "end" });
  }

  /** To the next line that looks like an error; after the last follows the first. */
  #nextError = (): void => {
    const rendered = this.#rendered;
    if (!rendered) return;
    const lines = errorLines(rendered.text());
    const next = lines.findIndex((line) => line > (this.error?.line ?? 0));
    const at = Math.max(0, next);
    this.error = { line: lines[at] ?? 0, at, of: lines.length };
    if (lines.length) this.#showLine(pieceOf(rendered, this.error.line));
  };

  /** Has a line drawn. Where hits are marked, which are counted from the first line on, with all before it. */
  #reach(at: number): void {
    if (at >= this.#window.from && at < this.#window.to) return;
    if (this.#marked) this.#window.more(at + TAIL);
    else this.#open(Math.max(0, Math.min(at - TAIL / 2, this.#count - TAIL)));
  }

  #showLine(piece: number): void {
    this.#reach(piece);
    this.renderRoot.querySelector(".line.found")?.classList.remove("found");
    const line = this.#window.lineAt(piece);
    line?.classList.add("found");
    line?.scrollIntoView({ block: "center" });
  }

  override render() {
    const { words } = this;
    const mode = this.#mode;
    return html`${this.#bar(mode)} ${this.#places(mode)}
      <div
        class="text ${this.wrap && mode !== "hex" ? "wrap" : ""} ${this.numbers && mode !== "hex" ? "numbers" : ""}"
        part="output"
        tabindex="0"
        role="region"
        aria-label=${this.heading}
        translate="no"
        dir="ltr"
        @keydown=${this.#key}
      >
        <div class="body"></div>
      </div>
      ${this.choosable && this.#isNumbered(mode) ? html`<ii-line-link .mode=${mode} .marked=${this.#markedLines}></ii-line-link>` : nothing}
      ${this.missed ? html`<p class="small muted" role="status">${words.t("printed.link.missed", { from: words.number(this.lines?.from ?? 0) })}</p>` : nothing}
      ${repairing(words, this.#repaired, this.repaired, () => (this.repaired = !this.repaired))} ${readings(words, this.view, this.otherwise, this.#readOtherwise)} ${messageList(this.messages, words)} ${mode === "hex" && this.view.text === null ? kindView(this.bytes(), words) : nothing}
      ${howRead(this.view, words, this.#written(), this.choosable && this.view.encoding === "base64" ? this.#choose : null)}`;
  }

  /** Whether its lines have numbers that a link can name: as it came, in one reading. */
  #isNumbered(mode: OutputMode): mode is Lines["mode"] {
    return mode !== "hex" && mode !== "structured" && !this.repaired && !this.otherwise;
  }

  #places(mode: OutputMode) {
    const { words, error, skipped } = this;
    if (mode === "hex" || mode === "structured" || !this.long) return nothing;
    const earlier = () => this.attempt(() => this.#window.earlier());
    return places(words, { error, skipped, earlier, go: (to) => this.#go(to), nextError: this.#nextError });
  }

  #bar(mode: OutputMode) {
    const { words } = this;
    const structure = this.#structure?.kind;
    return html`<div class="bar">
      <div class="modes" role="group" aria-label=${words.t("printed.views")}>
        ${MODES.map(([name, key, help]) =>
          this.#source === null && name !== "hex"
            ? nothing
            : html`<button aria-pressed=${name === mode} title=${words.t(help)} @click=${() => this.#set(name)}>${words.t(key)}</button>`,
        )}
        ${structure ? html`<button aria-pressed=${mode === "structured"} title=${words.t("printed.structure.help")} @click=${() => this.#set("structured")}>${words.t(STRUCTURES[structure])}</button>` : nothing}
      </div>
      <span class="space"></span>
      ${this.find && this.hit.of ? this.#hitSteps() : nothing}
      ${mode === "hex"
        ? nothing
        : html`<span class="toggles">
            <button class="bare" aria-pressed=${this.numbers} title=${words.t("printed.numbers")} @click=${this.#toggleNumbers}>${icons.numbers}</button>
            <button class="bare" aria-pressed=${this.wrap} title=${words.t("printed.wrap")} @click=${this.#toggleWrap}>${icons.wrap}</button>
          </span>`}
    </div>`;
  }

  #choose = (charset: Charset | null, all: boolean): void => {
    this.dispatchEvent(new CharsetEvent(charset, all));
  };

  #hitSteps() {
    const { words, hit } = this;
    return html`<span class="hits small">
      <span aria-live="polite">${words.t("printed.hit", { at: hit.at + 1, of: hit.of })}</span>
      <button class="bare up" title=${words.t("printed.previous")} @click=${() => this.#step(-1)}>${icons.down}</button>
      <button class="bare" title=${words.t("printed.next")} @click=${() => this.#step(1)}>${icons.down}</button>
    </span>`;
  }

  #readOtherwise = (): void => {
    this.otherwise = !this.otherwise;
    this.repaired = false;
  };

  /** A short field as it was written, where it may be plain. */
  #written(): string {
    return this.view.encodingReason === "unsure" ? btoa(String.fromCharCode(...(this.bytes() ?? []))) : "";
  }

  #set(mode: OutputMode): void {
    this.mode = preferences.output.mode = mode;
  }

  #toggleWrap = (): void => void (this.wrap = preferences.output.wrap = !this.wrap);

  #toggleNumbers = (): void => void (this.numbers = preferences.output.numbers = !this.numbers);

  /** n steps through the hits. */
  #key = (event: KeyboardEvent): void => {
    if (!this.hit.of || !pressed(event, KEYMAP.hit)) return;
    event.preventDefault();
    this.#step(event.shiftKey ? -1 : 1);
  };
}
