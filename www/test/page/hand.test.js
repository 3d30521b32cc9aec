// @ts-check
// What a person feels: where the keyboard is, what is said aloud, what Escape does, what a larger font does, what a wrong file is told.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drop, FORTY, hand, paste, results, row, SEVERAL, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const verdict = (/** @type {Page} */ page) => page.locator("invocation-inspector").getByRole("heading", { level: 1 });
/** What has the keyboard, inside all shadow roots, in a word. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element === document.body || element === null ? "body" : element.localName;
  });
/** Waits until the keyboard is on such an element. @param {Page} page @param {RegExp} name */
async function keyboardOn(page, name) {
  for (let i = 0; i < 100 && !name.test(await focused(page)); i += 1) await page.waitForTimeout(30);
  assert.match(await focused(page), name);
}

test("the keyboard never falls to the page: after a paste, New, Back and Escape", async () => {
  const { page, context } = await site.visit();
  const field = page.getByRole("textbox", { name: "The response" });
  await field.focus();
  await paste(page, FORTY);
  await verdict(page).waitFor();
  await keyboardOn(page, /^h1$/);
  await page.getByRole("button", { name: "New", exact: true }).last().press("Enter");
  await field.waitFor();
  await keyboardOn(page, /^textarea$/);
  await page.goBack();
  await verdict(page).waitFor();
  await keyboardOn(page, /^h1$/);
  await page.getByRole("treeitem", { name: /^i-page0000017/ }).press("Enter");
  await page.getByRole("button", { name: "Show in source" }).press("Enter");
  await page.locator("ii-source-view").waitFor();
  await keyboardOn(page, /^(?!body)/);
  await page.keyboard.press("Escape");
  await page.locator("ii-record").waitFor();
  await keyboardOn(page, /^(?!body)/);
  await context.close();
});

test("the verdict is said once, in the one region that stands in the first HTML", async () => {
  const { page, context } = await site.visit();
  const html = await (await fetch(site.url)).text();
  assert.match(html, /<div id="status" role="status"><\/div>/);
  await page.evaluate(() => {
    const list = /** @type {any} */ (globalThis);
    list.said = [];
    const region = document.getElementById("status");
    if (region) new MutationObserver(() => list.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await hand(page, FORTY);
  await page.getByRole("tab", { name: /^Table/ }).click();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).said), ["PartialFailed: 2 of 40 instances failed."]);
  await context.close();
});

test("the title says outcome and count, and never an id", async () => {
  const { page, context } = await site.visit();
  assert.equal(await page.title(), "Invocation Inspector");
  await hand(page, FORTY);
  await page.waitForFunction(() => document.title === "2 failed, 38 succeeded · Invocation Inspector");
  const secret = "i-secret0001";
  await hand(page, results([row(1, secret, { InstanceId: secret, InvokeId: secret, CommandName: secret, ErrorCode: secret })]));
  await page.waitForFunction(() => document.title.startsWith("1 "));
  assert.ok(!(await page.title()).includes("secret"));
  await page.getByRole("button", { name: "中文" }).click();
  await page.waitForFunction(() => /^\D+ 1 · /.test(document.title) && !/running|unknown/.test(document.title));
  await page.getByRole("button", { name: "新建" }).last().click();
  await page.waitForFunction(() => !/\d/.test(document.title));
  await context.close();
});

test("Escape in the filter leaves it, keeps what was typed, and never leaves the tab", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: /^Table/ }).click();
  const field = page.getByRole("combobox", { name: "Filter" });
  await field.fill("page0000031");
  await page.getByText("1 of 40").waitFor();
  await page.keyboard.press("Escape");
  await keyboardOn(page, /^div$/);
  assert.equal(await field.inputValue(), "page0000031");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(200);
  assert.equal(await page.getByRole("tab", { name: /^Table/ }).getAttribute("aria-selected"), "true");
  await context.close();
});

test("Escape in a search clears it, then leaves it", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: "Outputs" }).click();
  const field = page.getByRole("searchbox");
  await field.fill("output of 31");
  await page.keyboard.press("Escape");
  assert.equal(await field.inputValue(), "");
  assert.equal(await focused(page), "input");
  await context.close();
});

