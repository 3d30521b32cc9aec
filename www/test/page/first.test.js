// @ts-check
// What stands in the page before its scripts: the first words of the start screen, where the page will draw them, in the reader's language and theme.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drag, drop, FORTY, launch, paste, serve } from "./harness.js";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  [browser, site] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  site?.close();
});

/** Text and place of the title and the lead. @param {import("playwright-core").Page} page @param {string} around */
async function places(page, around) {
  const of = async (/** @type {string} */ selector) => {
    const element = page.locator(selector);
    return { text: await element.innerText(), box: await element.boundingBox() };
  };
  return [await of(`${around} h1`), await of(`${around} p >> nth=0`)];
}

for (const { width, locale, theme } of [
  { width: 390, locale: "en-US", theme: "light" },
  { width: 390, locale: "zh-CN", theme: "dark" },
  { width: 1280, locale: "zh-HK", theme: "light" },
  { width: 1920, locale: "de-DE", theme: "dark" },
]) {
  test(`the first words stay where they are when the page takes over: ${width} pixels, ${locale}, ${theme}`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.addInitScript((theme) => localStorage.setItem("invocation-inspector.theme", theme), theme);
    const isHeldBack = /\/assets\/.*\.js/;
    await page.route(isHeldBack, () => undefined);
    await page.goto(site.url, { waitUntil: "commit" });
    await page.locator(".first:visible").waitFor();
    const language = await page.evaluate(() => document.documentElement.lang);
    assert.equal(language, locale.startsWith("zh") ? "zh-CN" : "en");
    assert.equal(await page.locator(".first:visible").count(), 1);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), theme);
    const first = await places(page, ".first:visible");
    await page.unroute(isHeldBack);
    await page.goto(site.url);
    await page.locator("inspector-start textarea").waitFor();
    assert.deepEqual(await places(page, "inspector-start"), first);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    await context.close();
  });
}

test("a host that forbids storage shows them too", async () => {
  const context = await browser.newContext({ locale: "zh-CN", serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("forbidden"); } }));
  await page.route(/\/assets\/.*\.js/, () => undefined);
  await page.goto(site.url, { waitUntil: "commit" });
  await page.locator(".first[lang=zh-CN]:visible").waitFor();
  await context.close();
});

/** A page whose scripts are held back until `release`; `damaged`: its own comes as another at first. @param {string} locale @param {{ hash?: string, damaged?: boolean }} [how] */
async function heldBack(locale, { hash = "", damaged = false } = {}) {
  const context = await browser.newContext({ locale, serviceWorkers: "block", reducedMotion: "reduce" });
  const page = await context.newPage();
  let release = () => {};
  const released = new Promise((done) => void (release = () => done(undefined)));
  await page.route(/\/assets\/.*\.js/, async (route) => {
    await released;
    const isDamaged = damaged && /\/index-[^/]*\.js$/.test(route.request().url());
    if (isDamaged) damaged = false;
    await (isDamaged ? route.fulfill({ contentType: "text/javascript", body: "throw new Error('damaged')" }) : route.continue());
  });
  await page.goto(site.url + hash, { waitUntil: "commit" });
  await page.locator(".first:visible").waitFor();
  return { page, context, release };
}

const kept = (/** @type {import("playwright-core").Page} */ page) => page.locator(".first:visible [role=status]");
const verdict = (/** @type {import("playwright-core").Page} */ page) => page.locator("invocation-inspector").getByRole("heading", { level: 1 });

for (const { locale, said } of [
  { locale: "en-US", said: "Received. It is read as soon as the page has loaded." },
  { locale: "zh-CN", said: "内容已收到，页面加载完成后立即解析。" },
]) {
  test(`a text that is pasted before the scripts are here is kept, said to be, and read once they are: ${locale}`, async () => {
    const { page, context, release } = await heldBack(locale);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    assert.equal(await kept(page).innerText(), "");
    await paste(page, FORTY);
    await kept(page).getByText(said).waitFor();
    release();
    await verdict(page).filter({ hasText: "40" }).waitFor();
    // As any other paste: Back leads to the start, and the next paste is the page's own.
    await page.goBack();
    await page.locator("inspector-start textarea").waitFor();
    await page.goForward();
    await verdict(page).filter({ hasText: "40" }).waitFor();
    await context.close();
  });
}

