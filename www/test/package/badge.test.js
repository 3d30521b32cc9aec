// @ts-check
// The badge alone: what it costs, that it needs no module for a status, and that it says what the core says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { FORTY } from "../page/harness.js";
import { act, installed, PACKAGE } from "./harness.js";

/** Bytes of all scripts that a status needs, each compressed with gzip as servers send them. */
const MOST = 15_000;

const held = installed();
let turn = 0;

/** @param {string} body */
const opened = (body) =>
  held.browser.open(
    held.shop.project(`badge-${(turn += 1)}`, {
      "index.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A list</title><link rel="icon" href="data:,"><script type="module" src="node_modules/invocation-inspector/badge.js"></script></head><body>${body}</body></html>`,
    }),
  );

test("of a status it costs 15 KB of script at most, and no module", async () => {
  const { page, requests, faults, context } = await opened(`<invocation-badge status="timeout"></invocation-badge><invocation-badge status="Puzzled"></invocation-badge><invocation-badge></invocation-badge>`);
  await page.locator("[data-outcome=failed]").first().waitFor();
  await page.getByText("Puzzled").waitFor();
  const files = requests.filter((name) => name !== "" && !name.startsWith("data:")).map((name) => name.replace("node_modules/invocation-inspector/", ""));
  assert.ok(files.includes("badge.js"));
  assert.deepEqual(files.filter((name) => !name.endsWith(".js")), []);
  const sizes = files.map((name) => gzipSync(readFileSync(join(PACKAGE, name))).length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(all <= MOST, `${all} bytes: ${files.map((name, i) => `${name} ${sizes[i]}`).join(", ")}`);
  // More than a few bytes, or nothing was measured.
  assert.ok(all > 8_000, String(all));
  // It registers itself and nothing else.
  assert.deepEqual(await page.evaluate(() => ["invocation-badge", "invocation-inspector", "ii-output"].map((name) => customElements.get(name) !== undefined)), [true, false, false]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("given a response it loads what reads one", async () => {
  const { page, requests, faults, context } = await opened(`<invocation-badge id="one"></invocation-badge><invocation-badge id="two"><script type="application/json">${FORTY}</script></invocation-badge>`);
  await page.locator("#two").getByText("PartialFailed").waitFor();
  await act(page.locator("#one"), "element.response = Promise.resolve(value); globalThis.told = []; element.addEventListener('ii-ready', ({ outcome, counts }) => told.push({ outcome, counts }));", FORTY);
  await page.locator("#one").getByText("PartialFailed").waitFor();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).told), [{ outcome: "failed", counts: { invocations: 1, instances: 40, records: 40 } }]);
  assert.equal(requests.filter((name) => name.endsWith(".wasm")).length, 1);
  await act(page.locator("#one"), "element.status = 'Running';");
  await page.locator("#one").getByText("Running").waitFor();
  await act(page.locator("#one"), "element.status = null;");
  await page.locator("#one").getByText("PartialFailed").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("where what reads a response cannot be loaded it says so, and its status is shown all the same", async () => {
  const { page, context } = await opened(`<invocation-badge></invocation-badge>`);
  await page.route(/part-reading/, (route) => route.abort());
  const badge = page.locator("invocation-badge");
  const failure = await act(badge, "const told = new Promise((done) => element.addEventListener('ii-ready', ({ failure }) => done(failure), { once: true })); element.response = value; return told;", FORTY);
  assert.match(failure, /import|fetch/i);
  await badge.getByRole("alert").waitFor();
  await act(badge, "element.status = 'Success';");
  await badge.getByText("Success").waitFor();
  await context.close();
});

test("its table is the core's: every spelling of either vocabulary, in any casing, and no other", async () => {
  const core = await import(pathToFileURL(join(PACKAGE, "core.node.js")).href);
  await core.ready();
  const words = ["status", "legacy"].flatMap((kind) => core.explanations(kind).flatMap((/** @type {string} */ code) => core.explain(kind, code, "en").facts.spellings));
  const spellings = [...words, ...words.map((word) => word.toUpperCase()), ...words.map((word) => ` ${word.toLowerCase()}\n`), "Succes", "constructor", "__proto__", "toString", "失败", "success!"];
  assert.ok(words.length > 15, words.join());
  const { page, context } = await opened("");
  const shown = await page.evaluate(async (list) => {
    await customElements.whenDefined("invocation-badge");
    return Promise.all(
      list.map(async (status) => {
        const badge = /** @type {any} */ (document.createElement("invocation-badge"));
        badge.status = status;
        document.body.append(badge);
        await badge.updateComplete;
        return [badge.shadowRoot.textContent.trim(), badge.shadowRoot.querySelector("[data-outcome]").dataset.outcome];
      }),
    );
  }, spellings);
  const expected = spellings.map((status) => {
    const explained = core.explain("status", status, "en") ?? core.explain("legacy", status, "en");
    return explained?.facts ? [explained.code, explained.facts.outcome] : [status.trim(), "unknown"];
  });
  assert.deepEqual(shown, expected);
  await context.close();
});
