// @ts-check
// The guide as a person meets it: reading, searching, trying, going there from the inspector and back; in both languages and themes, without any network.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { after, before } from "node:test";
import { caseText, FORTY, hand, paste, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Opens the guide. @param {string} path @param {Parameters<typeof site.visit>[0]} [options] */
async function read(path, options) {
  const visit = await site.visit(options);
  /** @type {string[]} */
  const requests = [];
  visit.page.on("request", (request) => requests.push(request.url()));
  await visit.page.goto(`${site.url}guide/${path}`, { waitUntil: "networkidle" });
  return { ...visit, requests };
}

/** @param {Page} page */
const search = (page) => page.getByRole("searchbox");
/** @param {Page} page */
const hits = (page) => page.locator("guide-search li a");
/** The entry in sight at the top. @param {Page} page @param {string} id */
async function stands(page, id) {
  assert.equal(await page.evaluate(() => decodeURIComponent(location.hash)), `#${id}`);
  const box = await page.locator(`[id="${id}"]`).boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  assert.ok(box && box.y >= 0 && box.y < height, `${id} is not in sight: ${box?.y}`);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const language of /** @type {const} */ (["en", "zh"])) {
    test(`axe finds nothing, and nothing runs over the side: ${colorScheme}, ${language}`, async () => {
      const { page, context, faults, violations, requests } = await read(`${language}.html`, { colorScheme });
      const clean = async (/** @type {string} */ where) => {
        const found = await page.evaluate(async () => {
          const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] });
          return violations.map((/** @type {any} */ fault) => `${fault.id}: ${fault.nodes.slice(0, 5).map((/** @type {any} */ node) => `${node.target.join(" ")} ${node.failureSummary}`).join(" | ")}`);
        });
        assert.deepEqual(found, [], where);
      };
      await page.evaluate(AXE);
      await page.locator("guide-rollup").scrollIntoViewIfNeeded();
      await page.locator("guide-rollup select").first().waitFor();
      await clean("wide");
      await page.keyboard.press("/");
      await page.keyboard.type("Failed");
      await hits(page).first().waitFor();
      await clean("searching");
      await page.keyboard.press("Escape");
      for (const width of [320, 390, 768, 1280, 1900]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${width}: ${over} pixels too wide`);
        if (width === 390) await clean("narrow");
      }
      assert.deepEqual(await violations(), []);
      assert.deepEqual(faults, []);
      for (const request of requests) assert.ok(request.startsWith(site.url) || request.startsWith("data:"), request);
      await context.close();
    });
  }
}

test("what is looked for is found, with the keyboard alone, in English", async () => {
  const { page, context } = await read("en.html");
  // The field is drawn by the script, which a busy machine may run after the network is at rest.
  await search(page).waitFor();
  for (const [query, first, id] of [
    ["137", "137 (SIGKILL)", "exit-137"],
    ["clientnotrunning", "ClientNotRunning", "error-ClientNotRunning"],
    ["partialfailed", "PartialFailed", "status-PartialFailed"],
    ["ContainerNameDuplicated", "ContainerNotFound", "error-ContainerNotFound"],
    ["InvalidContainerId", "InvalidContainerId", "error-InvalidContainerId"],
    ["finished_time", "FinishedTime", "field-FinishedTime"],
    ["missing comma", "json/missing-comma", "diagnostic-json-missing-comma"],
    ["two weeks", "Retention", "retention"],
    ["3221225477", "0xC0000005 (STATUS_ACCESS_VIOLATION)", "exit-0xC0000005"],
    // As it stands in a response.
    ["ErrorCode: ClientNotRunning", "ClientNotRunning", "error-ClientNotRunning"],
    ['"ExitCode": 127,', "127", "exit-127"],
    ["PartialFailed?", "PartialFailed", "status-PartialFailed"],
    ["timed out: ExecutionTimeout", "ExecutionTimeout", "error-ExecutionTimeout"],
  ]) {
    await page.keyboard.press("/");
    assert.ok(await search(page).evaluate((field) => field === document.activeElement));
    await search(page).fill(query ?? "");
    await hits(page).filter({ hasText: first }).first().waitFor();
    assert.equal(await hits(page).first().locator("strong").textContent(), first, query);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await stands(page, id ?? "");
    assert.equal(await hits(page).count(), 0);
    await page.locator("body").click({ position: { x: 5, y: 400 } });
  }
  await search(page).fill("no such words anywhere");
  await page.getByText("Nothing in the guide holds all of these words.").waitFor();
  // A hostile query is text.
  await search(page).fill("<img src=x onerror=alert(1)> [ ( \\");
  assert.equal(await page.locator("guide-search img").count(), 0);
  await context.close();
});

test("and in Chinese, by any part of a sentence", async () => {
  const { page, context } = await read("zh.html", { locale: "zh-CN" });
  for (const [query, id] of [
    ["安全组", "error-SecurityGroupRuleDenied"],
    ["找不到命令", "exit-127"],
    ["保留期限", "retention"],
    ["旧版状态", "legacy"],
    ["磁盘空间不足", "error-NoEnoughSpace"],
    ["退出码137", "exit-137"],
    ["退出码：127", "exit-127"],
    ["错误码：ClientNotRunning", "error-ClientNotRunning"],
    ["成功", "status-Success"],
    ["运行中", "status-Running"],
    ["“失败”", "status-Failed"],
    // The vendor's word of today, and that of 2018 to 2021.
    ["定时执行", "schedules"],
    ["周期执行", "schedules"],
    ["SSH 中可以", "shell"],
    // As nobody wrote it: by pairs of characters.
    ["安全组阻止了实例访问", "error-SecurityGroupRuleDenied"],
  ]) {
    await search(page).fill(query ?? "");
    await hits(page).first().waitFor();
    const found = await hits(page).evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute("href")));
    assert.ok(found.includes(`#${id}`), `${query}: ${found}`);
  }
  await context.close();
});

