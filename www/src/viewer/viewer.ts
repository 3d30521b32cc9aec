// <invocation-inspector>: the viewer as one element, for this page and for others: it reads responses and shows the answer.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { isHere, type Summary } from "../core/core.ts";
import { Answer } from "../state/answer.ts";
import { AnswerContext } from "../state/context.ts";
import type { Hooks } from "../state/hooks.ts";
import type { ReaderInput } from "../state/reader.ts";
import type { SelectEvent } from "../state/selection.ts";
import { AnswerEvent, BackEvent, type ChangedBy, type CharsetEvent, type ChooseEvent, type EditEvent, type PlaceEvent, ReadingEvent, type View, ViewEvent } from "../state/view.ts";
import { base } from "../ui/base.ts";
import { inheritedLanguage, OPTIONAL_ATTRIBUTE } from "../ui/inherited.ts";
import { isTyping, KEYMAP, pressed } from "../ui/keymap.ts";
import { type SayEvent, Speaker } from "../ui/say.ts";
import { own, tokens } from "../ui/tokens.ts";
import type { Shown } from "../views/descriptor.ts";
import type { ExportDialog } from "../views/export/dialog.ts";
import { paneOf, tabOf } from "../views/list.ts";
import type { SourcePane } from "../views/source/source.ts";
import type { VerdictView } from "../views/verdict/verdict.ts";
import { languageOf } from "../words/languages.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { brokenView, failedIds, headView, nextView, sideView, tabsView } from "./pieces.ts";
import { viewerStyles } from "./style.ts";

/**
 * Sends `ii-answer`, besides, when a new answer stands: to the page alone.
 * @slot aside - Stands above the list of invocations.
 * @fires ii-view - What is looked at has changed, for a host that keeps the browser's history.
 * @fires ii-back - One step back is asked for; a host that keeps the history prevents the default.
 * @fires ii-edit - The reader has changed a document, which `editable` allows; carries its text. A host that owns the documents prevents the default.
 * @csspart side - The list of invocations, with what stands in the slot `aside`.
 * @csspart head - Verdict and doubts.
 * @csspart tabs - The labels over the center.
 * @csspart center - Diagram, table, outputs or diagnostics.
 * @csspart pane - The chosen record, invocation or document.
 * @csspart next - What to do next.
 * @csspart waiting - That the documents are being read.
 * @csspart broken - Where the core cannot run: that and why, above the text.
 */
export class Viewer extends LitElement {
  static override styles = [tokens, own, base, viewerStyles];

  /**
   * What the service answered: text, bytes, an object, a `Blob`, a `Response` or a stream, a list of them in order, or a promise. As an attribute, a text. Wins over `src` and children.
   * @type {DocumentsInput | null | undefined}
   * @attr {string} response
   */
  @property() response: ReaderInput | readonly ReaderInput[] = [];
  /** Names for the documents, in the same order. */
  @property({ attribute: false }) names: readonly string[] | null | undefined = [];
  /**
   * The language; where it is empty that of what is around the element, else the browser's.
   * @attr {"en" | "zh"} lang
   * @reflect
   */
  @property(OPTIONAL_ATTRIBUTE) override lang = "";
  /**
   * The colours: what the page's `color-scheme` says, unless light or dark.
   * @attr {"auto" | "light" | "dark"} theme
   * @reflect
   */
  @property(OPTIONAL_ATTRIBUTE) theme = "auto";
  /** Whether the reader may change the documents' texts. Without it the inspector is read-only. */
  @property({ type: Boolean }) editable = false;
  /** Whether something stands in the slot `aside`. */
  @property({ type: Boolean, attribute: "has-aside" }) hasAside = false;

  /** The folder of the guide, for links to its entries; without it there are none. */
  @property() guide = "";

  @state() private asideOpen = false;
  /** Whether the pane has all the width. */
  @state() protected wide = false;
  /** Whether a later answer opens where the reader is: not on a page where a paste begins anew. */
  protected get polled(): boolean {
    return false;
  }

  /** Whether the page around it follows links to places in its answers. */
  protected get linkable(): boolean {
    return true;
  }

  /** What the page around has put in or taken away; null: nothing. */
  protected get hooks(): Hooks | null {
    return null;
  }

  /** @internal */
  readonly answer = new Answer({
    changed: () => this.requestUpdate(),
    viewed: (view, step) => this.dispatchEvent(new ViewEvent(view, step, this.answer.cause)),
    answered: () => this.dispatchEvent(new AnswerEvent()),
    progress: (progress) => this.dispatchEvent(new ReadingEvent(progress)),
    firstView: (view) => this.firstView(view),
    polled: this.polled,
  });
  #context = new AnswerContext(this);
  #speaker = new Speaker(() => this.renderRoot.querySelector(".said"));

  /** @internal */
  get words(): Words {
    return wordsFor(languageOf(inheritedLanguage(this)), this.guide);
  }

  /** The answer in numbers and labels; null before there is one. */
  get summary(): Summary | null {
    return this.answer.summary;
  }

