// @ts-check
// The page's words: neither language lacks what the other has, nothing unused, nothing missing, the same holes to fill.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = new URL("../../../", import.meta.url);
/** @param {string} language @returns {Record<string, string>} */
const catalogue = (language) => Object.assign({}, ...["page", "views", "help", "source", "printed", "widget", "install", "files", "elements", "loading"].map((part) => JSON.parse(readFileSync(new URL(`lang/${language}/${part}.json`, root), "utf8"))));
const [en, zh] = [catalogue("en"), catalogue("zh")];
const base = (/** @type {string} */ key) => key.replace(/\.(one|other)$/, "");
const bases = (/** @type {Record<string, string>} */ words) => [...new Set(Object.keys(words).map(base))].sort();
const source = readdirSync(new URL("www/src/", root), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(new URL(`www/src/${file}`, root), "utf8") }));

test("both languages have the same entries", () => assert.deepEqual(bases(en), bases(zh)));

test("a plural has the forms its language needs", () => {
  for (const [locale, words] of /** @type {const} */ ([["en", en], ["zh-CN", zh]])) {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const counted = [...new Set(Object.keys(words).filter((key) => key !== base(key)).map(base))];
    for (const key of counted) for (const form of forms) assert.ok(words[`${key}.${form}`], `${locale}: ${key}.${form}`);
  }
});

test("an entry has the same placeholders in both languages", () => {
  const holes = (/** @type {string | undefined} */ text) => [...new Set((text ?? "").match(/\{\w+\}/g) ?? [])].sort();
  for (const key of Object.keys(zh)) assert.deepEqual(holes(zh[key]), holes(en[key]), key);
});

test("no entry is empty or unused", () => {
  // What stands in the page before its scripts is written there by the build.
  const all = [...source.map(({ text }) => text), readFileSync(new URL("www/build/loading.ts", root), "utf8")].join("\n");
  for (const key of Object.keys(en)) {
    assert.ok(en[key]?.trim(), key);
    // Whole, or by its beginning where the rest is a value, which the types hold to keys that exist.
    const family = `\`${base(key).replace(/[^.]+$/, "")}\${`;
    assert.ok(all.includes(`"${base(key)}"`) || all.includes(family), `nothing uses ${key}`);
  }
});

test("what the HTML alone says is in no script, and any word of it may hold any sign", async () => {
  const dist = new URL("www/dist/", root);
  const page = readFileSync(new URL("index.html", dist), "utf8");
  const scripts = readdirSync(new URL("assets/", dist)).filter((name) => name.endsWith(".js"));
  for (const language of ["en", "zh"]) {
    const words = Object.values(/** @type {Record<string, string>} */ (JSON.parse(readFileSync(new URL(`lang/${language}/loading.json`, root), "utf8"))));
    for (const text of words) {
      assert.ok(page.includes(text), text);
      assert.deepEqual(scripts.filter((name) => readFileSync(new URL(`assets/${name}`, dist), "utf8").includes(text)), [], text);
    }
  }
  const { module } = await runnerImport(fileURLToPath(new URL("www/build/loading.ts", root)));
  assert.equal(module.attribute('Paste & "drop" <it>'), "Paste &amp; &quot;drop&quot; <it>");
});

test("one file knows each module, none writes markup", () => {
  const KNOW = ["core/full.second.ts", "core/glue.first.ts", "core/glue.ts", "views/outputs/module.ts"];
  for (const { file, text } of source) {
    assert.equal(/\bpkg\//.test(text.replace(/^\/\/.*$/gm, "")), KNOW.includes(file.replaceAll("\\", "/")), file);
    assert.doesNotMatch(text, /innerHTML|unsafeHTML|insertAdjacentHTML|document\.write|\bstyle="/, file);
  }
});

test("the source knows no status spelling and no field of the APIs", () => {
  for (const { file, text } of source) {
    assert.doesNotMatch(text, /"(Success|Failed|PartialFailed|Running|Pending|Scheduled|Stopping|Stopped|Finished|Timeout|Aborted|Invalid|Terminated|Cancelled)"/, file);
    assert.doesNotMatch(text, /\b(InvocationStatus|InvokeStatus|InvokeRecordStatus|InstanceInvokeStatus|ExitCode|ErrorInfo|InvokeId|InstanceId|CommandContent)\b/, file);
  }
});
