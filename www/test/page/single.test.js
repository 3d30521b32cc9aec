// @ts-check
// The page that is one file: from the disk, without a network, with nothing refused by its own policy; and the same whenever it is built.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { FORTY, hand, launch, results, row } from "./harness.js";

const FILE = new URL("../../dist/invocation-inspector.html", import.meta.url);
const WWW = fileURLToPath(new URL("../../", import.meta.url));

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce", offline: true });
  const page = await context.newPage();
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const faults = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.addInitScript(() => {
    const all = /** @type {any} */ (globalThis);
    all.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => all.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  await page.goto(FILE.href);
  await page.getByRole("textbox", { name: /response/ }).waitFor();
  return { page, context, requests, faults, violations: () => page.evaluate(() => /** @type {any} */ (globalThis).violations) };
}

test("from the disk, with the network cut, all of it works", async () => {
  const { page, context, requests, faults, violations } = await open();
  await hand(page, FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  // What the page beside its files loads later is here, too: views of outputs, the source view.
  await page.locator("ii-printed").getByText("output of 3").waitFor();
  await page.getByRole("tab", { name: /Outputs/ }).click();
  await page.locator("ii-comparison").waitFor();
  for (const name of [/Table/, /Diagnostics/, /Tree/]) await page.getByRole("tab", { name }).click();
  await page.getByRole("button", { name: /Show in source/i }).first().click();
  await page.locator("ii-source-view").getByRole("textbox").first().waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("tab", { name: /表格/ }).waitFor();
  assert.deepEqual(requests.filter((url) => !url.startsWith("blob:")), [FILE.href]);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("its policy holds: no other script runs, nothing can be fetched", async () => {
  const { page, context, violations } = await open();
  const text = `<script>globalThis.owned = 1</script>`;
  await hand(page, results([row(1, "Failed", { Output: Buffer.from(text).toString("base64"), InstanceId: text })]));
  const tried = await page.evaluate(async () => {
    const script = document.createElement("script");
    let typed = "let through";
    try {
      script.text = "globalThis.owned = 1";
      document.body.append(script);
    } catch (error) {
      typed = String(error);
    }
    const fetched = await fetch("https://example.com/").then(() => "let through", String);
    return { typed, fetched, owned: /** @type {any} */ (globalThis).owned };
  });
  assert.match(tried.typed, /TrustedScript/);
  assert.match(tried.fetched, /TypeError/);
  assert.equal(tried.owned, undefined);
  assert.ok((await violations()).some((/** @type {string} */ line) => line.startsWith("connect-src")), "the policy refuses, not only the network");
  await context.close();
});

test("two builds are equal byte for byte, and the build says the hash", () => {
  const folder = mkdtempSync(join(tmpdir(), "invocation-inspector-"));
  try {
    const said = execFileSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--config", "vite.single.ts", "--mode", "page", "--outDir", folder], { cwd: WWW, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
    const again = readFileSync(join(folder, "invocation-inspector.html"));
    const before = readFileSync(FILE);
    assert.ok(again.equals(before), `${again.length} and ${before.length} bytes`);
    assert.ok(said.includes(createHash("sha256").update(before).digest("hex")), said);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
