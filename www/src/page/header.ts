// The page's head: the name, what can be given, help, language and theme.
import { html, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { Language } from "../core/core.ts";
import { AnswerElement } from "../state/context.ts";
import { nextTheme, type Theme } from "../state/preferences.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { KEYMAP, pressed } from "../ui/keymap.ts";
import { LANGUAGES, TAGS } from "../words/languages.ts";
import { guideAt } from "../words/words.ts";
import { headerStyles } from "./header-style.ts";
import { CommandEvent } from "./input.ts";

/** Where the guide stands: beside the page, or in it where the page is one file (vite.single.ts). */
export const GUIDE = import.meta.env.MODE === "page" ? "#guide/" : "guide/";

/** The reader has chosen a language or a theme. */
export class SettingEvent extends Event {
  constructor(
    readonly language: Language | null,
    readonly theme: Theme | null,
  ) {
    super("inspector-setting", { bubbles: true, composed: true });
  }
}

export class PageHeader extends AnswerElement {
  static override styles = [base, headerStyles];

  @property({ attribute: false }) theme: Theme = "auto";
  @property({ type: Boolean }) answered = false;

  /** Closes the menu of samples. */
  fold(): void {
    const menu = this.renderRoot.querySelector("details");
    if (menu) menu.open = false;
  }

  override render() {
    const { words, theme } = this;
    const { language } = words;
    const themeWord = words.t(`theme.${theme}`);
    return html`<header>
      <button class="brand" @click=${() => this.#command("new")} title=${words.t("new")}>${icons.brand}<span>${words.t("brand")}</span></button>
      <div class="acts">${this.answered ? this.#acts() : nothing}</div>
      <div class="settings">
        <a class="bare" href=${guideAt(GUIDE, language)} target="_blank" rel="noopener">${words.t("guide")}</a>
        <button class="bare" @click=${() => this.#command("help")}>${words.t("help")}</button>
        <div class="languages" role="group" aria-label=${words.t("language")}>
          ${TAGS.map((tag) => html`<button class="bare" lang=${LANGUAGES[tag].locale} aria-pressed=${language === tag} @click=${() => this.#set(tag, null)}>${LANGUAGES[tag].name}</button>`)}
        </div>
        <button class="bare" title=${themeWord} @click=${() => this.#set(null, nextTheme(theme))}>${icons[theme]}</button>
      </div>
    </header>`;
  }

  #acts() {
    const { words } = this;
    return html`<button class="bare" @click=${() => this.#command("new")} title=${words.t("new")}>${icons.add}<span class="word">${words.t("new")}</span></button>
      <button class="bare" @click=${() => this.#command("open")} title=${words.t("open")}>${icons.open}<span class="word">${words.t("open")}</span></button>
      <details @keydown=${this.#key} @focusout=${this.#leave}>
        <summary>${words.t("samples")}${icons.down}</summary>
        <div class="menu"><inspector-samples></inspector-samples></div>
      </details>`;
  }

  #command(what: CommandEvent["command"]): void {
    this.dispatchEvent(new CommandEvent(what));
  }

  #set(language: Language | null, theme: Theme | null): void {
    this.dispatchEvent(new SettingEvent(language, theme));
  }

  #key = (event: KeyboardEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (!pressed(event, KEYMAP.escape) || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };

  #leave = (event: FocusEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  };
}