test("Escape in a difference closes the difference, and the keyboard is on what opened it", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.getByRole("button", { name: "Exact", exact: true }).click();
  const compare = page.locator("ii-comparison .group").nth(1).locator("[aria-expanded]");
  await compare.press("Enter");
  const difference = page.locator("ii-comparison .difference");
  await difference.locator("select").focus();
  await page.keyboard.press("Escape");
  await difference.waitFor({ state: "detached" });
  assert.ok(await compare.evaluate((button) => /** @type {ShadowRoot} */ (button.getRootNode()).activeElement === button));
  assert.equal(await page.getByRole("tab", { name: "Outputs" }).getAttribute("aria-selected"), "true");
  await context.close();
});

test("a press inside the help dialog's own padding leaves it open, one beside it closes it", async () => {
  const { page, context } = await site.visit();
  await page.getByRole("button", { name: "Help" }).click();
  const dialog = page.getByRole("dialog");
  const box = await dialog.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + 8, box.y + box.height / 2);
  await page.mouse.click(box.x + box.width / 2, box.y + 8);
  assert.ok(await dialog.isVisible());
  // Chosen text whose end is let go beside it.
  await page.mouse.move(box.x + 60, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(box.x - 20, box.y + 90);
  await page.mouse.up();
  assert.ok(await dialog.isVisible());
  await page.mouse.click(box.x - 20, box.y + 20);
  await dialog.waitFor({ state: "hidden" });
  await context.close();
});

test("Home and End walk the tabs, and arrows do not fill the history", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  const steps = () => page.evaluate(() => history.length);
  const before = await steps();
  const chosen = (/** @type {RegExp} */ name) => page.waitForFunction((source) => {
    const viewer = document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector");
    return new RegExp(source).test(viewer?.shadowRoot?.querySelector("[role=tab][aria-selected=true]")?.textContent?.trim() ?? "");
  }, name.source);
  await page.getByRole("tab", { name: "Tree" }).focus();
  for (const [key, name] of /** @type {const} */ ([["End", /^Diagnostics/], ["Home", /^Tree/], ["ArrowRight", /^Table/], ["ArrowLeft", /^Tree/], ["ArrowLeft", /^Diagnostics/]])) {
    await page.keyboard.press(key);
    await chosen(name);
    assert.equal(await focused(page), "button");
  }
  assert.equal(await steps(), before);
  await page.getByRole("tab", { name: "Tree" }).click();
  assert.equal(await steps(), before + 1);
  await context.close();
});

test("every `?` is a target of at least 24 pixels", async () => {
  const { page, context } = await site.visit();
  await hand(page, SEVERAL);
  await page.locator("ii-record a.guide").first().waitFor();
  const small = await page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    const look = (/** @type {Document | ShadowRoot} */ root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches("a.guide")) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width > 0 && (width < 24 || height < 24)) found.push(`${element.getAttribute("href")}: ${width} x ${height}`);
      }
    };
    look(document);
    return found;
  });
  assert.deepEqual(small, []);
  await context.close();
});

test("with a font of 24 pixels and at 200 % the diagram's lines do not overlap and no row is clipped", async () => {
  for (const font of ["24px", "200%"]) {
    for (const width of [1280, 390]) {
      const { page, context } = await site.visit({ viewport: { width, height: 900 } });
      await hand(page, FORTY);
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), font);
      const words = page.locator("ii-diagram text.strong").first();
      const high = () => words.evaluate((text) => text.getBoundingClientRect().height);
      for (let i = 0; i < 100 && (await high()) <= 22; i += 1) await page.waitForTimeout(30);
      const faults = await page.locator("ii-diagram svg[role=tree]").evaluate((svg) => {
        const box = (/** @type {Element} */ element) => element.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")].filter((text) => getComputedStyle(text).visibility === "visible").map((text) => ({ text: text.textContent, ...JSON.parse(JSON.stringify(box(text))) }));
        const whole = box(svg);
        const wrong = [];
        for (const [i, a] of texts.entries()) {
          if (a.bottom > whole.bottom + 1 || a.top < whole.top - 1) wrong.push(`${a.text} is clipped`);
          for (const b of texts.slice(i + 1)) {
            const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const beside = a.right <= b.left + 1 || b.right <= a.left + 1;
            if (over > a.height / 4 && !beside) wrong.push(`${a.text} lies over ${b.text}`);
          }
        }
        return wrong;
      });
      assert.deepEqual(faults, [], `${font} at ${width}`);
      const size = await high();
      assert.ok(size > 22, `${font} at ${width}: its words grow with the font, and are ${size} high`);
      assert.ok(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth), `${font} at ${width}`);
      await context.close();
    }
  }
});

