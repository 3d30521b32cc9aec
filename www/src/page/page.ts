// <inspector-page>: the host of the viewer: takes text and files, keeps the inputs, the language, the theme and the history.
import { html, LitElement, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { InvocationInspector } from "../elements/viewer.ts";
import { recall, remember } from "../memory.ts";
import { base } from "../parts/base.ts";
import { decode, encode } from "../parts/decode.ts";
import { painted } from "../parts/later.ts";
import { tokens } from "../parts/tokens.ts";
import type { BackEvent, EditEvent, ViewEvent } from "../view.ts";
import { languageOf, type Words, wordsFor } from "../words.ts";
import { answerView } from "./answer.ts";
import { Arrivals } from "./arrivals.ts";
import { loadMore } from "./behind.ts";
import { GUIDE, type PageHeader, type SettingEvent, type Theme, THEMES } from "./header.ts";
import type { HelpDialog } from "./help.ts";
import { currentStep, pushStep, replaceStep } from "./history.ts";
import { type AskEvent, type Input, readTaken, type TakeEvent, type Taken } from "./input.ts";
import { pageStyles } from "./page-style.ts";
import type { Toast } from "./toast.ts";

/** Texts up to this many bytes go back into the field. */
const FIELD = 1_000_000;
/** From here on reading takes long enough, a fifth of a second, to be announced. */
const LONG = 100_000_000;
/** Sets of inputs that Back and Undo can bring back. */
const KEPT = 8;

function themeNamed(name: string | null): Theme {
  return THEMES.find(([theme]) => theme === name)?.[0] ?? "auto";
}

export class InspectorPage extends LitElement {
  static override styles = [tokens, base, pageStyles];

  @state() private inputs: readonly Input[] = [];
  @state() private screen: "start" | "answer" = "start";
  @state() private toast: Toast | null = null;
  @state() private language = languageOf(recall("language") ?? navigator.language);
  @state() private theme: Theme = themeNamed(recall("theme"));
  #arrivals = new Arrivals(this, (taken) => void this.#take(taken));
  #edition = 0;
  /** What is still to be said when what is said has gone. */
  #notice: Toast | null = null;
  #sets = new Map<number, readonly Input[]>();
  #pastes = 0;
  #responses: readonly Uint8Array[] = [];

  get words(): Words {
    return wordsFor(this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The inputs of an earlier visit to this page are gone; so are its steps.
    replaceStep({ screen: "start", edition: 0, depth: 0, view: null });
    window.addEventListener("popstate", this.#pop);
    window.addEventListener("hashchange", this.#linked);
    this.#dress();
    this.#linked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#pop);
    window.removeEventListener("hashchange", this.#linked);
  }

  /** Is shown again, after the guide had the document, with the language and the theme that were chosen there. */
  comeBack(): void {
    this.hidden = false;
    this.language = languageOf(recall("language") ?? this.language);
    this.theme = themeNamed(recall("theme") ?? this.theme);
    this.#dress();
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

  // ------------------------------------------------------------------ inputs

  /** Makes `inputs` what is shown, as a step that Back undoes. */
  #set(inputs: readonly Input[], toast: Toast | null, go = pushStep): void {
    this.#edition += 1;
    this.#sets.set(this.#edition, inputs);
    for (const old of this.#sets.keys()) if (old <= this.#edition - KEPT) this.#sets.delete(old);
    this.#hold(inputs);
    this.screen = inputs.length ? "answer" : "start";
    go({ screen: this.screen, edition: this.#edition, depth: 0, view: null });
    this.toast = toast ?? this.#notice;
    window.scrollTo(0, 0);
  }

  #hold(inputs: readonly Input[]): void {
    this.inputs = inputs;
    this.#responses = inputs.map((input) => input.bytes);
  }

  #undo(before: readonly Input[]) {
    return { label: this.words.t("undo"), act: () => this.#set(before, null) };
  }

  #taken = (event: TakeEvent): void => void this.#take(event.taken);

  /** Takes what comes from elsewhere. */
  take(taken: Taken): void {
    void this.#take(taken);
  }

  /** Says something that holds until the reader has put it away: what else is said comes before it. */
  notice(toast: Toast): void {
    this.toast = this.#notice = toast;
  }

  #closed = (): void => {
    if (this.toast === this.#notice) this.#notice = null;
    this.toast = this.#notice;
  };

  async #take(taken: Taken, go = pushStep): Promise<void> {
    const { words } = this;
    const before = this.inputs;
    if (taken.kind === "text") this.#pastes += 1;
    const fresh = await readTaken(taken, this.#pastes);
    if (typeof fresh === "string") {
      this.toast = { text: words.t(fresh), actions: [] };
      return;
    }
    if (!fresh.length) return;
    this.renderRoot.querySelector<PageHeader>("inspector-header")?.fold();
    const size = fresh.reduce((sum, input) => sum + input.bytes.length, 0);
    if (size > LONG) {
      this.toast = { text: words.t("reading.size", { size: words.bytes(size) }), actions: [] };
      await new Promise((done) => setTimeout(done, 60));
    }
    const replaced = [...fresh];
    const added = [...before, ...fresh];
    if (taken.kind === "text" && taken.caret !== null) {
      // A text being typed goes on being typed, in its place under the answer.
      this.#set(replaced, null);
      await this.updateComplete;
      this.#viewer?.keepOpen(0, taken.caret);
    } else if (before.length === 0) this.#set(replaced, null, go);
    else if (taken.kind === "files" && !taken.replaces && this.screen === "answer") {
      this.#set(added, {
        text: words.count("toast.added", fresh.length),
        actions: [{ label: words.t("toast.replace"), act: () => this.#set(replaced, null) }, this.#undo(before)],
      });
    } else {
      this.#set(replaced, {
        text: words.t("toast.replaced"),
        actions: [{ label: words.t("toast.add"), act: () => this.#set(added, null) }, this.#undo(before)],
      }, go);
    }
  }

  #edited = (event: EditEvent): void => {
    event.preventDefault();
    const bytes = encode(event.text);
    this.#hold(this.inputs.map((input, i) => (i === event.source ? { ...input, bytes } : input)));
    this.#sets.set(this.#edition, this.inputs);
  };

  #asked = (event: AskEvent): void => {
    const { words, inputs } = this;
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
      case "clear":
        return this.#set([], { text: words.t("toast.cleared"), actions: [this.#undo(inputs)] });
      case "remove": {
        const name = inputs[event.index]?.name(words) ?? "";
        return this.#set(
          inputs.filter((_, i) => i !== event.index),
          { text: words.t("toast.removed", { name }), actions: [this.#undo(inputs)] },
        );
      }
    }
  };

  /** Loads what stands behind the first picture, or says that it cannot be had; it is tried again whenever it is wanted. */
  #more = async (): Promise<boolean> => {
    const loaded = await loadMore();
    if (!loaded) this.toast = { text: this.words.t("toast.unloaded"), actions: [] };
    return loaded;
  };

  async #help(): Promise<void> {
    if (await this.#more()) await this.renderRoot.querySelector<HelpDialog>("inspector-help")?.show();
  }

  // ------------------------------------------------------------------ history

  #toScreen(screen: "start" | "answer"): void {
    this.screen = screen;
    this.toast = this.#notice;
    pushStep({ screen, edition: this.#edition, depth: 0, view: screen === "answer" ? (this.#viewer?.current ?? null) : null });
    window.scrollTo(0, 0);
  }

  #viewed = (event: ViewEvent): void => {
    if (this.screen !== "answer") return;
    if (event.step) void this.#more();
    const step = currentStep();
    const next = { ...step, screen: this.screen, edition: this.#edition, view: event.view };
    if (event.step) pushStep({ ...next, depth: step.depth + 1 });
    else replaceStep(next);
  };

  #backed = (event: BackEvent): void => {
    event.preventDefault();
    if (currentStep().depth > 0) history.back();
  };

  #pop = (): void => {
    // A link has made an entry of its own: what is here stays.
    if (history.state === null) return replaceStep({ screen: this.screen, edition: this.#edition, depth: 0, view: this.#viewer?.current ?? null });
    const step = currentStep();
    const set = this.#sets.get(step.edition);
    const known = step.edition === this.#edition || set !== undefined;
    if (step.screen === "answer" && known) {
      this.screen = "answer";
      if (step.edition !== this.#edition && set) {
        this.#edition = step.edition;
        this.#hold(set);
        if (step.view) this.#viewer?.restore(step.view, true);
      } else if (step.view) this.#viewer?.restore(step.view);
    } else this.screen = "start";
  };

  /** A link of the guide names a sample of it; it is loaded only then, and Back leads to the guide. What is here stays unless the reader agrees. */
  #linked = (): void => {
    if (!location.hash) return;
    void import("./guide-sample.ts").then(async ({ linkedSample }) => {
      const taken = await linkedSample(GUIDE, this.words, () => this.inputs.length > 0);
      if (typeof taken === "string") this.toast = { text: this.words.t(taken), actions: [] };
      else if (taken) await this.#take(taken, this.inputs.length ? pushStep : replaceStep);
    });
  };

  #files = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    field.value = "";
    if (files.length) void this.#take({ kind: "files", files });
  };

  // ------------------------------------------------------------------ what is seen

  protected override willUpdate(): void {
    this.#dress();
  }

  override render() {
    const { words, inputs, screen } = this;
    const answered = screen === "answer";
    return html`<div class="page" @inspector-take=${this.#taken} @inspector-ask=${this.#asked}>
      <inspector-header .words=${words} .theme=${this.theme} ?answered=${answered} @inspector-setting=${this.#choose}></inspector-header>
      <main>
        ${answered
          ? nothing
          : html`<inspector-start .words=${words} .draft=${this.#draft()} ?has-answer=${inputs.length > 0}></inspector-start>`}
        ${inputs.length
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
      <inspector-toast .words=${words} .toast=${this.toast} @inspector-toast-close=${this.#closed}></inspector-toast>
    </div>`;
  }

  #answered = (): void => {
    void painted().then(this.#more);
    if (this.toast && this.toast.actions.length === 0) this.toast = this.#notice;
    this.requestUpdate();
  };

  #draft(): string {
    const [only, second] = this.inputs;
    return only && !second && only.pasted && only.bytes.length <= FIELD ? decode(only.bytes) : "";
  }

  #lines() {
    const summary = this.#viewer?.summary;
    return this.inputs.map((input, i) => ({ name: input.name(this.words), label: summary?.sources[i]?.label ?? "", bytes: input.bytes.length }));
  }

  #choose = (event: SettingEvent): void => {
    if (event.language) {
      this.language = event.language;
      this.toast = this.#notice;
      remember("language", event.language);
    }
    if (event.theme) {
      this.theme = event.theme;
      remember("theme", event.theme);
    }
  };
}
