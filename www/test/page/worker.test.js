// @ts-check
// What the service worker keeps, and what it must not: wrong files, damaged ones, those of another deployment; and what the page says where it cannot begin.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { listen, site as pages } from "../../serve/server.js";
import { FORTY, hand, launch, serve, start, until } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContext} BrowserContext */

const DIST = new URL("../../dist/", import.meta.url);
const INDEX = readFileSync(new URL("index.html", DIST), "utf8");
const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const LOGIN = "<!doctype html><title>Log in</title><h1>Log in to the network</h1>";
const [SCRIPT = "", STYLE = ""] = [/assets\/index-[\w-]+\.js/, /assets\/index-[\w-]+\.css/].map((pattern) => pattern.exec(INDEX)?.[0] ?? "");
const VIEWER = /["']\.\/(viewer-[\w-]+\.js)["']/.exec(readFileSync(new URL(SCRIPT, DIST), "utf8"))?.[1] ?? "";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A site whose answers may be replaced while it is visited, by path; the page's own machine has another name. */
async function place() {
  /** @type {Map<string, { type: string, body: string }>} */
  const instead = new Map();
  const files = pages(DIST);
  let misled = () => {};
  /** Something wrong has been sent. */
  const wronged = new Promise((done) => (misled = () => done(null)));
  const served = await listen((request, response) => {
    const wrong = instead.get(new URL(request.url ?? "/", "http://localhost").pathname) ?? instead.get("*");
    if (wrong) misled();
    if (wrong) response.writeHead(200, { "content-type": wrong.type, "cache-control": "no-store" }).end(wrong.body);
    else files(request, response);
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  return { url: served.url.replace("127.0.0.1", "inspector.localhost"), instead, wronged, context, page, stop: served.close, close: async () => { await context.close(); served.close(); } };
}

const ready = (/** @type {Page} */ page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
const field = (/** @type {Page} */ page) => page.getByRole("textbox", { name: /response/ });
/** How many files are kept. @param {Page} page */
const kept = (page) => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, n) => sum + n, 0));

test("a wrong page with status 200 in the place of a file is not kept, and the next visit is whole", async () => {
  for (const [path, type] of [[`/${SCRIPT}`, "text/javascript"], ["/guide/samples.json", "application/json"], ["/", "text/html"]]) {
    const { url, instead, wronged, page, close } = await place();
    await page.goto(url);
    await field(page).waitFor();
    // Between the page and its worker the network asks for a login.
    instead.set(/** @type {string} */ (path), { type: /** @type {string} */ (type), body: LOGIN });
    await wronged;
    // A worker that cannot begin takes its registration with it.
    await until(page, async () => (await navigator.serviceWorker.getRegistration()) === undefined, null);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? null), null, `${path}: the worker does not begin`);
    instead.clear();
    await page.goto(url);
    await ready(page);
    await page.reload();
    await hand(page, FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    await close();
  }
});

test("a kept script that is damaged, a part of it or what it needs: the page goes round what is kept, and is there", async () => {
  for (const [name, file, damage] of [
    ["a login page", SCRIPT, LOGIN],
    ["half a file", `assets/${VIEWER}`, "import{a"],
    ["a script that fails", SCRIPT, "throw new Error('damaged')"],
  ]) {
    const { url, page, close } = await place();
    await page.goto(url);
    await ready(page);
    await page.evaluate(
      async ([file, body]) => {
        const cache = await caches.open((await caches.keys())[0] ?? "");
        await cache.put(new URL(file ?? "", location.href), new Response(body, { headers: { "content-type": "text/javascript" } }));
      },
      [file, damage],
    );
    await page.goto(url);
    await field(page).waitFor();
    await hand(page, FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    assert.equal(await page.evaluate(() => history.state?.anew), undefined, name);
    await close();
  }
});

/** A page whose worker keeps something else in the place of a file. @param {string} part of its name @param {string} type */
async function damaged(part, type) {
  const placed = await place();
  await placed.page.goto(placed.url);
  await ready(placed.page);
  await placed.page.evaluate(
    async ([part, type]) => {
      const cache = await caches.open((await caches.keys())[0] ?? "");
      const request = (await cache.keys()).find((one) => one.url.includes(part ?? ""));
      if (!request) throw new Error("it is not kept");
      await cache.put(request, new Response("<!doctype html>", { headers: { "content-type": type ?? "" } }));
    },
    [part, type],
  );
  await placed.page.goto(placed.url);
  await hand(placed.page, FORTY);
  return placed;
}

test("a kept module that is damaged goes, and what needs it comes by itself", async () => {
  const { page, close } = await damaged("/assets/invocation_outputs_bg-", "application/wasm");
  await page.getByText("The views of outputs could not be loaded").waitFor();
  await page.locator("ii-printed").getByText("output of 3").waitFor();
  await close();
});

test("a kept part of the page that is damaged goes, it is said, and after a reload it is whole", async () => {
  const { page, close } = await damaged("/assets/lazy-elements-", "text/javascript");
  await page.getByText("could not be loaded").waitFor();
  await until(page, async () => !(await (await caches.open((await caches.keys())[0] ?? "")).keys()).some((one) => one.url.includes("/assets/lazy-elements-")), null);
  await page.reload();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.getByRole("grid").waitFor();
  await close();
});

test("a kept script that is damaged, without a network: the page says that it could not load, in both languages, and keeps what it has", async () => {
  const { url, context, page, stop, close } = await place();
  await page.goto(url);
  await ready(page);
  await page.evaluate(async (file) => {
    const cache = await caches.open((await caches.keys())[0] ?? "");
    await cache.put(new URL(file, location.href), new Response("import{a", { headers: { "content-type": "text/javascript" } }));
  }, SCRIPT);
  const before = await kept(page);
  stop();
  await context.setOffline(true);
  await page.goto(url);
  await page.getByText("is still loading, or could not load").waitFor();
  await page.getByText("仍在加载，或未能加载").waitFor();
  assert.equal(await kept(page), before);
  await close();
});

test("a cache that was emptied fills itself again, and works without a network once more", async () => {
  const { url, context, page, stop, close } = await place();
  await page.goto(url);
  await ready(page);
  const all = await kept(page);
  for (const what of ["all of it", "a file"]) {
    await page.evaluate(async (everything) => {
      for (const name of await caches.keys()) {
        if (everything) await caches.delete(name);
        else {
          const cache = await caches.open(name);
          for (const request of (await cache.keys()).slice(0, 3)) await cache.delete(request);
        }
      }
    }, what === "all of it");
    assert.ok((await kept(page)) < all, what);
    await page.goto(url);
    await until(page, async (all) => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, n) => sum + n, 0) === all, all);
  }
  stop();
  await context.setOffline(true);
  await page.goto(url);
  await hand(page, FORTY);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await close();
});

