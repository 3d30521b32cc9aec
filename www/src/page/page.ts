// <inspector-page>: the host of the viewer: takes text and files, keeps the inputs, the language, the theme and the history.
import { html, LitElement, nothing } from "lit";
import { state } from "lit/decorators.js";
import { decode, encode } from "../core/decode.ts";
import { painted } from "../core/lazy.ts";
import { announce, titleOf } from "../state/announce.ts";
import { Answers, type Go } from "../state/answers.ts";
import { AnswerContext } from "../state/context.ts";
import { currentStep, forget, pushStep, replaceStep, stepBefore } from "../state/history.ts";
import { recall, remember } from "../state/preferences.ts";
import { Queue } from "../state/queue.ts";
import { ROOM } from "../state/shelf.ts";
import type { Undoable } from "../state/undo.ts";
import type { BackEvent, EditEvent, ReadingEvent, View, ViewEvent } from "../state/view.ts";
import { base } from "../ui/base.ts";
import { tokens } from "../ui/tokens.ts";
import type { InvocationInspector } from "../viewer/viewer.ts";
import { languageOf } from "../words/languages.ts";
import { type Key, type Words, wordsFor } from "../words/words.ts";
import { answerView } from "./answer-view.ts";
import { Arrivals } from "./arrivals.ts";
import { barOf } from "./bar.ts";
import { FocusGuard } from "./focus.ts";
import { GUIDE, type PageHeader, type SettingEvent, type Theme, THEMES } from "./header.ts";
import type { HelpDialog } from "./help.ts";
import { type CommandEvent, type InputReceivedEvent, type PageInput, readInput, type Refusal } from "./input.ts";
import { loadLazyElements } from "./lazy.ts";
import { pageStyles } from "./page-style.ts";
import type { Input, Read } from "./read.ts";
import type { Toast } from "./toast.ts";
import { Waiting } from "./waiting.ts";

/** Texts up to this many bytes go back into the field. */
const FIELD = 1_000_000;

function themeNamed(name: string | null): Theme {
  return THEMES.find(([theme]) => theme === name)?.[0] ?? "auto";
}

export class InspectorPage extends LitElement {
  static override styles = [tokens, base, pageStyles];

  @state() private screen: "start" | "answer" = "start";
  /** A message until the reader does something: why nothing was read, or that nothing is new. */
  @state() private message: ((words: Words) => string) | null = null;
  /** A notice that stays until the reader closes it. */
  @state() private standingNotice: Toast | null = null;
  @state() private language = languageOf(recall("language") ?? navigator.language);
  @state() private theme: Theme = themeNamed(recall("theme"));
  #arrivals = new Arrivals(this, (input) => this.receive(input));
  #queue = new Queue(() => this.#waiting.working(this.#queue.busy || this.#answers.pending));
  #waiting = new Waiting(() => this.requestUpdate());
  #answers = new Answers<Input>();
  #focus = new FocusGuard();
  #context = new AnswerContext(this);
  #pastes = 0;
  /** What the start field holds that was not read yet: it stays there, whatever is read meanwhile. */
  #typed: string | null = null;
  #responses: readonly Uint8Array[] = [];

  get words(): Words {
    return wordsFor(this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The inputs of an earlier visit to this page are gone; so are its steps.
    replaceStep({ screen: "start", answer: "", depth: 0, view: null });
    window.addEventListener("popstate", this.#pop);
    window.addEventListener("hashchange", this.#linked);
    this.#focus.connect();
    this.#applyTheme();
    this.#linked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#pop);
    window.removeEventListener("hashchange", this.#linked);
    this.#focus.disconnect();
  }

  /** Is shown again, after the guide had the document, with the language and the theme that were chosen there. */
  showAgain(): void {
    this.hidden = false;
    this.language = languageOf(recall("language") ?? this.language);
    this.theme = themeNamed(recall("theme") ?? this.theme);
    this.#applyTheme();
    this.requestUpdate();
  }

  #applyTheme(): void {
    this.setAttribute("theme", this.theme);
    if (this.hidden) return;
    document.documentElement.lang = this.words.locale;
    document.documentElement.style.colorScheme = this.theme === "auto" ? "light dark" : this.theme;
  }

  get #viewer(): InvocationInspector | null {
    return this.renderRoot.querySelector<InvocationInspector>("invocation-inspector");
  }

  // ------------------------------------------------------------------ input

  #inputReceived = ({ input }: InputReceivedEvent): void => {
    // A text comes from the start field only.
    if (this.#typed !== null && input.kind === "text") this.#typed = input.text.length > FIELD ? null : input.text;
    this.receive(input);
  };

  /** Takes what comes in, whatever the way. `go`: how the browser's history takes the answer. */
  receive(input: PageInput, go: Go = "push"): void {
    this.#viewer?.flushEdit();
    if (input.kind === "text" || input.kind === "html") this.#pastes += 1;
    const n = this.#pastes;
    this.renderRoot.querySelector<PageHeader>("inspector-header")?.fold();
    this.#queue.add({
      fleeting: input.kind === "sample",
      read: (signal) => readInput(input, n, this.words, signal, this.#waiting.onProgress),
      done: (fresh, more) => (typeof fresh === "string" ? this.#refuse(fresh) : this.#inputRead(input.kind === "files" && !input.replaces, fresh, go, !more)),
    });
  }

  #refuse(why: Refusal | Key): void {
    this.#setMessage((words) => words.t(why));
    // What was read before may have waited for this.
    this.#show();
  }

  #setMessage(message: ((words: Words) => string) | null): void {
    this.message = message;
  }

