// <inspector-page>: the host of the viewer: takes text and files, keeps the inputs, the language, the theme and the history.
import { html, LitElement, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { InvocationInspector } from "../viewer/viewer.ts";
import { recall, remember } from "../state/preferences.ts";
import { base } from "../ui/base.ts";
import { decode, encode } from "../core/decode.ts";
import { painted } from "../core/lazy.ts";
import { tokens } from "../ui/tokens.ts";
import type { BackEvent, EditEvent, ReadingEvent, ViewEvent } from "../state/view.ts";
import { type Key, languageOf, type Words, wordsFor } from "../words/words.ts";
import { announce, titleOf } from "../state/announce.ts";
import { answerView } from "./answer-view.ts";
import { Answers, type Go } from "../state/answers.ts";
import { Arrivals } from "./arrivals.ts";
import { barOf } from "./bar.ts";
import { loadMore } from "./lazy.ts";
import { FocusKeeper } from "./focus.ts";
import { GUIDE, type PageHeader, type SettingEvent, type Theme, THEMES } from "./header.ts";
import type { HelpDialog } from "./help.ts";
import { currentStep, forget, pushStep, replaceStep, stepBefore } from "../state/history.ts";
import { type AskEvent, type Input, type Read, readTaken, type Refusal, type TakeEvent, type Taken } from "./input.ts";
import { pageStyles } from "./page-style.ts";
import { Queue } from "../state/queue.ts";
import { ROOM } from "../state/shelf.ts";
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
  /** What is said until the reader does something: why nothing was read, or that nothing is new. */
  @state() private said: ((words: Words) => string) | null = null;
  /** What holds until the reader has put it away. */
  @state() private standing: Toast | null = null;
  @state() private language = languageOf(recall("language") ?? navigator.language);
  @state() private theme: Theme = themeNamed(recall("theme"));
  #arrivals = new Arrivals(this, (taken) => this.take(taken));
  #queue = new Queue(() => this.#waiting.working(this.#queue.busy || this.#answers.pending));
  #waiting = new Waiting(() => this.requestUpdate());
  #answers = new Answers<Input>();
  #focus = new FocusKeeper();
  #pastes = 0;
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
    this.#dress();
    this.#linked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#pop);
    window.removeEventListener("hashchange", this.#linked);
    this.#focus.disconnect();
  }

  /** Is shown again, after the guide had the document, with the language and the theme that were chosen there. */
  comeBack(): void {
    this.hidden = false;
    this.language = languageOf(recall("language") ?? this.language);
    this.theme = themeNamed(recall("theme") ?? this.theme);
    this.#dress();
    this.requestUpdate();
  }

  #dress(): void {
    this.setAttribute("theme", this.theme);
    if (this.hidden) return;
    document.documentElement.lang = this.words.locale;
    document.documentElement.style.colorScheme = this.theme === "auto" ? "light dark" : this.theme;
  }

  get #viewer(): InvocationInspector | null {
    return this.renderRoot.querySelector<InvocationInspector>("invocation-inspector");
  }

  // ------------------------------------------------------------------ what comes in

  #taken = (event: TakeEvent): void => this.take(event.taken);

  /** Takes what comes in, whatever the way. `go`: how the browser's history takes the answer. */
  take(taken: Taken, go: Go = "push"): void {
    if (taken.kind === "text") this.#pastes += 1;
    const n = this.#pastes;
    this.renderRoot.querySelector<PageHeader>("inspector-header")?.fold();
    this.#queue.add({
      fleeting: taken.kind === "sample",
      read: (signal) => readTaken(taken, n, this.words, signal, this.#waiting.told),
      done: (fresh, more) => (typeof fresh === "string" ? this.#refuse(fresh) : this.#took(taken.kind === "files" && !taken.replaces, fresh, go, !more)),
    });
  }

  #refuse(why: Refusal | Key): void {
    this.#say((words) => words.t(why));
    // What was read before may have waited for this.
    this.#show();
  }

  #say(said: ((words: Words) => string) | null): void {
    this.said = said;
  }

  /** Files are added to an answer that is in sight; all else replaces what is there. */
  #took(files: boolean, { inputs: fresh, wrong }: Read, go: Go, show: boolean): void {
    const [first] = wrong;
    const wrongly = first ? (words: Words) => words.t("toast.wrong", { name: wrong.map(({ name }) => name).join(words.t("listed")), kind: first.kind }) : null;
    this.#say(wrongly);
    if (fresh.length === 0) return void (show && this.#show());
    const before = this.#answers.wanted.inputs;
    const adds = files && before.length > 0 && (this.screen === "answer" || this.#answers.pending);
    const unknown = this.#answers.unknown(fresh);
    if (unknown.length === 0 && (adds || before.length === 1)) return this.#nothingNew(fresh);
    const replaced = [...fresh];
    const added = [...before, ...(adds ? unknown : fresh)];
    const undo = adds
      ? { text: (words: Words) => words.count("toast.added", unknown.length), instead: { label: "toast.replace" as const, act: () => this.#want(replaced) } }
      : { text: (words: Words) => words.t("toast.replaced"), instead: { label: "toast.add" as const, act: () => this.#want(added) } };
    this.#answers.want(adds ? added : replaced, undo, go, show);
    if (show) this.#show();
  }

  #want(inputs: readonly Input[]): void {
    this.#answers.want(inputs, null);
    this.#show();
  }

  /** The same once more: what is there stays as it is. */
  #nothingNew(fresh: readonly Input[]): void {
    const name = (words: Words) => fresh.map((input) => input.name(words)).join(words.t("listed"));
    this.#say((words) => words.t("toast.same", { name: name(words) }));
    this.#show();
    if (this.screen === "start" && this.#answers.shown.inputs.length) this.#toScreen("answer");
  }

  #edited = (event: EditEvent): void => {
    event.preventDefault();
    const { shown } = this.#answers;
    const input = shown.inputs[event.source];
    if (!input) return;
    const { text } = event;
    this.#queue.add({
      read: async () => encode(text),
      done: (bytes, more) => {
        this.#answers.edit(input, shown, bytes, { text: (words) => words.t("toast.replaced") });
        if (!more) this.#show();
      },
    });
  };

  /** Has the viewer read what is wanted; it is shown when it has. */
  #show(): void {
    this.#answers.ready();
    const { inputs } = this.#answers.wanted;
    this.#responses = inputs.map((input) => input.bytes);
    this.#waiting.working(this.#queue.busy || this.#answers.pending);
    if (inputs.length === 0) {
      this.#viewer?.release();
      this.#stands();
    }
    this.requestUpdate();
  }

  #cancel = (): void => {
    this.#queue.cancel();
    this.#answers.cancel();
    this.#show();
  };

  #answered = (): void => {
    void painted().then(this.#more);
    // One that was given up since may have been read all the same.
    if (this.#viewer?.response === this.#responses) this.#stands();
    this.requestUpdate();
  };

  /** What was wanted is there: a step of the history, said aloud once. */
  #stands(): void {
    const rows = this.#rows;
    const before = this.#answers.shown.inputs;
    const settled = this.#answers.settle();
    this.#waiting.working(this.#queue.busy);
    if (!settled) return;
    const { id, inputs } = this.#answers.shown;
    const summary = this.#viewer?.summary ?? null;
    this.#rows = inputs.length && summary ? JSON.stringify(summary.counts) : "";
    forget((answer) => !this.#answers.has(answer));
    if (settled.go !== "none") this.screen = inputs.length ? "answer" : "start";
    const step = { screen: this.screen, answer: id, view: inputs.length ? (this.#viewer?.current ?? null) : null };
    if (settled.go === "push") {
      pushStep({ ...step, depth: 0 });
      window.scrollTo(0, 0);
    } else replaceStep({ ...step, depth: settled.go === "none" ? currentStep().depth : 0 });
    if (settled.lost) this.said = (words) => words.t("undo.none", { size: words.bytes(ROOM) });
    const added = before.length > 0 && before.length < inputs.length && before.every((input, i) => input === inputs[i]);
    if (added && rows === this.#rows) this.said ??= (words) => words.t("toast.noRows");
    announce(summary?.headline ?? "");
    this.#keepFocus();
  }

  #rows = "";

  #acted(): void {
    this.#answers.undos.acted();
    this.said = null;
    this.requestUpdate();
  }

  #keepFocus(): void {
    void this.updateComplete.then(() =>
      this.#focus.keep(() => (this.screen === "answer" ? this.#viewer?.focusVerdict() : this.renderRoot.querySelector<HTMLElement>("inspector-start")?.focus())),
    );
  }

  #asked = (event: AskEvent): void => {
    const { words } = this;
    const { inputs } = this.#answers.wanted;
    if (event.what !== "clear" && event.what !== "remove") this.#acted();
    switch (event.what) {
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
        const passed = () => {
          this.#answers.drop(ids);
          forget((answer) => !this.#answers.has(answer));
        };
        this.said = null;
        this.#answers.want([], { text: (words) => words.t("toast.cleared"), passed });
        return this.#show();
      }
      case "remove": {
        const name = inputs[event.index]?.name(words) ?? "";
        this.said = null;
        this.#answers.want(
          inputs.filter((_, i) => i !== event.index),
          { text: (words) => words.t("toast.removed", { name }) },
        );
        return this.#show();
      }
    }
  };

  #undo = (): void => {
    this.said = null;
    this.#answers.back();
    this.#show();
  };

  /** Says something that holds until the reader has put it away: what else is said comes before it. */
  notice(toast: Toast): void {
    this.standing = toast;
  }

  #closed = (): void => {
    if (this.said) this.said = null;
    else if (this.#answers.undos.last) this.#answers.undos.dismiss();
    else this.standing = null;
    this.requestUpdate();
  };

  /** Loads what stands behind the first picture, or says that it cannot be had; it is tried again whenever it is wanted. */
  #more = async (): Promise<boolean> => {
    const loaded = await loadMore();
    if (!loaded) this.#say((words) => words.t("toast.unloaded"));
    return loaded;
  };

  async #help(): Promise<void> {
    if (await this.#more()) await this.renderRoot.querySelector<HelpDialog>("inspector-help")?.show();
  }

  // ------------------------------------------------------------------ history

  #toScreen(screen: "start" | "answer"): void {
    this.screen = screen;
    pushStep({ screen, answer: this.#answers.shown.id, depth: 0, view: screen === "answer" ? (this.#viewer?.current ?? null) : null });
    window.scrollTo(0, 0);
    this.#keepFocus();
  }

  #viewed = (event: ViewEvent): void => {
    if (this.screen !== "answer" || this.#answers.pending) return;
    if (event.step) {
      void this.#more();
      this.#acted();
    }
    const { depth } = currentStep();
    const next = { screen: this.screen, answer: this.#answers.shown.id, view: event.view };
    if (event.step) pushStep({ ...next, depth: depth + 1 });
    else replaceStep({ ...next, depth });
    this.#keepFocus();
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
    const step = currentStep();
    if (this.#answers.pending) this.#cancel();
    this.#acted();
    this.screen = step.screen === "answer" && this.#answers.has(step.answer) ? "answer" : "start";
    if (this.screen === "answer") {
      const other = step.answer !== this.#answers.shown.id;
      if (step.view) this.#viewer?.restore(step.view, other);
      if (other && this.#answers.recall(step.answer, "none")) this.#show();
    }
    this.#keepFocus();
  };

  /** A link of the guide names a sample of it; it is loaded only then, and Back leads to the guide. What is here stays unless the reader agrees. */
  #linked = (): void => {
    if (!location.hash) return;
    void import("./guide-sample.ts").then(async ({ linkedSample }) => {
      const { length } = this.#answers.wanted.inputs;
      const taken = await linkedSample(GUIDE, this.words, () => this.#answers.wanted.inputs.length > 0);
      if (typeof taken === "string") this.#refuse(taken);
      else if (taken) this.take(taken, length ? "push" : "replace");
    });
  };

  #files = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    field.value = "";
    if (files.length) this.take({ kind: "files", files });
  };

  // ------------------------------------------------------------------ what is seen

  protected override willUpdate(): void {
    this.#dress();
  }

  protected override updated(): void {
    // The viewer says its summary in another language once it has drawn it.
    void Promise.resolve(this.#viewer?.updateComplete).then(() => {
      if (!this.hidden) document.title = titleOf(this.screen === "answer" ? (this.#viewer?.summary ?? null) : null, this.words);
    });
  }

  override render() {
    const { words, screen } = this;
    const { shown, wanted, undos } = this.#answers;
    const answered = screen === "answer";
    const told = barOf({ words, waiting: this.#waiting.state, said: this.said, undos, standing: this.standing, undo: this.#undo, cancel: this.#cancel });
    return html`<div class="page" @inspector-take=${this.#taken} @inspector-ask=${this.#asked} @ii-reading=${(event: ReadingEvent) => this.#waiting.reading(event.reading)}>
      <inspector-header .words=${words} .theme=${this.theme} ?answered=${answered} @inspector-setting=${this.#choose}></inspector-header>
      <inspector-toast .words=${words} .toast=${told} @inspector-toast-close=${this.#closed}></inspector-toast>
      <main>
        ${answered
          ? nothing
          : html`<inspector-start .words=${words} .draft=${this.#draft()} ?has-answer=${shown.inputs.length > 0}></inspector-start>`}
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
      <inspector-help .words=${words}></inspector-help>
    </div>`;
  }

  #draft(): string {
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