test("the table computes both vocabularies, with the rule that decides", async () => {
  const { page, context } = await read("en.html#try");
  const table = page.locator("guide-rollup");
  const set = async (/** @type {string} */ name, /** @type {string} */ state) => table.getByRole("combobox", { name: `State of ${name}` }).selectOption({ label: state });
  const says = async (/** @type {string} */ field, /** @type {string} */ status, /** @type {RegExp} */ rule) => {
    const verdict = table.locator(".verdict").filter({ has: page.locator("code", { hasText: new RegExp(`^${field}$`) }) });
    await verdict.locator("p").first().locator(".badge", { hasText: new RegExp(`^${status}$`) }).waitFor();
    assert.match((await verdict.textContent()) ?? "", rule);
  };
  await says("InvocationStatus", "PartialFailed", /1 of 3 instances failed \(i-3\) and others succeeded/);
  await says("InvokeStatus", "Finished", /every process ended or was stopped/);
  await set("i-3", "Terminated");
  await says("InvocationStatus", "Success", /The documents also allow PartialFailed/);
  await set("i-1", "Timeout");
  await set("i-2", "Cancelled");
  await says("InvocationStatus", "Failed", /none succeeded/);
  await says("InvokeStatus", "PartialFailed", /The documents also allow Failed/);
  await set("i-2", "Running");
  await says("InvocationStatus", "Running", /the whole becomes/);
  await set("i-1", "Pending");
  await says("InvocationStatus", "Pending", /1 of 3 instances \(i-1\) is pending.*The documents also allow Running/s);
  await table.getByRole("button", { name: "Remove i-1" }).click();
  await table.getByRole("button", { name: "Remove i-1" }).click();
  await says("InvocationStatus", "Stopped", /every instance was stopped/);
  await table.getByRole("button", { name: "Add an instance" }).click();
  await says("InvocationStatus", "Success", /none failed/);
  // The keyboard goes on where a row was taken away or came.
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await table.getByRole("button", { name: "Remove i-2" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "State of i-1");
  await table.getByRole("button", { name: "Add an instance" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "State of i-2");
  assert.equal(await focused(), "State of i-2");
  await table.getByRole("checkbox", { name: "A scheduled task" }).check();
  await says("InvokeStatus", "Running", /scheduled task/);
  await context.close();
});

test("the examples under it are what the core says, and the reader without scripts has them and all else", async () => {
  const { page, context } = await site.visit();
  await context.close();
  const plain = await page.context().browser()?.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  assert.ok(plain);
  const still = await plain.newPage();
  await still.goto(`${site.url}guide/en.html#status-Timeout`);
  await still.getByRole("heading", { name: "Timeout", exact: true, level: 3 }).waitFor();
  await still.getByRole("row", { name: "Success Success Terminated Success Finished" }).waitFor();
  await still.getByRole("link", { name: "Exit codes", exact: true }).first().click();
  assert.equal(new URL(still.url()).hash, "#exits");
  await plain.close();
});

test("a status, a code and a note of the inspector lead to their entries, in the reader's language", async () => {
  const { page, context, faults, violations } = await site.visit();
  const follow = async (/** @type {import("playwright-core").Locator} */ link, /** @type {string} */ path) => {
    const opened = context.waitForEvent("page");
    await link.click();
    const guide = await opened;
    await guide.waitForLoadState("networkidle");
    assert.equal(guide.url(), `${site.url}guide/${path}`);
    if (path.includes("#")) await stands(guide, new URL(guide.url()).hash.slice(1));
    await guide.close();
  };
  await hand(page, FORTY);
  await page.getByRole("treeitem", { name: /^i-page0000003/ }).first().click();
  const record = page.locator("ii-record");
  await follow(record.getByRole("link", { name: "What the guide says of Failed (new tab)" }).first(), "en.html#status-Failed");
  await follow(record.locator("a.guide[href$='#exit-127']").first(), "en.html#exit-127");
  // What an operator asks next is one click away.
  await follow(record.getByRole("link", { name: "Works by SSH, not here" }), "en.html#shell");
  await follow(page.locator("ii-verdict a.guide").first(), "en.html#rules-status");
  await page.getByRole("button", { name: "中文" }).click();
  await follow(record.getByRole("link", { name: "指南中关于 Failed 的说明（新标签页）" }).first(), "zh.html#status-Failed");
  await page.getByRole("button", { name: "English" }).click();
  await hand(page, results([row(1, "Aborted", { InvokeId: "t-other", ErrorCode: "ClientNotRunning", ErrorInfo: "" })]).replace('"PageNumber": 1,', '"PageNumber": 1'));
  await follow(record.locator("a.guide[href$='#error-ClientNotRunning']").first(), "en.html#error-ClientNotRunning");
  await follow(record.getByRole("link", { name: "Check and restart the agent" }), "en.html#agent");
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  await follow(page.locator("ii-diagnostics a.guide").first(), "en.html#diagnostic-json-missing-comma");
  await paste(page, caseText("error_cli.txt"));
  await follow(page.locator("ii-verdict a.guide[href*='#call-']").first(), "en.html#call-InvalidInstance.NotFound");
  await follow(page.locator("inspector-header").getByRole("link", { name: "Guide" }), "en.html");
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("an unknown code and the viewer in another page have no such links", async () => {
  const { page, context } = await site.visit();
  await hand(page, results([row(1, "Error", { ErrorCode: "NeverHeardOf", ErrorInfo: "" })]));
  await page.locator("ii-record").getByText("NeverHeardOf").first().waitFor();
  const targets = await page.locator("ii-record a.guide").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.deepEqual(targets.filter((target) => /NeverHeardOf|undefined|null/.test(target ?? "")), []);
  await page.goto(`${site.url}portal.html`, { waitUntil: "networkidle" });
  const viewer = page.locator("invocation-inspector");
  await viewer.evaluate((element, text) => Object.assign(element, { response: text }), FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  assert.equal(await page.locator("a.guide").count(), 0);
  await viewer.evaluate((element) => Object.assign(element, { guide: "https://docs.example/guide/" }));
  assert.match((await page.locator("ii-verdict a.guide").first().getAttribute("href")) ?? "", /^https:\/\/docs\.example\/guide\/en\.html#rules-status$/);
  await context.close();
});

test("an entry loads its sample into the inspector; the address only names it, and is cleared", async () => {
  const { page, context, faults, violations, requests } = await read("en.html#status-Timeout");
  await page.locator("#status-Timeout").getByRole("link", { name: "See it in the inspector" }).click();
  await page.getByRole("heading", { level: 1, name: /Failed: / }).waitFor();
  await page.locator("ii-record").getByText("The command ran longer than its timeout; by the documents its process was ended.").first().waitFor();
  assert.equal(page.url(), `${site.url}index.html`);
  assert.deepEqual(requests.filter((request) => !request.startsWith(site.url) && !request.startsWith("data:")), []);
  // Bytes that are no text come as they are.
  await page.goto(`${site.url}guide/en.html#diagnostic-source-binary`);
  await page.locator("[id='diagnostic-source-binary'] a.try").click();
  await page.getByText(/is no response but something else \(.+\); nothing was read of it\./).waitFor();
  // Names of nothing do nothing.
  for (const hash of ["#sample=nothing-there", "#sample=__proto__", "#sample=../index", "#sample=<img>", "#elsewhere"]) {
    await page.goto("about:blank");
    await page.goto(`${site.url}index.html${hash}`, { waitUntil: "networkidle" });
    await page.getByRole("textbox", { name: "The response" }).waitFor();
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("language and theme are those of the inspector, and the place is kept", async () => {
  const { page, context } = await read("en.html#error-DeliveryTimeout", { colorScheme: "light" });
  await page.getByRole("link", { name: "中文" }).click();
  await page.waitForURL(/zh\.html#error-DeliveryTimeout$/);
  await stands(page, "error-DeliveryTimeout");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  for (let i = 0; i < 2; i += 1) await page.locator("guide-theme button").click();
  assert.notEqual(await ground(), light);
  await page.goto(site.url, { waitUntil: "networkidle" });
  // The inspector has taken over both.
  await page.getByRole("button", { name: "主题：深色" }).waitFor();
  await context.close();
});

test("the contents stay in sight and tell where the reader is; printed, the page is its text", async () => {
  const { page, context } = await read("en.html#schedule-cron");
  const contents = page.getByRole("navigation", { name: "Contents" });
  await contents.locator("[aria-current=location]", { hasText: "Cron" }).waitFor();
  assert.ok(await contents.getByRole("link", { name: "Where to begin" }).isVisible());
  await page.emulateMedia({ media: "print" });
  assert.equal(await contents.isVisible(), false);
  assert.equal(await search(page).isVisible(), false);
  assert.ok(await page.getByRole("heading", { name: "Schedules", exact: true }).isVisible());
  assert.ok(await page.locator("[id='diagnostic-join-later-state']").isVisible());
  await context.close();
});