  /** What is shown and selected. */
  get current(): View {
    return this.answer.view;
  }

  /** Adds a document to what is shown: a further page, or the other API's answer to the same invocation. */
  add(document: ReaderInput): void {
    this.response = [...this.input, document];
  }

  /** Shows a view of before, for a host that keeps the history; `later`: once the response that the host is about to set has been read. */
  restore(view: View, later = false): void {
    this.flushEdit();
    this.answer.restore(view, later);
  }

  /** Keeps a document's text open under the next answer. */
  keepOpen(source: number): void {
    this.answer.keepOpen(source);
  }

  /**
   * Has what the reader typed last in an input's text read now, before something else is done: an element that is not loaded yet has nothing.
   * @internal
   */
  flushEdit(): void {
    // There is no root before the element stands in a document for the first time.
    if (this.hasUpdated) this.renderRoot.querySelector<Partial<SourcePane> & Element>("ii-source")?.flush?.();
  }

  /**
   * Gives back what it holds; a new response begins anew.
   * @internal
   */
  release(): void {
    this.answer.release();
  }

  /** What an answer shows first. */
  protected firstView(view: View): View {
    return view;
  }

  /**
   * Puts the keyboard on the verdict, for a host in which what had it is gone.
   * @internal
   */
  async focusVerdict(): Promise<void> {
    await this.updateComplete;
    const verdict = this.renderRoot.querySelector<VerdictView>("ii-verdict");
    await verdict?.updateComplete;
    const heading = verdict?.renderRoot.querySelector<HTMLElement>("h1") ?? this.renderRoot.querySelector<HTMLElement>("h1");
    heading?.focus({ preventScroll: true });
  }

  /** Opens the text of a document. */
  showSource(source: number): void {
    this.#choose({ pane: "source", source, place: null }, true, "host");
  }

  constructor() {
    super();
    this.addEventListener("ii-choose", (event) => this.#choose((event as ChooseEvent).change, (event as ChooseEvent).step));
    this.addEventListener("ii-select", (event) => this.#select(event as SelectEvent));
    this.addEventListener("ii-say", (event) => this.#say((event as SayEvent).text));
    this.addEventListener("ii-place", (event) => {
      event.stopPropagation();
      if (this.linkable) (event as PlaceEvent).view = this.answer.view;
    });
    this.addEventListener("ii-back", this.#backRequested);
    this.addEventListener("ii-edit", (event) => this.#edited(event as EditEvent));
    this.addEventListener("ii-charset", (event) => (event as CharsetEvent).all && this.answer.setCharset((event as CharsetEvent).charset));
    this.addEventListener("ii-details", () => void this.bring(".pane"));
    this.addEventListener("ii-wide", () => this.#widen(!this.wide));
    this.addEventListener("keydown", this.#key);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.answer.connect()) this.requestUpdate("response");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.answer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { answer, words } = this;
    answer.language = words.language;
    if (changed.has("response")) this.reading(answer.read(this.input));
    this.#context.share({ words, inspection: answer.inspection, edition: answer.edition, selection: answer.selection, hooks: this.hooks });
  }

  /** Documents are being read; `done` never fails. */
  protected reading(_done: Promise<void>): void {}

  protected override updated(_: PropertyValues): void {
    this.#context.publish();
  }

  /** What is to be read. */
  protected get input(): readonly ReaderInput[] {
    const { response } = this;
    return Array.isArray(response) ? response : [response as ReaderInput];
  }

  #edited(event: EditEvent): void {
    // One of an inspector inside is its own.
    if (event.target !== this) return;
    this.keepOpen(event.source);
    // Alone, the viewer answers itself; a host that owns the inputs gives a new response.
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      const documents: ReaderInput[] = [...this.answer.documents];
      documents[event.source] = event.text;
      this.response = documents;
    });
  }

  #choose(change: Partial<View>, step: boolean, cause: ChangedBy = "user"): void {
    this.flushEdit();
    if (!this.answer.choose(change, step, cause)) return;
    const { instance, invocation, pane, reference } = change;
    if (step && (instance ?? invocation ?? pane ?? reference) !== undefined) void this.bring(reference !== undefined ? ".center" : invocation !== undefined ? ".head" : ".pane");
  }

  /** In a narrow place the parts stand below each other: that in which what was chosen is shown is brought into sight. */
  protected async bring(part: ".head" | ".center" | ".pane"): Promise<void> {
    this.asideOpen = false;
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(part);
    if (target && getComputedStyle(this.renderRoot.querySelector(".frame")!).getPropertyValue("--stacked").trim() === "1") {
      target.scrollIntoView({ block: "start" });
    }
  }

  /** The reader gives the pane all the width, or no longer. */
  #widen(wide: boolean): void {
    this.answer.cause = "user";
    this.wide = wide;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.press(event) || !pressed(event, KEYMAP.escape)) return;
    // Where there is nothing to go back from, the key is the host's: it may close a dialog.
    if (this.asideOpen) this.asideOpen = false;
    else if (!this.#backed(true)) return;
    event.preventDefault();
  };

  /**
   * Does what a single key asks for; whether it is one. For a host in which nothing has the keyboard.
   * @internal
   */
  press(event: KeyboardEvent): boolean {
    const { inspection, view } = this.answer;
    if (this.wide && pressed(event, KEYMAP.escape)) {
      this.#widen(false);
      event.preventDefault();
      return true;
    }
    const by = pressed(event, KEYMAP.next) ? 1 : pressed(event, KEYMAP.previous) ? -1 : 0;
    const query = pressed(event, KEYMAP.query);
    if (!inspection || view.invocation < 0 || isTyping(event) || !(by || query || pressed(event, KEYMAP.wide))) return false;
    event.preventDefault();
    if (!by) this.#widen(!query && !this.wide);
    if (!by && !query) return true;
    void import("./keys.ts").then(({ step, toQuery }) => (by ? step(this, by) : toQuery(this))).catch(() => this.#say(this.words.t("toast.unloaded")));
    return true;
  }

  #select(event: SelectEvent): void {
    event.before = this.answer.selection;
    this.answer.select(event);
    // What is chosen next is not to hide the rest.
    if (this.answer.selection.size === 0) this.#choose({ only: false }, false);
    this.#say(this.words.count("selection.said", this.answer.selection.size));
  }

  #say(text: string): void {
    this.#speaker.say(text);
  }

  #share = (): void => void this.renderRoot.querySelector<ExportDialog>("ii-export")?.show();

  /** One step back, by the host's history or by the inspector's own. */
  back(): void {
    this.#backed(false, "host");
  }

  /** `stay`: not where it would lead to another tab. */
  #backed(stay = false, cause: ChangedBy = "user"): boolean {
    this.flushEdit();
    const event = new BackEvent(stay);
    this.dispatchEvent(event);
    return event.defaultPrevented || this.answer.back(stay, cause);
  }

