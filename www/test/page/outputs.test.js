// @ts-check
// What machines printed: the views of one output, character sets, groups, differences, search, by pointer and by keyboard; and
// that no output reaches out of its pane.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import { hand, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @param {string | Uint8Array} output @param {number} [i] @param {Record<string, unknown>} [more] */
const printed = (output, i = 1, more = {}) => row(i, "Success", { Output: Buffer.from(output).toString("base64"), ...more });
const shown = (/** @type {Page} */ page) => page.locator("ii-printed .body");
/** By the keyboard. @param {Page} page @param {string} name */
async function view(page, name) {
  await page.locator("ii-printed .modes").getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}
const lines = (/** @type {Page} */ page) => page.locator("ii-printed .line").allTextContents();

/** An output of 24 KB that differs in one line. @param {number} i */
const large = (i) => `${"a line that all machines print, with nothing of their own in it\n".repeat(370)}${i === 17 ? "disk: 98% used" : "disk: 41% used"}\nready\n`;

test("a terminal's text is shown as a terminal would leave it, plain, raw and in hex", async () => {
  const { page, context, faults, violations } = await site.visit();
  const bar = Array.from({ length: 11 }, (_, k) => `\rloading ${k * 10}%`).join("");
  await hand(page, results([printed(`${bar}\r\n\u001b[1;32mdone\u001b[0m and \u001b[38;2;200;10;10mred\u001b[0m\n`)]));
  await page.locator("ii-printed").waitFor();
  assert.deepEqual(await lines(page), ["loading 100%", "done and red"]);
  assert.equal(await page.locator("ii-printed .bold").textContent(), "done");
  await view(page, "Plain");
  assert.equal((await lines(page)).length, 12);
  await view(page, "Raw");
  assert.match((await shown(page).textContent()) ?? "", /ESC\[1;32m/);
  await view(page, "Hex");
  assert.match((await shown(page).textContent()) ?? "", /^00000000 {2}0d 6c 6f 61 64/);
  assert.deepEqual([...faults, ...(await violations())], []);
  await context.close();
});

test("what is selected is copied as one text, whatever is wrapped and numbered", async () => {
  const { page, context } = await site.visit();
  const text = `first line\n\n  indented\u4e2d\u6587 ${"long ".repeat(80)}end\nlast`;
  await hand(page, results([printed(`${text}\n`)]));
  for (const name of ["Line numbers", "Wrap long lines"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await shown(page).evaluate((body) => getSelection()?.setBaseAndExtent(body, 0, body, body.childNodes.length));
    await page.keyboard.press("ControlOrMeta+C");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied.trimEnd(), text, name);
  }
  const over = await page.locator("ii-printed .text").evaluate((pane) => pane.scrollWidth > pane.clientWidth);
  assert.ok(over, "an unwrapped line is as long as it is");
  await context.close();
});

test("true colours can be read in both themes", async () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, context } = await site.visit({ colorScheme });
    await hand(page, results([printed("\u001b[38;2;250;250;250mnearly white\u001b[0m \u001b[38;2;5;5;5mnearly black\u001b[0m \u001b[33myellow\u001b[0m\n")]));
    await page.locator("ii-printed .line").first().waitFor();
    const contrasts = await page.locator("ii-printed .line span").evaluateAll((spans) => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const light = (/** @type {string} */ colour) => {
        if (!canvas) return 0;
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
      };
      return spans.map((span) => {
        const pane = span.closest(".text");
        const [a, b] = [light(getComputedStyle(span).color), light(pane ? getComputedStyle(pane).backgroundColor : "")].sort((x, y) => y - x);
        return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05);
      });
    });
    assert.equal(contrasts.length, 3);
    for (const contrast of contrasts) assert.ok(contrast >= 4.5, `${colorScheme}: ${contrasts}`);
    await context.close();
  }
});

test("an output is read in its character set, and in another on request, one or all", async () => {
  const { page, context } = await site.visit();
  const gbk = Buffer.from([0xc3, 0xfc, 0xc1, 0xee, 0xb3, 0xc9, 0xb9, 0xa6, 0x0d, 0x0a]);
  const sjis = Buffer.from([0x8f, 0x88, 0x97, 0x9d, 0x82, 0xaa, 0x8a, 0xae, 0x97, 0xb9]);
  await hand(page, results([printed(gbk, 1), printed(sjis, 2), printed(sjis, 3)]));
  await page.getByRole("treeitem", { name: /^i-page0000001/ }).click();
  await shown(page).filter({ hasText: "命令成功" }).waitFor();
  await page.getByText("How this was read").click();
  await page.getByText(/GB18030.*GB18030: /).waitFor();
  await page.getByRole("treeitem", { name: /^i-page0000002/ }).click();
  await shown(page).filter({ hasText: "00000000" }).waitFor();
  await page.getByRole("combobox", { name: "Character set" }).selectOption("shift_jis");
  await shown(page).filter({ hasText: "処理が完了" }).waitFor();
  await page.getByRole("treeitem", { name: /^i-page0000003/ }).click();
  await shown(page).filter({ hasText: "00000000" }).waitFor();
  await page.getByRole("combobox", { name: "Character set" }).selectOption("shift_jis");
  await page.getByRole("button", { name: "Use it for all outputs" }).click();
  await page.getByRole("treeitem", { name: /^i-page0000002/ }).click();
  await shown(page).filter({ hasText: "処理が完了" }).waitFor();
  await context.close();
});

