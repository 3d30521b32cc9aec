// @ts-check
// The site as the browser itself installs it: nothing stands in its way, it starts in a window of its own, and the system's files open in it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { FORTY, launchIn, serve } from "./harness.js";

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {Awaited<ReturnType<typeof launchIn>>} */
let context;
/** The debugger: of the page, and of the whole browser. @type {{ page: import("playwright-core").CDPSession, all: import("playwright-core").CDPSession }} */
let bugs;
const folder = mkdtempSync(join(tmpdir(), "invocation-inspector-"));

before(async () => {
  site = await serve();
  context = await launchIn(join(folder, "profile"));
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(site.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const browser = context.browser();
  assert.ok(browser);
  bugs = { page: await context.newCDPSession(page), all: await browser.newBrowserCDPSession() };
});
after(async () => {
  await context?.close();
  site?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** The window that opens by what `act` asks of the browser. @param {() => Promise<unknown>} act */
async function opened(act) {
  const waited = context.waitForEvent("page");
  await act();
  const page = await waited;
  await page.waitForLoadState();
  return page;
}

test("the browser finds nothing that keeps it from being installed, and no fault in its manifest", async () => {
  assert.deepEqual((await bugs.page.send("Page.getInstallabilityErrors")).installabilityErrors, []);
  const told = await bugs.page.send("Page.getAppManifest");
  assert.deepEqual(told.errors, []);
  assert.equal(told.url, `${site.url}manifest.webmanifest`);
  assert.equal((await bugs.page.send("Page.getAppId")).appId, site.url);
});

test("installed, it starts in a window of its own, and opens the files that it says it opens", async () => {
  const manifestId = site.url;
  await bugs.all.send("PWA.install", { manifestId, installUrlOrBundleUrl: site.url });
  const { fileHandlers } = await bugs.all.send("PWA.getOsAppState", { manifestId });
  const endings = fileHandlers.flatMap(({ accepts }) => accepts.flatMap(({ fileExtensions }) => fileExtensions));
  assert.deepEqual([...new Set(endings)].sort(), [".json", ".log", ".txt", ".xml"]);
  await bugs.all.send("PWA.changeAppUserSettings", { manifestId, displayMode: "standalone" });

  const program = await opened(() => bugs.all.send("PWA.launch", { manifestId }));
  await program.getByRole("textbox", { name: "The response" }).waitFor();
  assert.ok(await program.evaluate(() => matchMedia("(display-mode: standalone)").matches), "a window of its own");
  await program.close();

  const file = join(folder, "answer.json");
  writeFileSync(file, FORTY);
  const shown = await opened(() => bugs.all.send("PWA.launchFilesInApp", { manifestId, files: [file] }));
  await shown.getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await shown.getByRole("button", { name: "Inputs: 1" }).click();
  await shown.getByText("answer.json").first().waitFor();
  await bugs.all.send("PWA.uninstall", { manifestId });
});