test("two deployments on one origin leave each other's files alone", async () => {
  const files = pages(DIST);
  const edition = /"([0-9a-f]{16})"/;
  const worker = readFileSync(new URL("sw.js", DIST), "utf8");
  const served = await listen((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const [, folder, inner] = /^\/(old|new\/inner|new)(\/.*)$/.exec(path) ?? [];
    if (!folder || inner === undefined) return void response.writeHead(404).end();
    // Of another edition, so that each would take the other's for its own of yesterday.
    if (inner === "/sw.js") return void response.writeHead(200, { "content-type": "text/javascript" }).end(folder === "old" ? worker.replace(edition, '"0123456789abcdef"') : worker);
    request.url = inner;
    files(request, response);
  });
  const url = served.url.replace("127.0.0.1", "inspector.localhost");
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  const deployments = ["old", "new", "new/inner"];
  for (const round of [1, 2]) {
    for (const folder of deployments) {
      await page.goto(`${url}${folder}/`);
      // One of them lies in another's folder.
      await until(page, async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === "activated" && registration.scope === location.href;
      }, null);
      // What lies in another's folder is new here, and replaces nothing.
      assert.equal(await page.getByText("A newer version is ready").count(), 0, folder);
      await page.reload();
      await field(page).waitFor();
      if (round === 2) assert.equal((await page.evaluate(() => caches.keys())).length, 3, "each has its own");
    }
  }
  served.close();
  await context.setOffline(true);
  for (const folder of deployments) {
    await page.goto(`${url}${folder}/`);
    await hand(page, FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
  }
  await context.close();
});

test("without the viewer's file, without the style, without any script: the page says in both languages how it stands", async () => {
  const site = await start();
  for (const missing of [/assets\/viewer-/, /assets\/index-[\w-]+\.js/, /\.js$/, /assets\//]) {
    const context = await browser.newContext({ locale: "en-US", serviceWorkers: "block" });
    const page = await context.newPage();
    await page.route(missing, (route) => route.abort());
    await page.goto(site.url);
    await page.getByText("is still loading, or could not load").waitFor();
    await page.getByText("仍在加载，或未能加载").waitFor();
    await context.close();
  }
  assert.ok(STYLE);
  await site.stop();
});

test("with scripts off, page, frame, guide and the page that is one file say what they need, in both languages", async () => {
  const site = await serve();
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-US" });
  const page = await context.newPage();
  for (const name of ["", "embed.html", "invocation-inspector.html"]) {
    await page.goto(site.url + name);
    const said = page.locator("noscript");
    assert.ok(await said.isVisible(), name);
    assert.match(await said.innerText(), /it needs JavaScript, which is off or blocked here[^]*此处已将其禁用或拦截/);
    assert.equal(await page.locator(".unstarted").isVisible(), false, "one reason, not two");
  }
  for (const [language, search, table] of [["en", "The search has not loaded", "This table has not loaded"], ["zh", "搜索未加载", "此表未加载"]]) {
    await page.goto(`${site.url}guide/${language}.html`);
    await page.getByText(/** @type {string} */ (search)).waitFor();
    await page.getByText(/** @type {string} */ (table)).waitFor();
    await page.locator("#status-Failed").first().waitFor();
  }
  await context.close();
  site.close();
});

test("a page that begins as it should shows nothing of that, not for a moment", async () => {
  const site = await start();
  const { page, context } = await site.visit({ before: () => {
    const all = /** @type {any} */ (globalThis);
    all.seen = [];
    const look = () => {
      const text = document.querySelector(".unstarted");
      if (text?.checkVisibility({ visibilityProperty: true })) all.seen.push(location.pathname);
      requestAnimationFrame(look);
    };
    look();
  } });
  for (const name of ["", "guide/en.html", "invocation-inspector.html"]) {
    await page.goto(site.url + name);
    await page.waitForTimeout(500);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).seen), [], name);
  }
  await context.close();
  await site.stop();
});
