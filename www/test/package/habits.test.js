// @ts-check
// The elements among the habits of other people's pages: what is given in a hurry, taken away, asked for again and again; boxes of every kind;
// languages, directions and styles that are not theirs.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";
import { FORTY, results, row, SEVERAL } from "../page/harness.js";
import { act, elements } from "./harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const INSPECTOR = "<invocation-inspector></invocation-inspector>";
const GIVEN = `<invocation-inspector><script type="application/json">${FORTY}</script></invocation-inspector>`;
const binary = results([row(1, "Failed", { InvokeId: "t-1", InstanceId: "i-a", Output: Buffer.from([0, 1, 2, 255, 254, 0, 0]).toString("base64") })]).slice(0, -2);

const plain = elements();

test("what changes in one breath with the response draws nothing that is gone", async () => {
  const { page, element, faults, context } = await plain(`${INSPECTOR}<invocation-output></invocation-output>`);
  const scheduled = SEVERAL.replaceAll('"CommandName":', '"RepeatMode":"Period","Timed":true,"Frequency":"0 */20 * * * ?","CommandName":');
  for (const change of ["element.lang = 'zh'", "element.lang = 'en'", "element.guide = '/guide/'", "element.compact = true", "element.compact = false", "element.shadowRoot.querySelector('#tab-table').click()", "element.shadowRoot.querySelector('#tab-outputs')?.click()"]) {
    await act(element, "element.response = value; await element.ready;", scheduled);
    await page.waitForTimeout(50);
    await act(element, `${change}; element.response = value; await element.ready;`, FORTY);
  }
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  const output = page.locator("invocation-output");
  await act(output, "element.response = value;", binary);
  await page.locator("invocation-output").getByRole("button", { name: "Hex" }).waitFor();
  await act(output, "element.lang = 'zh'; element.response = value;", FORTY);
  await page.waitForTimeout(300);
  assert.deepEqual(faults, []);
  await context.close();
});

test("ready resolves whatever else was set, and at once where nothing was given", async () => {
  const { element, context } = await plain(INSPECTOR);
  const waited = await act(
    element,
    `await element.ready; element.lang = "zh"; await element.ready; element.response = value; await element.ready; element.theme = "dark"; await element.ready;
    const other = document.createElement("invocation-inspector"); await other.ready; other.response = value;
    const later = other.ready; document.body.append(other); await later; return [element.report().invocations.length, other.report().invocations.length];`,
    FORTY,
  );
  assert.deepEqual(waited, [1, 1]);
  await context.close();
});

test("a module that could not be fetched is fetched again for the next response", async () => {
  const { page, element, context } = await plain(`${INSPECTOR}<invocation-badge></invocation-badge>`);
  await page.route("**/core.wasm", (route) => route.fulfill({ status: 503 }));
  await act(element, "element.response = value; await element.ready;", FORTY);
  await page.getByRole("alert").getByText("A part of the inspector could not be loaded").waitFor();
  const badge = page.locator("invocation-badge");
  await act(badge, "element.response = value;", FORTY);
  await badge.getByRole("alert").waitFor();
  assert.ok(((await badge.boundingBox())?.width ?? 0) < 400, "a badge says it in a line");
  await page.unroute("**/core.wasm");
  await act(element, "element.response = value; await element.ready;", SEVERAL);
  await page.getByRole("heading", { name: /invocations/ }).first().waitFor();
  await context.close();
});

