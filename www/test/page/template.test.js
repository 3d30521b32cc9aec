// @ts-check
// Templates of the page's own catalogues: marks are read in the template alone, and the kinds of parts that cross the boundary.
import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** One of the modules without imports, as a browser has it. @param {string} name */
async function load(name) {
  const entry = fileURLToPath(new URL(`../../src/words/${name}.ts`, import.meta.url));
  const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
  const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
  return import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);
}
const { fill, plain } = /** @type {typeof import("../../src/words/template.ts")} */ (await load("template"));
const { languageOf, TAGS } = /** @type {typeof import("../../src/words/languages.ts")} */ (await load("languages"));

const HOSTILE = "`a` {x} {y} $& \u202E<b>";

test("a template takes values, in text and in code", () => {
  assert.deepEqual(fill("{n} of `{of}` rows", { n: 1_234, of: "x" }, (n) => `#${n}`), ["#1234", " of ", { code: "x" }, " rows"]);
  assert.deepEqual(fill("see {missing}", {}), ["see ", "{missing}"]);
});

test("nothing in a value is a mark", () => {
  assert.deepEqual(fill("{x} or `a {x}`", { x: HOSTILE, y: "no" }), [HOSTILE, " or ", { code: `a ${HOSTILE}` }]);
  const inner = [HOSTILE, { id: HOSTILE }, { command: "aliyun" }];
  assert.deepEqual(fill("({x})", { x: inner }), ["(", ...inner, ")"]);
  // The same template again, which is not read again.
  assert.deepEqual(fill("({x})", { x: "`" }), ["(", "`", ")"]);
});

test("a phrase as plain text sets apart what is no text", () => {
  assert.equal(plain(["a ", { code: "b" }, " ", { id: "i-1" }, " ", { command: "c d" }]), "a `b` `i-1` `c d`");
});

test("a language is chosen by the beginning of a tag", () => {
  assert.deepEqual(["zh-Hans", "ZH", "en-GB", "", "fr"].map(languageOf), ["zh", "zh", "en", "en", "en"]);
  assert.equal(TAGS[0], "en");
});
