// @ts-check
// elements.html of the package: opened from a disk or served, it shows every element, and needs nothing but inline.js beside it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { installed, PACKAGE } from "./harness.js";

const held = installed();
/** @type {{ tagName: string, attributes: { name: string }[], events: { name: string }[], cssParts: { name: string }[] }[]} */
const ELEMENTS = JSON.parse(readFileSync(join(PACKAGE, "custom-elements.json"), "utf8")).modules[0].declarations;
/** @param {string} address */
const nameOf = (address) => address.split("/").at(-1)?.replace(/#.*/, "");

test("from a disk and from a server every element is alive, with a row for each attribute, event and part", async () => {
  const folder = join(held.shop.project("documented", { "index.html": "<!doctype html><title>Empty</title><link rel='icon' href='data:,'>" }), "node_modules/invocation-inspector");
  const { page, context, url, requests, faults, violations } = await held.browser.open(join(folder, "../.."));
  for (const top of [pathToFileURL(`${folder}/`).href, `${url}node_modules/invocation-inspector/`]) {
    requests.length = 0;
    await page.goto(`${top}elements.html`);
    for (const { tagName, attributes, events, cssParts } of ELEMENTS) {
      await page.getByRole("link", { name: tagName, exact: true }).click();
      await page.getByRole("log", { name: "Events" }).getByText("ii-ready", { exact: true }).waitFor();
      await page.locator(`.live > ${tagName} [part]`).filter({ visible: true }).first().waitFor();
      const ids = await page.locator(".rows > li").evaluateAll((rows) => rows.map(({ id }) => id).filter((id) => /^(attribute|event|part)-/.test(id)));
      const expected = [...attributes.map(({ name }) => `attribute-${name}`), ...events.map(({ name }) => `event-${name}`), ...cssParts.map(({ name }) => `part-${name}`)];
      assert.deepEqual(ids, expected, tagName);
    }
    assert.deepEqual([...new Set(requests.filter((address) => !address.startsWith("data:")).map(nameOf))], ["elements.html", "inline.js"], top);
    assert.deepEqual(await violations(), [], top);
  }
  assert.deepEqual(faults, []);
  await context.close();
});
