// @ts-check
// Parts of the page that do not come, come late, or come as something else: what needs them waits without freezing, says so, and goes on by itself.
// And what is too much for a module: it says so, and the next answer has a module of its own.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { FORTY, hand, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */

const ASSETS = new URL("../../dist/assets/", import.meta.url);
const CORE = /\/assets\/first_bg-/;
/** The core with everything, which the page loads when something is to leave. */
const FULL = /\/assets\/invocation_inspector_bg-/;
const OUTPUTS = /\/assets\/invocation_outputs_bg-/;
const VERDICT = "PartialFailed: 2 of 40 instances failed.";
/** Cut off in the middle of a row. */
const CUT = FORTY.slice(0, FORTY.length / 2);

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Opens the page with a way between it and its server. @param {(page: Page) => Promise<unknown>} way */
async function visit(way) {
  const visited = await site.visit();
  await way(visited.page);
  await visited.page.goto(site.url);
  await visited.page.getByRole("textbox", { name: /response/ }).waitFor();
  return visited;
}

/** A paste, of which nothing is known yet. @param {Page} page @param {string} text */
const give = (page, text) =>
  page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData("text/plain", value);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
  }, text);

/** A module with less memory than it wants. @param {string} name @param {number} pages of 64 KiB, at most */
function small(name, pages) {
  const file = readdirSync(ASSETS).find((one) => one.startsWith(name));
  const wasm = readFileSync(new URL(file ?? "", ASSETS));
  // The section of the memory: one memory, its limits in LEB128. Without a limit, or with one, it becomes ours.
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at++];
    const [length, from] = leb(wasm, at);
    if (id === 5) {
      const [, initial] = [wasm[from], from + 2];
      const [first] = leb(wasm, initial);
      const body = Buffer.from([1, 1, ...bytes(first), ...bytes(Math.max(first, pages))]);
      return Buffer.concat([wasm.subarray(0, at), Buffer.from(bytes(body.length)), body, wasm.subarray(from + length)]);
    }
    at = from + length;
  }
  throw new Error("no memory");
}

/** @param {Uint8Array} wasm @param {number} at @returns {[number, number]} the number and where it ends */
function leb(wasm, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++] ?? 0;
    number |= (byte & 127) << shift;
    if (byte < 128) return [number, at];
  }
}

/** @param {number} number */
function bytes(number) {
  const all = [];
  do {
    all.push((number & 127) | (number > 127 ? 128 : 0));
    number >>= 7;
  } while (number);
  return all;
}

const wasm = (/** @type {Buffer} */ body) => ({ contentType: "application/wasm", body });

test("a core that takes four seconds: the page says that it is loading, lives on, and answers", async () => {
  const { page, context, faults } = await visit((page) => page.route(CORE, async (route) => {
    await new Promise((done) => setTimeout(done, 4_000));
    await route.continue();
  }));
  // A page that stands still draws no frames.
  await page.evaluate(() => {
    const all = /** @type {any} */ (globalThis);
    all.frames = 0;
    const tick = () => {
      all.frames += 1;
      requestAnimationFrame(tick);
    };
    tick();
  });
  await give(page, CUT);
  await page.getByText("Loading the inspector…").filter({ visible: true }).waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("正在加载解析程序…").filter({ visible: true }).waitFor();
  await page.getByRole("button", { name: "English" }).or(page.getByRole("button", { name: "EN" })).first().click();
  const frames = await page.evaluate(() => /** @type {any} */ (globalThis).frames);
  assert.ok(frames > 10, `${frames} frames`);
  await page.getByText(/of them failed/).first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a core that cannot be reached, or a login page in its place: it is said, the text is kept, and the answer comes by itself", async () => {
  for (const [name, answer] of /** @type {const} */ ([
    ["no network", null],
    ["an error", { status: 503, contentType: "text/html", body: "<h1>Busy</h1>" }],
    ["a login page", { status: 200, contentType: "text/html", body: "<!doctype html><h1>Log in</h1>" }],
    ["a login page under the file's type", { status: 200, contentType: "application/wasm", body: "<!doctype html><h1>Log in</h1>" }],
  ])) {
    let away = true;
    const { page, context } = await visit((page) => page.route(CORE, (route) => (!away ? route.continue() : answer ? route.fulfill(answer) : route.abort())));
    await give(page, CUT);
    await page.getByRole("alert").getByText("A part of the inspector could not be loaded").waitFor();
    assert.equal((await page.getByRole("region", { name: "Your text" }).textContent())?.trim(), CUT.trim(), name);
    away = false;
    await page.getByRole("tab", { name: /Diagnostics/ }).waitFor();
    assert.equal(await page.getByText("cannot run here").count(), 0);
    await context.close();
  }
});

