// guide/ leads to the guide in the reader's language: the one chosen before (src/state/preferences.ts), else the browser's.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("invocation-inspector.language");
  } catch {
    // Where storage is forbidden, the browser's own decides.
  }
  location.replace(`${(chosen ?? navigator.language).toLowerCase().startsWith("zh") ? "zh" : "en"}.html${location.hash}`);
})();
