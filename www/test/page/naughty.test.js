// @ts-check
// Strings that break things, in every field: they are text, they stay in their place, and the page goes on.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, results, start } from "./harness.js";
import { ALL, FIELDS, NAUGHTY, RUN_FIELDS } from "./naughty.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** A row with the text in every field but those by which rows are told apart. @param {string} text @param {number} i */
function rowOf(text, i) {
  const row = Object.fromEntries(FIELDS.map((field) => [field, text]));
  return { ...row, InvokeId: "t-naughty", InstanceId: `i-${i}-${text}`, [text]: text };
}

/** A run with it in every field. @param {string} text @param {number} i */
function runOf(text, i) {
  const run = Object.fromEntries(RUN_FIELDS.map((field) => [field, text]));
  return { ...run, InvokeId: `t-${i}-${text}`, InvokeInstances: { InvokeInstance: [{ InstanceId: text, InvocationStatus: text, ErrorInfo: text }] }, [text]: text };
}

/** What must never be there, in any shadow root: elements that no template of ours makes. @param {Page} page */
const strangers = (page) =>
  page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    const look = (/** @type {Document | ShadowRoot} */ root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) look(element.shadowRoot);
        // The editor's own, which carries nothing.
        if (element.matches("img.cm-widgetBuffer:not([src])")) continue;
        const ours = element.localName === "script" ? element.parentElement === document.head : element.localName === "meta" || element.localName === "style" ? root === document : true;
        if (!ours || element.id === "injected" || ["iframe", "img", "object", "embed", "base", "math", "b"].includes(element.localName)) found.push(element.outerHTML.slice(0, 80));
        for (const { name, value } of element.attributes) if (name.startsWith("on") || /^\s*javascript:/i.test(value)) if (name !== "title" && !name.startsWith("aria-") && !name.startsWith("data-")) found.push(`${element.localName} ${name}=${value.slice(0, 40)}`);
      }
    };
    look(document);
    return found;
  });
const overflows = (/** @type {Page} */ page) => page.evaluate(() => Math.max(0, (document.scrollingElement?.scrollWidth ?? 0) - innerWidth));

for (const width of [1280, 390]) {
  test(`no naughty string in a row is markup or widens the page, ${width} pixels wide`, async () => {
    const { page, context, faults, violations } = await site.visit({ viewport: { width, height: 900 } });
    page.on("dialog", (dialog) => faults.push(dialog.message()));
    await hand(page, results(ALL.map(rowOf)));
    await page.getByRole("tab", { name: /^Table/ }).click();
    // As the documents have them: from the head of the column, or where there is none by the list.
    if (width < 600) await page.getByRole("combobox", { name: "Order" }).selectOption("");
    else for (let i = 0; i < 2; i += 1) await page.getByRole("columnheader", { name: "Status" }).getByRole("button").click();
    const grid = page.locator("ii-table .grid");
    for (const [kind, texts] of Object.entries(NAUGHTY)) {
      for (const _ of texts) {
        await grid.focus();
        await page.keyboard.press("Enter");
        await page.keyboard.press("ArrowDown");
        assert.equal(await overflows(page), 0, `${kind}: ${await page.locator("ii-record").textContent()}`);
      }
      assert.deepEqual(await strangers(page), [], kind);
    }
    await page.getByRole("tab", { name: "Diagnostics" }).click();
    assert.equal(await overflows(page), 0);
    assert.deepEqual(await strangers(page), []);
    assert.deepEqual([faults, await violations()], [[], []]);
    await context.close();
  });
}

test("no naughty string in a run is markup or widens the page, in either language", async () => {
  const { page, context, faults, violations } = await site.visit({ viewport: { width: 390, height: 900 } });
  for (const [kind, texts] of Object.entries(NAUGHTY)) {
    await hand(page, JSON.stringify({ RequestId: texts[0], NextToken: texts[0], TotalCount: 500, PageNumber: 1, PageSize: 10, Invocations: { Invocation: texts.map(runOf) } }));
    await page.getByRole("button", { name: /^Inputs: \d/ }).click();
    const runs = page.locator("ii-invocations button[part=invocation]");
    for (const at of [0, Math.floor(texts.length / 2), texts.length - 1]) {
      if (!(await runs.nth(at).isVisible())) await page.getByRole("button", { name: /^Inputs: \d/ }).click();
      await runs.nth(at).click();
      assert.equal(await overflows(page), 0, `${kind} ${at}`);
      await page.locator("ii-diagram [data-key=root]").press("Enter");
      assert.equal(await overflows(page), 0, `${kind} ${at}, the run`);
    }
    assert.deepEqual(await strangers(page), [], kind);
  }
  await page.getByRole("button", { name: "中文" }).click();
  assert.equal(await overflows(page), 0);
  assert.deepEqual([faults, await violations()], [[], []]);
  await context.close();
});

test("no naughty string in an error of the call is markup or widens the page", async () => {
  const { page, context, faults } = await site.visit({ viewport: { width: 390, height: 900 } });
  for (const [kind, texts] of Object.entries(NAUGHTY)) {
    for (const text of texts.slice(0, 4)) {
      await hand(page, JSON.stringify({ Code: text, Message: text, RequestId: text, HostId: text, Recommend: text }));
      assert.equal(await overflows(page), 0, `${kind}: ${text.slice(0, 40)}`);
    }
    assert.deepEqual(await strangers(page), [], kind);
  }
  assert.deepEqual(faults, []);
  await context.close();
});
