// The answer that one viewer shows: the documents as they are read, what the core says of them, what the reader has chosen, and the way back. It draws nothing;
// its host is called when something has changed.
import { type Charset, type Inspection, type InvocationDetail, type Language, type ReasonCount, reasonOf, type Summary, type Tree } from "../core/core.ts";
import { Retry } from "../core/retry.ts";
import { firstView, firstViewOf } from "./first-view.ts";
import { MemoryHistory, type Step, Steps } from "./history.ts";
import { locate, withIds } from "./locate.ts";
import { comparable, type Pair } from "./reference.ts";
import { Reader, type ReaderInput, type ReadingProgress } from "./reader.ts";
import { NOTHING, selectedBy, type SelectEvent, type Selection } from "./selection.ts";
import { FIRST_VIEW, type View } from "./view.ts";

/** Instances listed in a group of the diagram before the rest is a number. */
export const LISTED = 8;

export interface AnswerHost {
  /** Something is to be drawn anew. */
  changed(): void;
  /** Another view is shown; `step`: one that Back undoes. */
  viewed(view: View, step: boolean): void;
  /** What was to be read has been read, or cannot be. */
  answered(): void;
  progress(progress: ReadingProgress): void;
  /** What an answer shows first, from what it would show. */
  firstView(view: View): View;
  /** Whether any later answer opens where the reader is, as a host needs that asks again and again; else only one that has grown. */
  readonly polled: boolean;
}

const stepOf = (view: View): Step => ({ screen: "answer", answer: "", view });

export class Answer {
  view: View = FIRST_VIEW;
  summary: Summary | null = null;
  /** Of the chosen invocation. */
  detail: InvocationDetail | null = null;
  tree: Tree | null = null;
  /** Why its instances did not succeed; what goes on needs no reason, and of one instance alone the record tells. */
  reasons: readonly ReasonCount[] = [];
  /** With what the chosen invocation is best compared, in the order of time; with itself where its executions are; null: nothing to compare. */
  comparable: Pair | null = null;
  /** Of the chosen invocation. */
  selection: Selection = NOTHING;
  /** In which character set every output is read, and in which inspection. */
  #charset: { of: Inspection | null; charset: Charset | null } = { of: null, charset: null };
  /** Changes whenever the inspection answers anew. */
  edition = 0;
  busy = false;
  #language: Language = "en";
  /** The language in which the inspection speaks. */
  #spoken: Language | null = null;
  #input: readonly ReaderInput[] = [];
  /** The documents of the answer that is shown. */
  #shown: readonly ReaderInput[] = [];
  /** Its own way back; a host that keeps a history itself does not ask for it. */
  #steps = new Steps(new MemoryHistory());
  #wanted: View | null = null;
  /** The input whose text is being changed while answers come and go. */
  #edited: number | null = null;
  /** Whether the reader has chosen something in this answer: then it is looked for in the next one. */
  #chosen = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #left = false;
  readonly #reader = new Reader((progress) => this.host.progress(progress));
  readonly #retry = new Retry(() => void this.retry());

  constructor(private readonly host: AnswerHost) {}

  get inspection(): Inspection | null {
    return this.#reader.inspection;
  }

  /** In which character set every output is read; null: each in its own. */
  get charset(): Charset | null {
    return this.#charset.of === this.inspection ? this.#charset.charset : null;
  }

  /** The documents as they are read, in order. */
  get documents(): readonly Uint8Array[] {
    return this.#reader.documents;
  }

  /** Why there is no answer where there should be one. */
  get failure(): unknown {
    return this.#reader.failure;
  }

