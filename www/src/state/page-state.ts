// What the page shows and why: the inputs that come in one after another, the answers that they make, Undo, Back, messages, language and theme. It draws
// nothing: its host is called when something has changed.
import type { Summary } from "../core/core.ts";
import { decode, encode } from "../core/decode.ts";
import { visible } from "../ui/visible.ts";
import { languageOf } from "../words/languages.ts";
import type { Values } from "../words/template.ts";
import { type Key, type Words, wordsFor } from "../words/words.ts";
import { announce, titleOf } from "./announce.ts";
import { Answers, type Go } from "./answers.ts";
import { barOf, type Toast } from "./bar.ts";
import { browserHistory, type Step, Steps } from "./history.ts";
import type { Input, Progress, Read } from "./input.ts";
import { preferences, type Theme } from "./preferences.ts";
import { Queue } from "./queue.ts";
import { ROOM } from "./shelf.ts";
import type { Undoable } from "./undo.ts";
import type { BackEvent, EditEvent, View } from "./view.ts";
import { Waiting } from "./waiting.ts";

/** A text that is longer would freeze the start field: it is read without it. */
export const FIELD = 1_000_000;

/** The element that reads the inputs and shows the answer. */
interface Viewer {
  readonly response: unknown;
  readonly summary: Summary | null;
  readonly current: View;
  flushEdit(): void;
  release(): void;
  restore(view: View, later: boolean): void;
}

export interface PageHost {
  readonly viewer: Viewer | null;
  /** Something is to be drawn anew. */
  changed(): void;
  /** What has the keyboard may be gone. `toUndo`: the reader has taken something away, which can be undone. */
  restoreFocus(toUndo?: boolean): void;
}

/** An input that is still to be read: `page/input.ts` makes it of what was pasted, dropped or chosen, the queue reads it. */
export interface PendingInput {
  /** Reads it; a key of words: why it cannot. `n` numbers a pasted text. */
  read(n: number, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read | Key>;
  kind: "text" | "files" | "sample";
  /** Files that take the place of what is there. */
  replaces: boolean;
}

export class PageState {
  screen: Step["screen"] = "start";
  language = languageOf(preferences.language ?? navigator.language);
  theme = preferences.theme;
  /** The texts of what is wanted, which the viewer reads. */
  responses: readonly Uint8Array[] = [];
  /** What the start field holds that was not read yet: it stays there, whatever is read meanwhile. */
  typed: string | null = null;
  /** A message until the reader does something: why nothing was read, or that nothing is new. */
  #message: ((words: Words) => string) | null = null;
  /** A notice that stays until the reader closes it. */
  #notice: Toast | null = null;
  readonly waiting = new Waiting(() => this.host.changed());
  #queue = new Queue(() => this.#working());
  #answers = new Answers<Input>();
  #steps = new Steps(browserHistory);
  #pastes = 0;
  /** How much the answer that is shown holds, and how many errors of reading. */
  #counts = "";
  #errors = 0;

  constructor(private readonly host: PageHost) {}

  get words(): Words {
    return wordsFor(this.language);
  }

  /** The inputs of the answer that is shown. */
  get inputs(): readonly Input[] {
    return this.#answers.shown.inputs;
  }

  /** Whether there is something that is shown or is to be, or, `typed`, that stands in the field. */
  isOccupied(typed: boolean): boolean {
    return this.#answers.wanted.inputs.length > 0 || (typed && Boolean(this.typed?.trim()));
  }

  /** What the start field is to hold. */
  get draft(): string {
    return this.typed ?? this.#lastPasted();
  }

