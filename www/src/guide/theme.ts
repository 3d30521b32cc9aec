// <guide-theme>: the choice between the system's theme, the light and the dark one; remembered together with the inspector's.
import { html, render } from "lit";
import { recall, remember } from "../state/preferences.ts";
import { icons } from "../ui/icons.ts";
import { word } from "./words.ts";

const THEMES = ["auto", "light", "dark"] as const;

export class GuideTheme extends HTMLElement {
  #at = Math.max(0, THEMES.findIndex((theme) => theme === recall("theme")));

  connectedCallback(): void {
    this.#applyTheme();
  }

  #applyTheme(): void {
    const theme = THEMES[this.#at] ?? "auto";
    document.documentElement.setAttribute("theme", theme);
    const label = word(`theme.${theme}`);
    render(html`<button type="button" class="bare" title=${label} @click=${this.#next}>${icons[theme]}<span class="aloud">${label}</span></button>`, this);
  }

  #next = (): void => {
    this.#at = (this.#at + 1) % THEMES.length;
    remember("theme", THEMES[this.#at] ?? "auto");
    this.#applyTheme();
  };
}
