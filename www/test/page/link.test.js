// @ts-check
// Links to what is shown: what was shown comes back from one, and what is no whole link says why; opened before an answer it waits, over one it asks.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";
import { build } from "vite";
import { FORTY, hand, paste, results, row, SEVERAL, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

const entry = fileURLToPath(new URL("../../src/state/link.ts", import.meta.url));
const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
const { linkOf, readLink, LONGEST } = await import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);

/** Where a link leads, or why it leads nowhere. @param {string} link */
async function viewOf(link) {
  const read = await readLink(link);
  if (typeof read === "string") return read;
  assert.equal(read.answer, null);
  return read.view;
}

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const FIRST = { invokeId: "t-page1", instanceId: null, invocation: 0, instance: null, record: null, referenceId: null, reference: null, tab: "tree", pane: "invocation", source: 0, place: null, query: "", only: false, sort: "outcome", expected: null, find: null, lines: null };
/** Views that a link carries whole. @type {Record<string, object>} */
const VIEWS = {
  "an invocation": FIRST,
  "an instance in the table": { ...FIRST, tab: "table", instanceId: "i-page0000017", instance: 0, pane: "record", query: 'outcome:failed -id:"i-1"', sort: "-duration,status" },
  "a record of many": { ...FIRST, tab: "outputs", instanceId: "i-page0000003", instance: 0, pane: "record", record: 12 },
  "words of any script": { ...FIRST, tab: "table", query: "失败 “ok” \u{1f600} <b>" },
  "lines of an output": { ...FIRST, instanceId: "i-page0000003", instance: 0, pane: "record", record: 12, lines: { from: 120, to: 131, mode: "raw" } },
  "a comparison": { ...FIRST, tab: "compare", referenceId: "t-page0", reference: 0 },
  "an instance of a comparison": { ...FIRST, tab: "compare", referenceId: "t-page0", reference: 0, instanceId: "i-page0000003", instance: 0, pane: "record", lines: { from: 2, to: 2, mode: "plain" } },
  "executions that are compared": { ...FIRST, tab: "compare", referenceId: "t-page1", reference: 0 },
  "an answer without the id of its invocation": { ...FIRST, invokeId: null, tab: "diagnostics" },
};
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

