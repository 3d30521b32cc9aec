// @ts-check
// The page as an installed program: without a network after one visit, a newer edition when the reader agrees, files and texts from the system.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { FORTY, hand, launch, serve, start, until } from "./harness.js";

const DIST = new URL("../../dist/", import.meta.url);
const WORKER = readFileSync(new URL("sw.js", DIST), "utf8");

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A site of its own, and a page on it with a worker that is ready. @param {Record<string, string>} [own] */
async function visit(own = {}, name = "127.0.0.1") {
  const served = await serve(DIST, own);
  const site = { ...served, url: served.url.replace("127.0.0.1", name) };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
  await context.addInitScript(() => {
    const all = /** @type {any} */ (globalThis);
    all.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => all.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(site.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const violations = () => page.evaluate(() => /** @type {any} */ (globalThis).violations);
  return { site, context, page, faults, violations, close: async () => { await context.close(); site.close(); } };
}
const field = (/** @type {import("playwright-core").Page} */ page) => page.getByRole("textbox", { name: /response/ });

test("after one visit it works without a network, with all that is loaded later", async () => {
  const { site, page, context, faults, violations, close } = await visit();
  assert.deepEqual(await violations(), []);
  // The server is gone as well: nothing can come from it.
  site.close();
  await context.setOffline(true);
  await page.goto(site.url);
  await field(page).waitFor();
  await hand(page, FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await page.locator("ii-printed").first().waitFor();
  await page.getByRole("button", { name: /Show in source/i }).first().click();
  await page.locator("ii-source-view").waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  assert.deepEqual(await violations(), []);
  await page.goto(`${site.url}guide/`);
  await page.waitForURL(`${site.url}guide/en.html`);
  await page.goto(`${site.url}guide/en.html#status-PartialFailed`);
  await page.getByRole("searchbox").fill("ClientNotRunning");
  await page.getByRole("option", { name: /ClientNotRunning/ }).or(page.getByRole("link", { name: /ClientNotRunning/ })).first().waitFor();
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  await close();
});

test("elsewhere the kept page is shown at once; on the reader's own machine, what answers there", async () => {
  for (const [name, kept] of /** @type {const} */ ([["inspector.localhost", true], ["127.0.0.1", false]])) {
    /** @type {Record<string, string>} */
    const own = {};
    const { site, page, close } = await visit(own, name);
    own["/"] = "<!doctype html><title>Another program</title>";
    await page.goto(site.url);
    assert.equal(await page.title(), kept ? "Invocation Inspector" : "Another program", name);
    await close();
  }
});

test("the list of files holds all that the page can load, and only what exists", () => {
  /** @type {[string, string][]} */
  const listed = JSON.parse(/\[\["[^]*?"\]\]/.exec(WORKER)?.[0] ?? "[]");
  const files = listed.map(([name]) => name);
  for (const [name, hash] of listed) {
    const bytes = readFileSync(new URL(name.endsWith("/") ? `${name}index.html` : name, DIST));
    assert.equal(hash, `sha256-${createHash("sha256").update(bytes).digest("base64")}`, name);
  }
  for (const part of ["index-", "install-", "output-views-", "editor-", "lazy-elements-", "sample-texts-", "first_bg", "invocation_inspector_bg", "invocation_outputs_bg"]) {
    assert.ok(files.some((/** @type {string} */ name) => name.startsWith(`assets/${part}`)), part);
  }
  for (const name of ["./", "manifest.webmanifest", "guide/en.html", "guide/zh.html", "guide/samples.json", "guard.js"]) assert.ok(files.includes(name), name);
  const manifest = JSON.parse(readFileSync(new URL("manifest.webmanifest", DIST), "utf8"));
  for (const { src } of manifest.icons) assert.ok(files.includes(src), src);
});

test("a newer edition comes when the reader agrees, and not before", async () => {
  /** @type {Record<string, string>} */
  const own = {};
  const { site, page, faults, close } = await visit(own);
  await page.reload();
  await field(page).waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.getByText("A newer version is ready").count(), 0);
  own["/sw.js"] = WORKER.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"');
  assert.notEqual(own["/sw.js"], WORKER);
  await page.reload();
  await page.getByText("A newer version is ready").waitFor();
  const names = () => page.evaluate(() => caches.keys());
  assert.equal((await names()).length, 2);
  const reloaded = page.waitForEvent("load", { timeout: 10_000 });
  await page.getByRole("button", { name: "Load it" }).click();
  await reloaded;
  await field(page).waitFor();
  await until(page, async (name) => (await caches.keys()).join() === name, `invocation-inspector ${site.url} 0123456789abcdef`);
  assert.deepEqual(faults, []);
  await close();
});

test("files that the system opens are read", async () => {
  const site = await start();
  after(() => site.stop());
  const { page, context } = await site.visit({
    before: () => {
      const launchQueue = { setConsumer: (/** @type {any} */ take) => (/** @type {any} */ (globalThis).launched = take) };
      Object.defineProperty(globalThis, "launchQueue", { value: launchQueue });
    },
  });
  await page.waitForFunction(() => "launched" in globalThis);
  await page.evaluate((text) => /** @type {any} */ (globalThis).launched({ files: [{ getFile: async () => new File([text], "answer.json") }] }), FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await context.close();
});
