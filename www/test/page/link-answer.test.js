// @ts-check
// Links that bring the answer: it comes back as it was packed, a link that is no whole one says why, nothing in it that is hidden, the same record opens; what fits into
// no link says so and leaves as the report.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { build } from "vite";
import { axe, caseText, drop, HALF, hand, results, row, SEVERAL, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

/** What a file of the page's state exports. @param {string} name */
async function exportsOf(name) {
  const entry = fileURLToPath(new URL(`../../src/state/${name}.ts`, import.meta.url));
  const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
  const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
  return import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);
}
const { linkOf, readLink } = await exportsOf("link");
const { packed, MOST_CHARACTERS } = await exportsOf("link-answer");

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const FIRST = { invokeId: "t-page1", instanceId: null, invocation: 0, instance: null, record: null, referenceId: null, reference: null, tab: "tree", pane: "invocation", source: 0, place: null, query: "", only: false, sort: "outcome", expected: null, find: null, lines: null };
/** @type {Record<string, object>} */
const VIEWS = {
  "an invocation": FIRST,
  "lines of a record in the table": { ...FIRST, tab: "table", instanceId: "i-page0000003", instance: 0, pane: "record", record: 12, query: 'outcome:failed "失败"', lines: { from: 2, to: 3, mode: "raw" } },
  "a comparison": { ...FIRST, tab: "compare", referenceId: "t-page0", reference: 0 },
};
const DOCUMENTS = [results([row(0, "Success"), row(1, "Failed", { Output: "完成 😀" })]), "<R><InvokeId>t-1</InvokeId></R>"];
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const texts = (/** @type {Uint8Array[]} */ documents) => documents.map((bytes) => Buffer.from(bytes).toString("utf8"));