for (const [name, view] of Object.entries(VIEWS)) {
  test(`there and back: ${name}`, async () => {
    const link = await linkOf(view);
    assert.match(link, /^#1\.[\w-]+$/);
    assert.ok(link.length <= LONGEST);
    assert.deepEqual(await viewOf(link), view);
  });

  test(`cut at each character, ${name} is said to be cut`, async () => {
    const link = await linkOf(view);
    for (let end = 2; end < link.length; end += 1) {
      for (const tail of ["", "...", "…", "%E2%80%A6"]) assert.equal(await viewOf(link.slice(0, end) + (end > 2 ? tail : "")), "cut", `at ${end}, ${tail}`);
    }
  });

  test(`with any letter changed, ${name} is said to be damaged`, async () => {
    const link = await linkOf(view);
    for (let at = 3; at < link.length; at += 1) {
      for (const letter of ALPHABET) {
        if (letter !== link[at]) assert.equal(await viewOf(link.slice(0, at) + letter + link.slice(at + 1)), "damaged", `${letter} at ${at}`);
      }
    }
  });
}

test("what stands behind a link, or breaks its lines, is not part of it", async () => {
  const view = VIEWS["an instance in the table"];
  const link = await linkOf(view);
  for (const tail of [".", ")", "_", "%20and%20more", "。", ">"]) assert.deepEqual(await viewOf(link + tail), view, tail);
  assert.deepEqual(await viewOf(`${link.slice(0, 40)}%0A%20${link.slice(40)}`), view);
});

test("what is no link of this version says so", async () => {
  const link = await linkOf(FIRST);
  for (const [text, fault] of [["#2.anything", "newer"], ["#19.", "newer"], ["#1", "cut"], ["#1.", "cut"], ["#0.abc", "damaged"], ["#1x", "damaged"], [link.toLowerCase(), "damaged"], [`#1.${"A".repeat(100_000)}`, "damaged"], ["#1.%", "cut"]]) {
    assert.equal(await viewOf(text), fault, String(text).slice(0, 20));
  }
});

test("ids and a query that are too long for a link have none", async () => {
  let seed = 1;
  const noise = Array.from({ length: 400 }, () => ALPHABET[(seed = (seed * 48271) % 2147483647) % 64]).join("");
  assert.equal(await linkOf({ ...FIRST, query: noise }), null);
  assert.equal(await linkOf({ ...FIRST, query: `${noise}${noise}` }), null);
  assert.notEqual(await linkOf({ ...FIRST, query: "x".repeat(2_000) }), null);
});

test("a filter that is the same over and over, which packs well and would hold up the page, is in no link", async () => {
  for (const [piece, n] of /** @type {const} */ ([["a ", 100_000], ["not ", 50_000], ["(", 200_000]])) {
    assert.equal(await linkOf({ ...FIRST, query: piece.repeat(n) }), null);
    const values = ["table", "t-page1", null, null, piece.repeat(n), "outcome"];
    const place = deflateRawSync(JSON.stringify(values), { level: 9 });
    const bytes = Buffer.concat([Buffer.from([place.length, place.length ^ 255]), place, Buffer.alloc(4)]);
    assert.ok(place.length <= 255, "it would fit");
    bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
    assert.equal(await viewOf(`#1.${bytes.toString("base64url")}`), "damaged");
  }
});

/** What a link looks like as it was made first: links that were given away stay good. */
const KEPT = "#1.TbIdxjEKgDAMBdCryJ8TsJPQq1iHaKsEYiua3l_0TW-Gy2oFBOdLjhJA0H_jJ0yg2s0IrfvWzhJ3USt5YM0xQTkkgMC53-LaKj0u3h8sL_y6iSM";

test("a link of the first edition still leads where it led", async () => {
  assert.deepEqual(await viewOf(KEPT), VIEWS["an instance in the table"]);
});

// ------------------------------------------------------------------ in the page

const message = (/** @type {Page} */ page) => page.locator("inspector-toast .toast");
const pane = (/** @type {Page} */ page) => page.getByRole("region", { name: "Details" });
const fragment = (/** @type {Page} */ page) => page.evaluate(() => location.href.split("#")[1] ?? "");
/** Follows a link within the page. @param {Page} page @param {string} link */
const follow = (page, link) => page.evaluate((hash) => void (location.hash = hash), link);
/** Copies the link to what is shown. @param {Page} page */
async function copied(page) {
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Copied").first().waitFor();
  await page.keyboard.press("Escape");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("copied from one answer, a link opens the same rows and record in another order of it", async () => {
  const { page, context, faults, violations } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: "Table" }).click();
  await page.locator("ii-table input").first().fill("outcome:failed");
  await page.locator("ii-table").getByText("i-page0000017").first().click();
  await pane(page).getByText("i-page0000017").first().waitFor();
  const link = await copied(page);
  assert.ok(link.startsWith(`${site.url}#1.`), link);

  const other = await context.newPage();
  await other.goto(link, { waitUntil: "networkidle" });
  await message(other).getByText(/t-page1 \/ i-page0000017/).waitFor();
  assert.equal(await fragment(other), "");
  await paste(other, results(JSON.parse(FORTY).Invocation.InvocationResults.InvocationResult.reverse()));
  await message(other).getByText("Opened where the link leads.").waitFor();
  await pane(other).getByText("i-page0000017").first().waitFor();
  assert.equal(await other.getByRole("tab", { selected: true }).textContent().then((text) => text?.trim().startsWith("Table")), true);
  assert.equal(await other.locator("ii-table input").first().inputValue(), "outcome:failed");
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("a hundred orders of the rows lead to the same instance", async () => {
  const link = await linkOf({ ...FIRST, instanceId: "i-page0000017", instance: 17, pane: "record" });
  const { page, context } = await site.visit();
  /** @type {any[]} */
  const rows = Array.from({ length: 40 }, (_, i) => row(i, i === 3 || i === 17 ? "Failed" : "Success"));
  let seed = 1;
  for (let n = 0; n < 100; n += 1) {
    for (let i = rows.length - 1; i > 0; i -= 1) {
      seed = (seed * 48271) % 2147483647;
      const j = seed % (i + 1);
      [rows[i], rows[j]] = [rows[j], rows[i]];
    }
    await follow(page, link);
    // Over the answer before it, the link asks; the next answer is what it waits for then.
    if (n > 0) await page.getByRole("button", { name: "Stay here" }).waitFor();
    await page.evaluate(() => document.querySelector("inspector-page")?.shadowRoot?.querySelector("inspector-toast")?.shadowRoot?.querySelector("button.close")?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true })));
    // The same rows in another order would be nothing new: another answer stands between.
    for (const answer of [[row(900 + n, "Success", { InvokeId: `t-between${n}` })], rows]) {
      await hand(page, results(answer));
      await page.waitForFunction((order) => {
        const viewer = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector"));
        return viewer?.answer.inspection?.instance(0, 0)?.instanceId === order && !viewer.answer.busy;
      }, answer[0].InstanceId);
    }
    const shown = await page.evaluate(() => /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).current.instanceId);
    assert.equal(shown, "i-page0000017", `order ${n}`);
  }
  await context.close();
});

