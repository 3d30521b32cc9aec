// @ts-check
// Before anything is drawn: the language and the theme that the reader has chosen or the browser asks for, and the start screen's first words in it.
// They stand where the page will draw them, until it does.
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
})();
