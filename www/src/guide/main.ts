// The guide's script, over a page that reads well without it: theme, search, the table that computes, and where the reader is.
import { remember } from "../memory.ts";
import { GuideRollup } from "./rollup.ts";
import { language } from "./said.ts";
import { GuideSearch } from "./search.ts";
import { GuideTheme } from "./theme.ts";

customElements.define("guide-theme", GuideTheme);
customElements.define("guide-search", GuideSearch);
customElements.define("guide-rollup", GuideRollup);

/** The other language at the same place. */
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language]")) {
  const go = () => (link.hash = location.hash);
  go();
  window.addEventListener("hashchange", go);
  link.addEventListener("click", () => remember("language", link.dataset.language ?? language));
}

/** The contents show where the reader is, by the last heading above the upper third of the window. */
const links = new Map([...document.querySelectorAll<HTMLAnchorElement>("nav a")].map((link) => [link.hash.slice(1), link]));
const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
let waiting = false;

function mark(): void {
  waiting = false;
  const line = innerHeight / 3;
  const here = headings.findLast((heading) => heading.getBoundingClientRect().top < line) ?? headings[0];
  for (const [id, link] of links) {
    if (id === here?.id) {
      if (link.getAttribute("aria-current")) continue;
      link.setAttribute("aria-current", "location");
      const list = link.closest("nav");
      if (list && list.scrollHeight > list.clientHeight) list.scrollTop = link.offsetTop - list.clientHeight / 2;
    } else link.removeAttribute("aria-current");
  }
}

window.addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  },
  { passive: true },
);
mark();
