// An answer outside the page: an announcement for screen readers, once, and the title of the window, which carries no id.
import type { Summary } from "../core/core.ts";
import { Speaker } from "../ui/say.ts";
import type { Words } from "../words/words.ts";

/** In the region that stands in the first HTML: one that came with its text would not be heard. */
const speaker = new Speaker(() => document.getElementById("status"));

/** Announces the verdict. */
export function announce(sentence: string): void {
  speaker.sayNow(sentence);
}

/** The outcomes and how many of each; neither an id nor any other text of the response. */
export function titleOf(summary: Summary | null, words: Words): string {
  const brand = words.t("brand");
  if (!summary) return brand;
  const counts = summary.outcomes.map(({ count, label }) => words.t("counted", { n: count, label })).join(", ");
  return `${counts || words.t(summary.error ? "title.error" : "title.none")} · ${brand}`;
}
