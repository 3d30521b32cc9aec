// @ts-check
// Firefox and WebKitGTK, through WebDriver, where they are installed: paste to answer, the widget alone, the single file. What is missing is named.
import { BROWSERS } from "../../../bench/browsers.mjs";
import { FORTY, serve } from "../page/harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const SINGLE = new URL("../../dist/invocation-inspector.html", import.meta.url).href;

/** Gives the text, by a paste or to the element, and waits for the verdict and for an output; answers what was seen. */
const SCRIPT = `const [way, text, verdict, done] = arguments;
const violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective + " " + event.blockedURI));
const deep = (root, selector) => {
  const own = root.querySelector(selector);
  if (own) return own;
  for (const child of root.querySelectorAll("*")) {
    const found = child.shadowRoot && deep(child.shadowRoot, selector);
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
  if (way === "widget") {
    await customElements.whenDefined("invocation-inspector");
    document.querySelector("invocation-inspector").response = text;
  } else {
    await wait("field", () => deep(document, "textarea"));
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true });
    if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data });
    document.dispatchEvent(event);
  }
  const head = await wait("verdict", () => deep(document, "ii-verdict")?.shadowRoot?.querySelector("h1"));
  if (head.textContent.trim() !== verdict) throw new Error("the verdict is " + head.textContent.trim());
  await wait("output", () => deep(document, "ii-printed"));
  // A browser asks for an icon by itself, where a page names none.
  const own = violations.filter((line) => !line.endsWith("/favicon.ico"));
  if (own.length) throw new Error("refused: " + own.join(", "));
})().then(() => done(""), (error) => done(String(error)));`;

const site = await serve();
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
    for (const [what, way, address] of [
      ["paste to answer", "page", site.url],
      ["the widget under a strict policy", "widget", `${site.url}portal.html`],
      ["the single file from the disk", "page", SINGLE],
    ]) {
      await browser.visit(address);
      const fault = await browser.ask(SCRIPT, way, FORTY, VERDICT);
      console.log(`${kind.label} ${browser.version}: ${what}: ${fault || "fine"}`);
      if (fault) failed += 1;
    }
  } finally {
    await browser.close();
  }
}
site.close();
console.log(`${tried} of 2 browsers tried, ${failed} faults`);
process.exit(failed ? 1 : 0);