  /** Asked from within. */
  #backRequested = (event: Event): void => {
    if (event.composedPath()[0] === this || event.target !== this) return;
    this.flushEdit();
    // After the listeners of the host, which may keep the history itself.
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.answer.back(false);
    });
  };

  override render() {
    const { answer, words } = this;
    const { detail, documents, failure, inspection, summary, view } = answer;
    if (failure) return brokenView(words, documents, failure, () => void answer.retry());
    if (!inspection || !summary) return answer.busy ? html`<p class="waiting muted" part="waiting">${words.t(isHere() ? "reading" : "reading.first")}</p>` : nothing;
    const several = summary.counts.invocations > 1;
    const aside = (several || this.hasAside) && !this.hooks?.hide.includes("aside");
    const inputs = summary.sources.length > 1;
    const list = several ? html`<ii-invocations exportparts="invocation" .invocation=${view.invocation}></ii-invocations>` : nothing;
    const shown: Shown = { answer, words, inspection, summary, names: summary.sources.map((_, i) => this.names?.[i] ?? words.t("input.numbered", { n: i + 1 })), editable: this.editable, hooks: this.hooks };
    const offers = (piece: string) => !this.hooks?.hide.includes(piece);
    const [tab, pane] = [tabOf(shown), paneOf(shown)];
    return html`<div class="frame ${aside ? "with-aside" : ""} ${several || inputs ? "lists" : ""} ${view.pane === "source" ? "with-source" : tab.id === "table" ? "with-table" : ""} ${this.hooks?.dense ? "dense" : ""} ${this.wide ? "wide" : ""}">
      ${aside ? sideView(words, summary, this.asideOpen, () => (this.asideOpen = !this.asideOpen), list) : nothing}
      <div class="head" part="head">${headView(words, answer, summary)}${this.hooks && detail ? html`<ii-host-actions exportparts="actions" from="invocation" .invocation=${view.invocation}></ii-host-actions>` : nothing}<ii-brief .view=${view}></ii-brief></div>
      <div class="center" part="center">
        <p class="aloud said" role="status"></p>
        <div class="tab-row">${tabsView(shown, tab, (to, step) => to !== view.tab && this.#choose({ tab: to }, step))}${offers("export") ? html`<ii-export .answer=${answer} ?linkable=${this.linkable}></ii-export>` : nothing}</div>
        ${answer.selection.size > 0 && offers("selection") ? html`<ii-selection-bar exportparts="actions" .view=${view} .share=${offers("export") ? this.#share : null}></ii-selection-bar>` : nothing}
        <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${tab.id}">${tab.draw(shown)}</div>
      </div>
      <ii-divider .of=${view.pane === "source" ? "source" : "record"} ?wide=${this.wide}></ii-divider>
      <div class="pane" part="pane" role="region" aria-label=${words.t("pane")}>${pane?.draw(shown) ?? nothing}</div>
      <ii-sheet .shown=${shown}></ii-sheet>
      ${offers("next") ? nextView((detail ?? summary).next, words, detail ? failedIds(inspection, detail, words) : nothing) : nothing}
    </div>`;
  }
}
