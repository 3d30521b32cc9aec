// <inspector-page>: the host of the viewer. It draws what the page's state says and forwards to it what the reader and the browser do.
import { html, LitElement, nothing } from "lit";
import { painted } from "../core/lazy.ts";
import type { Go } from "../state/answers.ts";
import { moved, removed, renamed } from "../state/arrange.ts";
import type { Toast } from "../state/bar.ts";
import { AnswerContext } from "../state/context.ts";
import { NOTHING, type SelectEvent } from "../state/selection.ts";
import { PageState } from "../state/page-state.ts";
import type { ReadingEvent, ViewEvent } from "../state/view.ts";
import { base } from "../ui/base.ts";
import { isTyping, KEYMAP, pressed } from "../ui/keymap.ts";
import { tokens } from "../ui/tokens.ts";
import type { Viewer } from "../viewer/viewer.ts";
import type { Words } from "../words/words.ts";
import { answerView } from "./answer-view.ts";
import { Arrivals } from "./arrivals.ts";
import { FocusGuard } from "./focus.ts";
import { GUIDE, type PageHeader, type SettingEvent } from "./header.ts";
import type { HelpDialog } from "./help.ts";
import { InputLines } from "./input-lines.ts";
import { type CommandEvent, type InputReceivedEvent, type PageInput, pendingInput } from "./input.ts";
import { loadLazyParts } from "./lazy.ts";
import { pageStyles } from "./page-style.ts";
import type { ToastView } from "./toast.ts";

export class InspectorPage extends LitElement {
  static override styles = [tokens, base, pageStyles];

  #state = new PageState(this);
  #arrivals = new Arrivals(this, (input) => this.receive(input));
  #focus = new FocusGuard();
  #context = new AnswerContext(this);
  #lines = new InputLines();
  #leaving = new AbortController();

  get words(): Words {
    return this.#state.words;
  }

