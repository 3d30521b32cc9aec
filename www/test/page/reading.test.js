// @ts-check
// The reading room: a failed record opens at its end, one area scrolls, the divider, full width, the keys and their switch; printing; and what is quiet.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { axe, FORTY, hand, results, row, SEVERAL, settled, start, until } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const encoded = (/** @type {string} */ text) => Buffer.from(text).toString("base64");
/** Six hundred lines, an error among them and one near the end. */
const LONG = `${Array.from({ length: 600 }, (_, i) => (i === 300 ? "E: Unable to fetch some archives" : `step ${i} of 600, 0 errors`)).join("\n")}\nERROR: cannot open /etc/app.conf\nlast words\n`;
const FAILED = results([row(1, "Failed", { Output: encoded(LONG), Dropped: 51_234 }), ...Array.from({ length: 5 }, (_, i) => row(i + 2, i === 3 ? "Failed" : "Success"))]);
const output = (/** @type {Page} */ page) => page.getByRole("region", { name: "Output" }).last();
const shownId = (/** @type {Page} */ page) => page.locator("ii-record h2").textContent();
/** Whether an element lies in the window, all of it. @param {import("playwright-core").Locator} locator */
const inSight = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

test("a failed record opens at its end, in sight, and leads to its start and to lines that look like an error", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, FAILED);
  const places = page.getByRole("group", { name: "Places in the output" });
  await places.waitFor();
  assert.ok(await inSight(page.locator("ii-printed .line").last()), "the last line is in sight without a step");
  assert.equal(await page.locator("ii-printed .line").last().textContent(), "last words");
  assert.match((await page.locator("ii-record ii-output .notes").first().textContent()) ?? "", /51,234 bytes were dropped/);
  assert.ok(await page.locator("ii-output").evaluate((pane) => {
    const [note, text] = [pane.shadowRoot?.querySelector(".notes"), pane.shadowRoot?.querySelector("ii-printed")];
    return note && text && note.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
  }), "what was dropped is told above the text");
  await places.getByRole("button", { name: /earlier lines/ }).click();
  assert.ok((await page.locator("ii-printed .line").count()) > 200);
  await places.getByRole("button", { name: "Next line that looks like an error" }).click();
  await places.getByText("line 301, 1 of 2").waitFor();
  assert.equal(await page.locator("ii-printed .found").textContent(), "E: Unable to fetch some archives");
  assert.ok(await inSight(page.locator("ii-printed .found")));
  await places.getByRole("button", { name: "Next line that looks like an error" }).click();
  await places.getByText("line 601, 2 of 2").waitFor();
  await places.getByRole("button", { name: "Start" }).click();
  await output(page).getByText("step 0 of 600").waitFor();
  await places.getByRole("button", { name: "End" }).click();
  assert.ok(await inSight(page.locator("ii-printed .line").last()));
  assert.deepEqual(faults, []);
  await context.close();
});

test("of a record only the pane scrolls, and of a narrow place only the page", async () => {
  for (const width of [390, 1280]) {
    const { page, context } = await site.visit({ viewport: { width, height: 800 } });
    await hand(page, FAILED);
    // What shows an output whole comes when that is near.
    await page.locator("ii-record ii-output").scrollIntoViewIfNeeded();
    await page.locator("ii-printed .line").first().waitFor();
    await page.getByRole("group", { name: "Places in the output" }).getByRole("button", { name: "Start" }).click();
    const scrolling = await page.evaluate(() => {
      /** @type {string[]} */
      const found = [];
      /** @param {Element | null} element */
      const walk = (element) => {
        for (let at = element; at; at = at.parentElement ?? at.assignedSlot ?? (/** @type {ShadowRoot} */ (at.getRootNode()).host ?? null)) {
          if (at !== document.documentElement && /auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight + 1) found.push(at.className);
        }
      };
      const inner = (/** @type {ParentNode | null | undefined} */ root, /** @type {string[]} */ [name = "", ...rest]) => {
        const element = root?.querySelector(name) ?? null;
        return rest.length ? /** @type {any} */ (inner)(element?.shadowRoot, rest) : element;
      };
      walk(inner(document, ["inspector-page", "invocation-inspector", "ii-record", "ii-output", "ii-printed", ".line"]));
      return found;
    });
    assert.deepEqual(scrolling, width < 960 ? [] : ["pane"]);
    await context.close();
  }
});

