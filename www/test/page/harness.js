// @ts-check
// What the page's tests share: the built page on a port of its own, a browser, and the gestures of a person.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { chromium } from "playwright-core";
import { listen, site as pages } from "../../serve/server.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContextOptions} BrowserContextOptions */

const DIST = new URL("../../dist/", import.meta.url);
const CASES = new URL("../../../tests/cases/", import.meta.url);
/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
};
/** Somebody else's page, under a strict policy, with the viewer in it. @type {Record<string, string>} */
const OWN = {
  "/portal.html": `<!doctype html><html lang="en"><head><title>A portal</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html">
<script type="module" src="inspector.js"></script></head><body><h1>A portal</h1><invocation-inspector></invocation-inspector></body></html>`,
};
/** Features of the browser's own window, which no page sees and every context pays for: pages in the address bar, processes kept in reserve. */
const WINDOW_FEATURES = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI", "SpareRendererForSitePerProcess"];
/** What Playwright switches off; the last switch of a name is the one that counts. */
const PLAYWRIGHT_FEATURES = [
  "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--disable-features=${[...PLAYWRIGHT_FEATURES, ...WINDOW_FEATURES]}`];

/** Serves the page as a site does (serve/server.js), or a folder of somebody else's, on a free port. `own`: what stands in it besides, or instead. */
export async function serve(root = DIST, own = OWN) {
  const files = root.href === DIST.href ? pages(root) : plain(root);
  return listen((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const text = own[path];
    if (text === undefined) files(request, response);
    else response.writeHead(200, { "content-type": TYPES[extname(path) || ".html"] ?? "application/octet-stream" }).end(text);
  });
}

/** Without a word besides the files. @param {URL} root @returns {ReturnType<typeof pages>} */
function plain(root) {
  return (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    try {
      const body = readFileSync(new URL(`.${path === "/" ? "/index.html" : path}`, root));
      response.writeHead(200, { "content-type": TYPES[extname(path) || ".html"] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  };
}

function browserPath() {
  return process.env.CHROMIUM || execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
}

export const launch = () => chromium.launch({ executablePath: browserPath(), args: FLAGS });

/** A browser with a profile in this folder, into which programs can be installed. @param {string} folder */
export const launchIn = (folder) => chromium.launchPersistentContext(folder, { executablePath: browserPath(), args: FLAGS, viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });

/** A browser and the page's address; `visit` opens the page and collects what it must not do. */
export async function start() {
  const site = await serve();
  const browser = await launch();
  /** @param {BrowserContextOptions & { before?: () => void }} [options] */
  const visit = async ({ before, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce", serviceWorkers: "block", ...options });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.addInitScript(() => {
      const list = /** @type {any} */ (globalThis);
      list.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => list.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    if (before) await page.addInitScript(before);
    await page.goto(site.url, { waitUntil: "networkidle" });
    await page.getByRole("textbox", { name: /response|返回结果/ }).waitFor();
    return { page, context, faults, violations: () => page.evaluate(() => /** @type {any} */ (globalThis).violations) };
  };
  const stop = async () => {
    await browser.close();
    site.close();
  };
  return { visit, stop, url: site.url };
}

/** Waits until a page answers yes. (Playwright takes a promise for a yes.) @template T @param {Page} page @param {(given: T) => Promise<boolean>} ask @param {T} given */
export async function until(page, ask, given) {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    if (await page.evaluate(/** @type {any} */ (ask), given)) return;
  }
  throw new Error(`it did not come to this: ${ask}`);
}

/**
 * The milliseconds of work of the longest task in which the page does what `act` asks for, and what follows from it within a second. It is the time of
 * the page's own thread: what else the machine does counts for nothing.
 * @param {Page} page @param {() => Promise<unknown>} act
 */
export async function longestTask(page, act) {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser of its own");
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });
  await act();
  await page.waitForTimeout(1_000);
  /** @type {{ name: string, tid: number, tdur?: number, args: { name?: string } }[]} */
  const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  const threads = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ tid }) => tid));
  const tasks = events.filter(({ name, tid }) => name === "RunTask" && threads.has(tid)).map(({ tdur = 0 }) => tdur / 1000);
  if (tasks.length === 0) throw new Error("no task was seen");
  return Math.max(...tasks);
}

