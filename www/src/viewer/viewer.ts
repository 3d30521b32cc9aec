// <invocation-inspector>: the viewer as one element, for this page and for others: it reads responses and shows the answer.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { type Inspection, type InvocationDetail, isHere, type Language, reasonOf, type Summary, type Tree, type TreeInstance } from "../core/core.ts";
import { base } from "../ui/base.ts";
import { own, tokens } from "../ui/tokens.ts";
import { AnswerEvent, BackEvent, type CharsetEvent, type ChooseEvent, type EditEvent, FIRST_VIEW, ReadingEvent, type Tab, type View, ViewEvent } from "../state/view.ts";
import { languageOf, type Words, wordsFor } from "../words/words.ts";
import { Retry } from "../core/retry.ts";
import { OPTIONAL_ATTRIBUTE, inheritedLanguage } from "../ui/inherited.ts";
import { firstView, firstViewOf } from "../state/first-view.ts";
import { Reader, type Response } from "../state/reader.ts";
import type { VerdictView } from "../views/verdict/verdict.ts";
import { brokenView, failedIds, headView, nextView, sideView, tabsView } from "./pieces.ts";
import { viewerStyles } from "./style.ts";

/** Instances listed in a group of the diagram before the rest is told as a number. */
const LISTED = 8;
/**
 * @slot aside - stands above the list of invocations
 * @fires ii-view - what is looked at has changed
 * @fires ii-back - one step back is asked for
 * @fires ii-answer - a new answer stands
 * @fires ii-edit - the reader has changed an input's text
 * @csspart side - the list of invocations, with what stands in the slot
 * @csspart head - verdict and doubts
 * @csspart tabs - the labels over the center
 * @csspart center - diagram, table or diagnostics
 * @csspart pane - the chosen record, invocation or input
 * @csspart next - what to do next
 * @csspart waiting - that it is being read
 * @csspart broken - where the core cannot run: why, above the text
 */
export class InvocationInspector extends LitElement {
  static override styles = [tokens, own, base, viewerStyles];

  /** What the service answered: one document or several, in order. */
  @property({ attribute: false }) response: Response | readonly Response[] = [];
  /** Names for the documents, in the same order. */
  @property({ attribute: false }) names: readonly string[] = [];
  @property(OPTIONAL_ATTRIBUTE) override lang = "";
  /** "light", "dark", or the system's choice where neither. */
  @property(OPTIONAL_ATTRIBUTE) theme = "auto";
  /** Whether the reader may change the inputs' texts. */
  @property({ type: Boolean }) editable = false;
  /** Whether something stands in the slot `aside`. */
  @property({ type: Boolean, attribute: "has-aside" }) hasAside = false;

  /** The folder of the guide, for links to its entries: "guide/". Without it there are none. */
  @property() guide = "";

  @state() private current_: View = FIRST_VIEW;
  @state() private edition = 0;
  @state() private busy = false;
  @state() private asideOpen = false;
  #reader = new Reader((reading) => this.dispatchEvent(new ReadingEvent(reading)));
  #retry = new Retry(() => void this.#read());
  #summary!: Summary;
  #detail: InvocationDetail | null = null;
  #tree: Tree | null = null;
  #past: View[] = [];
  /** The language in which the inspection speaks. */
  #language: Language | null = null;
  #wanted: View | null = null;
  /** The input whose text is being changed while answers come and go. */
  #edited: number | null = null;

  get words(): Words {
    return wordsFor(languageOf(inheritedLanguage(this)), this.guide);
  }

  protected get inspection(): Inspection | null {
    return this.#reader.inspection;
  }

  /** The documents as they are read, in order. */
  protected get documents(): readonly Uint8Array[] {
    return this.#reader.documents;
  }

  /** Why there is no answer where there should be one. */
  protected get failure(): unknown {
    return this.#reader.failure;
  }

  /** The answer in numbers and labels; null before there is one. */
  get summary(): Summary | null {
    return this.inspection ? this.#summary : null;
  }

