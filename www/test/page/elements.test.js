// @ts-check
// elements.html: whatever the package's manifest lists has its place there, and works there: attributes, events, slots, parts, tokens, beside a live element.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { axe, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContextOptions} Options */

/** @template T @param {string} path @returns {Promise<T>} */
const load = async (path) => (await runnerImport(fileURLToPath(new URL(`../../build/${path}`, import.meta.url)), { configFile: false, root: fileURLToPath(new URL("../../", import.meta.url)), logLevel: "silent" })).module;
const { declarations } = /** @type {typeof import("../../build/elements.ts")} */ (await load("elements.ts"));
const { customElements } = /** @type {typeof import("../../build/manifest.ts")} */ (await load("manifest.ts"));
/** @type {import("../../src/elements/declared.ts").Declared[]} */
const ELEMENTS = /** @type {any} */ (customElements(declarations())).modules[0].declarations;
const EMBEDDED = "invocation-inspector";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Opens the page at an element, or a row of it. @param {string} place @param {Options} [options] */
async function open(place, options) {
  const visited = await site.visit(options);
  await visited.page.goto(`${site.url}elements.html#${place}`, { waitUntil: "networkidle" });
  await live(visited.page, place).waitFor();
  return visited;
}

/** @param {Page} page @param {string} place */
const live = (page, place) => page.locator(`.live > ${place.split("/")[0]}`);
/** @param {Page} page */
const html = (page) => page.locator(".code pre").textContent();
/** A row by its kind and name. @param {Page} page @param {string} kind @param {string} name */
const row = (page, kind, name) => page.locator(`.rows > li[id="${kind}-${name}"]`);

/** What is drawn once an element has read the sample. @param {Page} page @param {string} tag */
const drawn = (page, tag) => live(page, tag).locator("css=[part]").filter({ visible: true }).first().waitFor();

/** The outline of the first that is seen of a part; null where there is none. @param {Page} page @param {string} part */
const outlineOf = (page, part) =>
  page.locator(".live > *").evaluate((element, name) => {
    /** @type {(root: ParentNode) => Element[]} */
    const find = (root) => [...root.querySelectorAll("*")].flatMap((one) => [...(one.part.contains(name) ? [one] : []), ...(one.shadowRoot ? find(one.shadowRoot) : [])]);
    const found = element.shadowRoot && find(element.shadowRoot).find((one) => one.checkVisibility());
    return found ? getComputedStyle(found).outlineStyle : null;
  }, part);

