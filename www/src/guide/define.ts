// Registers the elements of the guide that need no core.
import { GuideSearch } from "./search.ts";
import { GuideTheme } from "./theme.ts";

export function defineGuide(): void {
  customElements.define("guide-theme", GuideTheme);
  customElements.define("guide-search", GuideSearch);
}