  get viewer(): Viewer | null {
    return this.renderRoot.querySelector<Viewer>("invocation-inspector");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#state.begin();
    const { signal } = (this.#leaving = new AbortController());
    window.addEventListener("popstate", this.#state.popped, { signal });
    window.addEventListener("hashchange", this.#linked, { signal });
    document.addEventListener("keydown", this.#key, { signal });
    this.#focus.connect(signal);
    this.#applyTheme();
    this.#linked();
    this.#arrivals.receiveEarly();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  /** Is shown again, after the guide had the document, with the language and the theme that were chosen there. */
  showAgain(): void {
    this.hidden = false;
    this.#state.recallPreferences();
    this.#applyTheme();
  }

  #applyTheme(): void {
    const { theme, words } = this.#state;
    this.setAttribute("theme", theme);
    if (this.hidden) return;
    // Set again, the same language has browsers find the style of everything anew: some five milliseconds of each key.
    if (document.documentElement.lang !== words.locale) document.documentElement.lang = words.locale;
    document.documentElement.style.colorScheme = theme === "auto" ? "light dark" : theme;
  }

  changed(): void {
    this.requestUpdate();
  }

  restoreFocus(toUndo = false): void {
    this.#focus.note();
    void this.updateComplete.then(() =>
      this.#focus.restore(() => toUndo && this.renderRoot.querySelector<ToastView>("inspector-toast")?.take() || (this.#state.screen === "answer" ? this.viewer?.focusVerdict() : this.renderRoot.querySelector<HTMLElement>("inspector-start")?.focus())),
    );
  }

  /** Shows a notice until the reader closes it. */
  notice(toast: Toast): void {
    this.#state.notice(toast);
  }

  /** Takes what comes in, whatever the way. `go`: how the browser's history takes the answer. */
  receive(input: PageInput, go: Go = "push"): void {
    this.renderRoot.querySelector<PageHeader>("inspector-header")?.fold();
    this.#state.receive(pendingInput(input, this.words), go);
  }

  #inputReceived({ input }: InputReceivedEvent): void {
    // A text comes from the start field only.
    if (input.kind === "text") this.#state.keepTyped(input.text);
    this.receive(input);
  }

  #command({ command, index, text, to }: CommandEvent): void {
    const state = this.#state;
    this.viewer?.flushEdit();
    if (command === "clear") return state.clear();
    if (command === "remove") return state.arrange(removed(index));
    state.countAction();
    switch (command) {
      case "new":
        return state.screen === "answer" ? state.toScreen("start") : undefined;
      case "answer":
        return state.toScreen("answer");
      case "help":
        return void this.#help();
      case "open":
        return this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
      case "show":
        return this.viewer?.showSource(index);
      case "rename":
        return state.arrange(renamed(index, text));
      case "move":
        return state.arrange(moved(index, to));
    }
  }

  /** What no element has taken: keys work wherever the keyboard is, but where somebody types. */
  #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.hidden || isTyping(event)) return;
    if (pressed(event, KEYMAP.help)) void this.#help();
    else if (pressed(event, KEYMAP.undo) && !event.shiftKey) {
      if (!this.#state.undo()) return;
    } else if (this.#state.screen !== "answer" || !this.viewer?.press(event)) return;
    event.preventDefault();
  };

  /** Loads the lazy parts, or says that they cannot be loaded; tried again whenever they are wanted. */
  async #loadLazy(): Promise<boolean> {
    const loaded = await loadLazyParts();
    if (!loaded) this.#state.showMessage("toast.unloaded");
    return loaded;
  }

  async #help(): Promise<void> {
    if (await this.#loadLazy()) await this.renderRoot.querySelector<HelpDialog>("inspector-help")?.show();
  }

  /** A link leads to a place in an answer; or one of the guide names a sample of it; it is loaded only then, and Back leads to the guide. What is here stays unless the reader agrees. */
  #linked = (): void => {
    if (!location.hash) return;
    if (/^#\d/.test(location.hash)) return void import("./link.ts").then(({ openLink }) => openLink(this, this.#state)).catch(() => this.#state.showMessage("toast.unloaded"));
    void import("./guide-sample.ts")
      .then(async ({ linkedSample }) => {
        const input = await linkedSample(GUIDE, this.words, () => this.#state.isOccupied(true));
        if (typeof input === "string") this.#state.refuse(input);
        else if (input) this.receive(input, this.#state.isOccupied(false) ? "push" : "replace");
      })
      .catch(() => this.#state.showMessage("toast.unloaded"));
  };

  #files(event: Event): void {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    field.value = "";
    if (files.length) this.receive({ kind: "files", files, adds: this.#state.screen === "answer" });
  }

  #set({ language, theme }: SettingEvent): void {
    this.#state.prefer(language, theme);
  }

  #typed(event: Event): void {
    this.#state.typed = (event.composedPath()[0] as HTMLTextAreaElement).value;
  }

  // ------------------------------------------------------------------ the viewer's events

  #answered(): void {
    void painted().then(() => this.#loadLazy());
    this.#state.answered();
  }

  /** What has chosen may go with what was chosen. */
  #selected(event: SelectEvent): void {
    this.#state.selected(event);
    this.restoreFocus();
  }

  #viewed({ view, step }: ViewEvent): void {
    if (this.#state.viewed(view, step) && step) void this.#loadLazy();
  }

  // ------------------------------------------------------------------ drawing

  protected override willUpdate(): void {
    this.#applyTheme();
    if (this.#state.responses.length === 0) this.#lines.forget();
    this.#context.share({ words: this.words, inspection: null, edition: 0, selection: NOTHING });
  }

  protected override updated(): void {
    this.#context.publish();
    const { viewer } = this;
    // The viewer says its summary in another language once it has drawn it; inputs are called by it too.
    void Promise.resolve(viewer?.updateComplete).then(() => {
      if (viewer && viewer.summary !== this.#lines.summary) this.requestUpdate();
      if (!this.hidden) document.title = this.#state.title;
    });
  }

  override render() {
    const { inputs, responses, screen, theme, toast, waiting, words } = this.#state;
    const answered = screen === "answer";
    return html`<div class="page" @inspector-input=${this.#inputReceived} @inspector-command=${this.#command} @ii-select=${this.#selected} @ii-reading=${(event: ReadingEvent) => waiting.reading(event.reading)}>
      <inspector-header .theme=${theme} ?answered=${answered} @inspector-setting=${this.#set}></inspector-header>
      <inspector-toast .toast=${toast} @inspector-toast-close=${this.#state.closeToast}></inspector-toast>
      <main>
        ${answered ? nothing : html`<inspector-start .draft=${this.#state.typed ?? ""} @input=${this.#typed} ?has-answer=${inputs.length > 0}></inspector-start>`}
        ${responses.length
          ? answerView({
              words,
              theme,
              hidden: !answered,
              responses,
              ...this.#lines.of(inputs, this.viewer?.answer ?? null, words),
              viewed: this.#viewed,
              backed: this.#state.backed,
              edited: this.#state.edited,
              answered: this.#answered,
            })
          : nothing}
      </main>
      <input class="aloud" type="file" multiple tabindex="-1" aria-hidden="true" @change=${this.#files} />
      ${this.#arrivals.hovering ? html`<div class="drop" aria-hidden="true"><p>${words.t("drop")}</p></div>` : nothing}
      <inspector-help></inspector-help>
    </div>`;
  }
}
