// @ts-check
// A query with conditions more: whatever its text is, they are read as themselves, and so is all of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { inspect, initSync } from "../../pkg/invocation_inspector.js";

initSync({ module: readFileSync(new URL("../../pkg/invocation_inspector_bg.wasm", import.meta.url)) });
const entry = fileURLToPath(new URL("../../src/state/query.ts", import.meta.url));
const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
const { added } = await import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);

const inspection = inspect(new TextEncoder().encode("{}"));

/** What a query asks, piece by piece. @param {string} query */
const asked = (query) => inspection.readQuery(query).pieces.map(({ kind, negated, label }) => `${kind} ${negated} ${label}`);

/** @param {string} query @param {string} conditions */
function holds(query, conditions) {
  const text = added(inspection, query, conditions);
  const [own, more, both] = [asked(query), asked(conditions), asked(text)];
  const isIn = [[...own, ...more], [...more, ...own]].some((pieces) => JSON.stringify(pieces) === JSON.stringify(both));
  assert.ok(isIn, `${JSON.stringify(query)} and ${conditions}: ${JSON.stringify(text)}, read as ${both.join("; ")}`);
}

const CONDITIONS = ["outcome:failed", 'out:"a b"', "-outcome:succeeded is:half-done"];

test("behind a text, before one whose end would take them in", () => {
  for (const [query, text] of [
    ["", "outcome:failed"],
    ["oom", "oom outcome:failed"],
    ["exit:1 ", "exit:1 outcome:failed"],
    ["NOT exit:1", "NOT exit:1 outcome:failed"],
    ["not", "outcome:failed not"],
    ["agent is not", "outcome:failed agent is not"],
    ["exit:1 or", "outcome:failed exit:1 or"],
    ["(exit:1", "outcome:failed (exit:1"],
    ["or x not", 'outcome:failed "or" x not'],
  ]) {
    assert.equal(added(inspection, query, "outcome:failed"), text);
  }
  assert.equal(added(inspection, 'say "open', 'out:"a b"'), 'out:"a b" say "open');
});

test("any text, and any ends of it", () => {
  const signs = ["exit:1", "exit:", "error:", "oom", "not", "NOT", "or", "and", "&&", "|", "!", "-", "或", "且", "(", ")", "(exit:2", '"', "“", '"a"', ",", " ", " ", " ", "\u3000", "*", "exit!=2", "或者", "x"];
  let seed = 7;
  const below = (/** @type {number} */ n) => Math.floor(((seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32) * n);
  for (let i = 0; i < 4_000; i++) {
    const query = Array.from({ length: below(8) }, () => signs[below(signs.length)]).join("");
    for (const conditions of CONDITIONS) holds(query, conditions);
  }
});
