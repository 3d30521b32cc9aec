// @ts-check
// What the page loads first, in Brotli, against its budget; and what of it weighs how much.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

const DIST = new URL("../../dist/", import.meta.url);
/** What the page may weigh, its markup, scripts and styles, and what the core. */
const BUDGETS = { page: 60_000, core: 387_000 };

/** @param {Uint8Array} bytes */
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

/** The sections of a module, by name: code, data and the rest. @param {Uint8Array} wasm */
function sections(wasm) {
  const names = ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count"];
  /** @type {Record<string, number>} */
  const sizes = {};
  for (let at = 8; at < wasm.length; ) {
    const name = names[wasm[at++] ?? 0] ?? "other";
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++] ?? 0;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    sizes[name] = (sizes[name] ?? 0) + length;
    at += length;
  }
  return sizes;
}

/** Files that the page names, what their scripts import at once, and the wasm that these fetch. @param {string} page */
function loadedFirst(page) {
  const wanted = [...page.matchAll(/assets\/([\w.-]+)/g)].map(([, name]) => name ?? "");
  const found = new Set(wanted);
  for (const name of found) {
    if (!name.endsWith(".js")) continue;
    const script = readFileSync(new URL(`assets/${name}`, DIST), "utf8");
    for (const [, file] of script.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+)["'`]/g)) found.add(file ?? "");
    for (const [, file] of script.matchAll(/["'`](?:\.\/|assets\/)?([\w.-]+\.wasm)["'`]/g)) found.add(file ?? "");
  }
  const all = readdirSync(new URL("assets/", DIST));
  for (const name of found) assert.ok(all.includes(name), `${name} is not among what was built`);
  return [...found];
}

test("all that the page loads first grows no heavier", (t) => {
  const page = readFileSync(new URL("index.html", DIST));
  const files = loadedFirst(page.toString()).map((name) => ({ name, bytes: readFileSync(new URL(`assets/${name}`, DIST)) }));
  // Scripts beside the page, which it names itself: what it shows and takes before the others are here, and what looks whether it has begun.
  const beside = [...page.toString().matchAll(/<script src="\.\/([\w.-]+)"/g)].map(([, name]) => ({ name: name ?? "", bytes: readFileSync(new URL(name ?? "", DIST)) }));
  assert.deepEqual(beside.map(({ name }) => name).sort(), ["begin.js", "guard.js"]);
  const weights = [{ name: "index.html", bytes: page }, ...beside, ...files].map(({ name, bytes }) => ({ name, raw: bytes.length, packed: brotli(bytes) }));
  const core = weights.filter(({ name }) => name.endsWith(".wasm")).reduce((sum, { packed }) => sum + packed, 0);
  const own = weights.reduce((sum, { packed }) => sum + packed, 0) - core;
  for (const { name, raw, packed } of weights) t.diagnostic(`${name}: ${raw} bytes, ${packed} in Brotli`);
  for (const { name, bytes } of files.filter(({ name }) => name.endsWith(".wasm"))) {
    for (const [section, size] of Object.entries(sections(bytes))) if (size > 1_000) t.diagnostic(`${name}, ${section}: ${size} bytes`);
  }
  t.diagnostic(`page: ${own} of ${BUDGETS.page} bytes in Brotli; core: ${core} of ${BUDGETS.core}`);
  assert.ok(files.some(({ name }) => name.endsWith(".wasm")) && files.some(({ name }) => name.endsWith(".js")));
  assert.ok(own <= BUDGETS.page, `the page: ${own} bytes in Brotli, ${own - BUDGETS.page} more than allowed`);
  assert.ok(core <= BUDGETS.core, `the core: ${core} bytes in Brotli, ${core - BUDGETS.core} more than allowed`);
});

test("the HTML names all that the page loads first, so that nothing of it is found out late", () => {
  const page = readFileSync(new URL("index.html", DIST), "utf8");
  for (const name of loadedFirst(page)) assert.ok(page.includes(`assets/${name}"`), name);
  // As the glue fetches it: else the core would be fetched twice.
  assert.match(page, /<link rel="preload" as="fetch"[^>]* crossorigin [^>]*\.wasm">/);
});
