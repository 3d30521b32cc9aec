// @ts-check
// Before anything is drawn: the language and the theme that the reader has chosen or the browser asks for, and the start screen's first words in it.
// They stand where the page will draw them, until it does. What is pasted or dropped by then is kept for it.
(() => {
  /** @param {string} name */
  const chosen = (name) => {
    try {
      return localStorage.getItem(`invocation-inspector.${name}`);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const asked = (chosen("language") ?? navigator.language).toLowerCase();
  const all = [...document.querySelectorAll(".first")].filter((one) => one instanceof HTMLElement);
  const wanted = all.find(({ lang }) => asked.startsWith(lang.slice(0, 2))) ?? all[0];
  if (wanted) {
    wanted.hidden = false;
    root.lang = wanted.lang;
  }
  document.currentScript?.remove();
  const theme = chosen("theme");
  if (theme === "light" || theme === "dark") root.style.colorScheme = theme;

  // A browser empties what it hands over once the event has passed. The page takes what is here when it begins (page/arrivals.ts); where it cannot,
  // guard.js says so.
  const kept = /** @type {{ type: string, files: File[], types: string[], getData: (type: string) => string }[]} */ ([]);
  const leaving = new AbortController();
  const { signal } = leaving;
  // What is dragged is the page's own: a word of these.
  let own = false;
  /** @param {Event} event */
  const keep = (event) => {
    const data = event instanceof DragEvent ? event.dataTransfer : event instanceof ClipboardEvent ? event.clipboardData : null;
    if (!data?.types.length) return;
    event.preventDefault();
    if (own && event.type === "drop") return;
    const texts = new Map(data.types.map((type) => [type, data.getData(type)]));
    kept.push({ type: event.type, files: [...data.files], types: [...data.types], getData: (type) => texts.get(type) ?? "" });
    const said = wanted?.querySelector("[role=status]");
    if (said) said.textContent = said.getAttribute("data-kept");
  };
  addEventListener("dragstart", () => void (own = true), { signal });
  addEventListener("dragend", () => void (own = false), { signal });
  addEventListener("paste", keep, { signal });
  addEventListener("drop", keep, { signal });
  addEventListener("dragover", (event) => event.preventDefault(), { signal });
  addEventListener(
    "inspector-begun",
    (event) => {
      leaving.abort();
      if (event instanceof CustomEvent) kept.forEach(event.detail);
    },
    { signal },
  );
})();
