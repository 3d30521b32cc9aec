// @ts-check
// Files that the page makes: the outputs in a ZIP, the tree as a picture; read by what reads such files elsewhere.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { hand, longestTask, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const dialog = (/** @type {Page} */ page) => page.getByRole("dialog", { name: "Export" });
const ZIP = "Folder of outputs: ZIP";
const SECRET = "Sup3r-s3cret-Pa55";
const base64 = (/** @type {string | Uint8Array} */ content) => Buffer.from(content).toString("base64");

const choose = async (/** @type {Page} */ page, /** @type {string} */ format, /** @type {boolean} */ hides) => {
  if (!(await dialog(page).isVisible())) await page.getByRole("button", { name: "Export…" }).click();
  await dialog(page).getByRole("radio", { name: format }).check();
  await dialog(page).getByRole("switch").setChecked(hides);
  await dialog(page).getByRole("button", { name: "Save" }).waitFor();
};
const save = async (/** @type {Page} */ page) => {
  const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Save" }).click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: readFileSync(path) };
};

/** What Python's zipfile reads, which checks each CRC. @param {string} path @returns {Record<string, string>} */
const unzipped = (path) =>
  JSON.parse(
    execFileSync("python3", ["-c", "import sys,json,zipfile,base64\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nassert all(i.flag_bits == 2048 for i in z.infolist())\nprint(json.dumps([[n,base64.b64encode(z.read(n)).decode()] for n in z.namelist()]))", path], { encoding: "utf8", maxBuffer: 1 << 30 }),
  ).reduce((/** @type {Record<string, string>} */ all, /** @type {[string, string]} */ [name, content]) => ({ ...all, [name]: Buffer.from(content, "base64").toString("latin1") }), {});
const latin = (/** @type {string} */ text) => Buffer.from(text).toString("latin1");

const BINARY = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0xff, 0xfe, 0, 0, 0x80, 0x81]);
const LONG = `${"the same line again\n".repeat(500)}--password=${SECRET}\n`;
const MIXED = results([
  row(0, "Success", { Output: base64("好的\n") }),
  row(1, "Failed", { Output: base64(LONG) }),
  row(2, "Success", { Output: base64(BINARY) }),
  row(3, "Success", { Output: "" }),
  row(4, "Success", { InstanceId: "i-a/..\\b:c", Output: base64("odd name\n") }),
  row(5, "Success", { InstanceId: "I-A_.._B_C", Output: base64("the same name but for capitals\n") }),
  row(6, "Success", { InstanceId: "实例-6", Output: base64("six, first\n"), InvokeRecordStatus: "Finished", Repeats: 1 }),
  row(6, "Failed", { InstanceId: "实例-6", Output: base64("six, second\n"), Repeats: 2, StartTime: "2020-05-12T09:01:40Z", FinishedTime: "2020-05-12T09:01:41Z" }),
]);

test("outputs as they were printed, a file each, by names that file systems take", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, MIXED);
  await choose(page, ZIP, false);
  const { name, path } = await save(page);
  assert.equal(name, "invocation-report.zip");
  execFileSync("unzip", ["-tqq", path]);
  assert.deepEqual(unzipped(path), {
    "i-page0000000.txt": latin("好的\n"),
    "i-page0000001.txt": LONG,
    "i-page0000002.bin": Buffer.from(BINARY).toString("latin1"),
    "i-a_.._b_c.txt": "odd name\n",
    "I-A_.._B_C (2).txt": "the same name but for capitals\n",
    "实例-6-1.txt": "six, first\n",
    "实例-6-2.txt": "six, second\n",
  });
  assert.deepEqual(faults, []);
  await context.close();
});

test("where something is hidden, texts without it, and what is no text is left out and said so", async () => {
  const { page, context } = await site.visit();
  await hand(page, MIXED);
  await choose(page, ZIP, true);
  await dialog(page).getByText(/1 output.* no text/).waitFor();
  const files = unzipped((await save(page)).path);
  assert.equal(files["i-page0000002.bin"], undefined);
  assert.equal(Object.keys(files).length, 6);
  assert.match(files["i-page0000001.txt"] ?? "", /the same line again\n--password=<password-1>\n$/);
  assert.ok(!JSON.stringify(files).includes(SECRET));
  await context.close();
});

test("files and their bytes are told before they are packed, in both languages", async () => {
  const few = results([row(0, "Success", { Output: base64("some words\n") }), row(1, "Failed", { Output: base64(BINARY) }), row(2, "Success", { Output: "" }), row(3, "Success", { Output: base64("more\n") })]);
  for (const [locale, printed, hidden] of /** @type {const} */ ([
    ["en-US", /^3 files with the outputs of 4 instances; (\d+) bytes? before they are packed$/, /^2 files with the outputs of 4 instances; about 16 bytes? before they are packed$/],
    ["zh-CN", /^3 个文件，为 4 台实例的输出；打包前大小：(\d+)\s*字节$/, /^2 个文件，为 4 台实例的输出；打包前大小：约 16\s*字节$/],
  ])) {
    const { page, context } = await site.visit({ locale });
    await hand(page, few);
    await page.getByRole("button", { name: /^(Export…|导出…)$/ }).click();
    const box = page.locator("ii-export dialog");
    await box.getByRole("radio", { name: /ZIP/ }).check();
    await box.locator("p:not(.aloud)").filter({ hasText: hidden }).waitFor();
    await box.getByRole("switch").setChecked(false);
    const told = await box.locator("p:not(.aloud)").filter({ hasText: printed }).textContent();
    const [download] = await Promise.all([page.waitForEvent("download"), box.getByRole("button", { name: /^(Save|保存)$/ }).click()]);
    const files = Object.values(unzipped(await download.path()));
    assert.deepEqual([files.length, files.reduce((sum, file) => sum + file.length, 0)], [3, Number(printed.exec(told ?? "")?.[1])]);
    await context.close();
  }
});

