// How outputs are shown, as the page meets it: the second module in Node, with the tables that the host brings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { initSync, kind, Mojibake, palette, render, shape } from "../../pkg/outputs/invocation_outputs.js";

const here = (path) => new URL(path, import.meta.url);
initSync({ module: readFileSync(here("../../pkg/outputs/invocation_outputs_bg.wasm")) });

/** A text laid out, as plain data. */
function shown(text, view = "terminal", language = "en") {
  const rendered = render(text, view, language);
  const { count, lineCount } = rendered;
  const found = { count, lineCount, lines: rendered.lines(0, count), text: rendered.text(), notes: rendered.notes() };
  rendered.free();
  return found;
}

test("a text comes as spans, by range", () => {
  const { lines, notes, count } = shown("10%\r\u001b[1;32m100%\u001b[0m a\u202eb\n", "terminal", "zh-CN");
  assert.equal(count, 1);
  assert.deepEqual(lines, [
    {
      number: 1,
      spans: [
        { text: "100%", colour: 2, bold: true },
        { text: " a" },
        { text: "RLO", mark: { code: "U+202E", name: "强制从右到左", count: 1 } },
        { text: "b" },
      ],
    },
  ]);
  assert.deepEqual(
    notes.map(({ id, count: often }) => [id, often]),
    [
      ["overwritten", 1],
      ["bidi", 1],
    ],
  );
  const rendered = render("a\nb\nc", "plain", "en");
  assert.deepEqual(rendered.lines(1, 2), [{ number: 2, spans: [{ text: "b" }] }]);
  assert.deepEqual(rendered.lines(3, 9), []);
  assert.deepEqual(rendered.lines(-1, NaN), []);
  rendered.free();
});

test("views differ, and a view that nobody has heard of is the terminal's", () => {
  assert.equal(shown("a\rb", "plain").text, "a\nb");
  assert.equal(shown("a\rb", "raw").text, "a␍b");
  assert.equal(shown("a\rb", "other").text, "b");
});

test("every colour of the theme is there for both surfaces", () => {
  const { light, dark, surfaces } = palette();
  for (const colour of [...light, ...dark, ...surfaces]) assert.match(colour, /^#[0-9a-f]{6}$/);
  assert.deepEqual([light.length, dark.length, surfaces.length], [16, 16, 2]);
});

test("what was garbled is taken back by the table of the host, and nothing else is", () => {
  const bytes = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  const table = new Mojibake(new TextDecoder("gb18030").decode(new Uint8Array(bytes)));
  assert.ok(table.works);
  const garbled = new TextDecoder("gbk").decode(new TextEncoder().encode("命令执行成功"));
  assert.notEqual(garbled, "命令执行成功");
  assert.deepEqual(table.repair(garbled), { text: "命令执行成功", repaired: 6, lost: 0 });
  assert.equal(table.repair("命令执行成功"), null);
  assert.equal(table.repair("plain"), null);
  const none = new Mojibake("no table");
  assert.equal(none.works, false);
  assert.equal(none.repair(garbled), null);
});

test("binary data has its type, and text its shape", () => {
  assert.deepEqual(kind(new Uint8Array([0x1f, 0x8b, 8]), "en"), { id: "gzip", label: "gzip archive" });
  assert.equal(kind(new Uint8Array(0), "zh").id, "unknown");
  assert.equal(shape("prose", "en"), null);
  assert.deepEqual(shape("{}", "en"), {
    kind: "json",
    before: [],
    lines: [{ indent: 0, spans: [{ text: "{}", token: "punctuation" }] }],
    after: [],
  });
  assert.deepEqual(shape("NAME   AGE\nx      1d\n", "en").align, ["left", "left"]);
  assert.deepEqual(shape("@@ -1 +1 @@\n-x\n+y\n", "en").lines[1], { class: "removed", spans: [{ text: "-x" }] });
  assert.deepEqual(shape(`[${"1,".repeat(200000)}1]`, "en"), { kind: "too-large" });
});

test("ten megabytes are no matter", () => {
  const start = performance.now();
  for (const text of ["0123456789".repeat(1e6), "\0\u0001".repeat(1e6), "\u0301".repeat(5e6)]) {
    const rendered = render(text, "terminal", "en");
    const lines = rendered.lines(0, 200);
    assert.ok(lines.every(({ spans }) => spans.length <= 260));
    rendered.free();
  }
  assert.ok(performance.now() - start < 20_000);
});
