// @ts-check
// For everybody: axe finds nothing in either theme, language and state, and nothing is said twice; both languages and themes are kept; narrow places hold.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { axe, FORTY, HALF, hand, SEVERAL, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** What a screen reader says twice: names that are described by themselves. @param {Page} page */
async function saidTwice(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter(({ ignored, name, description }) => !ignored && name?.value && name.value === description?.value).map(({ role, name }) => `${role?.value}: ${name?.value}`);
}

/** @param {Page} page @param {string} where */
async function clean(page, where) {
  assert.deepEqual(await axe(page), [], where);
  assert.deepEqual(await saidTwice(page), [], where);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const locale of ["en-US", "zh-CN"]) {
    test(`axe finds nothing: ${colorScheme}, ${locale}`, async () => {
      const { page, context } = await site.visit({ colorScheme, locale });
      await clean(page, "empty");
      await page.getByRole("button", { name: /^(Help|帮助)$/ }).click();
      // It is loaded when it is first asked for.
      await page.getByRole("dialog").waitFor();
      await clean(page, "help");
      await page.keyboard.press("Escape");
      await hand(page, SEVERAL);
      await clean(page, "several runs");
      await hand(page, FORTY);
      await clean(page, "tree");
      await page.getByRole("tab").nth(1).click();
      await clean(page, "table");
      await page.getByRole("tab").nth(2).click();
      await clean(page, "groups of alike outputs");
      await page.locator("ii-comparison .modes button").last().click();
      await page.locator("ii-comparison .group header button").first().click();
      await page.locator("ii-comparison .row").first().waitFor();
      await clean(page, "groups and a difference");
      await page.locator("ii-comparison input[type=search]").fill("output");
      await page.locator("ii-comparison .hit").first().waitFor();
      await clean(page, "hits");
      // A part of what is here would be nothing new.
      await hand(page, SEVERAL);
      await hand(page, HALF);
      await page.getByRole("tab").last().click();
      await page.locator("ii-diagnostics button").first().click();
      await page.locator("ii-source-view .repaired .cm-line").first().waitFor();
      await clean(page, "notes and text");
      await page.locator("ii-source-view .original .cm-content").focus();
      await page.keyboard.press("F8");
      await page.keyboard.press("ControlOrMeta+F");
      await page.locator("ii-source-view .cm-search").waitFor();
      await page.locator("ii-source-view .place-message").waitFor();
      await clean(page, "search and message");
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator("ii-source-view .modes button").nth(1).click();
      await clean(page, "repaired, narrow");
      await page.setViewportSize({ width: 1280, height: 900 });
      await hand(page, "no response at all");
      await clean(page, "unreadable");
      await context.close();
    });
  }
}

test("the language is the browser's, can be switched, keeps what is chosen, and is remembered", async () => {
  const { page, context } = await site.visit({ locale: "zh-CN" });
  await page.getByRole("heading", { level: 1, name: /一看便知/ }).waitFor();
  await hand(page, FORTY);
  await page.getByRole("treeitem", { name: /^i-page0000017/ }).click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: /2 of 40 instances failed/ }).waitFor();
  await page.getByRole("region", { name: "Output" }).last().filter({ hasText: "output of 17" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await page.reload();
  await page.getByRole("heading", { level: 1, name: /See how/ }).waitFor();
  await context.close();
});

test("the theme follows the system until it is chosen", async () => {
  const ground = (/** @type {Page} */ page) => page.evaluate(() => getComputedStyle(document.querySelector("inspector-page")?.shadowRoot?.querySelector(".page") ?? document.body).backgroundColor);
  const { page, context } = await site.visit({ colorScheme: "dark" });
  const dark = await ground(page);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await ground(page);
  assert.notEqual(dark, light);
  await page.getByRole("button", { name: /Theme/ }).click();
  await page.getByRole("button", { name: /Theme: light/ }).click();
  assert.equal(await ground(page), dark);
  await page.reload();
  await page.getByRole("button", { name: /Theme: dark/ }).waitFor();
  assert.equal(await ground(page), dark);
  await context.close();
});

test("nothing runs over the side at 320, 390, 768 and 1600 pixels, and targets are large enough", async () => {
  const { page, context } = await site.visit();
  for (const width of [320, 390, 768, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    await hand(page, FORTY);
    for (const tab of [0, 1, 2, 3]) {
      await page.getByRole("tab").nth(tab).click();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${width}, tab ${tab}: ${over} pixels too wide`);
    }
  }
  await page.getByRole("tab").first().click();
  for (const box of await page.getByRole("treeitem").all()) {
    const size = await box.boundingBox();
    assert.ok(size && size.width >= 24 && size.height >= 24);
  }
  await context.close();
});