for (const [name, view] of Object.entries(VIEWS)) {
  test(`there and back, with the answer: ${name}`, async () => {
    for (const redaction of ["1", null]) {
      const link = await linkOf(view, await packed(DOCUMENTS, redaction));
      assert.match(link, /^#1\.[\w-]+$/);
      const { view: led, answer } = await readLink(link);
      assert.deepEqual([led, texts(answer.documents), answer.redaction], [view, DOCUMENTS, redaction]);
      for (const tail of [".", ")", "_", "%20and%20more", "。", ">"]) assert.deepEqual((await readLink(link + tail)).view, view, tail);
      assert.deepEqual((await readLink(`${link.slice(0, 90)}%0A%20${link.slice(90)}`)).view, view);
    }
  });
}

test("cut at each character, and with letters changed, a link that brings an answer says which", async () => {
  const link = await linkOf(VIEWS["lines of a record in the table"], await packed(DOCUMENTS, "1"));
  for (let end = 2; end < link.length; end += 1) {
    for (const tail of ["", "…"]) assert.equal(await readLink(link.slice(0, end) + (end > 2 ? tail : "")), "cut", `at ${end}, ${tail}`);
  }
  for (let at = 3; at < link.length; at += 1) {
    const place = ALPHABET.indexOf(link[at]);
    for (const step of [1, 2, 31]) {
      const changed = link.slice(0, at) + ALPHABET[(place + step) % 64] + link.slice(at + 1);
      assert.equal(await readLink(changed), "damaged", `${step} at ${at}`);
    }
  }
  assert.equal(await readLink(link.replace("#1.", "#2.")), "newer");
});

test("what somebody has made up in place of an answer is damaged, however large it would be", async () => {
  const made = (/** @type {string | Buffer} */ text) => linkOf(FIRST, deflateRawSync(text, { level: 9 }));
  for (const text of ['["1",5]\nab', '["1",1]\nab', '["<b>",2]\nab', '["1"]\n', '["1",-1,3]\nab', '{}\nab', "ab", '["1",0,2]\nab']) assert.equal(await readLink(await made(text)), "damaged", text);
  assert.notEqual(await readLink(await made('["1",2]\nab')), "damaged");
  const large = await made(Buffer.concat([Buffer.from(`["1",${5 << 20}]\n`), Buffer.alloc(5 << 20)]));
  assert.ok(large.length < MOST_CHARACTERS, `${large.length}`);
  assert.equal(await readLink(large), "damaged");
});

// ------------------------------------------------------------------ in the page

const LABELS = {
  en: { open: "Export…", dialog: "Export", form: "Browser: a link with the answer in it", copy: "Copy link with the answer", details: "Details", instead: "Take the report in one file" },
  zh: { open: "导出…", dialog: "导出", form: "浏览器：自带返回结果的链接", copy: "复制带结果的链接", details: "详情", instead: "改用单文件报告" },
};
const message = (/** @type {Page} */ page) => page.locator("inspector-toast .toast");
const inputs = (/** @type {Page} */ page) => page.locator("inspector-inputs .title").allTextContents();
const fragment = (/** @type {Page} */ page) => page.evaluate(() => location.href.split("#")[1] ?? "");
const shown = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const { instanceId, record, tab, query } = /** @type {any} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")).current;
    return { instanceId, record, tab, query };
  });
/** Follows a link within the page. @param {Page} page @param {string} link */
const follow = (page, link) => page.evaluate((hash) => void (location.hash = hash), link);
/** Chooses the form in the dialog. @param {Page} page @param {typeof LABELS.en} labels */
async function choose(page, labels) {
  await page.getByRole("button", { name: labels.open }).click();
  const box = page.getByRole("dialog", { name: labels.dialog });
  await box.getByRole("radio", { name: labels.form }).check();
  return box;
}
/** Copies the link with the answer. @param {Page} page @param {typeof LABELS.en} labels */
async function copied(page, labels) {
  const box = await choose(page, labels);
  await box.getByRole("button", { name: labels.copy }).click();
  await box.getByText(/^(Copied|已复制)$/).first().waitFor();
  await page.keyboard.press("Escape");
  return page.evaluate(() => navigator.clipboard.readText());
}

const SECRET = "Sup3r-s3cret-Pa55";
/** Twelve machines by their names, of which some say what should not leave. */
const FLEET = results(
  Array.from({ length: 12 }, (_, i) => {
    const output = Buffer.from(i % 5 === 3 ? `mysql -h 10.9.8.${i} -u root --password=${SECRET}\nERROR 1045\n` : "ok\n").toString("base64");
    return row(i, i % 5 === 3 ? "Failed" : "Success", { InstanceId: `web-${i}.corp-internal.cn`, Output: output, ExitCode: i % 5 === 3 ? 1 : 0 });
  }),
);

for (const [locale, labels] of /** @type {["en-US" | "zh-CN", typeof LABELS.en][]} */ ([["en-US", LABELS.en], ["zh-CN", LABELS.zh]])) {
  test(`copied with the answer, a link opens the same record of it, redacted (${locale})`, async () => {
    const { page, context, faults, violations } = await site.visit({ locale });
    await hand(page, FLEET);
    await follow(page, await linkOf({ ...FIRST, tab: "table", instanceId: "web-8.corp-internal.cn", instance: 0, pane: "record", query: "exit:1" }));
    await page.locator("inspector-question button.main").click();
    const box = await choose(page, labels);
    await box.getByRole("button", { name: labels.copy }).waitFor();
    assert.match(await box.textContent() ?? "", locale === "en-US" ? /fits anywhere|fits every browser/ : /任何地方|各种浏览器/);
    assert.ok(!(await box.locator("pre").textContent())?.includes(SECRET));
    await page.keyboard.press("Escape");
    const link = await copied(page, labels);
    assert.ok(link.length <= MOST_CHARACTERS && link.startsWith(`${site.url}#1.`), link);
    const { view, answer } = await readLink(new URL(link).hash);
    const [text = ""] = texts(answer.documents);
    const printed = [...text.matchAll(/"Output":"([^"]*)"/g)].map(([, field]) => Buffer.from(field ?? "", "base64").toString());
    for (const secret of [SECRET, "10.9.8.", "corp-internal"]) assert.ok(![text, ...printed].some((one) => one.includes(secret)), secret);
    assert.equal(printed.length, 12);

    const other = await context.newPage();
    await other.goto(link, { waitUntil: "networkidle" });
    await message(other).getByText(locale === "en-US" ? /in the answer that came with it: redacted, list version 2/ : /已脱敏，清单版本 2/).waitFor();
    assert.equal(await fragment(other), "");
    assert.deepEqual(await shown(other), { instanceId: view.instanceId, record: null, tab: "table", query: "exit:1" });
    assert.match(view.instanceId, /^~host-\d+~$/);
    await other.getByRole("region", { name: labels.details }).getByText("ERROR 1045").first().waitFor();
    assert.deepEqual(await inputs(other), [locale === "en-US" ? "From a link: redacted, list version 2" : "来自链接：已脱敏，清单版本 2"]);
    assert.deepEqual(faults, []);
    assert.deepEqual(await violations(), []);
    await context.close();
  });
}

test("every document of the answer comes, and what is sound in either form", async () => {
  const { page, context } = await site.visit();
  for (const name of ["seed002_results_failed.json", "seed002_results_failed.xml", "seed003_invocations.json"]) {
    await page.goto(site.url, { waitUntil: "networkidle" });
    await hand(page, caseText(name));
    const headline = await page.getByRole("heading", { level: 1 }).first().textContent();
    const link = await copied(page, LABELS.en);
    await page.goto("about:blank");
    await page.goto(link, { waitUntil: "networkidle" });
    await message(page).getByText("in the answer that came with it").waitFor();
    assert.equal(await page.getByRole("heading", { level: 1 }).first().textContent(), headline, name);
  }
  await page.goto(site.url, { waitUntil: "networkidle" });
  const part = (/** @type {number} */ from) => results(Array.from({ length: 3 }, (_, i) => row(from + i, "Success")));
  await hand(page, part(0));
  await hand(page, part(3));
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "6" }).waitFor();
  const { answer } = await readLink(new URL(await copied(page, LABELS.en)).hash);
  assert.equal(answer.documents.length, 2);
  await context.close();
});

