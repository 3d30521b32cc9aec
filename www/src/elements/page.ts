// <elements-page>: the elements of the package, one at a time, beside a live one. The address names the element and a row of it.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import elements from "virtual:documented";
import type { Language } from "../core/core.ts";
import { headerStyles } from "../page/header-style.ts";
import { nextTheme, preferences, type Theme } from "../state/preferences.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { own, tokens } from "../ui/tokens.ts";
import { languageOf, LANGUAGES, TAGS } from "../words/languages.ts";
import { wordsFor, type Words } from "../words/words.ts";
import type { Declared } from "./declared.ts";
import { attributeRow, type Context, eventRow, methodRow, partRow, propertyRow, slotRow, tokenRow } from "./rows.ts";
import { Stage } from "./stage.ts";
import { narrowStyles, pageStyles, referenceStyles, stageStyles } from "./style.ts";
import "./words.ts";

const PART = "part-";

export class ElementsPage extends LitElement {
  static override styles = [tokens, own, base, headerStyles, pageStyles, referenceStyles, stageStyles, narrowStyles];

  @state() private language: Language = languageOf(preferences.language ?? navigator.language);
  @state() private theme: Theme = preferences.theme;
  @state() private chosen = "";
  @state() private pointed: string | null = null;
  /** Whether the marked part is drawn. */
  @state() private drawn = true;
  @state() private copied: "" | "done" | "refused" = "";
  /** Whether the marked part is to be brought into sight: until the reader is at work in the element. */
  #brings = false;
  #stage = this.#staged(elements[0]!);
  /** What marks a part: no other selector reaches it. */
  #mark = new CSSStyleSheet();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.#follow);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.#follow);
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot() as ShadowRoot;
    root.adoptedStyleSheets.push(this.#mark);
    return root;
  }