test("cut, damaged and newer links are told apart, in both languages, and leave the address", async () => {
  const link = await linkOf(FIRST);
  /** @type {[string, RegExp, RegExp][]} */
  const faults = [
    [link.slice(0, -9), /The link is cut/, /链接不完整/],
    [link.slice(0, 9) + (link[9] === "A" ? "B" : "A") + link.slice(10), /The link is damaged/, /链接已损坏/],
    ["#2.abc", /newer edition/, /更新版本/],
  ];
  for (const [locale, which] of /** @type {["en-US" | "zh-CN", 1 | 2][]} */ ([["en-US", 1], ["zh-CN", 2]])) {
    const { page, context } = await site.visit({ locale });
    for (const fault of faults) {
      await follow(page, fault[0]);
      await message(page).getByText(fault[which]).waitFor();
      assert.equal(await fragment(page), "");
    }
    await context.close();
  }
});

test("over an answer a link asks; what is here stays unless the reader agrees, and Back leads there again", async () => {
  const { page, context } = await site.visit();
  await hand(page, SEVERAL);
  await pane(page).getByText("i-several1").first().waitFor();
  const link = await linkOf({ ...FIRST, invokeId: "t-several2", instanceId: "i-several2", instance: 2, pane: "record", tab: "table" });
  await follow(page, link);
  await page.getByText("Show where the link leads?").waitFor();
  assert.equal(await pane(page).getByText("i-several1").count() > 0, true);
  await page.getByRole("button", { name: "Stay here" }).click();
  assert.equal(await pane(page).getByText("i-several1").count() > 0, true);

  await follow(page, link);
  await page.getByRole("button", { name: "Show it" }).click();
  await pane(page).getByText("i-several2").first().waitFor();
  await page.goBack();
  await pane(page).getByText("i-several1").first().waitFor();
  await context.close();
});

test("over another answer nothing changes; the link waits for the one that holds it", async () => {
  const { page, context } = await site.visit();
  await hand(page, SEVERAL);
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000030", instance: 0, pane: "record" }));
  await message(page).getByText(/i-page0000030, which is not in this answer/).waitFor();
  assert.equal(await page.locator("inspector-question").count(), 0);
  assert.equal(await pane(page).getByText("i-several1").count() > 0, true);
  await hand(page, FORTY);
  await message(page).getByText("Opened where the link leads.").waitFor();
  await pane(page).getByText("i-page0000030").first().waitFor();
  await context.close();
});

test("a record that is not there is said not to be", async () => {
  const { page, context } = await site.visit();
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000030", instance: 0, pane: "record", record: 6 }));
  await message(page).getByText(/i-page0000030/).waitFor();
  await hand(page, FORTY);
  await message(page).getByText("Record 7, to which the link leads, is not in this answer").waitFor();
  await context.close();
});

/** Forty instances, one of which printed fifty lines. */
const PRINTED = Array.from({ length: 40 }, (_, i) => row(i, i === 17 ? "Failed" : "Success", { Output: Buffer.from(Array.from({ length: 50 }, (_, n) => `step ${n + 1} of ${i}\n`).join("")).toString("base64") }));

test("a link to lines of an output leads to them in another order of the rows, and says so", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, results(PRINTED));
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000017", instance: 0, pane: "record" }));
  await page.getByRole("button", { name: "Show it" }).click();
  const details = pane(page);
  await details.getByRole("button", { name: "Link to lines" }).click();
  await details.getByRole("spinbutton", { name: "From line" }).fill("12");
  await details.getByRole("spinbutton", { name: "to", exact: true }).fill("14");
  await details.getByRole("spinbutton", { name: "to", exact: true }).press("Enter");
  await details.getByText("Copied").first().waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.deepEqual((await viewOf(new URL(link).hash)).lines, { from: 12, to: 14, mode: "terminal" });

  const other = await context.newPage();
  await other.goto(link, { waitUntil: "networkidle" });
  await message(other).getByText(/i-page0000017/).waitFor();
  await paste(other, results([...PRINTED].reverse()));
  await message(other).getByText("Opened where the link leads: lines 12 to 14 of the output.").waitFor();
  const marked = pane(other).locator(".linked");
  await marked.nth(2).waitFor();
  assert.deepEqual(await marked.allTextContents(), ["step 12 of 17", "step 13 of 17", "step 14 of 17"]);
  assert.ok(await marked.first().evaluate((line) => line.getBoundingClientRect().top >= 0 && line.getBoundingClientRect().bottom <= innerHeight));
  assert.equal(await pane(other).getByRole("region", { name: "Output" }).evaluate((region) => /** @type {ShadowRoot} */ (region.getRootNode()).activeElement === region), true);
  // Another record has no such lines.
  await other.getByRole("tab", { name: /^Table/ }).click();
  await other.locator("ii-table").getByText("i-page0000039").first().click();
  await pane(other).getByText("i-page0000039").first().waitFor();
  await pane(other).getByText("step 1 of 39").first().waitFor();
  assert.equal(await marked.count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is marked in an output is what the link leads to", async () => {
  const { page, context } = await site.visit();
  await hand(page, results(PRINTED));
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000017", instance: 0, pane: "record", record: 0, lines: { from: 5, to: 5, mode: "plain" } }));
  await page.getByRole("button", { name: "Show it" }).click();
  await message(page).getByText("line 5 of the output").waitFor();
  const line = (/** @type {number} */ n) => pane(page).locator(`.line[data-number="${n}"]`);
  await line(5).waitFor();
  const [from, to] = [await line(6).boundingBox(), await line(8).boundingBox()];
  if (!from || !to) throw new Error("no lines");
  await page.mouse.move(from.x + 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + to.height / 2, { steps: 4 });
  await page.mouse.up();
  await pane(page).getByRole("button", { name: "Link to lines" }).click();
  assert.equal(await pane(page).getByRole("spinbutton", { name: "From line" }).inputValue(), "6");
  assert.equal(await pane(page).getByRole("spinbutton", { name: "to", exact: true }).inputValue(), "8");
  await context.close();
});

