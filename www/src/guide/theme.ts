// <guide-theme>: the choice between the system's theme, the light and the dark one; remembered together with the inspector's.
import { html, render } from "lit";
import { nextTheme, preferences } from "../state/preferences.ts";
import { icons } from "../ui/icons.ts";
import { word } from "./words.ts";

export class GuideTheme extends HTMLElement {
  #theme = preferences.theme;

  connectedCallback(): void {
    this.#applyTheme();
  }

  #applyTheme(): void {
    const theme = this.#theme;
    document.documentElement.setAttribute("theme", theme);
    const label = word(`theme.${theme}`);
    render(html`<button type="button" class="bare" title=${label} @click=${this.#next}>${icons[theme]}</button>`, this);
  }

  #next = (): void => {
    this.#theme = preferences.theme = nextTheme(this.#theme);
    this.#applyTheme();
  };
}