test("attributes may be taken away, and unknown values change nothing", async () => {
  const { page, element, faults, context } = await plain(`<invocation-badge status="Failed"></invocation-badge>${GIVEN}`);
  const badge = page.locator("invocation-badge");
  await badge.getByText("Failed").waitFor();
  await act(badge, "element.removeAttribute('status'); await element.updateComplete;");
  assert.equal((await badge.evaluate((node) => node.shadowRoot?.textContent))?.trim(), "");
  await act(badge, "element.status = undefined; await element.updateComplete; element.status = 'timeout'; await element.updateComplete;");
  await badge.getByText("Timeout").waitFor();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  for (const [view, tab] of [["picture", /Tree/], ["TABLE", /Table/], ["", /Table/]]) {
    await element.evaluate((node, name) => node.setAttribute("view", name), /** @type {string} */ (view));
    await page.getByRole("tab", { name: tab, selected: true }).waitFor();
  }
  await element.evaluate((node) => node.removeAttribute("view"));
  // Nothing stands on them that nobody wrote.
  assert.deepEqual(await element.evaluate((node) => node.getAttributeNames()), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the language is that of the place, also while it reads and when the place changes its own", async () => {
  const { page, element, context } = await plain(`<div lang="zh">${INSPECTOR}<invocation-output></invocation-output></div>`);
  await act(element, "element.response = value; await element.ready;", FORTY);
  const zh = "PartialFailed：40 台实例中有 2 台失败。";
  await page.getByRole("heading", { name: zh }).waitFor();
  await page.getByRole("tab", { name: "层级图" }).waitFor();
  await page.evaluate(() => document.querySelector("div")?.setAttribute("lang", "en"));
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await page.getByRole("tab", { name: "Tree" }).waitFor();
  await act(element, `element.response = value; await element.updateComplete; element.lang = "zh"; await element.ready; await element.updateComplete;`, SEVERAL);
  await page.getByRole("tab", { name: "层级图" }).waitFor();
  assert.match((await page.locator("invocation-inspector h1").textContent()) ?? "", /次命令执行/);
  await context.close();
});

test("a box that fits its content has a width, and a low one scrolls within", async () => {
  const boxes = [
    '<div style="display:flex"><nav>nav</nav>?</div>',
    '<div style="display:flex;flex-direction:column;align-items:center">?</div>',
    '<div style="display:inline-block">?</div>',
    "<table><tr><td>?</td></tr></table>",
    '<div style="display:grid;grid-template-columns:auto">?</div>',
    '<div style="position:absolute">?</div>',
    "<dialog open>?</dialog>",
  ];
  for (const inside of [GIVEN, GIVEN.replaceAll("invocation-inspector", "invocation-diagram")]) {
    for (const box of boxes) {
      const { page, context } = await plain(box.replace("?", inside));
      const element = page.locator("invocation-inspector, invocation-diagram");
      await element.locator("ii-diagram").waitFor();
      const { width } = (await element.boundingBox()) ?? { width: 0 };
      assert.ok(width >= 320 && width <= 1280, `${box}: ${width}`);
      await context.close();
    }
  }
  const { page, element, context } = await plain(`<div style="block-size:300px">${GIVEN}</div><p id="after">after</p>`, "invocation-inspector { block-size: 100% }");
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  const spills = () => page.evaluate(() => {
    const host = /** @type {HTMLElement} */ (document.querySelector("invocation-inspector"));
    return host.scrollHeight - host.clientHeight;
  });
  await page.waitForFunction(() => {
    const host = /** @type {HTMLElement} */ (document.querySelector("invocation-inspector"));
    return host.scrollHeight <= host.clientHeight;
  });
  await page.getByRole("heading", { name: "Next" }).scrollIntoViewIfNeeded();
  const next = await page.getByRole("heading", { name: "Next" }).boundingBox();
  assert.ok(next && next.y < 300, "the end can be reached");
  await act(element, "element.compact = true; await element.updateComplete;");
  assert.ok((await spills()) <= 0);
  await page.evaluate(() => document.querySelector("div")?.setAttribute("style", "max-block-size: none"));
  await page.evaluate(() => document.querySelector("invocation-inspector")?.setAttribute("style", "block-size: auto"));
  await act(element, "element.compact = false; await element.updateComplete;");
  await page.waitForFunction(() => (document.querySelector("invocation-inspector")?.clientHeight ?? 0) > 500);
  await context.close();
});

test("a page's direction, capitals, spacing and rem stay outside", async () => {
  const { page, context } = await plain(GIVEN, "html { font-size: 62.5% } body { text-transform: uppercase; letter-spacing: 4px; text-align: center; white-space: nowrap; font-style: italic }", { html: 'lang="en" dir="rtl"' });
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  const found = await page.locator("invocation-inspector").evaluate((node) => {
    const inner = /** @type {ShadowRoot} */ (node.shadowRoot).querySelector(".next p");
    const style = getComputedStyle(/** @type {Element} */ (inner));
    const { direction, textTransform, letterSpacing, textAlign, whiteSpace, fontStyle, fontSize } = style;
    return { direction, textTransform, letterSpacing, textAlign, whiteSpace, fontStyle, fontSize };
  });
  assert.deepEqual(found, { direction: "ltr", textTransform: "none", letterSpacing: "normal", textAlign: "start", whiteSpace: "normal", fontStyle: "normal", fontSize: "14px" });
  await context.close();
});

test("Escape goes one step back, never to another tab, and is the page's where there is none", async () => {
  const { page, context } = await plain(`<dialog>${GIVEN}</dialog>`);
  await page.evaluate(() => document.querySelector("dialog")?.showModal());
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.locator("ii-table [role=row]").nth(3).click();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /Table/, selected: true }).waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("dialog")?.open), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.querySelector("dialog")?.open), false);
  await context.close();
});