  /** Adds a document to what is shown. */
  add(document: Response): void {
    this.response = [...this.#list(), document];
  }

  /** Shows what was looked at before, from a host that keeps the history; `later`: of the response that is about to be given. */
  restore(view: View, later = false): void {
    if (later || !this.inspection || this.busy) this.#wanted = view;
    else this.#show(view);
  }

  /** Keeps an input's text open under the next answer. */
  keepOpen(source: number): void {
    this.#edited = source;
  }

  /** Gives back what it holds; a new response begins anew. */
  release(): void {
    this.#reader.release();
    this.#detail = null;
    this.#tree = null;
    this.#past = [];
    this.current_ = FIRST_VIEW;
  }

  /** Puts the keyboard on the verdict, for a host in which what had it is gone. */
  async focusVerdict(): Promise<void> {
    await this.updateComplete;
    const verdict = this.renderRoot.querySelector<VerdictView>("ii-verdict");
    await verdict?.updateComplete;
    const heading = verdict?.renderRoot.querySelector<HTMLElement>("h1") ?? this.renderRoot.querySelector<HTMLElement>("h1");
    heading?.focus({ preventScroll: true });
  }

  /** Opens the text of an input. */
  showSource(source: number): void {
    this.#go({ pane: "source", source, place: null }, true);
  }

  get current(): View {
    return this.current_;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("ii-choose", this.#choose as EventListener);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("ii-back", this.#back);
    this.addEventListener("ii-edit", this.#edit as EventListener);
    this.addEventListener("ii-charset", this.#charset as EventListener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#retry.stop();
    this.removeEventListener("ii-choose", this.#choose as EventListener);
    this.removeEventListener("keydown", this.#key);
    this.removeEventListener("ii-back", this.#back);
    this.removeEventListener("ii-edit", this.#edit as EventListener);
    this.removeEventListener("ii-charset", this.#charset as EventListener);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("response")) void this.#read();
    if (this.inspection && this.words.language !== this.#language) this.#answered();
  }

  #list(): readonly Response[] {
    const { response } = this;
    return Array.isArray(response) ? response : [response as Response];
  }

  async #read(): Promise<void> {
    // What is shown is wanted again: what was being read meanwhile is not.
    if (this.#reader.holds(this.#list())) {
      this.#reader.cancel();
      this.#wanted = null;
      this.busy = false;
      return;
    }
    this.busy = true;
    const { language } = this.words;
    const before = this.failure;
    if (!(await this.#reader.read(this.#list(), language))) return;
    this.busy = false;
    if (this.failure && reasonOf(this.failure) === "unreached") {
      this.#retry.plan();
      // It has been told.
      if (before) return;
    } else this.#retry.stop();
    this.#language = language;
    this.#answered();
    if (this.inspection) this.#begin();
    this.requestUpdate();
    this.dispatchEvent(new AnswerEvent());
  }

  /** The inspection says something new, or says it in another language. */
  #answered(): void {
    if (!this.inspection) return;
    const { language } = this.words;
    try {
      // The element may have been told of another one while it read.
      if (language !== this.#language) this.inspection.setLanguage(language);
      this.#language = language;
      this.#summary = this.inspection.summary();
      this.edition += 1;
      this.#loadInvocation(this.current_.invocation);
    } catch (failure) {
      this.#reader.fail(failure);
    }
  }

  #loadInvocation(invocation: number): void {
    this.#detail = this.inspection?.invocation(invocation) ?? null;
    this.#tree = this.inspection?.tree(invocation, LISTED) ?? null;
  }

  #begin(): void {
    const wanted = this.#wanted;
    this.#wanted = null;
    this.#past = [];
    if (wanted) return this.#show(wanted);
    const edited = this.#edited;
    this.#edited = null;
    const view = this.firstView(this.inspection!);
    this.#show(edited === null ? view : { ...view, pane: "source", source: edited, tab: view.invocation < 0 ? view.tab : this.current_.tab });
    this.dispatchEvent(new ViewEvent(this.current_, false));
  }

  /** What an answer shows first. */
  protected firstView(inspection: Inspection): View {
    return firstView(inspection);
  }

  #edit = (event: EditEvent): void => {
    this.keepOpen(event.source);
    // Alone, the viewer answers itself; a host that owns the inputs gives a new response.
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      const documents: Response[] = [...this.#reader.documents];
      documents[event.source] = event.text;
      this.response = documents;
    });
  };

  #charset = (event: CharsetEvent): void => {
    if (!event.all) return;
    this.inspection?.setCharset(event.charset);
    this.#answered();
  };

  #show(view: View): void {
    if (view.invocation !== this.current_.invocation || !this.#detail) this.#loadInvocation(view.invocation);
    this.current_ = view;
  }

  #choose = (event: ChooseEvent): void => this.#go(event.change, event.step);

  #go(change: Partial<View>, step: boolean): void {
    const other = change.invocation !== undefined && change.invocation !== this.current_.invocation;
    const next: View = other && this.inspection ? firstViewOf(this.inspection, change.invocation!) : { ...this.current_, ...change };
    if (next.pane !== "source") next.place = null;
    if (JSON.stringify(next) === JSON.stringify(this.current_)) return;
    if (step) this.#past.push(this.current_);
    this.#show(next);
    this.dispatchEvent(new ViewEvent(next, step));
    if (step && (change.instance !== undefined || change.pane || change.invocation !== undefined)) void this.#scrollTo(change.invocation !== undefined);
  }

  /** In a narrow place the pane stands below: what was chosen is brought into sight. */
  async #scrollTo(toInvocation: boolean): Promise<void> {
    this.asideOpen = false;
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(toInvocation ? ".head" : ".pane");
    if (target && getComputedStyle(this.renderRoot.querySelector(".frame")!).getPropertyValue("--stacked").trim() === "1") {
      target.scrollIntoView({ block: "start" });
    }
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // Where there is nothing to go back from, the key is the host's: it may close a dialog.
    if (this.asideOpen) this.asideOpen = false;
    else if (!this.#backed(true)) return;
    event.preventDefault();
  };

  /** One step back, by the host's history or by the viewer's own. */
  back(): void {
    this.#backed();
  }

  /** `stay`: not where it would lead to another tab. */
  #backed(stay = false): boolean {
    const event = new BackEvent(stay);
    this.dispatchEvent(event);
    return event.defaultPrevented || this.#stepBack(stay);
  }

  /** Whether there was a step. */
  #stepBack(stay = false): boolean {
    if (stay && this.#past.at(-1)?.tab !== this.current_.tab) return false;
    const before = this.#past.pop();
    if (!before) return false;
    this.#show(before);
    this.dispatchEvent(new ViewEvent(before, false));
    return true;
  }

  /** Asked from within. */
  #back = (event: Event): void => {
    if (event.composedPath()[0] === this) return;
    // After the listeners of the host, which may keep the history itself.
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.#stepBack();
    });
  };