/** Waits until the page has loaded what it loads by itself after the first picture. @param {Page} page */
export async function settled(page) {
  await page.waitForFunction(() =>
    ["lazy-elements", "sample-texts", "install"].every((part) => performance.getEntriesByType("resource").some((one) => one.name.includes(`/assets/${part}-`) && /** @type {PerformanceResourceTiming} */ (one).responseEnd > 0)),
  );
  // What these import in turn.
  await page.waitForLoadState("networkidle");
}

/** Pastes with the keyboard, from the clipboard, wherever the focus is. @param {Page} page @param {string} text */
export async function paste(page, text) {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.keyboard.press("ControlOrMeta+V");
}

/** Hands a text over as a paste without the clipboard: for long ones. @param {Page} page @param {string} text */
export async function hand(page, text) {
  await page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData("text/plain", value);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
  }, text);
  await page.locator("invocation-inspector .head").waitFor();
}

/** Drops files on the page. @param {Page} page @param {{ name: string, text: string }[]} files */
export async function drop(page, files) {
  await page.evaluate((list) => {
    const data = new DataTransfer();
    for (const { name, text } of list) data.items.add(new File([text], name));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, files);
}

/** Presses on a place, and lets go of it on another, as a person drags. @param {Page} page @param {[number, number]} from @param {[number, number]} to */
export async function drag(page, [x, y], to) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 20, { steps: 4 });
  await page.mouse.move(...to, { steps: 6 });
  await page.mouse.up();
  await page.waitForTimeout(500);
}

/** The text of the input that is open, as the page would give it away. @param {Page} page */
export async function sourceText(page) {
  await page.locator("ii-source").getByRole("button", { name: "Copy the text" }).click();
  await page.locator("ii-source").getByText("Copied").first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The editor that holds the original. @param {Page} page */
export const editor = (page) => page.locator("ii-source-view").getByRole("textbox", { name: /^Text of / });

/** A case's text by its file name, whatever folder it stands in. @param {string} name */
export function caseText(name) {
  for (const folder of readdirSync(CASES)) {
    const url = new URL(`${folder}/${name}`, CASES);
    try {
      return readFileSync(url, "utf8");
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(`no case is named ${name}`);
}

/** @param {number} i @param {string} status @param {Record<string, unknown>} [more] */
export function row(i, status, more = {}) {
  const ended = status === "Success" || status === "Failed";
  return {
    InvokeId: "t-page1",
    InstanceId: `i-page${String(i).padStart(7, "0")}`,
    InvocationStatus: status,
    InvokeRecordStatus: ended ? "Finished" : "Running",
    ExitCode: status === "Success" ? 0 : status === "Failed" ? 127 : undefined,
    StartTime: "2020-05-11T09:01:40Z",
    FinishedTime: "2020-05-11T09:01:41Z",
    Output: Buffer.from(`output of ${i}\n`).toString("base64"),
    Dropped: 0,
    ...more,
  };
}

/** @param {object[]} rows */
export function results(rows) {
  return JSON.stringify({ RequestId: "R-1", Invocation: { TotalCount: rows.length, PageNumber: 1, PageSize: 50, InvocationResults: { InvocationResult: rows } } }, null, 1);
}

/** Forty instances, of which the fourth and the eighteenth failed. */
export const FORTY = results(Array.from({ length: 40 }, (_, i) => row(i, i === 3 || i === 17 ? "Failed" : "Success")));

/** Several runs in one response. */
export const SEVERAL = JSON.stringify({
  RequestId: "R-2",
  TotalCount: 3,
  PageNumber: 1,
  PageSize: 10,
  Invocations: {
    Invocation: ["nightly", "deploy", "cleanup"].map((CommandName, i) => ({
      InvokeId: `t-several${i}`,
      CommandName,
      InvocationStatus: i === 1 ? "Failed" : "Success",
      InvokeInstances: { InvokeInstance: [{ InstanceId: `i-several${i}`, InvocationStatus: i === 1 ? "Failed" : "Success", ExitCode: i === 1 ? 1 : 0 }] },
    })),
  },
});

/** A text that is no JSON at its end: read by repairing. */
export const HALF = FORTY.slice(0, Math.floor(FORTY.length / 2));

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, a line each. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
export async function axe(page) {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ fault) => `${fault.id}: ${fault.nodes.map((/** @type {any} */ node) => `${node.target.join(" ")} ${node.failureSummary}`).join(" | ")}`);
  });
}
