// What was found leaves from here: what of it, in which form, what is hidden on the way, how large it will be; then it is copied or saved.
import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { Cancelled, type ExportFormat, type ExportInfo, type ExportOptions, type FullInspection, type Phrase, type RedactionView } from "../../core/core.ts";
import { free, full } from "../../core/full.ts";
import { frame } from "../../core/lazy.ts";
import { now, paced } from "../../core/slices.ts";
import type { Answer } from "../../state/answer.ts";
import { AnswerElement } from "../../state/context.ts";
import { linkOf } from "../../state/link.ts";
import { base } from "../../ui/base.ts";
import { give } from "../../ui/give.ts";
import { icons } from "../../ui/icons.ts";
import { phrase } from "../../ui/text.ts";
import { code } from "../../words/template.ts";
import { addWords, type Key } from "../../words/words.ts";
import { isNarrowed } from "../table/narrowed.ts";
import { type AnswerLink, answerLinkOf, answerLinkText, answerLinkView, copyLink, placeLinkView } from "./answer-link.ts";
import { comparisonChoice } from "./compared.ts";
import { type FileFormat, FORMATS, isFile, isPicture, isPreviewed } from "./formats.ts";
import { type Hiding, hidingView, redactionOf } from "./hiding.ts";
import { holdsRows, makingView, packingView } from "./making.ts";
import { drawnBeside, hideIn, type Picture, pictureOf, png } from "./picture.ts";
import { compared, exported, readRedaction } from "./pieces.ts";
import { beginning, previewView } from "./preview.ts";
import { dialogStyles } from "./style.ts";
import { filesOf, holdsFiles } from "./zip-holds.ts";
import { MOST_FILES, TooMuch } from "./zip.ts";
import { zippedOutputs } from "./zip-outputs.ts";

addWords(import.meta.glob("../../../../lang/*/sharing.json", { eager: true, import: "default" }));

type Scope = "all" | "shown" | "selected";

/** Tabs that show what the query chooses. */
const SHOWS_QUERY: readonly string[] = ["table", "outputs"];
/** Milliseconds between two drawings of how far it is. */
const TOLD_EVERY = 200;

export class ExportDialog extends AnswerElement {
  static override styles = [base, dialogStyles];

  @property({ attribute: false }) answer!: Answer;
  /** Whether links lead into the page's answers. */
  @property({ type: Boolean }) linkable = false;
  @state() private opened = false;
  @state() private scope: Scope = "all";
  @state() private format: ExportFormat | FileFormat = "md";
  @state() hides = true;
  @state() kept: readonly string[] = [];
  @state() added: readonly string[] = [];
  /** Whether the comparison leaves with it. */
  @state() private compares = false;
  /** How many instances of both the query chooses; null before that is known. */
  @state() private ofBoth: number | null = null;
  @state() private info: ExportInfo | null = null;
  @state() private redaction: RedactionView | null = null;
  @state() private preview = "";
  @state() private outcome: Key | null = null;
  @state() private failed = false;
  /** Whether the answer has become another one since the dialog was opened. */
  @state() private other = false;
  /** To what is shown, from `#` on; null where it is too long for one, and before it is made. */
  @state() private link: string | null = null;
  /** Whether the filter is not in it, since it holds what is hidden. */
  @state() private unfiltered = false;
  @state() private linkMade = false;
  @state() private linked: Key | null = null;
  /** The files of a ZIP that are packed, and their bytes. */
  @state() private packed: { files: number; bytes: number } | null = null;
  /** How far what leaves is made, from 0 to 1; null where nothing is being made. */
  @state() private making: number | null = null;
  /** What leaves, once it is made. */
  @state() private made: Blob | null = null;
  /** Whether the reader did not want to wait for it. */
  @state() private stopped = false;
  /** The picture that would be saved. */
  @state() private picture: (Picture & { bytes: Uint8Array }) | null = null;
  /** The link that brings the answer, or why there is none. */
  @state() private answerLink: AnswerLink | null = null;
  /** What is being made or packed. */
  #work: AbortController | null = null;
  #full: FullInspection | null = null;
  /** The answer that is shown, as it is said and read: what leaves is of no other. */
  #of: readonly unknown[] = [];
  /** The last one asked for wins. */
  #turn = 0;

