// @ts-check
// The guide as it is built: an entry for everything the core knows, in both languages, none that it does not know, every link leading somewhere.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { explain, explanations, fields, initSync, inspect } from "../../pkg/invocation_inspector.js";
import { plain } from "../plain.js";

/** @typedef {"en" | "zh"} Language */
/** @typedef {import("../../pkg/invocation_inspector.js").ExplanationKind} Kind */
const root = new URL("../../../", import.meta.url);
const DIST = new URL("../../dist/", import.meta.url);
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, root), "utf8");
/** @param {Kind} kind @param {string} code @param {Language} language */
const anchor = (kind, code, language) => {
  const told = explain(kind, code, language);
  return told && `${kind}-${told.entry.replace("/", "-")}`;
};
initSync({ module: readFileSync(new URL("../../pkg/invocation_inspector_bg.wasm", import.meta.url)) });

/** @type {Language[]} */
const LANGUAGES = ["en", "zh"];
/** @type {Kind[]} */
const KINDS = ["status", "legacy", "error", "exit", "call", "oss", "diagnostic"];
/** @type {Record<string, string | { base64: string }>} */
const SAMPLES = JSON.parse(readFileSync(new URL("guide/samples.json", DIST), "utf8"));

/** @param {string} text */
const unescaped = (text) => text.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[/** @type {"lt"} */ (name)]);
/** A sentence without the marks of the guide's notation, an ellipsis for each value of a diagnostic. @param {string} text */
const bare = (text) => text.replace(/\{\w+(?:\|[^{}|]*\|([^{}|]*))?\}/g, (_, many) => many ?? "…").replaceAll("`", "").replace(/\s+/g, " ").trim();