test("only the selected instances", async () => {
  const { page, context } = await site.visit();
  await hand(page, MIXED);
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.getByRole("combobox", { name: "Filter" }).fill("outcome:failed");
  await page.locator("ii-table").getByRole("checkbox", { name: /^Select all/ }).check();
  for (const hides of [true, false]) {
    await choose(page, ZIP, hides);
    assert.deepEqual(Object.keys(unzipped((await save(page)).path)).sort(), ["i-page0000001.txt", "实例-6-1.txt", "实例-6-2.txt"]);
  }
  await context.close();
});

test("ids that are no names of files: each is a file that every system takes, once", async () => {
  const { page, context } = await site.visit();
  const ids = ["CON", "com¹", "CONOUT$", "..", "a/b", "A_b", "i-1\u202Etxt"];
  await hand(page, results(ids.map((id, i) => row(i, "Success", { InstanceId: id, Output: base64(`${i}\n`) }))));
  await choose(page, ZIP, false);
  const names = Object.keys(unzipped((await save(page)).path));
  assert.deepEqual(names.sort(), ["A_b (2).txt", "_.txt", "_CON.txt", "_CONOUT$.txt", "_com¹.txt", "a_b.txt", "i-1_txt.txt"].sort());
  await context.close();
});

test("several invocations: a folder each", async () => {
  const { page, context } = await site.visit();
  await hand(page, results([row(0, "Success", { InvokeId: "t-a", Output: base64("a\n") }), row(0, "Failed", { InvokeId: "t-b", Output: base64("b\n") })]));
  for (const hides of [true, false]) {
    await choose(page, ZIP, hides);
    assert.deepEqual(unzipped((await save(page)).path), { "t-a/i-page0000000.txt": "a\n", "t-b/i-page0000000.txt": "b\n" });
  }
  await context.close();
});

test("ten thousand outputs: nothing holds up the page, and it can be cancelled", async () => {
  const { page, context } = await site.visit();
  const log = "INFO step done in 12 ms, next one begins; nothing to say about it but that it went well\n".repeat(40);
  await hand(page, results(Array.from({ length: 10_000 }, (_, i) => row(i, "Success", { Output: base64(`${i}\n${log}`) }))));
  await choose(page, ZIP, false);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).getByRole("progressbar").waitFor();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await dialog(page).getByRole("button", { name: "Save" }).waitFor();
  const begun = Date.now();
  /** @type {string} */
  let path = "";
  const longest = await longestTask(page, async () => {
    path = (await save(page)).path;
  });
  console.log(`# 10,000 outputs: ${Date.now() - begun} ms with a second of waiting, longest task ${Math.round(longest)} ms`);
  // What is traced of ten thousand streams doubles what a task takes (58 ms at most without), and collecting garbage comes to it.
  assert.ok(longest < 150, `a task of ${longest} ms`);
  assert.equal(execFileSync("python3", ["-c", "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(len(z.namelist()))", path], { encoding: "utf8" }).trim(), "10000");
  await context.close();
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`the tree as a picture: ${colorScheme}`, async () => {
    const { page, context, faults } = await site.visit({ colorScheme });
    await hand(page, results(Array.from({ length: 8 }, (_, i) => row(i, i % 4 === 3 ? "Failed" : "Success", { InstanceId: i === 3 ? "i-<b>&\"x\u0001\uFFFE" : `i-page000000${i}` }))));
    await choose(page, "Picture of the tree: SVG", true);
    const svg = await save(page);
    assert.equal(svg.name, "invocation-report.svg");
    const text = svg.bytes.toString("utf8");
    const names = execFileSync("python3", ["-c", "import sys,xml.etree.ElementTree as E\nprint(' '.join(sorted({e.tag.split('}')[1] for e in E.parse(sys.argv[1]).iter()})))", svg.path], { encoding: "utf8" }).trim().split(" ");
    assert.deepEqual(names, ["desc", "g", "path", "rect", "svg", "text", "title"].concat(text.includes("<circle") ? ["circle"] : []).sort());
    assert.doesNotMatch(text, /var\(|href|style=|class=|url\(|on\w+=/);
    assert.match(text, /i-page0000007/);
    assert.ok(text.includes(colorScheme === "light" ? 'fill="#fcfcfa"' : 'fill="#141518"'));
    await dialog(page).getByRole("textbox", { name: "Hide this as well" }).fill("i-page0000007");
    await dialog(page).getByRole("button", { name: "Add" }).click();
    await dialog(page).getByRole("button", { name: "Save" }).waitFor();
    assert.doesNotMatch((await save(page)).bytes.toString("utf8"), /i-page0000007|0000007</);
    await choose(page, "Picture of the tree: PNG", true);
    const png = await save(page);
    assert.equal(png.name, "invocation-report.png");
    assert.equal(png.bytes.toString("latin1", 1, 4), "PNG");
    assert.equal(png.bytes.readUInt32BE(16), 2 * Number(/width="(\d+)"/.exec(text)?.[1]));
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("no picture is offered where the tree is not drawn", async () => {
  const { page, context } = await site.visit();
  await hand(page, MIXED);
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.getByRole("button", { name: "Export…" }).click();
  await dialog(page).getByRole("radio", { name: ZIP }).waitFor();
  assert.equal(await dialog(page).getByRole("radio", { name: /Picture/ }).count(), 0);
  await context.close();
});