test("garbled text is offered repaired, and never is by itself", async () => {
  const { page, context } = await site.visit();
  const garbled = new TextDecoder("gbk").decode(Buffer.from("命令执行成功，服务已启动，共处理三百个文件。\r\n"));
  await hand(page, results([printed(garbled)]));
  await page.getByRole("button", { name: "Show it repaired" }).waitFor();
  assert.equal((await lines(page))[0]?.slice(0, 4), garbled.slice(0, 4));
  await page.getByRole("button", { name: "Show it repaired" }).click();
  await shown(page).filter({ hasText: "服务已" }).waitFor();
  await page.getByRole("button", { name: "Show the original" }).click();
  await shown(page).filter({ hasText: garbled.slice(0, 4) }).waitFor();
  await context.close();
});

test("bytes that are no text are shown in hex with what they likely are, and downloaded exactly", async () => {
  const { page, context } = await site.visit();
  const bytes = gzipSync("a file that somebody printed by mistake");
  await hand(page, results([printed(bytes)]));
  await page.getByText(/Likely gzip/).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the exact bytes" }).click();
  assert.deepEqual(readFileSync(await (await download).path()), bytes);
  await context.close();
});

test("JSON, XML, tables and differences are laid out on request", async () => {
  const { page, context } = await site.visit();
  /** @type {[string, string, string][]} */
  const cases = [
    ["JSON", '{"disks":[{"name":"vda","used":0.96},{"name":"vdb","used":0.12}],"ok":true}\n', ".token-key"],
    ["XML", "<disks><disk name='vda'>0.96</disk><disk name='vdb'>0.12</disk></disks>\n", ".token-tag"],
    ["Table", "Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/vda1       41152812 39152000   2000812  96% /\ntmpfs             932184        0    932184   0% /dev/shm\n", "table td"],
    ["Diff", "--- a/web.conf\n+++ b/web.conf\n@@ -1,2 +1,2 @@\n-workers 4\n+workers 8\n user web\n", ".added"],
  ];
  for (const [name, output, part] of cases) {
    await hand(page, results([printed(output, 1, { InvokeId: `t-${name}` })]));
    await view(page, name);
    await page.locator(`ii-printed ${part}`).first().waitFor();
    await view(page, "Terminal");
    assert.equal((await lines(page)).join("\n"), output.trimEnd());
  }
  await hand(page, results([printed('{"outer":{"inner":[1,2,3],"more":"text that is long enough to stand on lines of its own, as it must here to fold"},"last":1}\n', 1, { InvokeId: "t-more1" })]));
  await view(page, "JSON");
  const before = await page.locator("ii-printed .tree .line:visible").count();
  await page.locator("ii-printed .fold").first().click();
  assert.ok((await page.locator("ii-printed .tree .line:visible").count()) < before);
  await context.close();
});

