// @ts-check
// While the export dialog stands open, or since it was, the answer becomes another one: what leaves is of the answer that is shown, and what was to stay visible
// of one answer is hidden in the next.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { drop, hand, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const dialog = (/** @type {Page | import("playwright-core").FrameLocator} */ page) => page.getByRole("dialog", { name: "Export" });
const preview = (/** @type {Page} */ page) => dialog(page).locator("pre");
/** One instance that has printed an address. @param {string} id @param {string} address */
const answer = (id, address) => results([row(1, "Failed", { InvokeId: id, Output: Buffer.from(`from ${address} refused\n`).toString("base64") })]);
const [FIRST, SECOND] = [answer("t-first", "10.11.12.13"), answer("t-second", "10.99.88.77")];
const open = async (/** @type {Page} */ page) => {
  await page.getByRole("button", { name: "Export…" }).click();
  await preview(page).first().waitFor();
};

test("what was to stay visible in one answer is hidden in the next", async () => {
  const { page, context } = await site.visit();
  await hand(page, FIRST);
  await open(page);
  await dialog(page).getByText(/^IPv4 address.*: 1$/i).click();
  await dialog(page).getByRole("checkbox", { name: /10\.11\.12\.13/ }).uncheck();
  await preview(page).filter({ hasText: "10.11.12.13" }).waitFor();
  await page.keyboard.press("Escape");
  await hand(page, SECOND);
  await page.getByText("Another invocation: t-second.").waitFor();
  await open(page);
  await dialog(page).getByText(/1 value is hidden/).waitFor();
  await preview(page).filter({ hasText: "t-second" }).waitFor();
  assert.doesNotMatch((await preview(page).textContent()) ?? "", /10\.99\.88\.77/);
  await context.close();
});

test("secrets that were let out of one answer are hidden in the next", async () => {
  const { page, context } = await site.visit();
  await hand(page, FIRST);
  await open(page);
  const hides = dialog(page).getByRole("switch", { name: /Hide/ });
  await hides.uncheck();
  await preview(page).filter({ hasText: "10.11.12.13" }).waitFor();
  await page.keyboard.press("Escape");
  await hand(page, SECOND);
  await page.getByText("Another invocation: t-second.").waitFor();
  await open(page);
  await preview(page).filter({ hasText: "t-second" }).waitFor();
  assert.ok(await hides.isChecked());
  assert.doesNotMatch((await preview(page).textContent()) ?? "", /10\.99\.88\.77/);
  await context.close();
});

test("a file that is dropped over the dialog makes it one of the new answer, and that is said", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, FIRST);
  await open(page);
  await dialog(page).getByRole("button", { name: "Copy", exact: true }).focus();
  await drop(page, [{ name: "second.json", text: SECOND }]);
  await dialog(page).getByText("The answer has changed since this was opened").waitFor();
  await preview(page).filter({ hasText: "t-second" }).waitFor();
  await dialog(page).getByRole("button", { name: "Copy", exact: true }).click();
  await dialog(page).getByText("Copied").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes("t-second") && !copied.includes("t-first") && !copied.includes("10.99.88.77"), copied);
  await dialog(page).getByRole("radio", { name: "Spreadsheet: CSV" }).check();
  await dialog(page).getByText(/1 instance, 1 record,/).first().waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Export…" }).click();
  await dialog(page).getByText(/1 instance, 1 record,/).first().waitFor();
  assert.equal(await dialog(page).getByText("The answer has changed").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("Back closes the dialog, so that the page behind it can be used", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, FIRST);
  await open(page);
  await page.goBack();
  await dialog(page).waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "The response" }).click({ timeout: 5_000 });
  await page.goForward();
  await open(page);
  assert.deepEqual(faults, []);
  await context.close();
});

test("in a frame whose page gives another answer, the dialog makes what leaves of that one", async () => {
  const embed = readFileSync(new URL("../../dist/embed.html", import.meta.url), "utf8");
  const server = createServer((request, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(request.url?.startsWith("/embed.html") ? embed : "<!doctype html><title>A portal</title><link rel=icon href=data:,>"));
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const { page, context } = await site.visit();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.evaluate(() => {
    const all = /** @type {any} */ (globalThis);
    all.told = [];
    const frame = document.createElement("iframe");
    [frame.width, frame.height] = ["1000", "800"];
    window.addEventListener("message", ({ data }) => all.told.push(data));
    all.say = (/** @type {object} */ message) => frame.contentWindow?.postMessage({ protocol: "invocation-inspector", version: 1, ...message }, "*");
    frame.src = `embed.html#origin=${location.origin}`;
    document.body.append(frame);
  });
  const say = (/** @type {object} */ message) => page.evaluate((one) => /** @type {any} */ (globalThis).say(one), message);
  const told = (/** @type {string} */ type) => page.waitForFunction((name) => /** @type {any} */ (globalThis).told.find((/** @type {any} */ one) => one.type === name), type).then((one) => one.jsonValue());
  await told("hello");
  await say({ type: "connect", language: "en" });
  await say({ type: "show", documents: FIRST });
  await told("ready");
  const within = page.frameLocator("iframe");
  await within.getByRole("button", { name: "Export…" }).click();
  await dialog(within).locator("pre").filter({ hasText: "t-first" }).waitFor();
  await say({ type: "show", documents: SECOND });
  await dialog(within).locator("pre").filter({ hasText: "t-second" }).waitFor();
  await dialog(within).getByRole("radio", { name: "Jira" }).check();
  await dialog(within).locator("pre").filter({ hasText: "t-second" }).waitFor();
  await say({ type: "add", document: FIRST, sequence: 7 });
  await dialog(within).getByText(/2 instances, 2 records|1 instance, 2 records/).first().waitFor();
  assert.equal((await told("added")).answers, 7, "an answer names the message that it answers");
  await context.close();
  server.close();
});