test("who asks again and again disturbs nobody: the same is no news, and another answer is shown where the reader stands", async () => {
  const { page, element, told, context } = await plain(INSPECTOR);
  await act(element, "element.response = value; await element.ready;", FORTY);
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.locator("ii-table [role=row]").nth(3).click();
  const before = await act(element, "return element.current;");
  const ready = (await told("ii-ready")).length;
  for (const same of ["value", "[value]", "new TextEncoder().encode(value)", "new TextEncoder().encode(value)"]) await act(element, `element.response = ${same}; await element.ready;`, FORTY);
  assert.equal((await told("ii-ready")).length - ready, 0);
  assert.deepEqual(await act(element, "return element.current;"), before);
  // Later, with one row more at the head.
  const more = JSON.parse(FORTY);
  const rows = more.Invocation.InvocationResults.InvocationResult;
  rows.unshift({ ...rows[0], InstanceId: "i-new" });
  more.Invocation.TotalCount += 1;
  const later = JSON.stringify(more);
  const instance = (await told("ii-selection")).at(-1).instanceId;
  await act(element, "element.response = value; await element.ready;", later);
  assert.equal((await told("ii-selection")).at(-1).instanceId, instance);
  assert.equal((await act(element, "return element.current;")).tab, "table");
  await context.close();
});

test("bytes may be taken away after they were given, and every kind of object has a reading", async () => {
  const { page, element, faults, context } = await plain(INSPECTOR);
  const head = page.locator("invocation-inspector h1").first();
  await act(element, "const bytes = new TextEncoder().encode(value); element.response = bytes; await element.ready; structuredClone(bytes, { transfer: [bytes.buffer] });", FORTY);
  await act(element, "element.showSource(0);");
  await page.locator("ii-source-view").waitFor();
  for (const [code, shown] of [
    ["new Blob([value])", VERDICT],
    ["new Response(value)", VERDICT],
    ["[new Blob([value])]", VERDICT],
    ["new Map(Object.entries(JSON.parse(value)))", VERDICT],
    ["(() => { const it = JSON.parse(value); it.self = it; it.Invocation.TotalCount = 40n; return it; })()", VERDICT],
    ["Object.assign(Object.create(null), JSON.parse(value))", VERDICT],
    ["new DataView(new TextEncoder().encode(value).buffer)", VERDICT],
  ]) {
    await act(element, `element.response = []; await element.ready; element.response = ${code}; await element.ready;`, FORTY);
    assert.equal((await head.textContent())?.trim(), shown, code);
  }
  await act(element, "const buffer = new ArrayBuffer(8); structuredClone(buffer, { transfer: [buffer] }); element.response = buffer; await element.ready;");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a document that is still being parsed is waited for", async () => {
  const [start, end] = [FORTY.slice(0, 3000), FORTY.slice(3000)];
  const { page, told, context, url } = await plain(INSPECTOR);
  // A server that takes its time in the middle of the text, and has the package from the other one.
  const server = createServer(async (request, response) => {
    if (request.url !== "/") {
      const file = await fetch(url + String(request.url).slice(1));
      return void response.writeHead(file.status, { "content-type": file.headers.get("content-type") ?? "" }).end(Buffer.from(await file.arrayBuffer()));
    }
    response.writeHead(200, { "content-type": "text/html" });
    response.write(`<!doctype html><html lang="en"><title>Slow</title><link rel="icon" href="data:,"><script type="module" async src="node_modules/invocation-inspector/define.js"></script><invocation-inspector><script type="application/json">${start}`);
    setTimeout(() => response.end(`${end}</script></invocation-inspector><p>after</p>`), 1500);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  assert.deepEqual((await told("ii-ready")).map((/** @type {any} */ event) => event.counts.instances), [40]);
  assert.deepEqual(await told("ii-diagnostic"), []);
  await context.close();
  server.close().closeAllConnections();
});

test("an export's contents are what was taken", async () => {
  const { page, element, told, context } = await plain(`<invocation-inspector contents></invocation-inspector>`);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const damaged = FORTY.replace(/\},(\s*)\{/, "}$1{");
  await act(element, "element.response = value; await element.ready; element.showSource(0);", damaged);
  await page.locator("ii-source-view").waitFor();
  await page.getByRole("button", { name: /Copy the repaired/ }).click();
  await page.waitForFunction(() => /** @type {any} */ (globalThis).told.some((/** @type {Event} */ event) => event.type === "ii-export"));
  const [taken, clipboard] = await page.evaluate(async () => {
    const event = /** @type {any} */ (globalThis).told.findLast((/** @type {Event} */ one) => one.type === "ii-export");
    return [new TextDecoder().decode(event.contents), await navigator.clipboard.readText()];
  });
  assert.equal(taken, clipboard);
  JSON.parse(taken);
  assert.equal((await told("ii-export")).at(-1).instanceId, null);
  await context.close();
});