test("files that are dropped before the scripts are here are read once they are, and a paste of nothing says nothing", async () => {
  const { page, context, release } = await heldBack("en-US");
  await page.evaluate(() => document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true })));
  assert.equal(await kept(page).innerText(), "");
  await drop(page, [{ name: "forty.json", text: FORTY }]);
  await kept(page).getByText("Received.").waitFor();
  release();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("a word of the page that is dragged before the scripts are here is no input", async () => {
  const { page, context, release } = await heldBack("en-US");
  const title = await page.locator(".first:visible h1").boundingBox();
  assert.ok(title);
  await page.mouse.dblclick(title.x + 30, title.y + title.height / 2);
  await drag(page, [title.x + 30, title.y + title.height / 2], [title.x + 200, title.y + 250]);
  assert.equal(await kept(page).innerText(), "");
  // What comes from outside afterwards still arrives.
  await drop(page, [{ name: "forty.json", text: FORTY }]);
  await kept(page).getByText("Received.").waitFor();
  release();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.equal(await page.locator("inspector-inputs .title").innerText(), "forty.json");
  await context.close();
});

/** Which document this is: another after a reload. @param {import("playwright-core").Page} page */
const documentOf = (page) => page.evaluate(() => performance.timeOrigin);

for (const { locale, lost } of [
  { locale: "en-US", lost: "The page could not load, so what you pasted or dropped was not read. Reload the page, then paste or drop it again." },
  { locale: "zh-CN", lost: "页面未能加载，您粘贴或拖入的内容没有被解析。请刷新页面，然后重新粘贴或拖入。" },
]) {
  test(`where the page's script is damaged, what was pasted is said to be lost, and the page stays until the reader reloads it: ${locale}`, async () => {
    const { page, context, release } = await heldBack(locale, { damaged: true });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const before = await documentOf(page);
    await paste(page, FORTY);
    await kept(page).filter({ hasText: /\S/ }).waitFor();
    release();
    await kept(page).getByText(lost).waitFor();
    // For as long as what is damaged comes anew.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    assert.equal(await documentOf(page), before);
    assert.equal(await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }])), "[null,{},{}]");
    await page.reload();
    await page.locator("inspector-start textarea").waitFor();
    await paste(page, FORTY);
    await verdict(page).filter({ hasText: "40" }).waitFor();
    await context.close();
  });

  test(`without a network too, and also of what is pasted later: ${locale}`, async () => {
    for (const early of [true, false]) {
      const { page, context, release } = await heldBack(locale, { damaged: true });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      if (early) {
        await paste(page, FORTY);
        await kept(page).filter({ hasText: /\S/ }).waitFor();
      }
      const loaded = page.waitForEvent("load");
      // What was asked for before still comes; the page itself cannot be had once more.
      await page.route(site.url, (route) => route.abort());
      release();
      await loaded;
      if (!early) {
        await page.getByText(/is still loading, or could not load/).waitFor();
        assert.equal(await kept(page).innerText(), "");
        await paste(page, FORTY);
      }
      await kept(page).getByText(lost).waitFor();
      await context.close();
    }
  });
}

for (const agrees of [true, false]) {
  test(`a link to a sample takes no place of a file that was dropped early and waits to be read, ${agrees ? "until the reader agrees" : "and the reader keeps it"}`, async () => {
    const { page, context, release } = await heldBack("en-US", { hash: "#sample=status-Success" });
    let read = () => {};
    const reads = new Promise((done) => void (read = () => done(undefined)));
    // What reads files comes last.
    await page.route(/\/assets\/files-/, async (route) => {
      await reads;
      await route.continue();
    });
    await drop(page, [{ name: "forty.json", text: FORTY }]);
    await kept(page).getByText("Received.").waitFor();
    release();
    await page.getByRole("alert").getByText("This link opens the guide's sample status-Success.").waitFor();
    await page.getByRole("button", { name: agrees ? "Open the sample" : "Keep what is here" }).click();
    read();
    const undo = page.locator("inspector-toast").getByRole("button", { name: "Undo" });
    if (agrees) {
      await verdict(page).filter({ hasText: /^Success/ }).waitFor();
      assert.equal(await page.locator("inspector-inputs li").count(), 1, "in its place, not beside it");
      await undo.click();
    }
    await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
    assert.equal(await page.locator("inspector-inputs .title").innerText(), "forty.json");
    if (!agrees) assert.equal(await undo.count(), 0, "nothing was done");
    await context.close();
  });
}