test("on a narrow screen the reason and the end of the output stand right under the verdict", async () => {
  const { page, context } = await site.visit({ viewport: { width: 390, height: 844 } });
  await hand(page, FAILED);
  const brief = page.getByRole("region", { name: "The chosen record in short" });
  await brief.getByText("last words").waitFor();
  assert.ok(await inSight(brief), "without scrolling");
  assert.ok((await page.locator("inspector-header header").evaluate((head) => head.getBoundingClientRect().height)) <= 64);
  await brief.getByRole("button", { name: "All of this record" }).click();
  assert.ok(await inSight(page.locator("ii-record h2")));
  await page.setViewportSize({ width: 1280, height: 900 });
  await brief.waitFor({ state: "hidden" });
  await context.close();
});

test("the divider is moved by keyboard and by hand, says its value, and is where it was after a reload", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  const divider = page.getByRole("separator", { name: "Width of the details" });
  const value = async () => Number(await divider.getAttribute("aria-valuenow"));
  await divider.waitFor();
  const before = await value();
  const width = () => page.locator(".pane").evaluate((pane) => pane.clientWidth);
  const narrow = await width();
  await divider.press("ArrowLeft");
  await divider.press("ArrowLeft");
  assert.ok((await value()) > before && (await width()) > narrow);
  await divider.press("End");
  assert.ok((await value()) < before);
  const box = await divider.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 8, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x - 150, box.y + 40, { steps: 4 });
  await page.mouse.up();
  const dragged = await value();
  assert.ok(dragged > before - 2, `${before} to ${dragged}`);
  await page.reload({ waitUntil: "networkidle" });
  await hand(page, FORTY);
  await divider.waitFor();
  await until(page, async (wanted) => {
    const viewer = document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot;
    const now = viewer?.querySelector("ii-divider")?.shadowRoot?.querySelector("[role=separator]")?.getAttribute("aria-valuenow");
    return Math.abs(Number(now) - wanted) <= 1;
  }, dragged);
  await context.close();
});

test("keys step through what the query shows, go to its field, give the details all the width, and list themselves", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await settled(page);
  assert.match((await shownId(page)) ?? "", /0000003/);
  await page.keyboard.press("j");
  await page.locator("ii-record").getByTitle("i-page0000017").waitFor();
  await page.getByText(/^i-page0000017: .*2 of 40$/).waitFor({ state: "attached" });
  await page.keyboard.press("k");
  await page.locator("ii-record").getByTitle("i-page0000003").waitFor();
  await page.keyboard.press("k");
  await page.getByText(/1 of 40$/).waitFor({ state: "attached" });
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: "Filter" });
  await field.waitFor();
  await until(page, async () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute("type") === "search";
  }, null);
  await page.keyboard.type("page000002j");
  assert.equal(await field.inputValue(), "page000002j", "what is typed is typed");
  await field.fill("page000002");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.locator("ii-record").getByTitle("i-page0000020").waitFor();
  await page.keyboard.press("f");
  await page.getByRole("tab", { name: /Table/ }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Back to the list" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /Table/ }).waitFor();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog");
  for (const place of ["Anywhere", "Tree, table and lists", "One record", "Text of an input"]) await dialog.getByRole("heading", { name: place }).waitFor();
  await context.close();
});

