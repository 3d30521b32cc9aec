// @ts-check
// What the package's tests share: the tarball that npm packs, projects that install it, and pages that use it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, serve } from "../page/harness.js";

export const PACKAGE = fileURLToPath(new URL("../../../package/", import.meta.url));
export const WWW = fileURLToPath(new URL("../../", import.meta.url));

/** npm without a network and without a word. @param {string} folder @param {string[]} args */
const npm = (folder, ...args) => execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", "--silent"], { cwd: folder, encoding: "utf8" });

/** A folder of its own that goes when the tests are done, and the tarball in it. */
export function workshop() {
  if (!existsSync(join(PACKAGE, "package.json"))) throw new Error("the package is not built: make package");
  const top = mkdtempSync(join(tmpdir(), "invocation-inspector-"));
  npm(PACKAGE, "pack", "--pack-destination", top);
  const name = readdirSync(top).find((file) => file.endsWith(".tgz"));
  if (!name) throw new Error("npm packed nothing");
  const tarball = join(top, name);
  /** What npm installs from the tarball: once, and copied for each project. @type {string | undefined} */
  let installed;
  /** An empty project with the tarball installed, and these files. @param {string} name @param {Record<string, string>} files */
  const project = (name, files) => {
    const folder = join(top, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
    if (installed) cpSync(installed, join(folder, "node_modules"), { recursive: true });
    else npm(folder, "install", tarball);
    installed ??= join(folder, "node_modules");
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  };
  return { tarball, project, close: () => rmSync(top, { recursive: true }) };
}

/** Runs a program of www/node_modules in a folder. @param {string} folder @param {string} program @param {string[]} args */
export const run = (folder, program, ...args) =>
  execFileSync(process.execPath, [join(WWW, "node_modules", program), ...args], { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

/** A folder served, a browser, and pages that tell what they asked for and what was refused. */
export async function host() {
  const browser = await launch();
  /** @type {{ close: () => void }[]} */
  const sites = [];
  /** @param {string} folder @param {(page: import("playwright-core").Page) => Promise<void>} [prepare] */
  const open = async (folder, prepare) => {
    const site = await serve(pathToFileURL(`${folder}/`));
    sites.push(site);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
    const page = await context.newPage();
    /** @type {string[]} */
    const requests = [];
    /** @type {string[]} */
    const faults = [];
    context.on("request", (request) => requests.push(request.url().replace(site.url, "")));
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.addInitScript(() => {
      const all = /** @type {any} */ (globalThis);
      all.violations = [];
      all.before = Object.keys(all);
      document.addEventListener("securitypolicyviolation", (event) => all.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    await prepare?.(page);
    await page.goto(site.url, { waitUntil: "networkidle" });
    return { page, context, requests, faults, url: site.url, violations: () => page.evaluate(() => /** @type {any} */ (globalThis).violations) };
  };
  const close = async () => {
    await browser.close();
    for (const site of sites) site.close();
  };
  return { open, close };
}

/** The package as npm installs it and a browser, for the tests of one file: here once the first begins, gone after the last. */
export function installed() {
  const held = /** @type {{ shop: ReturnType<typeof workshop>, browser: Awaited<ReturnType<typeof host>> }} */ ({});
  before(async () => {
    held.shop = workshop();
    held.browser = await host();
  });
  after(async () => {
    await held.browser?.close();
    held.shop?.close();
  });
  return held;
}

/** The installed package and a browser while a file's tests run: opens pages of plain HTML with elements in them. */
export function elements() {
  const held = installed();
  let turn = 0;
  /** @param {string} body @param {string} [style] @param {{ html?: string, first?: string }} [more] `html`: attributes of the root; `first`: what runs before the elements are defined */
  async function plain(body, style = "", { html = 'lang="en"', first = "" } = {}) {
    const text = `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Plain</title><link rel="icon" href="data:,"><style>${style}</style><script>${first}</script>
<script type="module" src="node_modules/invocation-inspector/define.js"></script></head><body>${body}</body></html>`;
    const opened = await held.browser.open(held.shop.project(`plain-${(turn += 1)}`, { "index.html": text }), async (page) => {
      await page.addInitScript(() => {
        /** @type {any} */ (globalThis).told = [];
        for (const type of ["ii-ready", "ii-selection", "ii-diagnostic", "ii-export", "ii-view", "ii-back", "ii-edit", "ii-answer", "ii-charset", "ii-choose", "ii-exported"]) {
          document.addEventListener(type, (event) => /** @type {any} */ (globalThis).told.push(event));
        }
      });
    });
    const told = (/** @type {string} */ type) => opened.page.evaluate((name) => /** @type {any} */ (globalThis).told.filter((/** @type {Event} */ event) => event.type === name).map((/** @type {any} */ event) => Object.fromEntries(Object.entries(event).filter(([key]) => key !== "isTrusted"))), type);
    return { ...opened, told, element: opened.page.locator("invocation-inspector") };
  }
  return plain;
}

/** Runs code with an element and a value. @param {import("playwright-core").Locator} element @param {string} code */
export const act = (element, code, value = "") => element.evaluate((node, [text, given]) => new Function("element", "value", `return (async () => { ${text} })()`)(node, given), [code, value]);
