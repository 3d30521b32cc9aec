// Registers the guide's elements.
import { GuideRollup } from "./rollup.ts";
import { GuideSearch } from "./search.ts";
import { GuideTheme } from "./theme.ts";

export function defineGuide(): void {
  customElements.define("guide-theme", GuideTheme);
  customElements.define("guide-search", GuideSearch);
  customElements.define("guide-rollup", GuideRollup);
}
