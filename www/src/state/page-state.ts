// What the page shows and why: the inputs that come in one after another, the answers that they make, Undo, Back, messages, language and theme. It draws
// nothing: its host is called when something has changed.
import { isHere, type Relation } from "../core/core.ts";
import { encode } from "../core/decode.ts";
import { visible } from "../ui/visible.ts";
import { languageOf } from "../words/languages.ts";
import type { Values } from "../words/template.ts";
import { type Key, type Words, wordsFor } from "../words/words.ts";
import { announce, titleOf } from "./announce.ts";
import { Answers, type Go } from "./answers.ts";
import type { Arrangement } from "./arrange.ts";
import { barOf, type Toast } from "./bar.ts";
import { type Arrival, decide, relate } from "./arrival.ts";
import { Growth } from "./growth.ts";
import { browserHistory, type Step, Steps } from "./history.ts";
import { FIELD, type Input, unread } from "./input.ts";
import type { PageHost, PendingInput } from "./page-host.ts";
import { preferences, type Theme } from "./preferences.ts";
import { Queue } from "./queue.ts";
import { undoOf } from "./reselect.ts";
import type { SelectEvent } from "./selection.ts";
import { ROOM } from "./shelf.ts";
import type { Undoable } from "./undo.ts";
import type { BackEvent, EditEvent, View } from "./view.ts";
import { Waiting } from "./waiting.ts";

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
  #growth = new Growth();
  /** What is wanted is known to add to what was there. */
  #related = false;
  /** Who waits until what is wanted is shown. */
  #untilShown: (() => void)[] = [];

  constructor(private readonly host: PageHost) {}

  get words(): Words {
    return wordsFor(this.language);
  }

  /** The inputs of the answer that is shown. */
  get inputs(): readonly Input[] {
    return this.#answers.shown.inputs;
  }

  /** Whether there is something that is shown, is to be, or is still to be read; or, `typed`, that stands in the field. */
  isOccupied(typed: boolean): boolean {
    return this.#answers.wanted.inputs.length > 0 || this.#queue.holdsOwn || (typed && Boolean(this.typed?.trim()));
  }

  /** The line under the page's head. */
  get toast(): Toast | null {
    return barOf({ words: this.words, waiting: this.waiting.state, message: this.#message, undos: this.#answers.undos, notice: this.#notice, undo: this.#undo, cancel: this.#cancel });
  }

  // ------------------------------------------------------------------ input

  /** Reads what comes in, whatever the way. `go`: how the browser's history takes the answer. */
  receive({ kind, adds, replaces, read }: PendingInput, go: Go = "push"): void {
    this.host.viewer?.flushEdit();
    if (kind === "text") this.#pastes += 1;
    const n = this.#pastes;
    // Files that come while others are being read come with them, but not with a sample, which goes.
    const joins = adds || (kind === "files" && this.#queue.holdsOwn);
    this.#queue.add({
      fleeting: kind === "sample",
      read: async (signal) => {
        const found = await read(n, signal, this.waiting.onProgress);
        if (typeof found === "string") return found;
        const relations = replaces ? null : await this.#relate(found.inputs);
        return { ...found, relations, language: this.language };
      },
      done: (fresh, more) => (typeof fresh === "string" ? this.refuse(fresh) : this.#inputRead(fresh, joins || (!replaces && !fresh.relations && kind === "files"), go, !more)),
    });
  }

  /** What each input is to the answer that stands, which is read first if need be; null where there is none, or it cannot be told. */
  async #relate(fresh: readonly Input[]): Promise<Relation[] | null> {
    if (!this.#answers.wanted.inputs.length || !fresh.length || !isHere()) return null;
    if (this.#answers.pending && !this.host.viewer?.answer.failure) {
      const shown = new Promise<void>((done) => this.#untilShown.push(done));
      this.#show();
      await shown;
    }
    const { viewer } = this.host;
    return viewer?.answer.inspection && viewer.response === this.responses ? relate(viewer.answer.inspection, fresh) : null;
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

  /** Adds what has come, puts it in the place of what is there, or leaves that as it is. */
  #inputRead(arrival: Arrival, joins: boolean, go: Go, show: boolean): void {
    this.#message = arrival.refusal;
    const { inputs: fresh } = arrival;
    if (fresh.length === 0) return show ? this.#show() : this.host.changed();
    const before = this.#answers.wanted.inputs;
    const { nothing, adds, related, more, added: addedText, replaced: replacedText } = decide(arrival, this.#answers.unknown(fresh), before, joins);
    if (nothing) return this.#nothingNew(nothing, fresh);
    const replaced = [...fresh];
    const added = [...before, ...more];
    // The reader stays at what they read; `by`: so many inputs stand before it then.
    const otherwise = (inputs: readonly Input[], by: number, undo: () => Omit<Undoable, "before">) => () => {
      const { viewer } = this.host;
      viewer?.flushEdit();
      const view = viewer?.current;
      if (view && view.invocation >= 0) viewer.restore({ ...view, source: view.source + by, place: view.place && { ...view.place, source: view.place.source + by } }, true);
      this.#answers.wantInstead(inputs, undo());
      this.#show();
    };
    const undoAdding = (): Omit<Undoable, "before"> => ({ text: addedText, alternative: { label: "toast.replace", act: otherwise(replaced, -before.length, undoReplacing) } });
    const undoReplacing = (): Omit<Undoable, "before"> => ({ text: replacedText, alternative: { label: "toast.add", act: otherwise(added, before.length, undoAdding) } });
    this.#related = related;
    this.#answers.want(adds ? added : replaced, adds ? undoAdding() : undoReplacing(), go, show);
    if (show) this.#show();
    else this.host.changed();
  }

  /** The same once more: what is there stays as it is. */
  #nothingNew(message: (words: Words) => string, read: readonly Input[]): void {
    this.#message = message;
    this.typed = unread(this.typed, read);
    this.#show();
    if (this.screen === "start" && this.inputs.length) this.toScreen("answer");
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

  /** Removes an input, calls it otherwise or puts it elsewhere. */
  arrange(how: Arrangement): void {
    const { viewer } = this.host;
    const done = how(this.#answers.wanted.inputs, this.words);
    if (!done) return;
    this.#message = null;
    if (done.stays) viewer?.restore(viewer.current, true);
    this.#answers.want(done.inputs, { text: done.text });
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
    const { viewer } = this.host;
    const isHeld = this.#isHeld(inputs);
    if (!isHeld) this.responses = inputs.map((input) => input.bytes);
    this.#working();
    if (inputs.length === 0) viewer?.release();
    if (inputs.length === 0 || isHeld) this.#answerShown();
    this.host.changed();
  }

  /** Whether the viewer shows the texts of these inputs, whatever they are called. */
  #isHeld(inputs: readonly Input[]): boolean {
    const { viewer } = this.host;
    const isRead = viewer !== null && viewer.answer.inspection !== null && !viewer.answer.busy && viewer.response === this.responses;
    return isRead && inputs.length > 0 && inputs.length === this.responses.length && inputs.every(({ bytes }, i) => bytes === this.responses[i]);
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
    for (const done of this.#untilShown.splice(0)) done();
    if (!settled) return;
    const { inputs } = this;
    this.typed = unread(this.typed, inputs);
    this.#forget();
    if (settled.go !== "none") this.screen = inputs.length ? "answer" : "start";
    const step = this.#step(inputs.length ? this.host.viewer?.current : null);
    const added = before.length > 0 && before.length < inputs.length && before.every((input, i) => input === inputs[i]);
    // Who is somewhere in an answer stays there when it grows.
    if (settled.go === "push") this.#push(step, !added);
    else this.#steps.replace(step, settled.go === "none" ? undefined : 0);
    if (settled.lost) this.#undoLost();
    const summary = this.host.viewer?.summary ?? null;
    const why = this.#growth.why(summary, inputs.length > 0 && added && !this.#related);
    if (why) this.#message ??= (words) => words.t(why);
    this.#related = false;
    announce(visible(summary?.headline ?? ""));
    this.host.restoreFocus(inputs.length < before.length);
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
    this.host.restoreFocus();
  };

  /** The reader has done something: messages pass, and after a while so does Undo. */
  countAction(): void {
    this.#answers.undos.countAction();
    this.#message = null;
    this.host.changed();
  }

  /** Other instances are chosen to act on than before; a selection of several that is gone can be brought back. */
  selected = (event: SelectEvent): void => {
    const { viewer } = this.host;
    const undo = viewer && undoOf(event, viewer.answer, this.#answers.shown.id, () => this.words);
    if (!undo) return;
    this.countAction();
    this.#answers.undos.push(undo);
  };

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
    if (this.screen === "start" && !this.#answers.pending) this.toScreen("answer");
    this.host.restoreFocus();
  };

  #cancel = (): void => {
    this.#queue.cancel();
    this.#untilShown = [];
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

  #push(step: Step, scroll = true): void {
    this.#steps.push(step);
    if (scroll) window.scrollTo(0, 0);
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

  /** Another view of the answer is shown; `isStep`: one that Back undoes. Whether it belongs to the answer that is in sight. */
  viewed(view: View, isStep: boolean): boolean {
    if (this.screen !== "answer" || this.#answers.otherPending) return false;
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
    if (this.#answers.otherPending) this.#cancel();
    this.countAction();
    this.#leaveText(other ? null : view);
    this.screen = screen === "answer" && this.#answers.has(answer) ? "answer" : "start";
    if (this.screen === "answer") {
      const recalled = other && this.#answers.recall(answer, "none");
      // Where its texts are those that are shown, no other answer follows.
      if (view) viewer?.restore(view, other && !this.#isHeld(this.#answers.wanted.inputs));
      if (recalled) this.#show();
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