  /** The line under the page's head. */
  get toast(): Toast | null {
    return barOf({ words: this.words, waiting: this.waiting.state, message: this.#message, undos: this.#answers.undos, notice: this.#notice, undo: this.#undo, cancel: this.#cancel });
  }

  // ------------------------------------------------------------------ input

  /** Reads what comes in, whatever the way. `go`: how the browser's history takes the answer. */
  receive({ kind, replaces, read }: PendingInput, go: Go = "push"): void {
    this.host.viewer?.flushEdit();
    if (kind === "text") this.#pastes += 1;
    const n = this.#pastes;
    this.#queue.add({
      fleeting: kind === "sample",
      read: (signal) => read(n, signal, this.waiting.onProgress),
      done: (fresh, more) => (typeof fresh === "string" ? this.refuse(fresh) : this.#inputRead(kind === "files" && !replaces, fresh, go, !more)),
    });
  }

  /** The start field gives its text. */
  keepTyped(text: string): void {
    if (this.typed !== null) this.typed = text.length > FIELD ? null : text;
  }

  refuse(why: Key): void {
    this.showMessage(why);
    // What was read before may have waited for this.
    this.#show();
  }

  /** Files are added to an answer that is in sight; all else replaces what is there. */
  #inputRead(files: boolean, { inputs: fresh, refusal }: Read, go: Go, show: boolean): void {
    this.#message = refusal;
    if (fresh.length === 0) return show ? this.#show() : this.host.changed();
    const before = this.#answers.wanted.inputs;
    const adds = files && before.length > 0 && (this.screen === "answer" || this.#answers.pending);
    const unknown = this.#answers.unknown(fresh);
    if (unknown.length === 0 && (adds || before.length === 1)) return this.#nothingNew(fresh);
    const replaced = [...fresh];
    const added = [...before, ...(adds ? unknown : fresh)];
    const otherwise = (inputs: readonly Input[], undo: () => Omit<Undoable, "before">) => () => {
      this.host.viewer?.flushEdit();
      this.#answers.wantInstead(inputs, undo());
      this.#show();
    };
    const undoAdding = (): Omit<Undoable, "before"> => ({
      text: (words) => (files ? words.count("toast.added", unknown.length) : words.t("toast.addedText")),
      alternative: { label: "toast.replace", act: otherwise(replaced, undoReplacing) },
    });
    const undoReplacing = (): Omit<Undoable, "before"> => ({ text: (words) => words.t("toast.replaced"), alternative: { label: "toast.add", act: otherwise(added, undoAdding) } });
    this.#answers.want(adds ? added : replaced, adds ? undoAdding() : undoReplacing(), go, show);
    if (show) this.#show();
    else this.host.changed();
  }

  /** The same once more: what is there stays as it is. */
  #nothingNew(fresh: readonly Input[]): void {
    const name = (words: Words) => fresh.map((input) => input.name(words)).join(words.t("listed"));
    this.#message = (words) => words.t("toast.same", { name: name(words) });
    this.#show();
    if (this.screen === "start" && this.inputs.length) this.toScreen("answer");
  }

  #lastPasted(): string {
    const [only, second] = this.inputs;
    return only && !second && only.pasted && only.bytes.length <= FIELD ? decode(only.bytes) : "";
  }

  /** The reader has changed the text of an input. */
  edited = (event: EditEvent): void => {
    event.preventDefault();
    const { shown } = this.#answers;
    const input = shown.inputs[event.source];
    if (!input) return;
    // Not by the queue: what is read there may be cancelled, and may take long.
    this.#answers.edit(input, shown, encode(event.text), { text: (words) => words.t("toast.edited") });
    this.#show();
  };

  /** The reader is at this view now, or at none. Unless it is the text that was being changed, its changes become one Undo. */
  #leaveText(view: View | null): void {
    if (this.#answers.leaveText(view?.pane === "source" ? this.#answers.wanted.inputs[view.source]?.key : undefined)) this.#undoLost();
    this.host.changed();
  }

