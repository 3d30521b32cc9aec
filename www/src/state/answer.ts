// The answer that one viewer shows: the documents as they are read, what the core says of them, what the reader has chosen, and the way back. It draws nothing;
// its host is called when something has changed.
import { type Charset, type Inspection, type InvocationDetail, type Language, type ReasonCount, reasonOf, type Summary, type Tree } from "../core/core.ts";
import { Retry } from "../core/retry.ts";
import { ChosenInvocation } from "./chosen.ts";
import { firstView, firstViewOf } from "./first-view.ts";
import { MemoryHistory, type Step, Steps } from "./history.ts";
import { invocationWith, locate, nameOf, unnamedInvocation, withIds, withoutInstance } from "./locate.ts";
import { type Execution, executionOf, type Kept, keptBefore, recordIn } from "./polled.ts";
import type { Pair } from "./reference.ts";
import { type Polling, Reader, type ReaderInput, type ReadingProgress, type Refusal } from "./reader.ts";
import { NOTHING, selectedBy, type SelectEvent, type Selection, Selections } from "./selection.ts";
import { type ChangedBy, FIRST_VIEW, type View } from "./view.ts";
import { type InspectorState, namesPlace, viewOf } from "./viewer-state.ts";

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
  /** What is said of the chosen invocation. */
  #invocation: ChosenInvocation | null = null;
  #selections = new Selections();
  /** In which character set every output is read, and in which inspection. */
  #charset: { of: Inspection | null; charset: Charset | null } = { of: null, charset: null };
  /** Changes whenever the inspection answers anew. */
  edition = 0;
  /** Who changed last what is shown. */
  cause: ChangedBy = "data";
  /** What a host wants to be shown, as far as it is not here yet. */
  awaited: InspectorState = {};
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
  /** The execution that was shown before the answer became another one. */
  #execution: Execution | null = null;
  /** Why the answer that stands stays, although another came; null: none did since. */
  kept: Kept | null = null;
  /** When the answer that stands was read, or came again. */
  #since = new Date();
  #polling: Polling = { accepts: (...later) => this.#accepts(...later) };
  readonly #reader = new Reader(
    (progress) => this.host.progress(progress),
    () => (this.#execution = this.inspection && executionOf(this.inspection, this.view)),
  );
  readonly #retry = new Retry(() => void this.retry());

  constructor(private readonly host: AnswerHost) {}

  get inspection(): Inspection | null {
    return this.#reader.inspection;
  }

  /** Of the chosen invocation. */
  get selection(): Selection {
    return this.#selections.shown;
  }

  get detail(): InvocationDetail | null {
    return this.#invocation?.detail ?? null;
  }

  get tree(): Tree | null {
    return this.#invocation?.tree ?? null;
  }

  get reasons(): readonly ReasonCount[] {
    return this.#invocation?.reasons ?? [];
  }

  get comparable(): Pair | null {
    return this.#invocation?.comparable ?? null;
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

  /** Of the request whose answer is shown, where it failed. */
  get refusal(): Refusal | null {
    return this.#reader.refusal;
  }

  /** The language of every sentence from now on. */
  set language(language: Language) {
    this.#language = language;
    if (this.inspection && language !== this.#spoken) this.#refresh();
  }

  /** Reads these documents; the last ones asked for win, and what is shown stays until then. `insists`: also where they cannot stand in its place. */
  async read(input: readonly ReaderInput[], insists = false): Promise<void> {
    this.#input = input;
    // What is shown is wanted again: what was being read meanwhile is not.
    if (this.#reader.holds(input)) {
      this.#reader.cancel();
      this.#wanted = null;
      this.busy = false;
      return this.#again();
    }
    this.busy = true;
    const grown = this.#isGrown(input);
    const before = this.failure;
    const language = this.#language;
    const polling = this.host.polled && !insists && this.#edited === null ? this.#polling : null;
    const outcome = await this.#reader.read(input, language, polling);
    if (outcome === "superseded") return;
    this.busy = false;
    if (outcome === "same") return this.#again();
    if (outcome === "kept") return;
    this.kept = null;
    this.#since = new Date();
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

  /** The answer that stands has come again: no news, unless another one could not be shown meanwhile. */
  #again(): void {
    this.#since = new Date();
    if (!this.kept) return;
    this.kept = null;
    this.#reader.refused = [];
    this.host.changed();
    this.host.answered();
  }

  #accepts(later: Inspection | null, refusal: Refusal | null): boolean {
    const stays = this.inspection && keptBefore(this.#since, this.inspection, later, refusal);
    if (!stays) return true;
    const { kept } = this;
    this.kept = stays;
    this.host.changed();
    if (!kept) this.host.answered();
    return false;
  }

  /** Shows what came last, although it could not stand in the place of what is shown. */
  insist(): Promise<void> {
    return this.read(this.#reader.refused, true);
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
    this.summary = this.#invocation = null;
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
    this.#invocation = this.inspection && new ChosenInvocation(this.inspection, invocation);
  }

  /** The first view of a new answer: the one that is wanted, or where the reader was, or the worst. */
  #begin(inspection: Inspection, stays: boolean): void {
    const [wanted, edited, before, charset] = [this.#wanted, this.#edited, nameOf(this.view), this.#charset.charset];
    this.cause = "data";
    this.#wanted = this.#edited = null;
    // Who has left the text meanwhile stays where they went.
    const left = edited !== null && (this.view.pane !== "source" || this.view.source !== edited);
    const found = !wanted && (left || (edited === null && stays && this.#chosen)) ? locate(inspection, this.view) : null;
    const again = this.host.polled && this.#chosen ? this.#stay(inspection, found) : found;
    this.#chosen = again !== null;
    // Chosen instances are those of the answer in which they were chosen, and of what it grows to; so is the way back.
    if (!again) {
      this.#selections = new Selections();
      this.#steps = new Steps(new MemoryHistory());
    }
    if (wanted) return this.#show(wanted.invocation < 0 ? wanted : (locate(inspection, wanted) ?? firstView(inspection)));
    const view = again ? { ...again, place: null } : this.host.firstView(firstView(inspection));
    this.#show(edited === null || left ? view : { ...view, pane: "source", source: edited, tab: view.invocation < 0 ? view.tab : this.view.tab });
    if (again) this.#decodeIn(charset);
    if (Object.keys(this.awaited).length > 0) this.#apply(inspection, this.awaited);
    if (!this.host.polled || nameOf(this.view) !== before) this.host.viewed(this.view, false);
  }

  /** Where the reader stays, in an answer that was asked for again: at the same execution; where the instance is not here, it is waited for. */
  #stay(inspection: Inspection, found: View | null): View | null {
    const { record, instanceId, pane } = this.view;
    if (found) return this.#execution ? { ...found, record: recordIn(inspection, { ...found, record }, this.#execution) } : found;
    const near = locate(inspection, { ...this.view, instance: null, instanceId: null, record: null });
    if (!near || instanceId === null) return near;
    this.awaited = { instanceId, execution: record, pane, ...this.awaited };
    return { ...near, pane: pane === "record" ? "invocation" : pane };
  }

  /** The reader has begun to read: a later answer leaves them where they are. */
  touched(): void {
    this.#chosen = this.inspection !== null;
  }

  /** Shows what a state names; what is not here yet waits for an answer that has it. */
  apply(state: InspectorState): void {
    const { inspection } = this;
    if (!inspection) {
      this.awaited = { ...this.awaited, ...state };
      return;
    }
    const before = nameOf(this.view);
    this.cause = "host";
    this.#apply(inspection, state);
    if (nameOf(this.view) !== before) this.host.viewed(this.view, false);
    this.host.changed();
  }

  #apply(inspection: Inspection, state: InspectorState): void {
    const { invokeId, selected, charset } = state;
    const to = viewOf(state, this.view);
    const found = namesPlace(state) ? this.#find(inspection, to, invokeId === undefined) : to;
    const near = found ?? this.#find(inspection, { ...to, instance: null, instanceId: null }, false);
    this.#chosen = true;
    this.#show(found ?? withoutInstance(to, near?.invocation ?? this.view.invocation, this.view));
    const isHere = found !== null && found.record === to.record;
    this.awaited = isHere ? {} : { ...(invokeId !== undefined && { invokeId }), instanceId: to.instanceId, execution: to.record, referenceId: to.referenceId, pane: to.pane };
    if (selected && near) this.#selections.shown = selected.length === 0 ? NOTHING : new Set(inspection.instanceIds(near.invocation, { ids: [...selected], start: 0, end: selected.length }));
    else if (selected) this.awaited.selected = selected;
    if (charset !== undefined) this.#decodeIn(charset);
  }

  /** Where a view is in this answer. `any`: in whichever invocation has its instance, where the one that is shown has not. */
  #find(inspection: Inspection, to: View, any: boolean): View | null {
    const view = to.invokeId === null ? { ...to, invocation: unnamedInvocation(inspection, to.invocation) } : to;
    const found = locate(inspection, view);
    if (found || !any || view.instanceId === null) return found;
    const invocation = invocationWith(inspection, view.instanceId);
    return invocation === null ? null : locate(inspection, { ...view, invocation, invokeId: inspection.invocation(invocation)?.invokeId ?? null });
  }

  #show(view: View): void {
    const next = this.inspection ? withIds(this.inspection, view) : view;
    this.#selections.move(this.view, next);
    if (next.invocation !== this.view.invocation || !this.detail) this.#load(next.invocation);
    this.view = next;
    this.#steps.replace(stepOf(this.view));
    this.host.changed();
  }

  /** Shows a view of this answer, or, `later`, of the next one. */
  restore(view: View, later: boolean): void {
    const { inspection } = this;
    this.cause = "host";
    if (later || !inspection || this.busy) this.#wanted = view;
    else this.#show(locate(inspection, view) ?? view);
  }

  /** Keeps an input's text open under the next answer. */
  keepOpen(source: number): void {
    this.#edited = source;
  }

  /** Whether that is another view. `step`: one that Back undoes; else what is shown is refined. */
  choose(change: Partial<View>, step: boolean, cause: ChangedBy = "user"): boolean {
    const other = change.invocation !== undefined && change.invocation !== this.view.invocation;
    const chosen: View = { ...(other && this.inspection ? firstViewOf(this.inspection, change.invocation!) : this.view), ...change };
    if (chosen.pane !== "source") chosen.place = null;
    // A link's lines are of its record.
    if (step && !change.lines) chosen.lines = null;
    const next = this.inspection ? withIds(this.inspection, chosen) : chosen;
    if (JSON.stringify(next) === JSON.stringify(this.view)) return false;
    this.cause = cause;
    this.#chosen = true;
    // Who looks at something else waits no longer for what was wanted.
    if (change.instance !== undefined || change.invocation !== undefined) this.awaited = {};
    if (step) this.#steps.push(stepOf(next), this.#steps.current.depth + 1);
    this.#show(next);
    this.host.viewed(this.view, step);
    return true;
  }

  /** Chooses instances to act on. */
  select(event: SelectEvent): void {
    this.cause = "user";
    this.#selections.shown = selectedBy(this.selection, event);
    this.#chosen ||= this.selection.size > 0;
    this.host.changed();
  }

  /** Nothing is chosen to act on any more. */
  unselect(): void {
    this.#selections.shown = NOTHING;
    this.host.changed();
  }

  /** One step back; `stay`: not where it would lead to another tab. Whether there was one. */
  back(stay: boolean, cause: ChangedBy = "user"): boolean {
    if (!this.#steps.back(stay)) return false;
    this.cause = cause;
    const { view } = this.#steps.current;
    const there = view && this.inspection && view.invocation >= 0 ? locate(this.inspection, view) : view;
    this.#show(there ?? this.view);
    this.host.viewed(this.view, false);
    return true;
  }

  /** Reads every output in this character set; null: each in its own. */
  setCharset(charset: Charset | null): void {
    this.cause = "user";
    this.#decodeIn(charset);
  }

  #decodeIn(charset: Charset | null): void {
    if (charset === this.charset) return;
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
    this.summary = this.#invocation = this.kept = null;
    this.#selections = new Selections();
    this.#steps = new Steps(new MemoryHistory());
    this.#shown = [];
    this.view = FIRST_VIEW;
    this.host.changed();
  }
}
