// @ts-check
// A portal with an inspector in it: an answer is given, a reader or the portal does something, and what the inspector told is looked at.

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ [name: string]: any }} Plain */
/** @typedef {HTMLElement & { response: unknown, ready: Promise<void>, state: Plain, query: string, current: Plain, summary: Plain | null, select(place: Plain): void, restore(view: Plain): void, add(document: string): void, updateComplete: Promise<boolean> } & Plain} Inspector */

const EVENTS = ["ii-ready", "ii-selection", "ii-state", "ii-view", "ii-diagnostic", "ii-export", "ii-action"];

/** The portal with an answer in its inspector; `told` has its events, their own members alone. @param {{ visit: Function, url: string }} site @param {unknown} [response] @param {object} [options] */
export async function portal(site, response, options) {
  const { page, context, faults } = /** @type {{ page: Page, context: import("playwright-core").BrowserContext, faults: string[] }} */ (await site.visit(options));
  await page.goto(new URL("portal.html", site.url).href);
  await page.evaluate(async (types) => {
    const all = /** @type {Plain} */ (globalThis);
    all["element"] = document.querySelector("invocation-inspector");
    all["told"] = [];
    for (const type of types) {
      document.addEventListener(type, (event) => all["told"].push({ type, ...Object.fromEntries(Object.entries(event).filter(([name]) => name !== "isTrusted")) }));
    }
    await customElements.whenDefined("invocation-inspector");
    all["give"] = async (/** @type {unknown} */ value) => {
      all["element"].response = value;
      await all["element"].ready;
      await all["element"].updateComplete;
    };
  }, EVENTS);
  const give = (/** @type {unknown} */ value) => page.evaluate((value) => /** @type {Plain} */ (globalThis)["give"](value), value);
  if (response !== undefined) await give(response);
  /** What was told since it was asked last, of one kind or of all. @param {string} [type] @returns {Promise<Plain[]>} */
  const told = async (type) => {
    // After the frame in which it is told.
    await page.waitForTimeout(250);
    return page.evaluate((type) => /** @type {Plain} */ (globalThis)["told"].splice(0).filter((/** @type {Plain} */ one) => !type || one["type"] === type), type ?? "");
  };
  /** Runs code with the inspector. @template T @param {(element: Inspector, value: any) => T} act @param {unknown} [value] @returns {Promise<Awaited<T>>} */
  const ask = (act, value) => page.evaluate(([code, value]) => new Function("value", `return (${code})(globalThis.element, value)`)(value), /** @type {const} */ ([String(act), value]));
  return { page, context, faults, give, told, ask };
}