/** @param {Language} language */
function guide(language) {
  const html = readFileSync(new URL(`guide/${language}.html`, DIST), "utf8");
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => unescaped(id ?? ""));
  // Each entry up to the next one or the end of its section.
  const entries = new Map([...html.matchAll(/<(article|tr)[^>]* id="([^"]+)"[^>]*data-kind="([^"]+)"([^>]*)>(.*?)<\/\1>/gs)].map(([, , id, kind, attributes, body]) => {
    const said = unescaped(`${/data-text="([^"]*)"/.exec(attributes ?? "")?.[1] ?? ""} ${(body ?? "").replace(/<[^>]+>/g, "")}`);
    return [unescaped(id ?? ""), { kind: kind ?? "", text: said.replace(/\s+/g, " "), ids: [...(body ?? "").matchAll(/ id="([^"]+)"/g)].map(([, inner]) => inner ?? "") }];
  }));
  return { html, ids, entries };
}
const guides = { en: guide("en"), zh: guide("zh") };

for (const language of LANGUAGES) {
  const { html, ids, entries } = guides[language];

  test(`every code that the core knows has its entry, in the core's own words: ${language}`, () => {
    for (const kind of KINDS) {
      const codes = explanations(kind);
      assert.ok(codes.length > 5, kind);
      for (const code of codes) {
        const told = explain(kind, code, language);
        const place = anchor(kind, code, language);
        assert.ok(told && place, `${kind} ${code}`);
        // Exit codes have a line each; where they share an explanation, the inspector leads to what stands over the lines.
        const entry = entries.get(kind === "exit" ? `exit-${code}` : place);
        assert.ok(ids.includes(place), `${kind} ${code}: no place ${place}`);
        assert.ok(entry, `${kind} ${code}: no entry ${place}`);
        assert.equal(entry.kind, kind);
        assert.ok(entry.text.includes(code), `${kind}: ${place} does not name ${code}`);
        // Exit codes of a group share its remedy, which stands over their table.
        const shared = kind === "exit" && !entry.text.includes(plain(told.remedy));
        for (const sentence of [told.what, told.recurring, told.cause, shared ? null : told.remedy]) {
          if (sentence) assert.ok(entry.text.includes(bare(plain(sentence))), `${place} lacks: ${plain(sentence)}\n${entry.text}`);
        }
        if (told.facts?.countsAs) assert.ok(entry.text.includes(told.facts.countsAs.label), place);
        for (const spelling of told.facts?.spellings ?? []) assert.ok(entry.text.includes(spelling), `${place}: ${spelling}`);
      }
    }
  });

  test(`every field that the core knows by name has its entry: ${language}`, () => {
    for (const name of fields()) assert.equal(entries.get(`field-${name}`)?.kind, "field", name);
  });

  test(`no entry is of something that the core does not know: ${language}`, () => {
    const known = new Set([...KINDS.flatMap((kind) => explanations(kind).map((code) => (kind === "exit" ? `exit-${code}` : anchor(kind, code, language)))), ...fields().map((name) => `field-${name}`)]);
    // What stands for codes that are in no list.
    known.add(anchor("call", "ServerException", language)).add(anchor("exit", "0xC0FFEE00", language));
    for (const id of entries.keys()) assert.ok(known.has(id), `${id} is an orphan`);
    assert.equal(entries.size, known.size);
  });

  test(`every link leads somewhere, and every name is there once: ${language}`, () => {
    assert.equal(new Set(ids).size, ids.length, ids.filter((id, i) => ids.indexOf(id) !== i).join());
    const links = [...html.matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, link]) => unescaped(link ?? ""));
    assert.ok(links.length > 400);
    for (const link of links) {
      const [, path = "", hash = ""] = /^([^#]*)#?(.*)$/.exec(link) ?? [];
      if (link.startsWith("data:")) continue;
      assert.doesNotMatch(link, /^(https?:)?\/\//, "the guide leads nowhere outside");
      if (path) assert.ok(existsSync(new URL(path, new URL("guide/", DIST))), link);
      if (hash.startsWith("sample=")) assert.ok(hash.slice(7) in SAMPLES, link);
      else if (hash) assert.ok(ids.includes(hash), link);
    }
  });

  test(`the page is under the inspector's policy and needs nothing inline: ${language}`, () => {
    const policy = /Content-Security-Policy"\s+content="([^"]+)"/;
    const index = readFileSync(new URL("index.html", DIST), "utf8");
    assert.equal(policy.exec(html)?.[1], policy.exec(index)?.[1]);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*(\bsrc=|type="application\/json"))/);
    assert.match(html, new RegExp(`<html lang="${language}`));
  });
}

test("the words of the guide are the same in both languages, and each is used", () => {
  const [en = {}, zh = {}] = LANGUAGES.map((language) => /** @type {Record<string, string>} */ (JSON.parse(read(`lang/${language}/guide.json`))));
  const keys = (/** @type {object} */ words) => Object.keys(words).filter((key) => !key.endsWith(".one"));
  assert.deepEqual(keys(zh), keys(en));
  const holes = (/** @type {string | undefined} */ text) => (text ?? "").match(/\{\w+\}/g) ?? [];
  const links = (/** @type {string | undefined} */ text) => (text ?? "").match(/\(#[\w.-]+\)/g) ?? [];
  const code = ["www/guide/", "www/src/guide/"].flatMap((folder) => readdirSync(new URL(folder, root)).filter((file) => file.includes(".")).map((file) => read(folder + file))).join("\n");
  /** @type {{ group: string, fields: { name: string, at: string[], type: string, flags?: string[] }[] }[]} */
  const table = JSON.parse(read("lang/fields.json"));
  const all = table.flatMap((group) => group.fields);
  const made = new Set([
    ...all.flatMap(({ name, at, type, flags = [] }) => [`field.${name}`, `field.${name}.differ`, ...at.map((level) => `at.${level}`), ...type.split(/[;:,] /).map((piece) => `type.${piece}`), ...flags.map((flag) => `field.${flag}`)]),
    ...table.map(({ group }) => `fields.${group}`),
    ...explanations("diagnostic").map((id) => `group.${id.split("/")[0]}`),
    ...["error", "warning", "note"].map((severity) => `severity.${severity}`),
    ...["auto", "light", "dark"].map((theme) => `theme.${theme}`),
    ...KINDS.filter((kind) => kind !== "diagnostic").map((kind) => `called.${kind}`),
    ...["section", "field", ...KINDS].map((kind) => `entry.${kind}`),
    ...[...explanations("status"), ...explanations("legacy")].map((status) => `also.${status}`),
    ...["seen", "documented", "inferred"].map((basis) => `pair.${basis}`),
    ...["ended", "crash", "killed", "signal", "alive", "memory", "library", "init", "denied"].map((group) => `exit.${group}`),
  ]);
  for (const key of Object.keys(en)) {
    assert.ok(en[key]?.trim() && (zh[key] ?? "x").trim(), key);
    if (key in zh) assert.deepEqual([holes(zh[key]).sort(), links(zh[key]).sort()], [holes(en[key]).sort(), links(en[key]).sort()], key);
    assert.ok(made.has(key) || code.includes(`"${key.replace(/\.(one|other)$/, "")}"`), `nothing uses ${key}`);
  }
  assert.deepEqual(all.map(({ name }) => name).sort(), [...fields()].sort());
});

test("every entry and every answer to a question names its sources, and each leads to what it is", () => {
  for (const { html, entries } of Object.values(guides)) {
    const keys = [...html.matchAll(/ id="source-(\w+)"/g)].map(([, key]) => key);
    assert.ok(keys.length > 25);
    let named = 0;
    for (const [, id = "", body = ""] of html.matchAll(/<article[^>]* id="([^"]+)"[^>]*>(.*?)<\/article>/gs)) {
      if (entries.get(unescaped(id))?.kind === "diagnostic") continue;
      const source = /<details class="source"><summary>[^<]+<\/summary><p>(.+?)<\/p><\/details>/.exec(body)?.[1];
      assert.ok(source, `${id} has no source`);
      for (const [, key] of source.matchAll(/#source-(\w+)/g)) assert.ok(keys.includes(key), `${id}: ${key}`);
      named += 1;
    }
    assert.ok(named > 180, String(named));
    const chapter = /data-id="problems">(.*?)<section class="chapter"/s.exec(html)?.[1] ?? "";
    const parts = chapter.split('<section class="part"').slice(1);
    assert.equal(parts.length, 11);
    for (const part of parts) assert.match(part, /<details class="source">/);
  }
});

test("both languages tell the same: headings, links, commands, kinds of blocks", () => {
  const shape = (/** @type {Language} */ language) =>
    read(`lang/${language}/guide.md`)
      .trim()
      .split(/\n{2,}/)
      .map((block) => [
        /^(#+ [\w-]+:|@\w+|```|> |\| |- |\d+\. |)/.exec(block)?.[0],
        block.split("\n").length,
        (block.match(/\(#[\w.-]+\)/g) ?? []).sort(),
        // Names of the API and commands, whatever the order in which a sentence puts them.
        [...new Set(block.match(/`[A-Z][A-Za-z]+`/g) ?? [])].sort(),
      ]);
  const [en, zh] = [shape("en"), shape("zh")];
  assert.equal(zh.length, en.length);
  for (const [i, block] of en.entries()) assert.deepEqual(zh[i], block);
});

test("the pairs of statuses that the guide lists are pairs that the core knows", () => {
  const rows = [...guides.en.html.matchAll(/<a href="#status-(\w+)">.*?<a href="#legacy-(\w+)">/g)];
  assert.equal(rows.length, 12);
  for (const [, InvocationStatus, InvokeRecordStatus] of rows) {
    const row = { InvokeId: "t-1", InstanceId: "i-1", InvocationStatus, InvokeRecordStatus };
    const inspection = inspect(new TextEncoder().encode(JSON.stringify({ Invocation: { InvocationResults: { InvocationResult: [row] } } })));
    const codes = inspection.diagnostics(0, 100).rows.map(({ code }) => code);
    assert.ok(!codes.some((code) => /unusual-pair|unrecognized|vocabulary/.test(code)), `${InvocationStatus} ${InvokeRecordStatus}: ${codes}`);
  }
});