  #undoLost(): void {
    this.#message = (words) => words.t("undo.none", { size: words.bytes(ROOM) });
  }

  remove(index: number): void {
    const { inputs } = this.#answers.wanted;
    const name = inputs[index]?.name(this.words) ?? "";
    this.#message = null;
    this.#answers.want(
      inputs.filter((_, i) => i !== index),
      { text: (words) => words.t("toast.removed", { name }) },
    );
    this.#show();
  }

  clear(): void {
    this.#queue.cancel();
    const { ids } = this.#answers;
    const n = this.#answers.wanted.inputs.length;
    // When it cannot be undone any more nothing is held.
    const expired = () => {
      this.#answers.drop(ids);
      this.#forget();
    };
    this.#message = null;
    this.#answers.want([], { text: (words) => words.count("toast.cleared", n), expired });
    this.#show();
  }

  // ------------------------------------------------------------------ answers

  #working(): void {
    this.waiting.working(this.#queue.busy || this.#answers.pending);
  }

  /** Has the viewer read what is wanted; it is shown when it has. */
  #show(): void {
    this.#answers.ready();
    const { inputs } = this.#answers.wanted;
    this.responses = inputs.map((input) => input.bytes);
    this.#working();
    if (inputs.length === 0) {
      this.host.viewer?.release();
      this.#answerShown();
    }
    this.host.changed();
  }

  /** The viewer has read something. */
  answered(): void {
    // One that was cancelled since may have been read all the same.
    if (this.host.viewer?.response === this.responses) this.#answerShown();
    this.host.changed();
  }

  /** The answer that was wanted is shown: a step of the history, announced once. */
  #answerShown(): void {
    const before = this.inputs;
    const settled = this.#answers.settle();
    this.waiting.working(this.#queue.busy);
    if (!settled) return;
    const { inputs } = this;
    if (this.typed !== null && (this.typed.trim() === "" || this.typed === this.#lastPasted())) this.typed = null;
    this.#forget();
    if (settled.go !== "none") this.screen = inputs.length ? "answer" : "start";
    const step = this.#step(inputs.length ? this.host.viewer?.current : null);
    if (settled.go === "push") this.#push(step);
    else this.#steps.replace(step, settled.go === "none" ? undefined : 0);
    if (settled.lost) this.#undoLost();
    const added = before.length > 0 && before.length < inputs.length && before.every((input, i) => input === inputs[i]);
    const summary = this.host.viewer?.summary ?? null;
    this.#compare(summary, added);
    announce(visible(summary?.headline ?? ""));
    this.host.restoreFocus(inputs.length < before.length);
  }

  /** Inputs that were added and have brought nothing are a message. */
  #compare(summary: Summary | null, added: boolean): void {
    const [counts, errors] = [this.#counts, this.#errors];
    this.#counts = this.inputs.length && summary ? JSON.stringify(summary.counts) : "";
    this.#errors = summary?.diagnostics.error ?? 0;
    const why = this.#errors > errors ? "toast.notRead" : "toast.noRows";
    if (added && counts === this.#counts) this.#message ??= (words) => words.t(why);
  }

  /** The title of the window, of the answer in sight. */
  get title(): string {
    return titleOf(this.screen === "answer" ? (this.host.viewer?.summary ?? null) : null, this.words);
  }

  // ------------------------------------------------------------------ messages

  /** Shows a notice until the reader closes it; messages and Undo come before it. */
  notice(toast: Toast): void {
    this.#notice = toast;
    this.host.changed();
  }

  showMessage(message: Key, values: Values = {}): void {
    this.#message = (words) => words.t(message, values);
    this.host.changed();
  }

  closeToast = (): void => {
    if (this.#message) this.#message = null;
    else if (this.#answers.undos.last) this.#answers.undos.dismiss();
    else this.#notice = null;
    this.host.changed();
  };

  /** The reader has done something: messages pass, and after a while so does Undo. */
  countAction(): void {
    this.#answers.undos.countAction();
    this.#message = null;
    this.host.changed();
  }

  /** Takes the last action back; whether there is one. */
  undo(): boolean {
    if (!this.#answers.undos.last || this.waiting.state) return false;
    this.#undo();
    return true;
  }

  #undo = (): void => {
    this.host.viewer?.flushEdit();
    this.#message = null;
    this.#answers.back();
    this.#show();
  };

  #cancel = (): void => {
    this.#queue.cancel();
    this.#answers.cancel();
    this.#show();
  };

  // ------------------------------------------------------------------ history

  /** The inputs of an earlier visit to this page are gone; so are its steps. */
  begin(): void {
    this.#steps.replace({ screen: "start", answer: "", view: null }, 0);
  }

  #step(view: View | null | undefined): Step {
    return { screen: this.screen, answer: this.#answers.shown.id, view: view ?? null };
  }

  #push(step: Step): void {
    this.#steps.push(step);
    window.scrollTo(0, 0);
  }

  #forget(): void {
    this.#steps.forget((answer) => !this.#answers.has(answer));
  }

  toScreen(screen: Step["screen"]): void {
    this.screen = screen;
    const view = screen === "answer" ? (this.host.viewer?.current ?? null) : null;
    this.#leaveText(view);
    this.#push(this.#step(view));
    this.host.restoreFocus();
  }

  /** Whether another answer than the one that is shown is to come. */
  get #otherPending(): boolean {
    const { pending, shown, wanted } = this.#answers;
    return pending && shown.id !== wanted.id;
  }

  /** Another view of the answer is shown; `isStep`: one that Back undoes. Whether it belongs to the answer that is in sight. */
  viewed(view: View, isStep: boolean): boolean {
    if (this.screen !== "answer" || this.#otherPending) return false;
    if (isStep) this.countAction();
    this.#leaveText(view);
    if (isStep) this.#steps.push(this.#step(view), this.#steps.current.depth + 1);
    else this.#steps.replace(this.#step(view));
    this.host.restoreFocus();
    return true;
  }

  /** One step back is asked for. */
  backed = (event: BackEvent): void => {
    event.preventDefault();
    this.#steps.back(event.stay);
  };

  /** The browser's history has gone to a step. */
  popped = (): void => {
    const { viewer } = this.host;
    // A link has made an entry of its own: what is here stays.
    if (history.state === null) return this.#steps.replace(this.#step(viewer?.current), 0);
    viewer?.flushEdit();
    const { screen, answer, view } = this.#steps.current;
    const other = answer !== this.#answers.shown.id;
    if (this.#otherPending) this.#cancel();
    this.countAction();
    this.#leaveText(other ? null : view);
    this.screen = screen === "answer" && this.#answers.has(answer) ? "answer" : "start";
    if (this.screen === "answer") {
      if (view) viewer?.restore(view, other);
      if (other && this.#answers.recall(answer, "none")) this.#show();
    }
    this.host.restoreFocus();
  };

  // ------------------------------------------------------------------ preferences

  /** null: it stays. */
  prefer(language: Words["language"] | null, theme: Theme | null): void {
    if (language) this.language = preferences.language = language;
    if (theme) this.theme = preferences.theme = theme;
    this.host.changed();
  }

  /** Language and theme may have been chosen elsewhere meanwhile. */
  recallPreferences(): void {
    this.language = languageOf(preferences.language ?? this.language);
    this.theme = preferences.theme;
    this.host.changed();
  }
}
