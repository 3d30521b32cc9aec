// @ts-check
// The look that every environment has to pass, in Chromium: verdict, output and source of the sample, without a fault, a warning or a request elsewhere.
import { readFileSync } from "node:fs";

/** What the element shows of the sample. */
export const VERDICT = "PartialFailed: 1 of 2 instances failed.";
/** What the pages of the frameworks show once the element has told them what it read. */
export const TOLD = "Told: failed";

const SAMPLE = readFileSync(new URL("../../../examples/response.json", import.meta.url), "utf8");

/** Files of every project: the sample as a module, which needs no loader, and types of it. @type {Record<string, string>} */
export const COMMON = { "response.js": `export default ${SAMPLE};\n`, "response.d.ts": "declare const response: Record<string, unknown>;\nexport default response;\n", "response.json": SAMPLE };

/** A page around what stands in its head and body. @param {string} head @param {string} [body] */
export const html = (head, body = "<invocation-inspector></invocation-inspector>") => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A portal</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>
`;

/**
 * Opens a page and looks at each element in it. Throws where one does not show what it should; answers what else was wrong.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {{ elements?: number, told?: boolean, origins?: string[] }} how `elements`: how many there are; `told`: the page says what an event carried; `origins`: whom it may ask, besides its own
 */
export async function look(browser, url, { elements = 1, told = false, origins = [] }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    /** @type {string[]} */
    const faults = [];
    const allowed = [new URL(url).origin, ...origins];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => /error|warning/.test(message.type()) && faults.push(`${message.type()}: ${message.text()}`));
    context.on("request", (request) => /^https?:/.test(request.url()) && !allowed.includes(new URL(request.url()).origin) && faults.push(`asks ${request.url()}`));
    context.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()} for ${response.url()}`));
    await page.goto(url);
    try {
      for (let i = 0; i < elements; i += 1) await whole(page.locator("invocation-inspector").nth(i));
      if (told) await page.getByText(TOLD).first().waitFor();
    } catch (error) {
      throw new Error([...faults, String(error).split("\n")[0]].join("; "));
    }
    return faults;
  } finally {
    await context.close();
  }
}

/** One element, with what it loads only when it is asked for. @param {import("playwright-core").Locator} element */
async function whole(element) {
  await element.getByRole("heading", { name: VERDICT }).waitFor();
  await element.getByRole("tab", { name: /Outputs/ }).click();
  await element.locator("ii-printed").first().waitFor();
  await element.getByRole("button", { name: /source/i }).first().click();
  await element.locator("ii-source-view").waitFor();
}