test("every element, attribute, event, part, slot, property, method and token of the manifest has its row, and nothing else has one", async () => {
  const { page, context, faults, violations } = await open(EMBEDDED);
  assert.deepEqual((await page.locator("nav li").allTextContents()).sort(), ELEMENTS.map(({ tagName }) => tagName).sort());
  for (const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } of ELEMENTS) {
    await page.getByRole("link", { name: tagName, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: `<${tagName}>` }).waitFor();
    assert.equal(await page.title(), `<${tagName}> · Invocation Inspector`);
    await page.getByText(description, { exact: true }).waitFor();
    /** @param {string} kind @param {{ name: string }[]} list */
    const ids = (kind, list) => list.map(({ name }) => `${kind}-${name}`);
    const expected = [
      ...ids("attribute", attributes),
      ...ids("event", events),
      ...ids("part", cssParts),
      ...ids("slot", slots),
      ...ids("property", members.filter(({ kind, attribute }) => kind === "field" && !attribute)),
      ...ids("method", members.filter(({ kind }) => kind === "method")),
      ...ids("token", cssProperties),
    ];
    assert.deepEqual(await page.locator(".rows > li").evaluateAll((rows) => rows.map(({ id }) => id)), expected, tagName);
    for (const attribute of attributes) {
      const text = (await row(page, "attribute", attribute.name).innerText()).replaceAll(/\s+/g, " ");
      assert.ok(text.includes((attribute.description ?? "").replaceAll("`", "")), `${tagName} ${attribute.name}: ${text}`);
      if (attribute.default !== undefined) assert.ok(text.includes(`Default ${attribute.default}`), `${tagName} ${attribute.name}: ${text}`);
      // The control that fits.
      const control = row(page, "attribute", attribute.name).locator("input, select");
      const values = [...attribute.type.text.matchAll(/"(.+?)"/g)].map(([, value]) => value);
      if (values.length) assert.deepEqual((await control.locator("option").allTextContents()).slice(1), values, attribute.name);
      else assert.equal(await control.getAttribute("type"), attribute.type.text === "boolean" ? "checkbox" : "text", attribute.name);
    }
  }
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("an attribute that is set changes the live element, and the HTML that makes it; taken away it is as before", async () => {
  const { page, context, faults } = await open(EMBEDDED);
  const element = live(page, EMBEDDED);
  await element.getByRole("tree").waitFor();
  const before = await html(page);
  await page.getByRole("combobox", { name: "view", exact: true }).selectOption("table");
  await element.getByRole("grid").waitFor();
  await page.getByLabel("query", { exact: true }).fill("outcome:failed");
  await page.keyboard.press("Enter");
  await element.getByRole("grid").getByText("i-bp1example0001").waitFor({ state: "detached" });
  assert.equal(await element.getByRole("grid").getByText("i-bp1example0003").count(), 1);
  assert.match((await html(page)) ?? "", /^<invocation-inspector view="table" query="outcome:failed">/);
  await page.getByRole("checkbox", { name: "compact", exact: true }).check();
  await element.getByRole("button", { name: "Show details" }).waitFor();
  assert.match((await html(page)) ?? "", / compact>/);
  await page.getByRole("combobox", { name: "lang", exact: true }).selectOption("zh");
  await element.getByRole("button", { name: "查看详情" }).waitFor();
  await page.getByRole("checkbox", { name: "compact", exact: true }).uncheck();
  for (const name of ["view", "lang"]) await page.getByRole("combobox", { name, exact: true }).selectOption("not set");
  await page.getByLabel("query", { exact: true }).fill("");
  await page.keyboard.press("Enter");
  assert.equal(await html(page), before);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is copied makes the same element elsewhere", async () => {
  const { page, context } = await open("invocation-output");
  await live(page, "invocation-output").getByText("pm2: not found").waitFor();
  await page.getByLabel("instance-id", { exact: true }).fill("i-bp1example0002");
  await page.keyboard.press("Enter");
  await live(page, "invocation-output").getByText("ready").waitFor();
  await page.getByLabel("--ii-accent", { exact: true }).fill("rgb(1, 2, 3)");
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "contents", exact: true }).check();
  await page.getByRole("button", { name: "Copy the HTML, with the sample" }).click();
  await page.getByText("Copied").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await page.route("**/elsewhere.html", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Elsewhere</title><script type="module" src="inspector.js"></script>${copied}` }));
  await page.goto(`${site.url}elsewhere.html`);
  const element = page.locator("invocation-output");
  await element.getByText("ready").waitFor();
  assert.deepEqual(await element.evaluate((one) => [/** @type {any} */ (one).contents, getComputedStyle(one).getPropertyValue("--ii-accent").trim()]), [true, "rgb(1, 2, 3)"]);
  await context.close();
});

test("slots are filled and emptied, and properties are given an example", async () => {
  const { page, context, faults } = await open(EMBEDDED);
  const element = live(page, EMBEDDED);
  const heading = element.getByRole("heading", { name: "PartialFailed: 2 of 5 instances failed." });
  await heading.waitFor();
  for (const name of ["header", "footer"]) {
    await page.getByRole("checkbox", { name: `Fill: ${name}`, exact: true }).check();
    await element.getByText(`What stands in the slot ${name}`).waitFor();
  }
  await page.getByRole("checkbox", { name: "Fill: response" }).uncheck();
  await heading.waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: "Fill: empty" }).check();
  await element.getByText("What stands in the slot empty").waitFor();
  await page.getByRole("checkbox", { name: "Fill: response" }).check();
  await heading.waitFor();
  await page.getByRole("checkbox", { name: "Example: actions" }).check();
  await element.getByRole("button", { name: "Open a ticket" }).first().click();
  await row(page, "event", "ii-action").getByText("Sent: 1").waitFor();
  assert.match((await html(page)) ?? "", /<script type="module">\n {2}document\.querySelector\("invocation-inspector"\)\.actions = \[\{"id":"ticket"/);
  await page.getByRole("checkbox", { name: "Example: actions" }).uncheck();
  await element.getByRole("button", { name: "Open a ticket" }).first().waitFor({ state: "detached" });
  assert.doesNotMatch((await html(page)) ?? "", /<script/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("events are written into the log with their own fields, and counted at their rows", async () => {
  const { page, context } = await open(EMBEDDED);
  const log = page.getByRole("log", { name: "Events" });
  for (const name of ["ii-ready", "ii-diagnostic", "ii-selection"]) await log.getByText(name, { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  await log.getByText("Nothing was sent yet.").waitFor();
  await live(page, EMBEDDED).getByRole("tab", { name: /Table/ }).click();
  for (const name of ["ii-view", "ii-state"]) {
    await row(page, "event", name).getByText(/^Sent: \d+$/).waitFor();
    await log.getByText(name, { exact: true }).first().waitFor();
  }
  assert.match((await log.locator("p", { hasText: "ii-state" }).first().textContent()) ?? "", /"tab":"table".*"cause":"user"/);
  assert.equal(await row(page, "event", "ii-ready").getByText("Sent").count(), 0);
  await page.getByRole("link", { name: "invocation-badge", exact: true }).click();
  await log.getByText("ii-ready", { exact: true }).waitFor();
  assert.equal(await log.locator("p").count(), 1, "another element has a log of its own");
  await context.close();
});

test("a part is marked while its row is pointed at or focused, and as long as the address names it", async () => {
  for (const { tagName, cssParts } of ELEMENTS) {
    const { page, context, faults } = await open(tagName);
    await drawn(page, tagName);
    let seen = 0;
    for (const { name } of cssParts) {
      await row(page, "part", name).hover();
      const outline = await outlineOf(page, name);
      if (outline === null) await row(page, "part", name).getByText("Not drawn in this state.").waitFor();
      else assert.equal(outline, "solid", `${tagName}::part(${name})`);
      seen += Number(outline !== null);
      await page.mouse.move(0, 0);
      if (outline !== null) assert.equal(await outlineOf(page, name), "none", name);
    }
    assert.ok(seen >= Math.min(cssParts.length, 9), `${tagName}: ${seen} parts`);
    const { name } = cssParts.find(({ name }) => ["head", "diagram", "output", "badge"].includes(name)) ?? assert.fail(tagName);
    await row(page, "part", name).getByRole("link").focus();
    assert.equal(await outlineOf(page, name), "solid", name);
    await page.keyboard.press("Enter");
    await page.evaluate(() => /** @type {any} */ (document.querySelector("elements-page"))?.shadowRoot.activeElement.blur());
    assert.equal(await page.evaluate(() => location.hash), `#${tagName}/part-${name}`);
    assert.equal(await outlineOf(page, name), "solid", name);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("an address leads to its row, an unknown one to the first element", async () => {
  const { page, context, faults } = await open(`${EMBEDDED}/part-pane`);
  await row(page, "part", "pane").waitFor();
  assert.ok(await row(page, "part", "pane").evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight && one.getBoundingClientRect().top >= 0));
  // The part itself is in sight, too.
  await page.waitForFunction(() => {
    const box = document.querySelector("elements-page")?.shadowRoot?.querySelector(".live");
    const pane = box?.querySelector("*")?.shadowRoot?.querySelector("[part~=pane]");
    return box && pane && pane.getBoundingClientRect().top < box.getBoundingClientRect().bottom - 40;
  });
  for (const hash of ["#nothing", "#invocation-nothing/attribute-x", "#%", "#invocation-inspector/%22]"]) {
    await page.goto(`${site.url}elements.html${hash}`);
    await page.getByRole("heading", { level: 1, name: "<invocation-inspector>" }).waitFor();
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("axe finds nothing, in both themes and languages, wide and narrow", async () => {
  for (const [colorScheme, locale, width] of /** @type {const} */ ([["light", "en-US", 1280], ["dark", "zh-CN", 390]])) {
    const { page, context, violations } = await open(EMBEDDED, { colorScheme, locale, viewport: { width, height: 844 } });
    await drawn(page, EMBEDDED);
    for (const { tagName } of ELEMENTS) {
      await page.getByRole("link", { name: tagName, exact: true }).click();
      await drawn(page, tagName);
      assert.deepEqual(await axe(page), [], `${tagName} ${colorScheme} ${width}`);
    }
    assert.deepEqual(await violations(), []);
    await context.close();
  }
});

test("it fits from 390 to 1920 pixels, speaks the reader's language and remembers theme and language with the inspector", async () => {
  const { page, context } = await open(EMBEDDED, { viewport: { width: 390, height: 844 } });
  for (const { tagName } of ELEMENTS) {
    await page.getByRole("link", { name: tagName, exact: true }).click();
    await drawn(page, tagName);
    for (const width of [390, 760, 761, 1100, 1101, 1280, 1920]) {
      await page.setViewportSize({ width, height: 844 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${tagName} at ${width}`);
    }
  }
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { name: /CSS 部件/ }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await page.getByRole("button", { name: "主题：跟随系统" }).click();
  await page.goto(site.url);
  await page.getByRole("button", { name: "主题：浅色" }).waitFor();
  await context.close();
});

test("the policy is the page's own, nothing of it is in the first load, and a control is reached by the keyboard past the live element", async () => {
  const policyOf = (/** @type {string} */ name) => /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(readFileSync(new URL(`../../dist/${name}`, import.meta.url), "utf8"))?.[1];
  assert.ok(policyOf("elements.html"));
  assert.equal(policyOf("elements.html"), policyOf("index.html"));
  assert.doesNotMatch(readFileSync(new URL("../../dist/index.html", import.meta.url), "utf8"), /elements|inspector\.js/);
  const { page, context } = await open("invocation-diagram");
  await page.getByRole("link", { name: "invocation-output", exact: true }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  for (let stop = 0; stop < 2; stop += 1) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.querySelector("elements-page")?.shadowRoot?.activeElement?.getAttribute("aria-label")), "response");
  await context.close();
});