  /** Files are added to an answer that is in sight; all else replaces what is there. */
  #inputRead(files: boolean, { inputs: fresh, refusal }: Read, go: Go, show: boolean): void {
    this.#setMessage(refusal);
    if (fresh.length === 0) return void (show && this.#show());
    const before = this.#answers.wanted.inputs;
    const adds = files && before.length > 0 && (this.screen === "answer" || this.#answers.pending);
    const unknown = this.#answers.unknown(fresh);
    if (unknown.length === 0 && (adds || before.length === 1)) return this.#nothingNew(fresh);
    const replaced = [...fresh];
    const added = [...before, ...(adds ? unknown : fresh)];
    const otherwise = (inputs: readonly Input[], undo: () => Omit<Undoable, "before">) => () => {
      this.#viewer?.flushEdit();
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
  }

  /** The same once more: what is there stays as it is. */
  #nothingNew(fresh: readonly Input[]): void {
    const name = (words: Words) => fresh.map((input) => input.name(words)).join(words.t("listed"));
    this.#setMessage((words) => words.t("toast.same", { name: name(words) }));
    this.#show();
    if (this.screen === "start" && this.#answers.shown.inputs.length) this.#toScreen("answer");
  }

  #edited = (event: EditEvent): void => {
    event.preventDefault();
    const { shown } = this.#answers;
    const input = shown.inputs[event.source];
    if (!input) return;
    // Not by the queue: what is read there may be cancelled, and may take long.
    this.#answers.edit(input, shown, encode(event.text), { text: (words) => words.t("toast.edited") });
    this.#show();
  };

  /** The reader looks at this view, or at none: if that is not the text that was changed, Undo takes the changes back from now on. */
  #leaveText(view: View | null): void {
    const { undos, wanted } = this.#answers;
    const { last } = undos;
    if (this.#answers.leaveText(view?.pane === "source" ? wanted.inputs[view.source]?.key : undefined)) this.message = (words) => words.t("undo.none", { size: words.bytes(ROOM) });
    if (undos.last !== last) this.requestUpdate();
  }

  /** Whether another answer than the one that is shown is to come. */
  get #otherPending(): boolean {
    const { shown, wanted } = this.#answers;
    return this.#answers.pending && shown.id !== wanted.id;
  }

