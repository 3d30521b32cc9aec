// @ts-check
// Where portals put the elements: columns of cards, pages that unset everything, other windows.
import assert from "node:assert/strict";
import test from "node:test";
import { FORTY, results, row } from "../page/harness.js";
import { elements } from "./harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const LONG = results([row(1, "Failed", { InvokeId: "t-1", InstanceId: "i-a", ExitCode: 1, Output: Buffer.from(`${"long ".repeat(200)}\n${"x".repeat(500)}\n`).toString("base64") })]).slice(0, -2);
/** @param {string} name @param {string} text @param {string} [attributes] */
const holding = (name, text, attributes = "") => `<${name} ${attributes}><script type="application/json">${text}</script></${name}>`;

const plain = elements();

test("three columns of cards at 900 pixels do not overflow", async () => {
  const cards = (/** @type {string} */ text) => ["invocation-inspector", "invocation-diagram", "invocation-output"].map((name) => `<section>${holding(name, text)}</section>`).join("");
  for (const text of [FORTY, LONG]) {
    for (const columns of ["display: grid; grid-template-columns: repeat(3, 1fr)", "display: flex"]) {
      const { page, context } = await plain(`<main>${cards(text)}</main>`, `body { margin: 0 } main { inline-size: 900px; ${columns}; gap: 16px } section { padding: 16px; border: 1px solid; ${columns === "display: flex" ? "flex: 1" : ""} }`);
      await page.locator("invocation-output ii-printed").waitFor();
      await page.locator("invocation-diagram ii-diagram").waitFor();
      await page.locator("invocation-inspector h1").first().waitFor();
      const found = await page.evaluate(() => ({
        main: /** @type {HTMLElement} */ (document.querySelector("main")).scrollWidth,
        widths: [...document.querySelectorAll("section")].map((card) => Math.round(card.getBoundingClientRect().width)),
      }));
      assert.deepEqual(found, { main: 900, widths: [289, 289, 289] }, columns);
      await context.close();
    }
  }
});

test("a page that unsets everything, and lets nothing be selected, does no harm", async () => {
  const body = [holding("invocation-inspector", FORTY), holding("invocation-badge", FORTY), holding("invocation-diagram", FORTY), holding("invocation-output", FORTY)].join("");
  /** What is seen of each text and box inside. @param {string} style */
  const seen = async (style) => {
    const { page, context } = await plain(body, style);
    await page.locator("invocation-diagram ii-diagram").waitFor();
    // An output is read when it is first looked at.
    await page.locator("invocation-output").scrollIntoViewIfNeeded();
    await page.locator("invocation-output ii-printed").waitFor();
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    await page.locator("invocation-inspector ii-printed").waitFor();
    await page.waitForTimeout(300);
    const found = await page.evaluate(() => {
      /** @type {string[]} */
      const list = [];
      const walk = (/** @type {ParentNode} */ root, /** @type {string} */ name) => {
        for (const child of root.querySelectorAll("*:not(.strut, .strut *)")) {
          const { color, fontSize, lineHeight, userSelect, whiteSpace, textAlign, display, backgroundColor } = getComputedStyle(child);
          const { width } = child.getBoundingClientRect();
          list.push(`${name} ${child.localName} ${JSON.stringify({ color, fontSize, lineHeight, userSelect, whiteSpace, textAlign, display, backgroundColor, width: Math.round(width) })}`);
          if (child.shadowRoot) walk(child.shadowRoot, `${name} ${child.localName}`);
        }
      };
      for (const element of document.body.children) if (element.shadowRoot) walk(element.shadowRoot, element.localName);
      return list;
    });
    await context.close();
    return found;
  };
  // What a page without any style shows, in the same room.
  const base = "body { margin: 0; font-family: Arial; font-size: 16px }";
  const without = await seen(base);
  assert.ok(without.length > 300, `${without.length}`);
  const reset = "* { all: unset } style, script, head, title, link { display: none } html, body { display: block; user-select: none; line-height: 3; text-align: center; color: red; cursor: wait } invocation-inspector, invocation-diagram, invocation-output { display: block }";
  for (const style of [reset, reset.replace(/invocation-inspector,.*/, ""), "* { user-select: none; line-height: 2.5; font-style: italic; box-sizing: content-box; letter-spacing: 3px }"]) {
    assert.deepEqual(await seen(`${style} ${base}`), without, style);
  }
});

test("moved into another document, a frame or a window, the elements keep their style, and draw there what is new", async () => {
  const { page, element, faults, context } = await plain(`${holding("invocation-inspector", FORTY)}<iframe title="Frame" style="inline-size: 1200px; block-size: 800px; border: 0"></iframe>`, "body { margin: 0 }");
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  /** Every element with a root of its own, and whether its style is there. */
  const bare = (/** @type {string} */ where) =>
    page.evaluate((place) => {
      const of = place === "frame" ? /** @type {HTMLIFrameElement} */ (document.querySelector("iframe")).contentDocument : place === "window" ? /** @type {any} */ (globalThis).popup.document : document;
      /** @type {string[]} */
      const list = [];
      let count = 0;
      const walk = (/** @type {ParentNode} */ root) => {
        for (const child of root.querySelectorAll("*")) {
          if (!child.shadowRoot) continue;
          count += 1;
          if (child.shadowRoot.adoptedStyleSheets.length === 0) list.push(child.localName);
          walk(child.shadowRoot);
        }
      };
      walk(of);
      const style = of.querySelector("invocation-inspector")?.shadowRoot?.querySelector(".tabs");
      return { count: count > 8, list, display: style && of.defaultView.getComputedStyle(style).display };
    }, where);
  const expected = { count: true, list: [], display: "flex" };
  await page.evaluate(() => {
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
    frame.contentDocument?.body.append(/** @type {Element} */ (document.querySelector("invocation-inspector")));
  });
  const inside = page.frameLocator("iframe");
  await inside.getByRole("heading", { name: VERDICT }).waitFor();
  assert.deepEqual(await bare("frame"), expected);
  // What is first drawn there.
  await inside.getByRole("tab", { name: /Table/ }).click();
  await inside.locator("ii-table [role=row]").nth(3).click();
  await inside.getByRole("tab", { name: /Outputs/ }).click();
  await inside.locator("ii-outputs").waitFor();
  assert.deepEqual(await bare("frame"), expected);
  // Back, and into a window of its own.
  await page.evaluate(() => document.body.prepend(/** @type {Element} */ (/** @type {HTMLIFrameElement} */ (document.querySelector("iframe")).contentDocument?.querySelector("invocation-inspector"))));
  await page.getByRole("tab", { name: /Tree/ }).click();
  assert.deepEqual(await bare("here"), expected);
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate(() => {
      /** @type {any} */ (globalThis).popup = open("about:blank", "_blank", "width=1200,height=800");
      /** @type {any} */ (globalThis).popup.document.body.append(/** @type {Element} */ (document.querySelector("invocation-inspector")));
    }),
  ]);
  await popup.getByRole("heading", { name: VERDICT }).waitFor();
  await popup.getByRole("tab", { name: /Table/ }).click();
  await popup.locator("ii-table [role=row]").nth(3).waitFor();
  assert.deepEqual(await bare("window"), expected);
  assert.equal(await element.count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});