  override render() {
    const { words } = this;
    const { documents, failure, inspection } = this;
    if (failure) return brokenView(words, documents, failure, () => void this.#read());
    if (!inspection) return this.busy ? html`<p class="waiting muted" part="waiting">${words.t(isHere() ? "reading" : "reading.first")}</p>` : nothing;
    const summary = this.#summary;
    const several = summary.counts.invocations > 1;
    const aside = several || this.hasAside;
    const detail = this.#detail;
    const inputs = summary.sources.length > 1;
    const list = several ? html`<ii-invocations exportparts="run" .words=${words} .inspection=${inspection} .edition=${this.edition} .invocation=${this.current_.invocation}></ii-invocations>` : nothing;
    return html`<div class="frame ${aside ? "with-aside" : ""} ${several || inputs ? "lists" : ""} ${this.current_.pane === "source" ? "with-source" : ""}">
      ${aside ? sideView(words, summary, this.asideOpen, () => (this.asideOpen = !this.asideOpen), list) : nothing}
      <div class="head" part="head">${headView(words, summary, detail)}</div>
      <div class="center" part="center">${this.#center(inspection, detail)}</div>
      <div class="pane" part="pane" role="region" aria-label=${words.t("pane")}>${this.#pane(inspection)}</div>
      ${nextView((detail ?? summary).next, words, detail ? failedIds(inspection, detail, words) : nothing)}
    </div>`;
  }

  #center(inspection: Inspection, detail: InvocationDetail | null) {
    const { words, current_: view, edition } = this;
    const tab = detail ? view.tab : "diagnostics";
    return html`${tabsView(words, tab, this.#summary, detail, (to, step) => this.#tab(to, step))}
      <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${tab}">
        ${tab === "tree" && this.#tree
          ? html`<ii-diagram exportparts="diagram" .words=${words} .tree=${this.#tree} .invocation=${view.invocation} .chosen=${this.#chosen(inspection)} .record=${this.#record(inspection)}></ii-diagram>`
          : nothing}
        ${tab === "table" && detail
          ? html`<ii-table exportparts="grid" .words=${words} .inspection=${inspection} .edition=${edition} .view=${view} .outcomes=${detail.outcomes}></ii-table>`
          : nothing}
        ${tab === "outputs" && detail
          ? html`<ii-outputs exportparts="groups" .words=${words} .inspection=${inspection} .edition=${edition} .invocation=${view.invocation} .instance=${view.instance} .find=${view.find}></ii-outputs>`
          : nothing}
        ${tab === "diagnostics"
          ? html`<ii-diagnostics exportparts="note" .words=${words} .inspection=${inspection} .edition=${edition} .names=${this.#names()} .place=${view.place}></ii-diagnostics>`
          : nothing}
      </div>`;
  }

  #names(): string[] {
    return this.#summary.sources.map((_, i) => this.names[i] ?? this.words.t("input.numbered", { n: i + 1 }));
  }

  #chosen(inspection: Inspection): TreeInstance | null {
    const { invocation, instance, pane } = this.current_;
    if (instance === null || pane === "invocation") return null;
    const detail = inspection.instance(invocation, instance);
    return detail && { ...detail, records: detail.records.slice(-LISTED) };
  }

  #record(inspection: Inspection): number | null {
    const { invocation, instance, record } = this.current_;
    if (instance === null) return null;
    return record ?? inspection.instance(invocation, instance)?.records.at(-1)?.index ?? null;
  }

  #tab(tab: Tab, step: boolean): void {
    if (tab !== this.current_.tab) this.#go({ tab }, step);
  }

  #pane(inspection: Inspection) {
    const { words, current_: view, edition } = this;
    const { invocation, instance, pane, source } = view;
    const bytes = this.#reader.documents[source];
    if (pane === "source" && bytes) {
      return html`<ii-source exportparts="source, editor" .words=${words} .inspection=${inspection} .edition=${edition} .syntax=${this.#summary.sources[source]?.syntax ?? "text"} .name=${this.#names()[source] ?? ""} .bytes=${bytes} .source=${source} .place=${view.place} ?editable=${this.editable} ?closable=${invocation >= 0} .back=${instance === null ? "invocation" : "record"}></ii-source>`;
    }
    if (pane === "record" && instance !== null) {
      return html`<ii-record exportparts="record, output, tools, history, schedule" .words=${words} .inspection=${inspection} .edition=${edition} .invocation=${invocation} .instance=${instance} .record=${view.record} .find=${view.find}></ii-record>`;
    }
    return invocation < 0 ? nothing : html`<ii-invocation exportparts="output, tools, schedule" .words=${words} .inspection=${inspection} .edition=${edition} .invocation=${invocation}></ii-invocation>`;
  }
}