  #staged(declared: Declared): Stage {
    return new Stage(declared, () => {
      this.requestUpdate();
      // Once the element has drawn, too: its parts may be others.
      requestAnimationFrame(() => this.requestUpdate());
    });
  }

  /** The element that the address names, else the first; and the row. */
  #follow = (): void => {
    const [tag, row = ""] = location.hash.slice(1).split("/");
    const declared = elements.find(({ tagName }) => tagName === tag) ?? elements[0]!;
    if (declared !== this.#stage.declared) this.#stage = this.#staged(declared);
    this.chosen = row;
    this.copied = "";
    this.pointed = null;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector(`#${CSS.escape(row || "top")}`)?.scrollIntoView({ block: "nearest" }));
  };

  get #part(): string | null {
    return this.pointed ?? (this.chosen.startsWith(PART) ? this.chosen.slice(PART.length) : null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { language, theme } = this;
    const words = wordsFor(language);
    this.setAttribute("theme", theme);
    document.documentElement.style.colorScheme = theme === "auto" ? "light dark" : theme;
    document.documentElement.lang = LANGUAGES[language].locale;
    document.title = `<${this.#stage.declared.tagName}> · ${words.t("brand")}`;
    if (changed.size > 0) this.#mark.replaceSync(this.#part ? `.live > *::part(${CSS.escape(this.#part)}) { outline: 3px solid light-dark(#c0219e, #ff8ae2); outline-offset: -3px; }` : "");
  }

  protected override updated(changed: PropertyValues): void {
    const part = this.#part && this.#stage.part(this.#part);
    if (changed.has("pointed") || changed.has("chosen")) this.#brings = true;
    if (part && this.#brings) part.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.drawn = Boolean(part);
  }

  override render(): unknown {
    const words = wordsFor(this.language);
    const { declared } = this.#stage;
    return html`${this.#header(words)}
      <div class="frame">
        <nav aria-label=${words.t("elements.list")}>
          <ul>${elements.map(({ tagName }) => html`<li><a href="#${tagName}" aria-current=${tagName === declared.tagName ? "page" : nothing}><code translate="no">${tagName}</code></a></li>`)}</ul>
        </nav>
        <main>
          <div class="title" id="top">
            <h1><code translate="no">&lt;${declared.tagName}&gt;</code></h1>
            <p lang="en">${declared.description}</p>
            <p class="small muted">${words.t("elements.lead")}</p>
          </div>
          ${this.#stageView(words)}
          <div class="reference" tabindex="-1">${this.#sections(words)}</div>
        </main>
      </div>`;
  }

  #header(words: Words): TemplateResult {
    const themeWord = words.t(`theme.${this.theme}`);
    return html`<header>
      <span class="brand">${icons.brand}<span>${words.t("brand")}</span></span>
      <p class="acts">${words.t("elements.title")}</p>
      <div class="settings">
        <div class="languages" role="group" aria-label=${words.t("language")}>
          ${TAGS.map((tag) => html`<button class="bare" lang=${LANGUAGES[tag].locale} aria-pressed=${this.language === tag} @click=${() => (this.language = preferences.language = tag)}>${LANGUAGES[tag].name}</button>`)}
        </div>
        <button class="bare" title=${themeWord} @click=${() => (this.theme = preferences.theme = nextTheme(this.theme))}>${icons[this.theme]}</button>
      </div>
    </header>`;
  }

  #stageView(words: Words): TemplateResult {
    const stage = this.#stage;
    const said = this.copied ? words.t(`copy.${this.copied}`) : "";
    return html`<section class="stage" aria-labelledby="live">
      <h2 class="aloud" id="live">${words.t("elements.live")}</h2>
      <button class="skip" @click=${() => this.renderRoot.querySelector<HTMLElement>(".reference")?.focus()}>${words.t("elements.skip")}</button>
      <div class="live" @pointerdown=${this.#leave} @keydown=${this.#leave} @wheel=${this.#leave}>${stage.element}</div>
      <div class="code">
        <div class="top"><h2>${words.t("elements.html")}</h2><button class="bare" title=${words.t("elements.copy")} aria-label=${words.t("elements.copy")} @click=${this.#copy}>${this.copied === "done" ? icons.done : icons.copy}<span>${said || words.t("copy")}</span></button></div>
        <pre translate="no"><code>${stage.html(false)}</code></pre>
        <span class="aloud" aria-live="polite">${said}</span>
      </div>
      <div class="sent-events">
        <div class="top"><h2 id="log">${words.t("elements.log")}</h2><button class="bare" ?disabled=${stage.sent.length === 0} @click=${() => stage.forget()}>${words.t("elements.forget")}</button></div>
        <div class="log" role="log" aria-labelledby="log" tabindex="0" translate="no">
          ${stage.sent.length ? stage.sent.map(({ number, name, fields }) => html`<p><span class="muted">${number}</span> <strong>${name}</strong> ${fields}</p>`) : html`<p class="muted">${words.t("elements.quiet")}</p>`}
        </div>
      </div>
    </section>`;
  }

  #sections(words: Words): unknown {
    const { declared } = this.#stage;
    const part = this.#part;
    const context: Context = { words, stage: this.#stage, chosen: this.chosen, marked: part === null ? null : { part, drawn: this.drawn }, point: (pointed) => (this.pointed = pointed) };
    const fields = declared.members.filter(({ kind, attribute }) => kind === "field" && !attribute);
    const methods = declared.members.filter(({ kind }) => kind === "method");
    const rows = <T>(title: string, list: readonly T[], draw: (context: Context, one: T) => TemplateResult, lead?: string): unknown =>
      list.length ? html`<section><h2>${title} <span class="muted">${list.length}</span></h2>${lead ? html`<p class="small muted">${lead}</p>` : nothing}<ul class="rows">${list.map((one) => draw(context, one))}</ul></section>` : nothing;
    return [
      rows(words.t("elements.attributes"), declared.attributes, attributeRow),
      rows(words.t("elements.events"), declared.events, eventRow),
      rows(words.t("elements.parts"), declared.cssParts, partRow, words.t("elements.parts.lead")),
      rows(words.t("elements.slots"), declared.slots, slotRow),
      rows(words.t("elements.properties"), fields, propertyRow),
      rows(words.t("elements.methods"), methods, methodRow),
      rows(words.t("elements.tokens"), declared.cssProperties, tokenRow, words.t("elements.tokens.lead")),
    ];
  }

  #leave = (): void => {
    this.#brings = false;
  };

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.#stage.html(true));
      this.copied = "done";
    } catch {
      this.copied = "refused";
    }
  };
}