test("over an answer it asks, by keyboard; what is here stays, or comes back by Undo", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, SEVERAL);
  const link = await linkOf({ ...FIRST, instanceId: "i-page0000001", instance: 0, pane: "record" }, await packed([DOCUMENTS[0]], "1"));
  await follow(page, link);
  await page.getByText("Open the answer that the link brings?").waitFor();
  await page.getByText("The link says that it is redacted, list version 1.").waitFor();
  assert.equal(await fragment(page), "");
  assert.deepEqual(await axe(page), []);
  const press = async (/** @type {string} */ name) => {
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
  };
  await press("Stay here");
  await page.locator("inspector-question").waitFor({ state: "detached" });
  assert.equal((await shown(page)).instanceId, "i-several1");

  await follow(page, link);
  await page.getByText("Open the answer that the link brings?").waitFor();
  await press("Open it");
  await message(page).getByText("in the answer that came with it").waitFor();
  assert.equal((await shown(page)).instanceId, "i-page0000001");
  // What is here already is not brought once more.
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000000", instance: 0, pane: "record" }, await packed([DOCUMENTS[0]], "1")));
  await page.getByRole("button", { name: "Show it" }).click();
  await page.getByRole("region", { name: "Details" }).getByText("i-page0000000").first().waitFor();
  await message(page).getByRole("button", { name: /^Undo/ }).press("Enter");
  await page.getByRole("region", { name: "Details" }).getByText("i-several1").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("it asks as well while what the reader has dropped is still to be read", async () => {
  const { page, context, faults } = await site.visit();
  let read = () => {};
  const reads = new Promise((done) => (read = () => done(null)));
  await page.route(/\/assets\/files-/, async (route) => {
    await reads;
    await route.continue();
  });
  await page.reload();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  await drop(page, [{ name: "several.json", text: SEVERAL }]);
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-page0000001", instance: 0, pane: "record" }, await packed([DOCUMENTS[0]], "1")));
  await page.getByText("Open the answer that the link brings?").waitFor();
  await page.getByRole("button", { name: "Open it" }).click();
  read();
  await message(page).getByText("in the answer that came with it").waitFor();
  assert.deepEqual(await inputs(page), ["From a link: redacted, list version 1"]);
  await message(page).getByRole("button", { name: /^Undo/ }).click();
  await page.getByText("several.json").first().waitFor({ state: "attached" });
  assert.deepEqual(await inputs(page), ["several.json"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a link from a stranger is text like any other, and leads to nothing that is not in it", async () => {
  const { page, context, faults, violations } = await site.visit();
  const hostile = results([row(0, "Failed", { InstanceId: "<img src=x onerror=alert(1)>", CommandName: "`rm -rf /`", Output: "<script>alert(1)</script>" })]);
  await follow(page, await linkOf({ ...FIRST, instanceId: "i-none", instance: 0, pane: "record" }, await packed([hostile], null)));
  await message(page).getByText(/i-none, which is not in this answer/).waitFor();
  assert.deepEqual(await inputs(page), ["From a link"]);
  await page.getByRole("region", { name: "Details" }).getByText("img src=x onerror=alert(1)").first().waitFor();
  assert.equal(await page.locator("img").count(), 0);
  // The answer that has the place did not come with the link.
  await hand(page, results([row(0, "Failed", { InstanceId: "i-none" })]));
  await message(page).getByText("Opened where the link leads.").waitFor();
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("what is given after the answer of a link was cancelled is not said to have come with it, nor to be redacted", async () => {
  const { page, context, faults } = await site.visit();
  let arrives = () => {};
  const here = new Promise((done) => (arrives = () => done(null)));
  await page.route(/\/assets\/first_bg-/, async (route) => {
    await here;
    await route.continue();
  });
  await page.goto("about:blank");
  await page.goto(`${site.url}${await linkOf({ ...FIRST, instanceId: "i-page0000001", instance: 0, pane: "record" }, await packed([DOCUMENTS[0]], "1"))}`);
  await page.getByRole("button", { name: "Cancel" }).click();
  arrives();
  await hand(page, results([row(1, "Failed", { Output: "password=hunter2hunter2" })]));
  await message(page).getByText("Opened where the link leads.").waitFor();
  assert.equal(await message(page).getByText(/redacted|came with/).count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what fits into no link says why, and the report is one press away", async () => {
  const { page, context } = await site.visit();
  const noise = results(Array.from({ length: 60 }, (_, i) => row(i, "Success", { Output: Buffer.from(Array.from({ length: 40 }, (_, n) => `${(i * 7919 + n * 104_729) % 99_991} `).join("")).toString("base64") })));
  /** @type {[string, RegExp][]} */
  const unfit = [
    [noise, /The link would have [\d,]+ characters\. It may have 8,000/],
    [results(Array.from({ length: 3_000 }, (_, i) => row(i, "Success"))), /The answer is too large for a link/],
    [HALF, /An input is only a part, or was read by repairing it/],
    ["InstanceId  InvocationStatus  ExitCode\ni-table1    Failed            1\ni-table2    Success           0\n", /An input is not what the API writes/],
    [results([row(0, "Success", { Output: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0xff, 0xfe, 0, 0, 0x80, 0x81, 0x90, 0xa0]).toString("base64") })]), /An output is no text/],
  ];
  for (const [text, why] of unfit) {
    await page.goto(site.url, { waitUntil: "networkidle" });
    await hand(page, text);
    const box = await choose(page, LABELS.en);
    await box.locator("p").getByText(why).first().waitFor();
    assert.equal(await box.getByRole("button", { name: LABELS.en.copy }).count(), 0);
  }
  const box = page.getByRole("dialog", { name: "Export" });
  await box.getByRole("button", { name: LABELS.en.instead }).click();
  await box.getByRole("button", { name: "Save" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), box.getByRole("button", { name: "Save" }).click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /^<!doctype html>/i);
  await context.close();
});

test("nothing hidden is said and goes out as it stands; what is marked is hidden, unless the answer hangs on it", async () => {
  const { page, context } = await site.visit();
  await hand(page, FLEET);
  const box = await choose(page, LABELS.en);
  await box.getByRole("button", { name: LABELS.en.copy }).waitFor();
  await box.getByRole("switch", { name: "Hide secrets, addresses and names" }).uncheck();
  await box.getByText("Nothing is hidden: passwords, keys, addresses and names go out as they stand.").waitFor();
  await box.locator("pre").getByText("web-3.corp-internal.cn").waitFor();
  await box.getByRole("button", { name: LABELS.en.copy }).click();
  await box.getByText("Copied").first().waitFor();
  const { answer } = await readLink(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash);
  assert.equal(answer.redaction, null);
  await box.getByRole("switch", { name: "Hide secrets, addresses and names" }).check();
  await box.getByRole("textbox", { name: "Hide this as well" }).fill("Failed");
  await box.getByRole("button", { name: "Add" }).click();
  await box.locator("p").getByText(/the answer would say something else than here/).first().waitFor();
  await context.close();
});

for (const [locale, labels] of /** @type {["en-US" | "zh-CN", typeof LABELS.en][]} */ ([["en-US", LABELS.en], ["zh-CN", LABELS.zh]])) {
  test(`axe finds nothing in the dialog with either outcome (${locale})`, async () => {
    const { page, context } = await site.visit({ locale, viewport: { width: 390, height: 844 } });
    for (const [text, button] of [[FLEET, labels.copy], [HALF, labels.instead]]) {
      await page.goto(site.url, { waitUntil: "networkidle" });
      await hand(page, text ?? "");
      const box = await choose(page, labels);
      await box.getByRole("button", { name: button }).waitFor();
      assert.deepEqual(await axe(page), []);
    }
    await context.close();
  });
}
