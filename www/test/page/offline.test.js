// @ts-check
// Without a network, whatever server the files came from and whichever page was visited; and a newer edition with two windows open.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import test, { after, before } from "node:test";
import { FORTY, hand, launch, SEVERAL, until } from "./harness.js";

const DIST = new URL("../../dist/", import.meta.url);
const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml" });
const VERDICT = "PartialFailed: 2 of 40 instances failed.";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A server of its own kind, and a browser that has seen nothing. @param {{ headers?: Record<string, string>, clean?: boolean, own?: Record<string, string> }} [kind] `clean`: names without their `.html` */
async function place({ headers = {}, clean = false, own = {} } = {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (clean && path.endsWith(".html")) return void response.writeHead(308, { location: path.replace(/(index)?\.html$/, "") }).end();
    const name = path === "/" ? "/index.html" : clean && !extname(path) && path !== "/share" ? `${path}.html` : path;
    try {
      const body = own[path] ?? readFileSync(new URL(`.${name}`, DIST));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream", ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  const stop = () => server.close().closeAllConnections();
  // Not the reader's own machine by its name, where what answers goes first.
  return { url: `http://inspector.localhost:${port}/`, context, page, stop, close: async () => { await context.close(); stop(); } };
}

for (const [name, kind] of Object.entries({
  "that makes answers depend on the origin": { headers: { vary: "Origin" } },
  "that makes them depend on everything": { headers: { vary: "*" } },
  "that leaves out the ends of names": { clean: true },
})) {
  test(`offline after one visit, from a server ${name}`, async () => {
    const { url, context, page, stop, close } = await place(kind);
    await page.goto(url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    stop();
    await context.setOffline(true);
    for (const address of ["", "?from=somewhere", "index.html"]) {
      await page.goto(url + address);
      await hand(page, FORTY);
      await page.getByRole("heading", { name: VERDICT }).waitFor();
    }
    // What the second part of the core is for, at once.
    await page.goto(url);
    await hand(page, FORTY.replace(/\},(\s*)\{/, "}$1{"));
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    await page.getByText("1 place was repaired").first().waitFor();
    for (const address of ["guide/en.html?utm=1#status-Timeout", "guide/en#status-Timeout"]) {
      await page.goto(url + address);
      await page.locator("guide-rollup").scrollIntoViewIfNeeded();
      await page.locator("guide-rollup .total .badge").first().waitFor();
    }
    // From the guide back to the page, by its head and with a sample.
    await page.locator("#status-Timeout .try").click();
    await page.getByRole("heading", { name: /^Failed/ }).first().waitFor();
    await page.goto(`${url}guide/en.html`);
    await page.locator("a.brand").click();
    await page.getByRole("textbox", { name: /response/ }).waitFor();
    await close();
  });
}

test("who comes by a link to the guide has all of it too", async () => {
  const { url, context, page, stop, close } = await place();
  await page.goto(`${url}guide/zh.html#status-Failed`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  stop();
  await context.setOffline(true);
  await page.reload();
  // In the language that was read, whatever the browser's is.
  await page.locator("#status-Failed .try").click();
  await page.getByRole("heading", { name: /^Failed/ }).first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await close();
});

test("a sample that there is none of is told", async () => {
  const { url, page, close } = await place();
  await page.goto(`${url}#sample=status-Nobody`);
  await page.getByText("The guide has no sample of this name.").waitFor();
  await close();
});

test("with two windows, a newer edition takes nothing from the other, and can be loaded there as well", async () => {
  /** @type {Record<string, string>} */
  const own = {};
  const { url, context, page, close } = await place({ own });
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  const worker = readFileSync(new URL("sw.js", DIST), "utf8");
  own["/sw.js"] = worker.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"');
  await page.reload();
  await page.getByText("A newer version is ready").waitFor();
  // Who does not agree goes on with the old one, and the new one waits with all its files.
  for (let visit = 0; visit < 2; visit += 1) await page.reload();
  await page.getByText("A newer version is ready").waitFor();
  assert.equal((await page.evaluate(() => caches.keys())).length, 2, "the newer edition's files stay while it waits");
  const other = await context.newPage();
  await other.goto(url);
  for (const window of [page, other]) await window.getByText("A newer version is ready").waitFor();
  const loaded = page.waitForEvent("load", { timeout: 10_000 });
  await page.getByRole("button", { name: "Load it" }).click();
  await loaded;
  assert.equal((await other.evaluate(() => caches.keys())).length, 2, "the other window's files stay");
  // An answer, and what is said of it, take the offer away for a while only.
  await hand(other, FORTY);
  await other.getByRole("heading", { name: VERDICT }).waitFor();
  await hand(other, SEVERAL);
  await other.getByRole("button", { name: "Undo" }).waitFor();
  await other.getByRole("button", { name: "Close" }).click();
  const again = other.waitForEvent("load", { timeout: 10_000 });
  await other.getByRole("button", { name: "Load it" }).click();
  await again;
  await page.close();
  await other.reload();
  await until(other, async () => (await caches.keys()).length === 1, null);
  await close();
});
