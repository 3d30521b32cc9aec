// @ts-check
// The guide inside the page that is one file: both languages, from the disk, without a network; from the inspector into it and back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { after, before } from "node:test";
import { FORTY, hand, launch } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
const FILE = new URL("../../dist/invocation-inspector.html", import.meta.url);
const GUIDES = { en: readFileSync(new URL("guide/en.html", new URL("./", FILE)), "utf8"), zh: readFileSync(new URL("guide/zh.html", new URL("./", FILE)), "utf8") };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WORDS = {
  en: { locale: "en-US", guide: "Guide", title: "Guide", field: /response/, entry: "What the guide says of Failed (new tab)", query: "security group", sample: "See it in the inspector", state: "State of i-3", other: "中文", verdict: /Failed: / },
  zh: { locale: "zh-CN", guide: "指南", title: "使用指南", field: /返回结果/, entry: "指南中关于 Failed 的说明（新标签页）", query: "安全组", sample: "在工具中查看示例", state: "i-3 的状态", other: "English", verdict: /Failed/ },
};

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Opens the file, without a network. @param {keyof typeof WORDS} language @param {string} [hash] @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(language, hash = "", options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: WORDS[language].locale, reducedMotion: "reduce", offline: true, ...options });
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const faults = [];
  context.on("request", (request) => requests.push(request.url().replace(/#.*/, "")));
  context.on("weberror", (error) => faults.push(String(error.error())));
  context.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  const page = await context.newPage();
  await page.goto(FILE.href + hash);
  /** Nothing was fetched but the file itself, and nothing was refused. */
  const quiet = async () => {
    assert.deepEqual([...new Set(requests)].filter((url) => !url.startsWith("blob:")), [FILE.href]);
    assert.deepEqual(faults, []);
    await context.close();
  };
  return { page, context, quiet };
}

/** The entry is shown, in sight, marked as the one that was asked for. @param {Page} page @param {string} id */
async function stands(page, id) {
  const entry = page.locator(`[id="${id}"]`);
  await entry.waitFor();
  assert.equal(await page.evaluate(() => decodeURIComponent(location.hash)), `#${id}`);
  await page.waitForFunction((name) => document.querySelector(":target")?.id === name, id);
  const box = await entry.boundingBox();
  assert.ok(box && box.y >= 0 && box.y < 900, `${id} is not in sight: ${box?.y}`);
}

for (const language of /** @type {const} */ (["en", "zh"])) {
  const words = WORDS[language];

  test(`from the inspector into the guide, and the inspection stays: ${language}`, async () => {
    const { page, context, quiet } = await open(language);
    await page.getByRole("textbox", { name: words.field }).waitFor();
    await hand(page, FORTY);
    const follow = async (/** @type {import("playwright-core").Locator} */ link) => {
      const opened = context.waitForEvent("page");
      await link.click();
      return opened;
    };
    const home = await follow(page.locator("inspector-header").getByRole("link", { name: words.guide, exact: true }));
    await home.getByRole("heading", { level: 1, name: words.title }).waitFor();
    assert.match(await home.title(), new RegExp(words.title));
    assert.equal(await home.evaluate(() => document.documentElement.lang.slice(0, 2)), language);
    assert.equal(await home.locator("inspector-page").isVisible(), false);
    await home.close();
    await page.getByRole("treeitem", { name: /^i-page0000003/ }).first().click();
    const entry = await follow(page.locator("ii-record").getByRole("link", { name: words.entry }).first());
    await stands(entry, `guide/${language}/status-Failed`);
    await entry.close();
    assert.ok(await page.locator("ii-record").isVisible());
    await quiet();
  });

  test(`it searches, computes, changes its language and theme, loads samples, and Back returns: ${language}`, async () => {
    const { page, quiet } = await open(language, `#guide/${language}/exit-127`);
    await stands(page, `guide/${language}/exit-127`);
    await page.keyboard.press("/");
    await page.keyboard.type(words.query);
    await page.locator("guide-search li a").first().waitFor();
    await page.keyboard.press("Enter");
    await stands(page, `guide/${language}/error-SecurityGroupRuleDenied`);
    await page.goBack();
    await stands(page, `guide/${language}/exit-127`);

    const table = page.locator("guide-rollup");
    await table.scrollIntoViewIfNeeded();
    await table.getByRole("combobox", { name: words.state }).selectOption({ label: "Terminated" });
    await table.locator(".verdict").first().locator(".badge", { hasText: /^Success$/ }).first().waitFor();

    await page.goto(`${FILE.href}#guide/${language}/status-Timeout`);
    await stands(page, `guide/${language}/status-Timeout`);
    const top = await page.evaluate(() => scrollY);
    await page.locator(`[id="guide/${language}/status-Timeout"]`).getByRole("link", { name: words.sample }).click();
    await page.getByRole("heading", { level: 1, name: words.verdict }).waitFor();
    await page.locator("ii-record .meaning").waitFor();
    assert.equal(page.url(), FILE.href);
    assert.equal(await page.locator("guide-search").count(), 0, "the guide is gone while the inspector is shown");
    await page.goBack();
    await stands(page, `guide/${language}/status-Timeout`);
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - top) < 5, "the place is kept");
    assert.equal(await page.locator("inspector-page").isVisible(), false);
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: words.verdict }).waitFor();
    await page.goBack();

    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    for (let i = 0; i < 2; i += 1) await page.locator("guide-theme button").click();
    assert.notEqual(await ground(), light);
    const other = language === "en" ? "zh" : "en";
    await page.getByRole("link", { name: words.other }).click();
    await stands(page, `guide/${other}/status-Timeout`);
    assert.equal(await page.evaluate(() => document.documentElement.lang.slice(0, 2)), other);
    // The inspector takes over both; a press on the name leads to it.
    await page.locator("a.brand").click();
    await page.getByRole("textbox", { name: WORDS[other].field }).waitFor();
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
    await quiet();
  });

  test(`all of the guide is in the file, every link of it leads somewhere in it: ${language}`, async () => {
    const { page, quiet } = await open(language, `#guide/${language}/`);
    await page.getByRole("heading", { level: 1, name: words.title }).waitFor();
    const { ids, links, text, samples } = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("body [id]")].map(({ id }) => id),
      links: [...document.querySelectorAll("a[href]")].map((link) => /** @type {HTMLAnchorElement} */ (link).href),
      text: document.querySelector("main")?.textContent?.replace(/\s+/g, " ") ?? "",
      samples: Object.keys(JSON.parse(document.querySelector("#samples")?.textContent ?? "{}")),
    }));
    const names = new Set(ids);
    for (const [, id] of GUIDES[language].matchAll(/ id="([^"]+)"/g)) if (id !== "words") assert.ok(names.has(`guide/${language}/${id}`), `${id} is missing`);
    assert.ok(links.length > 400);
    for (const address of links) {
      assert.ok(address.startsWith(`${FILE.href}#`), address);
      const link = address.slice(FILE.href.length);
      const [, sample] = /^#sample=(.+)$/.exec(link) ?? [];
      if (sample) assert.ok(samples.includes(sample), link);
      else if (link.startsWith(`#guide/${language}/`)) assert.ok(names.has(link.slice(1)), link);
      else assert.match(link, /^#(guide\/(en|zh)\/)?$/);
    }
    // Word for word what the guide's own page says; the table that computes, and the search, draw themselves.
    const own = await page.context().newPage();
    await own.setContent(GUIDES[language].replace(/<script[^]*?<\/script>|<meta[^>]*>|<link[^>]*>/g, ""));
    await own.evaluate(() => document.querySelectorAll(".unstarted").forEach((text) => text.remove()));
    const said = await own.evaluate(() => document.querySelector("main")?.textContent?.replace(/\s+/g, " ") ?? "");
    assert.ok(said.length > 20_000);
    const before = await page.evaluate(() => document.querySelector("guide-rollup")?.textContent?.replace(/\s+/g, " ") ?? "");
    assert.equal(text.replace(before, "").replace(/\s/g, ""), said.replace(/\s/g, ""));
    await quiet();
  });

  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`axe finds nothing, and nothing runs over the side: ${language}, ${colorScheme}`, async () => {
      const { page, quiet } = await open(language, `#guide/${language}/`, { colorScheme });
      await page.getByRole("heading", { level: 1, name: words.title }).waitFor();
      await page.locator("guide-rollup").scrollIntoViewIfNeeded();
      await page.locator("guide-rollup select").first().waitFor();
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${width} is too narrow`);
      }
      // Put in by the debugger: the page's own policy lets no script in.
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => (await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] })).violations.map((/** @type {any} */ fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((/** @type {any} */ node) => node.target.join(" ")).join(" | ")}`));
      assert.deepEqual(found, []);
      await quiet();
    });
  }
}

test("what is pasted while the guide is shown stays out of the inspector", async () => {
  const { page, quiet } = await open("en", "#guide/en/");
  await page.getByRole("heading", { level: 1, name: WORDS.en.title }).waitFor();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, FORTY);
  await page.locator("a.brand").click();
  await page.getByRole("textbox", { name: WORDS.en.field }).waitFor();
  assert.equal(await page.locator("invocation-inspector").count(), 0);
  await quiet();
});