test("a sample's link and a key whose parts cannot be had are no fault of the page: the first says so", async () => {
  const { page, context, faults } = await visit((page) => page.route(/\/assets\/(guide-sample|keys)-/, (route) => route.fulfill({ status: 404, body: "" })));
  await page.evaluate(() => (location.hash = "#sample=status-Failed"));
  await page.locator("inspector-toast").getByText("That could not be loaded.").waitFor();
  await give(page, FORTY);
  await page.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await page.keyboard.press("j");
  await page.locator("invocation-inspector .said").getByText("That could not be loaded.").waitFor();
  assert.deepEqual(faults.filter((fault) => /dynamically imported/.test(fault)), []);
  await context.close();
});

test("“Try again” tries again at once", async () => {
  let away = true;
  const { page, context } = await visit((page) => page.route(CORE, (route) => (away ? route.abort() : route.continue())));
  await give(page, FORTY);
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  away = false;
  await again.click();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await context.close();
});

test("views of outputs that cannot be had at first: the text stands plain, and they come by themselves", async () => {
  let away = true;
  const { page, context } = await visit((page) => page.route(OUTPUTS, (route) => (away ? route.abort() : route.continue())));
  await hand(page, FORTY);
  await page.getByText("The views of outputs could not be loaded").waitFor();
  await page.locator("ii-output").getByText("output of 3").waitFor();
  away = false;
  await page.locator("ii-printed").getByText("output of 3").waitFor();
  await page.locator("ii-output").getByText("could not be loaded").waitFor({ state: "detached" });
  await context.close();
});

test("a source view that cannot be had at first: a plain field holds the text, and the view comes by itself", async () => {
  let away = true;
  const { page, context } = await visit((page) => page.route(/\/assets\/editor-/, (route) => (away ? route.abort() : route.continue())));
  await hand(page, FORTY);
  await page.getByRole("button", { name: /Show in source/i }).first().click();
  await page.getByText("The source view could not be loaded").waitFor();
  away = false;
  await page.locator("ii-source-view").waitFor();
  await context.close();
});

test("without what stands behind the first picture and without a network the answer stands and it is said", async () => {
  const { page, context } = await visit((page) => page.route(/\/assets\/lazy-elements-/, (route) => route.abort()));
  await hand(page, FORTY);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await page.getByText("could not be loaded").waitFor();
  // It is tried again when it is wanted.
  await page.unroute(/\/assets\/lazy-elements-/);
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.getByRole("grid").waitFor();
  await context.close();
});

test("exports that cannot be had at first: it is said, and opened anew they are there", async () => {
  const { page, context } = await visit((page) => page.route(FULL, (route) => route.abort()));
  await hand(page, FORTY);
  await page.getByRole("button", { name: "Export…" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByText("What makes exports could not be loaded.").waitFor();
  await page.keyboard.press("Escape");
  await page.unroute(FULL);
  await page.getByRole("button", { name: "Export…" }).click();
  await dialog.getByText(/40 instances, .* records/).first().waitFor();
  await context.close();
});

test("more than the core's memory holds: it says that it could not be read, and Undo brings back what stood", async () => {
  const { page, context } = await visit((page) => page.route(CORE, (route) => route.fulfill(wasm(small("first_bg", 600)))));
  await hand(page, FORTY);
  // 40 MB into a memory of 38.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([`{"Invocation":{"InvocationResults":{"InvocationResult":[{"InstanceId":"i-a","Output":"`, "A".repeat(40_000_000), `"}]}}}`], "large.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  });
  await page.getByText(/^Replaced what was here\./).waitFor();
  await page.getByText("too much for the memory of this tab").first().waitFor();
  assert.equal(await page.getByText("WebAssembly").count(), 0, "no policy is blamed");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("tab", { name: /表格/ }).click();
  await page.getByRole("grid").waitFor();
  await context.close();
});

test("an output that is too much for its views: its beginning stands plain with a sentence, and the next answer is read", async () => {
  const { page, context } = await visit((page) => page.route(OUTPUTS, (route) => route.fulfill(wasm(small("invocation_outputs_bg", 1)))));
  const large = (/** @type {string} */ output) => results([row(1, "Failed", { InvokeId: "t-large", Output: Buffer.from(output).toString("base64") }), row(2, "Success", { InvokeId: "t-large" })]);
  for (const [name, output] of /** @type {const} */ ([
    ["control sequences", `begin\n${"\x1b[31mA\x1b[0m".repeat(1_000_000)}`],
    ["one long line", `begin ${"x".repeat(20_000_000)}`],
  ])) {
    await hand(page, large(output));
    await page.getByRole("heading", { level: 1, name: /1 of 2 instances failed/ }).waitFor();
    await page.getByText("This output is too large for its views").waitFor();
    assert.match((await page.locator("ii-output pre").first().textContent()) ?? "", /^begin/, name);
    // With a memory that has no room at all the next output stands plain as well.
    await hand(page, FORTY);
    await page.locator("ii-output pre").getByText("output of 3").waitFor();
  }
  await context.close();
});
