// @ts-check
// What the page must not do: ask the network for anything after it has loaded, break its own policy, run what a response holds.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { FORTY, hand, results, row, settled, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const HOSTILE = `<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script></script><svg onload=globalThis.owned=1>\${globalThis.owned=1}`;

test("no request after load, none refused by the policy, whatever is done", async () => {
  const { page, context, faults, violations } = await site.visit();
  await settled(page);
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await context.setOffline(true);
  await hand(page, FORTY);
  for (const name of [/Table/, /Outputs/, /Diagnostics/, /Tree/]) await page.getByRole("tab", { name }).click();
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: "帮助" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /主题/ }).click();
  await page.getByRole("button", { name: "新建" }).click();
  await page.locator("inspector-start inspector-samples button").first().click();
  await page.locator("invocation-inspector .head").waitFor();
  // A file of the page's own, the views of outputs, is asked for; without it the text stands plain.
  assert.deepEqual([...new Set(requests.map((url) => url.replace(/-[\w-]{8}\.js$/, "")))], [`${site.url}assets/output-views`]);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults.filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED")), []);
  await context.close();
});

test("the policy is the strict one and holds", async () => {
  const { page, context } = await site.visit();
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'"]) {
    assert.ok(policy?.split(/; */).includes(part), part);
  }
  const refused = await page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<b>x</b>";
      return "let through";
    } catch (error) {
      return String(error);
    }
  });
  assert.match(refused, /TrustedHTML/);
  await context.close();
});

test("the viewer alone works in another page under a strict policy", async () => {
  const { page, context, faults, violations } = await site.visit();
  await page.goto(`${site.url}portal.html`, { waitUntil: "networkidle" });
  await page.locator("invocation-inspector").evaluate((element, text) => {
    /** @type {any} */ (element).response = text;
  }, FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a hostile response is shown as text", async () => {
  const { page, context, violations } = await site.visit();
  const text = results([
    row(1, "Failed", { InstanceId: HOSTILE, ErrorInfo: HOSTILE, ErrorCode: HOSTILE, Username: HOSTILE, InvokeId: HOSTILE, Output: Buffer.from(HOSTILE).toString("base64") }),
    row(2, HOSTILE),
  ]);
  await hand(page, text);
  for (const view of ["Terminal", "Plain", "Raw"]) {
    await page.getByRole("button", { name: view, exact: true }).click();
    assert.equal(await page.locator("ii-printed .body").textContent(), HOSTILE);
  }
  for (const name of [/Table/, /Outputs/, /Diagnostics/, /Tree/]) await page.getByRole("tab", { name }).click();
  await page.getByRole("treeitem").first().click();
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).owned), undefined);
  assert.equal(await page.locator("img, main script").count(), 0);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("where WebAssembly is forbidden the page says so and keeps the text", async () => {
  const { page, context } = await site.visit({
    before: () => {
      const refuse = () => Promise.reject(new Error("forbidden by a policy"));
      WebAssembly.instantiate = refuse;
      WebAssembly.instantiateStreaming = refuse;
    },
  });
  await page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData("text/plain", value);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  }, FORTY);
  await page.getByRole("alert").getByText("The inspector cannot run here").waitFor();
  assert.equal(await page.getByRole("region", { name: "Your text" }).textContent(), FORTY);
  await context.close();
});