test("one switch turns every single key off, and is remembered; keys of browsers are never taken", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await settled(page);
  await page.keyboard.press("?");
  await page.getByRole("switch").uncheck();
  await page.keyboard.press("Escape");
  /** Whether a key was taken. @param {Record<string, string | boolean>} init */
  const taken = (init) => page.evaluate((given) => !document.body.dispatchEvent(new KeyboardEvent("keydown", Object.assign({ bubbles: true, cancelable: true, composed: true }, given))), init);
  for (const key of ["j", "k", "f", "e", "n", "/", "?"]) assert.equal(await taken({ key }), false, key);
  await page.reload({ waitUntil: "networkidle" });
  await hand(page, FORTY);
  await settled(page);
  assert.equal(await taken({ key: "j" }), false);
  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("switch").check();
  await page.keyboard.press("Escape");
  assert.equal(await taken({ key: "j" }), true);
  // What Chromium, Firefox, Safari and screen readers use in a page, and what is typed with a modifier.
  for (const key of ["Tab", "F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12", "'", " ", "PageDown", "Backspace", "h", "b", "t", "1"]) assert.equal(await taken({ key }), false, key);
  for (const key of ["j", "k", "f", "g", "e", "n", "p", "s", "l", "d", "r", "w", "t", "/", "Home", "End"]) {
    for (const modifier of ["ctrlKey", "metaKey", "altKey"]) assert.equal(await taken({ key, [modifier]: true }), false, `${modifier} ${key}`);
  }
  // By what is typed, whatever key it lies on.
  assert.equal(await taken({ key: "k", code: "KeyT" }), true);
  assert.equal(await taken({ key: "t", code: "KeyK" }), false);
  await context.close();
});

test("what was taken away comes back by Ctrl+Z, or by the next stop of Tab, which says what it is", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Undo: Cleared 1 input." }).waitFor();
  await until(page, async () => document.activeElement !== document.body, null);
  await page.waitForTimeout(300);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /2 of 40/ }).waitFor();
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("button", { name: "Undo: Cleared 1 input." }).waitFor();
  await page.getByRole("button", { name: "Help" }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await page.getByRole("heading", { level: 1, name: /2 of 40/ }).waitFor();
  await context.close();
});

test("one-line JSON is shown laid out as formatted, at the record; only damaged text is repaired", async () => {
  const { page, context } = await site.visit();
  await hand(page, JSON.stringify(JSON.parse(FORTY)));
  await page.getByRole("treeitem", { name: /^i-page0000017/ }).click();
  await page.locator("ii-record").getByTitle("i-page0000017").waitFor();
  await page.getByRole("button", { name: "Show in source" }).click();
  assert.equal(await page.getByRole("button", { name: "Formatted", exact: true }).getAttribute("aria-pressed"), "true");
  await page.getByRole("textbox", { name: /^Formatted text of / }).waitFor();
  const chosen = page.locator("ii-source-view .repaired .place-chosen");
  await chosen.first().waitFor();
  const record = (await chosen.allTextContents()).join("");
  assert.match(record, /i-page0000017/);
  assert.doesNotMatch(record, /i-page0000016|i-page0000018/);
  // The same rows once more would be nothing new.
  await hand(page, `${JSON.stringify(JSON.parse(FORTY.replaceAll("t-page1", "t-page2"))).slice(0, -2)}`);
  await page.getByRole("button", { name: "Show in source" }).click();
  await page.getByRole("button", { name: "Repaired", exact: true }).waitFor();
  await context.close();
});

test("both texts scroll together", async () => {
  const { page, context } = await site.visit({ viewport: { width: 1600, height: 900 } });
  await hand(page, JSON.stringify(JSON.parse(FORTY)));
  await page.getByRole("button", { name: "Show in source" }).click();
  await page.getByRole("button", { name: "Side by side" }).click();
  const scroller = (/** @type {string} */ side) => page.locator(`ii-source-view .${side} .cm-scroller`);
  await page.locator("ii-source-view .repaired .cm-line").first().waitFor();
  await page.waitForTimeout(300);
  await scroller("repaired").evaluate((one) => (one.scrollTop = 0));
  await page.waitForTimeout(300);
  const before = await scroller("original").evaluate((one) => one.scrollTop);
  await scroller("repaired").evaluate((one) => (one.scrollTop = one.scrollHeight));
  await page.waitForTimeout(300);
  assert.ok((await scroller("original").evaluate((one) => one.scrollTop)) > before);
  await context.close();
});

