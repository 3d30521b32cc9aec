// Each example, from the package as npm packs it: it shows the verdict, in Chromium.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { launch } from "../www/test/page/harness.js";
import { PAGES, prepared, VERDICT } from "./prepared.js";

let browser;
let site;

before(async () => {
  site = await prepared();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
});

async function open(url) {
  const page = await (await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !/favicon|404/.test(message.text()) && faults.push(message.text()));
  await page.goto(url);
  return { page, faults };
}

for (const name of PAGES) {
  test(name, async () => {
    const { page, faults } = await open(`${site.url}${name}/index.html`);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    if (/react|vue/.test(name)) {
      await page.getByText("Chosen: i-bp1b").waitFor();
      await page.getByRole("tab", { name: /Table/, selected: true }).waitFor();
    }
    if (name.endsWith("vite")) assert.equal(await page.title(), "failed: t-example");
    assert.deepEqual(faults, []);
  });
}

test("ssr", async () => {
  const { url, stop } = await site.rendering();
  try {
    assert.ok((await (await fetch(url)).text()).includes(`<h1>${VERDICT}</h1>`), "without a script, the verdict stands in the page");
    const { page, faults } = await open(url);
    await page.locator("invocation-inspector").getByRole("heading", { name: VERDICT }).waitFor();
    assert.deepEqual(faults, []);
  } finally {
    stop();
  }
});

test("iframe", async () => {
  const { page, faults } = await open(`${site.url}iframe/index.html`);
  await page.frameLocator("iframe").getByRole("heading", { name: VERDICT }).waitFor();
  assert.equal(await page.title(), "failed: t-example");
  assert.deepEqual(faults, []);
});