/** @type {[name: string, bytes: number[], says: RegExp][]} */
const WRONG = [
  ["shot.png", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0], /PNG/],
  ["photo.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1], /JPEG/],
  ["logs.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 4, 0], /gzip/],
  ["report.pdf", [...Buffer.from("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n")], /PDF/],
  ["table.xlsx", [0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0], /ZIP|zip/],
  ["agent", [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], /ELF|program/],
  ["noise.bin", Array.from({ length: 256 }, (_, i) => (i * 7) % 32), /./],
];

/** @param {Page} page @param {[string, number[]][]} files */
const dropBytes = (page, files) =>
  page.evaluate((list) => {
    const data = new DataTransfer();
    for (const [name, bytes] of list) data.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, files);

test("a wrong file says in its place what it is and that nothing was read, and what stood stays", async () => {
  const { page, context, faults } = await site.visit();
  const bar = page.locator("inspector-toast .toast");
  for (const [name, bytes, says] of WRONG) {
    await dropBytes(page, [[name, bytes]]);
    await bar.getByText(new RegExp(`^${name.replace(".", "\\.")} is no response but something else \\(.*\\); nothing was read of it\\.`)).waitFor();
    assert.match((await bar.textContent()) ?? "", says, name);
    assert.ok(await page.getByRole("textbox", { name: "The response" }).isVisible());
  }
  await hand(page, FORTY);
  await dropBytes(page, [["shot.png", WRONG[0]?.[1] ?? []], ["one.json", [...Buffer.from(results([row(77, "Success")]))]]]);
  await bar.getByText(/^shot\.png is no response/).waitFor();
  await page.locator("inspector-inputs .title").getByText("one.json").waitFor();
  assert.deepEqual(await page.locator("inspector-inputs .title").allTextContents(), ["Results · 40 rows", "one.json"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("text in any character set is no wrong file", async () => {
  const { page, context } = await site.visit();
  const utf16 = Buffer.from(`\ufeff${FORTY}`, "utf16le");
  for (const [name, bytes] of /** @type {[string, Buffer][]} */ ([["marked.json", utf16], ["unmarked.json", utf16.subarray(2)], ["plain.json", Buffer.from(FORTY)]])) {
    await dropBytes(page, [[name, [...bytes]]]);
    await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
    await page.getByRole("button", { name: "Inputs: 1" }).click();
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByRole("textbox", { name: "The response" }).waitFor();
  }
  await drop(page, [{ name: "notes.txt", text: "\u001b[31mred\u001b[0m and a bell \u0007" }]);
  await verdict(page).waitFor();
  await context.close();
});

test("what is called by what it is, is so in the language that is chosen", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("button", { name: /^Inputs: \d/ }).click();
  const name = page.locator("inspector-inputs .name .title");
  assert.equal(await name.textContent(), "Results · 40 rows");
  await page.getByRole("button", { name: "中文" }).click();
  await name.filter({ hasText: "执行结果 · 40 条" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await name.filter({ hasText: "Results · 40 rows" }).waitFor();
  await context.close();
});

test("undo works with Caps Lock, and Shift asks for something else; a blank paste is called so", async () => {
  const { page, context } = await site.visit();
  const bar = page.locator("inspector-toast");
  for (const place of ["textarea", "header .brand"]) {
    await page.locator(place).first().focus();
    await paste(page, " \n");
    await bar.getByText("Nothing was given: what came is blank.").waitFor();
    await bar.getByRole("button", { name: "Close" }).click();
  }
  await hand(page, FORTY);
  await page.getByRole("button", { name: /^Inputs: \d/ }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await bar.getByText(/^Cleared/).waitFor();
  const press = (/** @type {boolean} */ shiftKey) => page.evaluate((shiftKey) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Z", ctrlKey: true, shiftKey, bubbles: true, composed: true, cancelable: true })), shiftKey);
  await press(true);
  await page.waitForTimeout(300);
  assert.equal(await verdict(page).count(), 0);
  await press(false);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("each command stands on its own, is copied by a name of its own, and breaks between words", async () => {
  for (const width of [1280, 390]) {
    const { page, context } = await site.visit({ viewport: { width, height: 844 } });
    await hand(page, FORTY.replace('"TotalCount": 40', '"TotalCount": 400'));
    const blocks = page.locator(".next .command");
    await blocks.nth(1).waitFor();
    const told = await blocks.evaluateAll((all) =>
      all.map((block) => ({
        text: block.querySelector("code")?.textContent ?? "",
        name: block.querySelector("ii-copy")?.shadowRoot?.querySelector("button")?.getAttribute("aria-label"),
        top: block.getBoundingClientRect().top,
        bottom: block.getBoundingClientRect().bottom,
        broken: [...block.querySelectorAll(".word")].filter((word) => word.getClientRects().length > 1 || word.getBoundingClientRect().height > 30).map((word) => word.textContent),
      })),
    );
    assert.deepEqual(told.map(({ broken }) => broken), told.map(() => []), `${width}`);
    assert.equal(new Set(told.map(({ name }) => name)).size, told.length);
    assert.ok(told.every(({ name, text }) => name?.startsWith(`Copy the command: ${text.slice(0, 16)}`)), JSON.stringify(told));
    assert.ok(told.every(({ top }, at) => at === 0 || top >= (told[at - 1]?.bottom ?? 0)));
    await blocks.last().getByRole("button").click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), told.at(-1)?.text);
    // What is left of the sentence is no full stop on a line of its own.
    assert.doesNotMatch((await page.locator(".next li").first().innerText()).trim(), /^\W$/m);
    await context.close();
  }
});

test("tabs and Export share a line, on the line below them stands the tab that is open", async () => {
  for (const width of [390, 1280]) {
    const { page, context } = await site.visit({ viewport: { width, height: 844 } });
    await hand(page, FORTY);
    if (width > 390) {
      await page.getByRole("button", { name: "Show in source" }).click();
      await page.locator("ii-source-view").waitFor();
    }
    const row = page.locator(".tab-row");
    await row.getByRole("button", { name: "Export…" }).waitFor();
    const places = await row.evaluate((row) => [row, row.querySelector("[aria-selected=true]"), row.querySelector("ii-export")].map((one) => one?.getBoundingClientRect().bottom ?? 0));
    const [bottom = 0, tab = 0, button = 0] = places;
    assert.ok(Math.abs(bottom - tab) <= 2 && bottom - button < 12, `${width}: ${places}`);
    await row.getByRole("button", { name: "Export…" }).click();
    await page.getByRole("dialog", { name: "Export" }).waitFor();
    await context.close();
  }
});

test("one ring shows what has the keyboard, whole; what was typed is no placeholder; what is shown is not as what is selected", async () => {
  const { page, context } = await site.visit();
  const field = page.getByRole("textbox", { name: "The response" });
  await field.focus();
  const outlines = () => page.locator("inspector-start .field").evaluate((box) => [box, box.querySelector("textarea")].map((one) => one && getComputedStyle(one).outlineStyle));
  assert.deepEqual(await outlines(), ["solid", "none"]);
  await page.keyboard.press("Tab");
  assert.deepEqual(await outlines(), ["none", "none"]);
  await hand(page, results(Array.from({ length: 4 }, (_, i) => row(i, i === 3 ? "Failed" : "Success", { ExitCode: i === 3 ? 2 : 0 }))));
  await page.getByRole("button", { name: "Count other exit codes as expected…" }).click();
  const codes = page.getByLabel("Expected exit codes");
  const [ink, body, gap] = await codes.evaluate((field) => {
    const label = /** @type {HTMLElement} */ (field.parentElement);
    const text = document.createRange();
    text.selectNodeContents(/** @type {Node} */ (label.firstChild));
    return [getComputedStyle(field).color, getComputedStyle(/** @type {ShadowRoot} */ (field.getRootNode()).host).color, field.getBoundingClientRect().left - text.getBoundingClientRect().right];
  });
  assert.equal(ink, body);
  assert.ok(Number(gap) >= 6, `${gap}`);
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.locator("ii-table .rows .row:not([aria-current]) .check input").first().check();
  const fill = (/** @type {string} */ row) => page.locator(`ii-table .rows .row${row}`).evaluate((row) => getComputedStyle(row).backgroundColor);
  assert.notEqual(await fill("[aria-current]"), await fill('[aria-selected="true"]'));
  await page.locator("ii-table .head button").first().press("Shift");
  assert.equal(await page.locator("ii-table .head button").first().evaluate((button) => getComputedStyle(button).outlineOffset), "-2px");
  await context.close();
});