test("inputs, invocations and times have names that tell", async () => {
  const { page, context } = await site.visit({ viewport: { width: 1920, height: 900 }, timezoneId: "Asia/Shanghai" });
  const rows = Array.from({ length: 50 }, (_, i) => row(i, "Success"));
  const paged = JSON.stringify({ RequestId: "R", Invocation: { TotalCount: 680, PageNumber: 2, PageSize: 50, InvocationResults: { InvocationResult: rows } } });
  await hand(page, paged);
  await page.getByRole("button", { name: /^Results · page 2 of 14 · 50 rows/ }).waitFor();
  await hand(page, FORTY);
  await page.locator("ii-record").getByText("17:01:40 GMT+8").first().waitFor();
  assert.match((await page.locator("ii-record").getByText("17:01:40 GMT+8").first().locator("..").textContent()) ?? "", /09:01:40 UTC/);
  assert.equal(await page.locator("ii-record").getByText("from Base64").first().isVisible(), false);
  const many = JSON.parse(SEVERAL);
  many.Invocations.Invocation = Array.from({ length: 12 }, (_, i) => ({ ...many.Invocations.Invocation[0], InvokeId: `t-many${i}`, CommandName: `job-${i}`, CreationTime: `2026-03-0${(i % 9) + 1}T08:00:00Z` }));
  await hand(page, JSON.stringify(many));
  await page.locator("ii-invocations").getByText(/1 Mar.*16:00 GMT\+8/).first().waitFor();
  await page.getByRole("searchbox", { name: "Filter invocations" }).fill("job-11");
  assert.equal(await page.locator("ii-invocations li").count(), 1);
  await page.getByRole("searchbox", { name: "Filter invocations" }).press("Escape");
  assert.equal(await page.locator("ii-invocations li").count(), 12);
  await context.close();
});

test("what is printed is a document: verdict, origin, all that did not succeed, the chosen output whole, and no controls", async () => {
  const { page, context, faults } = await site.visit({ timezoneId: "Asia/Shanghai" });
  await hand(page, results(Array.from({ length: 60 }, (_, i) => row(i, "Failed", i === 0 ? { Output: encoded(LONG) } : {}))));
  await settled(page);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator("ii-sheet");
  await sheet.getByRole("heading", { level: 1, name: /60/ }).waitFor();
  assert.equal(await sheet.locator("tbody tr").count(), 60);
  assert.match((await sheet.locator("tbody tr").last().textContent()) ?? "", /i-page00000.*127/);
  const text = (await sheet.evaluate((one) => one.shadowRoot?.textContent)) ?? "";
  for (const part of ["t-page1", "Results · 60 rows", "step 0 of 600", "last words", "UTC"]) assert.ok(text.includes(part), part);
  assert.equal(await page.getByRole("button").count(), 0);
  assert.equal(await page.getByRole("textbox").count(), 0);
  await page.emulateMedia({ media: null });
  await page.getByRole("tab", { name: /Tree/ }).waitFor();
  const pages = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Count \d+/g)?.map((count) => Number(count.slice(7)));
  assert.ok(Math.max(...(pages ?? [0])) > 5, `${pages} pages`);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const locale of ["en-US", "zh-CN"]) {
    test(`axe finds nothing in the reading room: ${colorScheme}, ${locale}`, async () => {
      const { page, context } = await site.visit({ colorScheme, locale });
      await hand(page, FAILED);
      await settled(page);
      await page.locator("ii-printed .places button").last().click();
      await page.locator("ii-printed .found").waitFor();
      assert.deepEqual(await axe(page), [], "a found line");
      await page.locator("ii-printed .why summary").click();
      await page.keyboard.press("f");
      await page.locator("ii-divider[wide]").waitFor();
      assert.deepEqual(await axe(page), [], "full width, how it was read");
      await page.keyboard.press("f");
      await page.setViewportSize({ width: 390, height: 844 });
      assert.deepEqual(await axe(page), [], "narrow");
      await page.emulateMedia({ media: "print" });
      await page.locator("ii-sheet h1").waitFor();
      assert.deepEqual(await axe(page), [], "printed");
      await context.close();
    });
  }
}
