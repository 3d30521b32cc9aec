// The guide in the page that is one file: shown instead of the inspector where the address says so (`#guide/zh/status-Failed`), made from the
// template of its language. The names in it begin with the same words, so that the browser itself goes from place to place and back.
import type { Language } from "../core/core.ts";
import type { InspectorPage } from "../page/page.ts";
import { defineGuide } from "./define.ts";
import { follow } from "./follow.ts";
import { GuideRollup } from "./rollup.ts";
import { LANGUAGES, TAGS } from "../words/languages.ts";
import { setWords } from "./words.ts";

const ADDRESS = new RegExp(`^#guide/(${TAGS.join("|")})/(.*)$`);

class Guide {
  readonly root = document.createElement("div");
  readonly words: string;
  /** Where the reader has left it. */
  left = { hash: "", top: 0 };

  constructor(
    readonly language: Language,
    readonly template: HTMLTemplateElement,
  ) {
    const { content } = template;
    const words = content.querySelector("script");
    words?.remove();
    this.words = words?.textContent ?? "";
    this.root.append(content);
  }
}

/** Follows the address from now on. */
export function guideInside(page: InspectorPage): void {
  const style = document.querySelector<HTMLStyleElement>("#guide-style");
  const { title } = document;
  const made = new Map<string, Guide>();
  let shown: Guide | null = null;
  let leaving = new AbortController();

  const guideOf = (language: string): Guide | null => {
    const template = document.querySelector<HTMLTemplateElement>(`template[data-guide="${language}"]`);
    const guide = made.get(language) ?? (template && new Guide(language as Language, template));
    if (guide) made.set(language, guide);
    return guide;
  };

  function enter(guide: Guide): void {
    const { signal } = (leaving = new AbortController());
    page.hidden = true;
    style?.setAttribute("media", "all");
    document.documentElement.lang = LANGUAGES[guide.language].locale;
    document.documentElement.style.colorScheme = "";
    document.title = guide.template.dataset.title ?? title;
    setWords(guide.language, guide.words);
    document.body.prepend(guide.root);
    follow(guide.root, () => ADDRESS.exec(location.hash)?.[2] ?? "", signal);
    if (guide.left.hash === location.hash) scrollTo(0, guide.left.top);
    else {
      scrollTo(0, 0);
      // So that the browser looks for the place again, which has just come.
      location.replace(location.hash);
    }
    const rememberPlace = () => (guide.left = { hash: location.hash, top: scrollY });
    window.addEventListener("scroll", rememberPlace, { passive: true, signal });
  }

  function leave(guide: Guide): void {
    leaving.abort();
    guide.root.remove();
    style?.setAttribute("media", "not all");
  }

  function route(): void {
    const [, language] = ADDRESS.exec(location.hash) ?? [];
    const next = language ? guideOf(language) : null;
    if (next === shown) return;
    if (shown) leave(shown);
    shown = next;
    if (next) return enter(next);
    document.title = title;
    page.showAgain();
  }

  defineGuide();
  customElements.define("guide-rollup", GuideRollup);
  window.addEventListener("popstate", route);
  window.addEventListener("hashchange", route);
  route();
}
