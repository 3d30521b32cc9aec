// @ts-check
// Signs that cannot be seen, or that turn the text around them, in what a response says: they stand by their code, in every view; copies stay exact.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const SIGNS = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

test("in ids, codes, statuses and reasons invisible signs stand by their code, in every view and title", async () => {
  const { page, context } = await site.visit();
  const odd = { InvokeId: "t-\u202e1", InvocationStatus: "Odd\u202estatus", ErrorCode: "Code\u202eX", ErrorInfo: "\u202egone\u200b" };
  await hand(page, results([row(1, "Failed", { ...odd, InstanceId: "i-same" }), row(2, "Failed", { ...odd, InstanceId: "i-s\u200bame" })]));
  for (const tab of ["Tree", "Table", "Outputs", "Diagnostics"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(500);
    const found = await page.evaluate((source) => {
      const signs = new RegExp(source, "u");
      /** @type {string[]} */
      const found = [];
      const walk = (/** @type {Node} */ node) => {
        if (node instanceof Text && node.parentElement?.localName !== "style" && signs.test(node.data)) found.push(`${node.parentElement?.localName}: ${node.data}`);
        if (node instanceof Element) for (const name of ["title", "aria-label"]) if (signs.test(node.getAttribute(name) ?? "")) found.push(`${node.localName} ${name}`);
        if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
        for (const child of node.childNodes) walk(child);
      };
      walk(document.body);
      return found;
    }, SIGNS.source);
    assert.deepEqual(found, [], tab);
  }
  await page.getByRole("tab", { name: "Table" }).click();
  await page.getByText("i-s[U+200B]ame").first().waitFor();
  await context.close();
});