  override render() {
    const { words, opened } = this;
    return html`<button class="bare open" aria-haspopup="dialog" title=${words.t("share")} @click=${this.show}>${icons.save}<span>${words.t("share")}</span></button>
      ${opened ? this.#dialog() : nothing}`;
  }

  show = async (): Promise<void> => {
    const { answer } = this;
    this.scope = answer.selection.size > 0 ? "selected" : SHOWS_QUERY.includes(answer.view.tab) && answer.view.query !== "" ? "shown" : "all";
    this.compares = answer.view.tab === "compare" && answer.view.reference !== null;
    this.opened = true;
    this.other = false;
    await this.updateComplete;
    this.renderRoot.querySelector("dialog")?.showModal();
    // Whoever goes back or forward is somewhere else then.
    addEventListener("popstate", this.#close, { once: true });
    await this.#begin();
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }

  protected override willUpdate(): void {
    const { answer, inspection, edition, words, selection } = this;
    const of = [answer.documents, answer.charset, inspection, edition, words.language];
    const before = this.#of;
    if (of.every((one, at) => one === before[at])) return;
    // What is to stay visible is named by numbers, which are those of one reading of one answer.
    if (of[0] !== before[0] || of[1] !== before[1]) this.kept = [];
    // Who lets the secrets of one answer out has not seen those of the next.
    if (of[0] !== before[0]) this.hides = true;
    this.#of = of;
    if (!this.opened) return;
    if (this.scope === "selected" ? selection.size === 0 : answer.view.query === "") this.scope = "all";
    this.other ||= of[0] !== before[0];
    // What the keyboard is on may go.
    if (this.renderRoot.querySelector(".buttons :focus")) this.renderRoot.querySelector<HTMLElement>("input[name=format]:checked")?.focus();
    void this.#begin();
  }

  /** Has what leaves made of the answer that is shown now, which may be another one than the dialog was opened over. */
  async #begin(): Promise<void> {
    const of = (this.#of = [...this.#of]);
    const { answer } = this;
    this.#empty();
    if (!this.#isOffered(this.format)) this.format = "md";
    [this.failed, this.making] = [false, 0];
    try {
      const made = await full(this.inspection, answer.documents, this.words.language, answer.charset);
      // It may have been closed meanwhile, or the answer is another one.
      if (!this.opened || of !== this.#of) return free(made);
      this.#full = made;
      await this.#refresh();
    } catch {
      if (of === this.#of) [this.failed, this.making] = [true, null];
    }
  }

  /** Whether a link can say what is shown: of several invocations one without an id could be any. */
  get #isNamed(): boolean {
    const { view, summary } = this.answer;
    return this.linkable && view.invocation >= 0 && (view.invokeId !== null || summary?.counts.invocations === 1);
  }

  #close = (): void => this.renderRoot.querySelector("dialog")?.close();

  #closed = (): void => {
    removeEventListener("popstate", this.#close);
    this.opened = false;
    this.#empty();
  };

  /** Nothing is made any more, nor held. */
  #empty(): void {
    this.#cancel();
    this.#turn += 1;
    this.picture = this.made = this.answerLink = null;
    this.stopped = this.linkMade = this.unfiltered = false;
    this.link = null;
    if (this.#full) free(this.#full, !this.failed);
    this.info = this.redaction = this.#full = this.ofBoth = null;
    this.preview = "";
    this.outcome = this.linked = null;
  }

  /** With what the answer is compared in what leaves; null: with nothing. */
  get #reference(): number | null {
    return this.compares && !isFile(this.format) ? this.answer.view.reference : null;
  }

  get #options(): ExportOptions {
    const { answer, scope } = this;
    const { invocation, query, only } = answer.view;
    const reference = this.#reference;
    const compared = reference === null ? {} : { invocation, reference };
    const which = scope === "all" ? {} : scope === "shown" ? { invocation, query, ...(only && this.selection.size > 0 ? { ids: [...this.selection] } : {}) } : { invocation, ids: [...this.selection] };
    return { ...which, ...compared, redact: this.hides ? redactionOf(this) : false };
  }

  /** What leaves with what is chosen now: made by the core in pieces, once the dialog shows that it is. */
  #refresh = async (): Promise<void> => {
    const turn = (this.#turn += 1);
    this.#cancel();
    this.outcome = null;
    this.info = this.picture = this.made = this.answerLink = null;
    this.stopped = false;
    this.preview = "";
    await frame();
    const core = this.#full;
    if (turn !== this.#turn || !core) return;
    const work = (this.#work = new AbortController());
    this.making = 0;
    try {
      await this.#make(core, turn, paced(work.signal));
    } catch (failure) {
      if (turn !== this.#turn) return;
      if (failure instanceof Cancelled) this.stopped = true;
      else this.outcome = "share.broken";
    }
    if (this.#work === work) await this.#ended();
  };

  /** Where the reader waits at the button that goes now, what comes in its place has the focus. */
  async #ended(): Promise<void> {
    const waited = this.renderRoot.querySelector(".cancel")?.matches(":focus") ?? false;
    this.#work = this.making = null;
    await this.updateComplete;
    if (waited) this.renderRoot.querySelector<HTMLElement>(".buttons button")?.focus();
  }

  async #make(core: FullInspection, turn: number, pace: () => Promise<unknown>): Promise<void> {
    const { format } = this;
    const { invocation, query } = this.answer.view;
    const reference = this.#reference;
    const tell = now(TOLD_EVERY);
    if (reference !== null && query !== "") {
      await compared(core, [reference, invocation], query, pace, (progress) => tell(() => (this.making = progress)));
      this.ofBoth = core.compared(reference, invocation, { query, start: 0, end: 0 }).total;
    }
    if (this.hides) {
      const options = redactionOf(this);
      await readRedaction(core, options, pace, (progress) => tell(() => (this.making = progress)));
      if (turn !== this.#turn) return;
      this.redaction = core.redaction(options);
    } else this.redaction = null;
    await this.#makeLink(core);
    if (format === "answer") {
      const link = await answerLinkOf(core, this.answer.view, this.hides ? redactionOf(this) : false, pace, (progress) => tell(() => (this.making = progress)));
      if (turn === this.#turn) this.answerLink = link;
      return;
    }
    if (isPicture(format)) return this.#draw(format, turn);
    const telling = (progress: number, info: ExportInfo | null) => tell(() => ([this.making, this.info] = [progress, info]));
    // Rows have an entry for each record that is chosen, as files have.
    const only = isFile(format);
    const { content, info } = await exported(core, only ? "ndjson" : format, this.#options, pace, { told: telling, only });
    const preview = isPreviewed(format) ? await beginning(content) : "";
    if (turn !== this.#turn) return;
    this.info = info;
    this.preview = preview;
    this.made = content;
  }

  /** A filter is the reader's own words, which may be those of a secret. */
  async #makeLink(core: FullInspection): Promise<void> {
    if (!this.#isNamed) return;
    const { view } = this.answer;
    const hidden = this.hides && core.redacted(view.query, redactionOf(this)) !== view.query;
    const link = await linkOf(hidden ? { ...view, query: "" } : view);
    [this.link, this.unfiltered, this.linkMade] = [link, hidden, true];
  }

  /** Whether a form can be had: a picture of what is drawn, a link to what a link can name. */
  #isOffered(format: ExportFormat | FileFormat): boolean {
    return format === "answer" ? this.#isNamed : !isPicture(format) || drawnBeside(this) !== null;
  }

  async #draw(format: "svg" | "png", turn: number): Promise<void> {
    const drawn = drawnBeside(this);
    if (!drawn) return;
    const picture = pictureOf(drawn, this.words.t("share.picture.made"), hideIn(this.redaction));
    try {
      const bytes = format === "svg" ? new TextEncoder().encode(picture.svg) : await png(picture);
      if (turn === this.#turn) this.picture = { ...picture, bytes };
    } catch {
      if (turn === this.#turn) this.outcome = "share.picture.failed";
    }
  }

  #set(change: Partial<Hiding> & { scope?: Scope; format?: ExportFormat | FileFormat; compares?: boolean }): void {
    Object.assign(this, change);
    void this.#refresh();
  }

  #dialog() {
    const { words, failed, info } = this;
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
      <div class="top">
        <h1 id="title">${words.t("share.title")}</h1>
        <button class="bare" aria-label=${words.t("close")} @click=${this.#close}>${icons.close}</button>
      </div>
      ${this.other ? html`<p class="small warning" role="alert">${words.t("share.changed")}</p>` : nothing}
      ${failed ? html`<p role="alert">${words.t("share.failed")}</p>` : html`${this.#choices()} ${hidingView(words, this, this.redaction, isPreviewed(this.format), (change) => this.#set(change))} ${this.#result()}`}
      ${this.#isNamed ? this.#linkView() : nothing}
      <p class="aloud" role="status">${this.packed ? words.t("share.packing") : this.making !== null ? words.t("share.loading") : this.stopped ? words.t("share.stopped") : this.outcome ? words.t(this.outcome) : this.answerLink ? answerLinkText(words, this.answerLink) : info || this.picture ? `${this.#holds()} ${info?.comparison ? this.#compared(info.comparison) : ""}` : ""}</p>
    </dialog>`;
  }

  #choices() {
    const { words, scope, format, answer, selection, inspection } = this;
    const { query, only, invocation } = answer.view;
    const reference = this.#reference;
    const scopes: [Scope, string][] = [["all", words.t(reference === null ? "share.all" : "share.compared")]];
    const asked = { query, ids: only && selection.size > 0 ? [...selection] : undefined, start: 0, end: 0 };
    const shown = () => (reference === null ? inspection.instances(invocation, asked).total : this.ofBoth);
    const chosen = query === "" ? null : shown();
    if (chosen !== null) scopes.push(["shown", words.count("share.shown", chosen)]);
    if (selection.size > 0) scopes.push(["selected", words.count("share.selected", selection.size)]);
    return html`${scopes.length > 1 && format !== "answer"
        ? html`<fieldset>
            <legend>${words.t("share.scope")}</legend>
            ${scopes.map(([id, label]) => html`<label><input type="radio" name="scope" .checked=${id === scope} @change=${() => this.#set({ scope: id })} />${label}</label>`)}
          </fieldset>`
        : nothing}
      <fieldset class="formats">
        <legend>${words.t("share.for")}</legend>
        ${FORMATS.filter(({ id }) => this.#isOffered(id)).map(({ id }) => html`<label><input type="radio" name="format" .checked=${id === format} @change=${() => this.#set({ format: id })} />${words.t(`share.${id}`)}</label>`)}
      </fieldset>
      ${answer.view.reference === null || isFile(format) ? nothing : comparisonChoice(inspection, answer.view, words, this.compares, (compares) => this.#set({ compares }))}`;
  }

  /** What would leave, and how large it is. */
  #holds(): string {
    const { words, info, picture } = this;
    if (picture) return words.t("share.picture", { width: words.number(picture.width), height: words.number(picture.height), size: words.bytes(picture.bytes.length) });
    if (!info) return "";
    return this.format === "zip" ? holdsFiles(info, this.hides, words) : holdsRows(info, words);
  }

  /** That the comparison is in it, and what it comes to. */
  #compared(sentence: Phrase): string {
    return this.words.t("share.compare.in", { sentence: sentence.map((part) => (typeof part === "string" ? part : code(part))).join("") });
  }

  #result() {
    const { words, info, picture, preview, outcome, packed, making } = this;
    if (packed && info) return packingView(words, packed, filesOf(info, this.hides).files, this.#cancel);
    if (making !== null) return makingView(words, info ? this.#holds() : words.t("share.loading"), making, () => this.#work?.abort());
    if (this.stopped) return html`<p class="muted">${words.t("share.stopped")}</p><div class="buttons"><button @click=${this.#refresh}>${words.t("share.again")}</button></div>`;
    if (this.answerLink) return answerLinkView(words, this.answerLink, { outcome, copy: async (link) => (this.outcome = await copyLink(this, link)), instead: () => this.#set({ format: "html" }) });
    if (!info && !picture) return html`<p class="muted">${words.t(outcome ?? "share.loading")}</p>`;
    const copied = FORMATS.some(({ id, copied }) => id === this.format && copied);
    const files = info ? filesOf(info, this.hides).files : 0;
    const saved = this.format !== "zip" || (files > 0 && files <= MOST_FILES);
    // Bytes as they were printed are all there.
    const notes = this.format === "zip" && !this.hides ? [] : (info?.notes ?? []);
    // The values of a kind are listed up to a number, and a picture can hide no others.
    const unlisted = picture && this.redaction?.kinds.some(({ count, findings, hidden }) => hidden && count > findings.length);
    return html`<p>${this.#holds()}</p>
      ${info?.comparison ? html`<p class="compared">${this.#compared(info.comparison)}</p>` : nothing}
      ${unlisted ? html`<p class="small warning">${words.t("share.picture.unlisted")}</p>` : nothing}
      ${notes.length > 0 ? html`<ul class="notes small">${notes.map((note) => html`<li>${phrase(note)}</li>`)}</ul>` : nothing}
      ${preview ? previewView(words, preview) : nothing}
      <div class="buttons">
        ${copied ? html`<button class="primary" @click=${() => this.#leave("copy")}>${icons.copy}<span>${words.t("share.copy")}</span></button>` : nothing}
        ${saved ? html`<button class=${copied ? "" : "primary"} @click=${() => (this.format === "zip" ? this.#zip() : this.#leave("save"))}>${icons.save}<span>${words.t("share.save")}</span></button>` : nothing}
        <span class="muted" aria-hidden="true">${outcome ? words.t(outcome) : ""}</span>
      </div>`;
  }

  #linkView() {
    const { answer, words, link, linkMade, linked, unfiltered } = this;
    return placeLinkView(words, answer.view, { link, isMade: linkMade, unfiltered, alone: isNarrowed(answer.view, this.selection) && SHOWS_QUERY.includes(answer.view.tab) ? this.selection.size : 0, outcome: linked, copy: async (link) => (this.linked = await copyLink(this, link)) });
  }

  #cancel = (): void => {
    this.#work?.abort();
    this.#work = this.packed = this.making = null;
  };

  async #zip(): Promise<void> {
    const core = this.#full;
    if (!core) return;
    const packing = (this.#work = new AbortController());
    const tell = now(TOLD_EVERY);
    this.packed = { files: 0, bytes: 0 };
    this.outcome = null;
    try {
      await frame();
      const content = await zippedOutputs(core, this.#options, paced(packing.signal), (files, bytes) => tell(() => (this.packed = { files, bytes })));
      if (packing.signal.aborted) return;
      const given = await give(this, { way: "save", kind: "text", format: "zip", name: "invocation-report", content });
      this.outcome = given ? "share.saved" : "share.refused";
    } catch (failure) {
      if (!(failure instanceof Cancelled) && !packing.signal.aborted) this.outcome = failure instanceof TooMuch ? "share.zip.much" : "share.zip.failed";
    }
    if (this.#work === packing) this.#work = this.packed = null;
  }

  async #leave(way: "copy" | "save"): Promise<void> {
    const { format, picture, made } = this;
    const content = picture?.bytes ?? (way === "copy" ? await made?.text() : made);
    if (content === undefined || content === null) return;
    const extension = this.info?.extension ?? format;
    const given = await give(this, { way, kind: "text", format: extension, name: "invocation-report", content });
    this.outcome = given ? (way === "copy" ? "share.copied" : "share.saved") : "share.refused";
  }
}