test("lines that are not there are said not to be", async () => {
  const { page, context } = await site.visit();
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000017", instance: 0, pane: "record", record: 0, lines: { from: 90, to: 95, mode: "terminal" } }));
  await message(page).getByText(/i-page0000017/).waitFor();
  await hand(page, results(PRINTED));
  await pane(page).getByText("Line 90, to which the link leads, is not in this output.").waitFor();
  await context.close();
});

test("a filter that holds what is hidden is not in the link, and that is said", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await page.getByRole("tab", { name: "Table" }).click();
  await page.locator("ii-table input").first().fill("-10.20.30.40 outcome:failed");
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByText("The filter holds something that is hidden, so the link leaves it out.").waitFor();
  const copy = async () => {
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Copied").first().waitFor();
    return (await viewOf(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash)).query;
  };
  assert.equal(await copy(), "");
  await page.getByRole("switch", { name: "Hide secrets, addresses and names" }).uncheck();
  await page.getByText("The filter holds something").waitFor({ state: "detached" });
  assert.equal(await copy(), "-10.20.30.40 outcome:failed");
  await context.close();
});

test("which instances are selected is not in the link, and that is said where the table or the outputs show these alone", async () => {
  for (const [locale, said] of /** @type {const} */ ([["en-US", "Which 2 instances are selected is not in the link: whoever opens it sees the others too."], ["zh-CN", "链接中不含所选的 2 台实例：打开的人也会看到其他实例。"]])) {
    const { page, context } = await site.visit({ locale });
    await hand(page, FORTY);
    const told = async () => {
      await page.locator("ii-export .open").click();
      await page.locator("ii-export .buttons button").last().waitFor();
      const found = await page.locator("ii-export").getByText(said, { exact: true }).count();
      await page.keyboard.press("Escape");
      return found === 1;
    };
    await page.locator("#tab-table").click();
    await page.locator("ii-table input[type=search]").fill("outcome:failed");
    await page.locator("ii-table .head input[type=checkbox]").check();
    assert.equal(await told(), false, "all are shown");
    const only = page.locator("ii-table .tools > button[aria-pressed]");
    await only.click();
    for (const [tab, expected] of /** @type {const} */ ([["table", true], ["outputs", true], ["tree", false], ["table", true]])) {
      await page.locator(`#tab-${tab}`).click();
      assert.equal(await told(), expected, `${locale}: ${tab}`);
    }
    await only.click();
    assert.equal(await told(), false, "all are shown again");
    await context.close();
  }
});

test("in a page of somebody else, which follows no links, none is offered", async () => {
  const { page, context } = await site.visit();
  await page.goto(`${site.url}portal.html`);
  await page.evaluate((text) => void (/** @type {any} */ (document.querySelector("invocation-inspector")).response = text), FORTY);
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByText(/40 instances, .* records/).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Copy link" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "Link to lines" }).count(), 0);
  await context.close();
});

test("on the way into an answer that another link leads to, the last link wins", async () => {
  const { page, context } = await site.visit();
  for (const i of ["3", "9"]) {
    await follow(page, await linkOf({ ...FIRST, instanceId: `i-page000000${i}`, instance: 0, pane: "record" }));
    await message(page).getByText(`i-page000000${i}`).waitFor();
  }
  await hand(page, FORTY);
  await pane(page).getByText("i-page0000009").first().waitFor();
  await context.close();
});
