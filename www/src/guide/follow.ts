// The contents show where the reader is, by the last heading above the upper third of the window; the other language is asked for at the same place.
import { preferences } from "../state/preferences.ts";
import { language } from "./words.ts";

/** What an address names; one that is damaged names what it says. */
function named(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** `place` is the entry that the address names. Ends with the signal. */
export function follow(guide: ParentNode, place: () => string, signal: AbortSignal): void {
  for (const link of guide.querySelectorAll<HTMLAnchorElement>("a[data-language]")) {
    // In the page that is one file a place begins with the guide and its language.
    const base = link.hash.slice(0, link.hash.lastIndexOf("/") + 1);
    const go = () => (link.hash = base + place());
    go();
    window.addEventListener("hashchange", go, { signal });
    link.addEventListener("click", () => (preferences.language = link.dataset.language ?? ""), { signal });
  }
  // Whoever reads the guide in a language goes on in it.
  for (const link of guide.querySelectorAll(".brand, .inspect, .try")) link.addEventListener("click", () => (preferences.language = language), { signal });

  // A code of a group is a row of a table: the meaning stands above it, and comes into sight with it.
  const meant = () => {
    const row = document.getElementById(named(location.hash))?.closest("tr");
    row?.closest("section")?.scrollIntoView();
    if (row && row.getBoundingClientRect().bottom > innerHeight) row.scrollIntoView({ block: "center" });
  };
  const soonMeant = () => requestAnimationFrame(meant);
  soonMeant();
  window.addEventListener("hashchange", soonMeant, { signal });

  const links = new Map([...guide.querySelectorAll<HTMLAnchorElement>("nav a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  let waiting = false;

  function markCurrent(): void {
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

  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(markCurrent);
  };
  window.addEventListener("scroll", soon, { passive: true, signal });
  markCurrent();
}