  /** The language of every sentence from now on. */
  set language(language: Language) {
    this.#language = language;
    if (this.inspection && language !== this.#spoken) this.#refresh();
  }

  /** Reads these documents; the last ones asked for win, and what is shown stays until then. */
  async read(input: readonly ReaderInput[]): Promise<void> {
    this.#input = input;
    // What is shown is wanted again: what was being read meanwhile is not.
    if (this.#reader.holds(input)) {
      this.#reader.cancel();
      this.#wanted = null;
      this.busy = false;
      return;
    }
    this.busy = true;
    const grown = this.#isGrown(input);
    const before = this.failure;
    const language = this.#language;
    if (!(await this.#reader.read(input, language))) return;
    this.busy = false;
    if (this.failure && reasonOf(this.failure) === "unreached") {
      this.#retry.plan();
      // The host knows already.
      if (before) return;
    } else this.#retry.stop();
    this.#spoken = language;
    this.#refresh();
    if (this.inspection) this.#begin(this.inspection, grown || this.host.polled);
    this.#shown = input;
    this.host.changed();
    this.host.answered();
  }

  /** Whether these are the documents that are shown, and more. */
  #isGrown(input: readonly ReaderInput[]): boolean {
    return this.#shown.length > 0 && input.length > this.#shown.length && this.#shown.every((one, i) => one === input[i]);
  }

  retry(): Promise<void> {
    return this.read(this.#input);
  }

  /** The inspection says something new, or says it in another language. */
  #refresh(): void {
    const { inspection } = this;
    this.summary = null;
    if (!inspection) return;
    try {
      // The language may have changed while it was read.
      if (this.#language !== this.#spoken) inspection.setLanguage(this.#language);
      this.#spoken = this.#language;
      this.summary = inspection.summary();
      this.edition += 1;
      this.#load(this.view.invocation);
    } catch (failure) {
      this.#reader.fail(failure);
    }
    this.host.changed();
  }

  #load(invocation: number): void {
    this.detail = this.inspection?.invocation(invocation) ?? null;
    this.tree = this.inspection?.tree(invocation, LISTED) ?? null;
    this.comparable = this.inspection && this.detail ? comparable(this.inspection, this.detail) : null;
    const several = this.inspection !== null && this.detail !== null && this.detail.instances > 1;
    this.reasons = several ? (this.inspection?.reasons(invocation).filter(({ active }) => !active) ?? []) : [];
  }

  /** The first view of a new answer: the one that is wanted, or where the reader was, or the worst. */
  #begin(inspection: Inspection, stays: boolean): void {
    const [wanted, edited] = [this.#wanted, this.#edited];
    this.#wanted = this.#edited = null;
    this.#steps = new Steps(new MemoryHistory());
    // Who has left the text meanwhile stays where they went.
    const left = edited !== null && (this.view.pane !== "source" || this.view.source !== edited);
    const again = !wanted && (left || (edited === null && stays && this.#chosen)) ? locate(inspection, this.view) : null;
    this.#chosen = again !== null;
    // Chosen instances are those of the answer in which they were chosen, and of what it grows to.
    if (!again) this.selection = NOTHING;
    if (wanted) return this.#show(wanted.invocation < 0 ? wanted : (locate(inspection, wanted) ?? firstView(inspection)));
    const view = again ? { ...again, place: null } : this.host.firstView(firstView(inspection));
    this.#show(edited === null || left ? view : { ...view, pane: "source", source: edited, tab: view.invocation < 0 ? view.tab : this.view.tab });
    this.host.viewed(this.view, false);
  }

  #show(view: View): void {
    if (view.invocation !== this.view.invocation) this.selection = NOTHING;
    if (view.invocation !== this.view.invocation || !this.detail) this.#load(view.invocation);
    this.view = this.inspection ? withIds(this.inspection, view) : view;
    this.#steps.replace(stepOf(this.view));
    this.host.changed();
  }

  /** Shows a view of this answer, or, `later`, of the next one. */
  restore(view: View, later: boolean): void {
    const { inspection } = this;
    if (later || !inspection || this.busy) this.#wanted = view;
    else this.#show(locate(inspection, view) ?? view);
  }

  /** Keeps an input's text open under the next answer. */
  keepOpen(source: number): void {
    this.#edited = source;
  }

  /** Whether that is another view. `step`: one that Back undoes; else what is shown is refined. */
  choose(change: Partial<View>, step: boolean): boolean {
    const other = change.invocation !== undefined && change.invocation !== this.view.invocation;
    const chosen: View = { ...(other && this.inspection ? firstViewOf(this.inspection, change.invocation!) : this.view), ...change };
    if (chosen.pane !== "source") chosen.place = null;
    const next = this.inspection ? withIds(this.inspection, chosen) : chosen;
    if (JSON.stringify(next) === JSON.stringify(this.view)) return false;
    if (step) this.#steps.push(stepOf(next), this.#steps.current.depth + 1);
    this.#chosen ||= step || change.query !== undefined || change.sort !== undefined;
    this.#show(next);
    this.host.viewed(this.view, step);
    return true;
  }

  /** Chooses instances to act on. */
  select(event: SelectEvent): void {
    this.selection = selectedBy(this.selection, event);
    this.#chosen ||= this.selection.size > 0;
    this.host.changed();
  }

  /** One step back; `stay`: not where it would lead to another tab. Whether there was one. */
  back(stay: boolean): boolean {
    if (!this.#steps.back(stay)) return false;
    this.#show(this.#steps.current.view ?? this.view);
    this.host.viewed(this.view, false);
    return true;
  }

  /** Reads every output in this character set; null: each in its own. */
  setCharset(charset: Charset | null): void {
    this.#charset = { of: this.inspection, charset };
    this.inspection?.setCharset(charset);
    this.#refresh();
  }

  /** Its element has left the document: unless it only moves to another place, nothing is held any more. */
  disconnect(): void {
    this.#retry.stop();
    this.#leaving = setTimeout(() => {
      this.#left = true;
      this.release();
    });
  }

  /** Its element is in the document. Whether the documents are to be read again. */
  connect(): boolean {
    clearTimeout(this.#leaving);
    const left = this.#left;
    this.#left = false;
    return left;
  }

  /** Gives back what it holds. */
  release(): void {
    this.#reader.release();
    this.summary = this.detail = this.tree = null;
    this.reasons = [];
    this.comparable = null;
    this.selection = NOTHING;
    this.#steps = new Steps(new MemoryHistory());
    this.#shown = [];
    this.view = FIRST_VIEW;
    this.host.changed();
  }
}