  /** Has the viewer read what is wanted; it is shown when it has. */
  #show(): void {
    this.#answers.ready();
    const { inputs } = this.#answers.wanted;
    this.#responses = inputs.map((input) => input.bytes);
    this.#waiting.working(this.#queue.busy || this.#answers.pending);
    if (inputs.length === 0) {
      this.#viewer?.release();
      this.#answerShown();
    }
    this.requestUpdate();
  }

  #cancel = (): void => {
    this.#queue.cancel();
    this.#answers.cancel();
    this.#show();
  };

  #answered = (): void => {
    void painted().then(this.#loadLazy);
    // One that was cancelled since may have been read all the same.
    if (this.#viewer?.response === this.#responses) this.#answerShown();
    this.requestUpdate();
  };

  /** The answer that was wanted is shown: a step of the history, announced once. */
  #answerShown(): void {
    const rows = this.#rows;
    const errors = this.#errors;
    const before = this.#answers.shown.inputs;
    const settled = this.#answers.settle();
    this.#waiting.working(this.#queue.busy);
    if (!settled) return;
    const { id, inputs } = this.#answers.shown;
    if (this.#typed !== null && (this.#typed.trim() === "" || this.#typed === this.#lastPasted())) this.#typed = null;
    const summary = this.#viewer?.summary ?? null;
    this.#rows = inputs.length && summary ? JSON.stringify(summary.counts) : "";
    this.#errors = summary?.diagnostics.error ?? 0;
    forget((answer) => !this.#answers.has(answer));
    if (settled.go !== "none") this.screen = inputs.length ? "answer" : "start";
    const step = { screen: this.screen, answer: id, view: inputs.length ? (this.#viewer?.current ?? null) : null };
    if (settled.go === "push") {
      pushStep({ ...step, depth: 0 });
      window.scrollTo(0, 0);
    } else replaceStep({ ...step, depth: settled.go === "none" ? currentStep().depth : 0 });
    if (settled.lost) this.message = (words) => words.t("undo.none", { size: words.bytes(ROOM) });
    const added = before.length > 0 && before.length < inputs.length && before.every((input, i) => input === inputs[i]);
    if (added && rows === this.#rows) {
      const why = this.#errors > errors ? "toast.notRead" : "toast.noRows";
      this.message ??= (words) => words.t(why);
    }
    announce(summary?.headline ?? "");
    this.#restoreFocus();
  }

  /** How much the answer that is shown holds, and how many errors of reading. */
  #rows = "";
  #errors = 0;

  #countAction(): void {
    this.#answers.undos.countAction();
    this.message = null;
    this.requestUpdate();
  }

  #restoreFocus(): void {
    void this.updateComplete.then(() =>
      this.#focus.restore(() => (this.screen === "answer" ? this.#viewer?.focusVerdict() : this.renderRoot.querySelector<HTMLElement>("inspector-start")?.focus())),
    );
  }

  #command = (event: CommandEvent): void => {
    const { words } = this;
    this.#viewer?.flushEdit();
    const { inputs } = this.#answers.wanted;
    if (event.command !== "clear" && event.command !== "remove") this.#countAction();
    switch (event.command) {
      case "new":
        if (this.screen === "answer") this.#toScreen("start");
        return;
      case "help":
        return void this.#help();
      case "answer":
        return this.#toScreen("answer");
      case "open":
        return this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
      case "show":
        return this.#viewer?.showSource(event.index);
      case "clear": {
        this.#queue.cancel();
        const { ids } = this.#answers;
        // When it cannot be undone any more nothing is held.
        const expired = () => {
          this.#answers.drop(ids);
          forget((answer) => !this.#answers.has(answer));
        };
        this.message = null;
        this.#answers.want([], { text: (words) => words.t("toast.cleared"), expired });
        return this.#show();
      }
      case "remove": {
        const name = inputs[event.index]?.name(words) ?? "";
        this.message = null;
        this.#answers.want(
          inputs.filter((_, i) => i !== event.index),
          { text: (words) => words.t("toast.removed", { name }) },
        );
        return this.#show();
      }
    }
  };

  #undo = (): void => {
    this.#viewer?.flushEdit();
    this.message = null;
    this.#answers.back();
    this.#show();
  };

  /** Shows a notice until the reader closes it; messages and Undo come before it. */
  notice(toast: Toast): void {
    this.standingNotice = toast;
  }

  #closed = (): void => {
    if (this.message) this.message = null;
    else if (this.#answers.undos.last) this.#answers.undos.dismiss();
    else this.standingNotice = null;
    this.requestUpdate();
  };

  /** Loads the lazy parts, or says that they cannot be loaded; tried again whenever they are wanted. */
  #loadLazy = async (): Promise<boolean> => {
    const loaded = await loadLazyElements();
    if (!loaded) this.#setMessage((words) => words.t("toast.unloaded"));
    return loaded;
  };

  async #help(): Promise<void> {
    if (await this.#loadLazy()) await this.renderRoot.querySelector<HelpDialog>("inspector-help")?.show();
  }

  // ------------------------------------------------------------------ history

  #toScreen(screen: "start" | "answer"): void {
    this.screen = screen;
    this.#leaveText(screen === "answer" ? (this.#viewer?.current ?? null) : null);
    pushStep({ screen, answer: this.#answers.shown.id, depth: 0, view: screen === "answer" ? (this.#viewer?.current ?? null) : null });
    window.scrollTo(0, 0);
    this.#restoreFocus();
  }

  #viewed = (event: ViewEvent): void => {
    if (this.screen !== "answer" || this.#otherPending) return;
    if (event.step) {
      void this.#loadLazy();
      this.#countAction();
    }
    this.#leaveText(event.view);
    const { depth } = currentStep();
    const next = { screen: this.screen, answer: this.#answers.shown.id, view: event.view };
    if (event.step) pushStep({ ...next, depth: depth + 1 });
    else replaceStep({ ...next, depth });
    this.#restoreFocus();
  };

  /** One step back; by Escape, none that would lead to another tab. */
  #backed = (event: BackEvent): void => {
    event.preventDefault();
    const { depth, view } = currentStep();
    if (depth > 0 && (!event.stay || stepBefore()?.view?.tab === view?.tab)) history.back();
  };

  #pop = (): void => {
    // A link has made an entry of its own: what is here stays.
    if (history.state === null) return replaceStep({ screen: this.screen, answer: this.#answers.shown.id, depth: 0, view: this.#viewer?.current ?? null });
    this.#viewer?.flushEdit();
    const step = currentStep();
    if (this.#otherPending) this.#cancel();
    this.#countAction();
    this.#leaveText(step.answer === this.#answers.shown.id ? step.view : null);
    this.screen = step.screen === "answer" && this.#answers.has(step.answer) ? "answer" : "start";
    if (this.screen === "answer") {
      const other = step.answer !== this.#answers.shown.id;
      if (step.view) this.#viewer?.restore(step.view, other);
      if (other && this.#answers.recall(step.answer, "none")) this.#show();
    }
    this.#restoreFocus();
  };

  /** A link of the guide names a sample of it; it is loaded only then, and Back leads to the guide. What is here stays unless the reader agrees. */
  #linked = (): void => {
    if (!location.hash) return;
    void import("./guide-sample.ts").then(async ({ linkedSample }) => {
      const { length } = this.#answers.wanted.inputs;
      const input = await linkedSample(GUIDE, this.words, () => this.#answers.wanted.inputs.length > 0 || Boolean(this.#typed?.trim()));
      if (typeof input === "string") this.#refuse(input);
      else if (input) this.receive(input, length ? "push" : "replace");
    });
  };

  #files = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    field.value = "";
    if (files.length) this.receive({ kind: "files", files });
  };

  // ------------------------------------------------------------------ drawing

  protected override willUpdate(): void {
    this.#applyTheme();
    this.#context.share({ words: this.words, inspection: null, edition: 0 });
  }

  protected override updated(): void {
    this.#context.publish();
    // The viewer says its summary in another language once it has drawn it.
    void Promise.resolve(this.#viewer?.updateComplete).then(() => {
      if (!this.hidden) document.title = titleOf(this.screen === "answer" ? (this.#viewer?.summary ?? null) : null, this.words);
    });
  }

  override render() {
    const { words, screen } = this;
    const { shown, wanted, undos } = this.#answers;
    const answered = screen === "answer";
    const toast = barOf({ words, waiting: this.#waiting.state, message: this.message, undos, notice: this.standingNotice, undo: this.#undo, cancel: this.#cancel });
    return html`<div class="page" @inspector-input=${this.#inputReceived} @inspector-command=${this.#command} @ii-reading=${(event: ReadingEvent) => this.#waiting.reading(event.reading)}>
      <inspector-header .theme=${this.theme} ?answered=${answered} @inspector-setting=${this.#choose}></inspector-header>
      <inspector-toast .toast=${toast} @inspector-toast-close=${this.#closed}></inspector-toast>
      <main>
        ${answered
          ? nothing
          : html`<inspector-start .draft=${this.#typed ?? this.#lastPasted()} @input=${(event: Event) => (this.#typed = (event.composedPath()[0] as HTMLTextAreaElement).value)} ?has-answer=${shown.inputs.length > 0}></inspector-start>`}
        ${wanted.inputs.length
          ? answerView({
              words,
              theme: this.theme,
              hidden: !answered,
              responses: this.#responses,
              inputs: this.#lines(),
              viewed: this.#viewed,
              backed: this.#backed,
              edited: this.#edited,
              answered: this.#answered,
            })
          : nothing}
      </main>
      <input class="aloud" type="file" multiple tabindex="-1" aria-hidden="true" @change=${this.#files} />
      ${this.#arrivals.hovering ? html`<div class="drop" aria-hidden="true"><p>${words.t("drop")}</p></div>` : nothing}
      <inspector-help></inspector-help>
    </div>`;
  }

  #lastPasted(): string {
    const [only, second] = this.#answers.shown.inputs;
    return only && !second && only.pasted && only.bytes.length <= FIELD ? decode(only.bytes) : "";
  }

  #lines() {
    const summary = this.#viewer?.summary;
    return this.#answers.shown.inputs.map((input, i) => ({ name: input.name(this.words), label: summary?.sources[i]?.label ?? "", bytes: input.bytes.length }));
  }

  #choose = (event: SettingEvent): void => {
    if (event.language) {
      this.language = event.language;
      remember("language", event.language);
    }
    if (event.theme) {
      this.theme = event.theme;
      remember("theme", event.theme);
    }
  };
}
