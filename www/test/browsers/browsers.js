// @ts-check
// Firefox and WebKitGTK, through WebDriver, where they are installed: paste to answer, the widget alone and in each
// example, the single file and its guide, offline after one visit. What is missing is named.
import { BROWSERS } from "../../../bench/browsers.mjs";
import { PAGES, prepared, VERDICT as OF_EXAMPLES } from "../../../examples/prepared.js";
import { FORTY, serve } from "../page/harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const SINGLE = new URL("../../dist/invocation-inspector.html", import.meta.url).href;

/** A comma is missing between two rows: it is read by repairing. */
const DAMAGED = FORTY.replace(/\},(\s*)\{/, "}$1{");

/** Gives the text, by a paste or to the element, and waits for the verdict and for an output; answers what was seen. */
const SCRIPT = `const [way, text, verdict, done] = arguments;
const violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective + " " + event.blockedURI));
const deep = (root, selector) => {
  const own = root.querySelector(selector);
  if (own && !own.closest("[inert]")) return own;
  for (const child of root.querySelectorAll("*")) {
    // What the page draws for itself, to be ready, is inert.
    const found = child.shadowRoot && !child.closest("[inert]") && deep(child.shadowRoot, selector);
    if (found) return found;
  }
  return null;
};
const wait = async (what, look) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = look();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error("no " + what + " in ten seconds");
};
(async () => {
  if (way === "kept") {
    if (!navigator.serviceWorker) throw new Error("no service workers here");
    // Ready is a worker that keeps all files.
    await navigator.serviceWorker.ready;
    return;
  } else if (way === "frame") {
    await wait("title", () => document.title === verdict);
    return;
  } else if (way === "example") {
    await customElements.whenDefined("invocation-inspector");
  } else if (way === "widget") {
    await customElements.whenDefined("invocation-inspector");
    document.querySelector("invocation-inspector").response = text;
  } else if (way === "guide") {
    const entry = await wait("entry", () => document.getElementById("guide/zh/status-Failed"));
    await wait("place", () => Math.abs(entry.getBoundingClientRect().top) < innerHeight);
    document.querySelector("guide-rollup").scrollIntoView();
    await wait("table", () => document.querySelector("guide-rollup .total .badge"));
    entry.querySelector("a[href*=sample]").click();
  } else {
    await wait("field", () => deep(document, "textarea"));
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true });
    if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data });
    document.dispatchEvent(event);
  }
  const head = await wait("verdict", () => deep(document, "ii-verdict")?.shadowRoot?.querySelector("h1"));
  if (!head.textContent.trim().startsWith(verdict)) throw new Error("the verdict is " + head.textContent.trim());
  await wait("output", () => deep(document, "ii-printed"));
  // A browser asks for an icon by itself, where a page names none.
  const own = violations.filter((line) => !line.endsWith("/favicon.ico"));
  if (own.length) throw new Error("refused: " + own.join(", "));
})().then(() => done(""), (error) => done(String(error)));`;

const site = await serve();
const examples = await prepared();
const rendering = await examples.rendering();
let failed = 0;
let tried = 0;
for (const name of /** @type {const} */ (["firefox", "webkit"])) {
  const kind = /** @type {any} */ (BROWSERS[name]);
  const found = kind.find();
  const missing = Object.entries(found).filter(([, path]) => path === null).map(([part]) => part);
  if (missing.length) {
    console.log(`${kind.label}: not tried, ${missing.join(" and ")} not installed. To get it: ${kind.install}`);
    continue;
  }
  tried += 1;
  const browser = await kind.start("about:blank", found);
  try {
    const attempt = async (/** @type {string} */ what, /** @type {string} */ way, /** @type {string} */ address, text = "", verdict = VERDICT) => {
      await browser.visit("about:blank");
      await browser.visit(address);
      const fault = await browser.ask(SCRIPT, way, text, verdict);
      console.log(`${kind.label} ${browser.version}: ${what}: ${fault || "fine"}`);
      if (fault) failed += 1;
    };
    await attempt("paste to answer", "page", site.url, FORTY);
    await attempt("a damaged response", "page", site.url, DAMAGED);
    await attempt("the widget under a strict policy", "widget", `${site.url}portal.html`, FORTY);
    await attempt("the single file from the disk", "page", SINGLE, FORTY);
    await attempt("the guide in it, and a sample of it in its language", "guide", `${SINGLE}#guide/zh/status-Failed`, "", "Failed：");
    for (const name of PAGES) await attempt(`example ${name}`, "example", `${examples.url}${name}/index.html`, "", OF_EXAMPLES);
    await attempt("example ssr", "example", rendering.url, "", OF_EXAMPLES);
    await attempt("example iframe", "frame", `${examples.url}iframe/index.html`, "", "failed: t-example");
    const once = await serve();
    await attempt("one visit", "kept", once.url);
    once.close();
    await attempt("offline after it", "page", once.url, FORTY);
    await attempt("a damaged response, offline", "page", once.url, DAMAGED);
  } finally {
    await browser.close();
  }
}
rendering.stop();
examples.close();
site.close();
console.log(`${tried} of 2 browsers tried, ${failed} faults`);
process.exit(failed ? 1 : 0);