test("fifty outputs of 24 KB: groups, the difference, and search, by keyboard", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, results(Array.from({ length: 50 }, (_, i) => printed(large(i), i))));
  await page.getByRole("tab", { name: "Tree" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const groups = page.locator("ii-comparison .group");
  await groups.first().waitFor();
  assert.deepEqual((await page.locator("ii-comparison .count").allTextContents()).map((text) => text.trim()), ["1 of 50", "49 of 50"]);
  await groups.first().locator("[aria-expanded]").focus();
  await page.keyboard.press("Enter");
  await page.locator('ii-comparison .row[data-kind="added"]').filter({ hasText: "98%" }).waitFor();
  assert.equal(await page.locator('ii-comparison .row[data-kind="removed"]').count(), 1);
  assert.deepEqual(await page.locator('ii-comparison .row[data-kind="added"] mark').allTextContents(), ["98"]);
  await groups.first().getByRole("button", { name: "i-page0000017" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("ii-record").getByTitle("i-page0000017").waitFor();
  await page.locator("ii-comparison input[type=search]").focus();
  await page.keyboard.type("disk: 98");
  await page.locator("ii-comparison .hit").first().waitFor();
  assert.equal(await page.locator("ii-comparison .hit").count(), 1);
  await page.getByText("1 of 1", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await groups.first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("ten thousand outputs of 4 KB are grouped and searched", async () => {
  const { page, context, faults } = await site.visit();
  const text = "some log line of a machine that says nothing of interest\n".repeat(70);
  const rows = Array.from({ length: 10_000 }, (_, i) => printed(`${text}${i % 1000 === 7 ? "failure: no route to host" : "all is well"} at 2026-11-21T08:00:${String(i % 60).padStart(2, "0")}Z\n`, i));
  await hand(page, results(rows));
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.getByRole("button", { name: "Alike" }).click();
  await page.locator("ii-comparison .count").filter({ hasText: "9,990 of 10,000" }).waitFor();
  assert.equal(await page.locator("ii-comparison .count").count(), 2);
  await page.locator("ii-comparison input[type=search]").fill("no route");
  await page.getByText("Hits: 10, in 10 outputs and commands").waitFor();
  await page.getByRole("button", { name: "Regular expression" }).click();
  await page.locator("ii-comparison input[type=search]").fill("no (route");
  await page.getByRole("alert").filter({ hasText: "no regular expression" }).waitFor();
  await page.locator("ii-comparison input[type=search]").fill("no r.u.e$|to h[a-z]st");
  await page.getByText("Hits: 10, in 10 outputs and commands").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("no output reaches out of its pane: markup, escapes, directions, five megabytes of marks, ten in one line", async () => {
  const { page, context, faults, violations } = await site.visit();
  const hostile = [
    "<img src=x onerror=globalThis.owned=1><style>*{color:red!important}</style>",
    "\u202e\u2066\u2067\u2068\u202a\u202b\u202d\u200e\u200f\u061cabc\u0085\u009b31mdef\u0000\u0007",
    "\u001b]0;title\u0007\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007\u001b[999999999Cfar\u001b[2J\u001bP unclosed",
    `a${"\u0301".repeat(2_500_000)}`,
    "x".repeat(10_000_000),
  ];
  const rows = hostile.map((text, i) => printed(text, i));
  await hand(page, results([...rows, printed("harmless\n", 9)]));
  await page.locator("ii-printed").waitFor();
  const look = () =>
    page.evaluate(() => {
      const head = document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.querySelector(".head");
      const { left, top, width } = head?.getBoundingClientRect() ?? new DOMRect();
      return { left, top, width, colour: head ? getComputedStyle(head).color : "", direction: head ? getComputedStyle(head).direction : "", title: document.title, wide: document.documentElement.scrollWidth <= innerWidth };
    });
  await page.getByRole("treeitem", { name: /^i-page0000009/ }).click();
  await shown(page).filter({ hasText: "harmless" }).waitFor();
  const calm = await look();
  for (let i = 0; i < hostile.length; i += 1) {
    await page.getByRole("treeitem", { name: new RegExp(`^i-page000000${i}`) }).click();
    await page.locator("ii-record").getByTitle(`i-page000000${i}`).waitFor();
    for (const name of ["Terminal", "Plain", "Raw"]) {
      await view(page, name);
      assert.deepEqual(await look(), calm, `${i}, ${name}`);
      const text = (await shown(page).textContent()) ?? "";
      assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/, `${i}, ${name}`);
    }
  }
  assert.equal(await page.locator("ii-printed a[href^='javascript']").count(), 0);
  await hand(page, results([printed("see \u001b]8;;https://example.com/a?b\u001b\\here\u001b]8;;\u001b\\\n", 1, { InvokeId: "t-link" })]));
  await view(page, "Terminal");
  const link = page.locator("ii-printed a");
  assert.deepEqual([await link.textContent(), await link.getAttribute("href")], ["here", "https://example.com/a?b"]);
  assert.match(await link.evaluate((a) => getComputedStyle(a, "::after").content), /example\.com/);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).owned), undefined);
  await page.getByRole("tab", { name: "Outputs" }).click();
  await page.locator("ii-comparison .group").first().waitFor();
  assert.equal((await look()).colour, calm.colour);
  assert.deepEqual([...faults, ...(await violations())], []);
  await context.close();
});

test("of many instances no count reaches into what became of them; in short, a record has the colour of its outcome", async () => {
  const { page, context } = await site.visit();
  await hand(page, results(Array.from({ length: 12_000 }, (_, i) => printed("ok\n", i))));
  await page.getByRole("tab", { name: "Outputs" }).click();
  const count = page.locator("ii-comparison .count").first();
  await count.filter({ hasText: "12,000 of 12,000" }).waitFor();
  assert.ok(await count.evaluate((text) => text.scrollWidth <= text.clientWidth));
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [status, tone] of [["Failed", "--ii-failed"], ["Running", "--ii-running"]]) {
    await hand(page, results([row(1, status ?? "", { InvokeId: `t-${status}` })]));
    const brief = page.locator("ii-brief section").filter({ hasText: status ?? "" });
    await brief.waitFor();
    const [bar, colour] = await brief.evaluate((section, tone) => {
      const bar = getComputedStyle(section).borderInlineStartColor;
      section.style.color = `var(${tone})`;
      return [bar, getComputedStyle(section).color];
    }, tone ?? "");
    assert.equal(bar, colour, status);
  }
  await context.close();
});
