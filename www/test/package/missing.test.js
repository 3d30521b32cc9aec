// @ts-check
// Where a bundler leaves the modules out, it is said which file is missing, where, and what to write; and the one script that holds them, without any bundler.
import assert from "node:assert/strict";
import { copyFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { FORTY, launch } from "../page/harness.js";
import { act, installed, PACKAGE, run } from "./harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A portal</title><link rel="icon" href="data:,"><script type="module" src="/dist/main.js"></script></head><body><invocation-inspector></invocation-inspector></body></html>`;

const held = installed();

/** A project that Rolldown alone has built, which copies no module. @param {string} name @param {string} main */
function bundled(name, main) {
  const folder = held.shop.project(name, { "index.html": HTML, "main.js": main });
  run(folder, "rolldown/bin/cli.mjs", "main.js", "--dir", "dist", "--format", "esm", "--log-level", "silent");
  return folder;
}

test("a module that was left out is named, with its place and what to write, and found once it is there", async () => {
  const folder = bundled("left-out", `import "invocation-inspector/define";`);
  const { page, faults, url, context } = await held.browser.open(folder);
  const element = page.locator("invocation-inspector");
  await act(element, "element.response = value; await element.ready;", FORTY);
  await page.getByRole("alert").getByText(`core.wasm is not at ${url}dist/core.wasm`).waitFor();
  await page.getByRole("alert").getByText("status 404").waitFor();
  const said = faults.filter((fault) => fault.startsWith("invocation-inspector:"));
  assert.equal(said.length, 1, faults.join("\n"));
  for (const part of [`core.wasm is not at ${url}dist/core.wasm (status 404)`, "setWasm({ core:", "invocation-inspector/inline"]) assert.ok(said[0]?.includes(part), said[0]);
  await act(element, "element.lang = 'zh'; await element.updateComplete;");
  await page.getByRole("alert").getByText("请由页面的维护者把它").waitFor();
  await act(element, "element.lang = 'en'; await element.updateComplete;");
  copyFileSync(join(PACKAGE, "core.wasm"), join(folder, "dist/core.wasm"));
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  // So is the one of outputs, when an output is first looked at.
  await page.waitForFunction(() => document.querySelector("invocation-inspector")?.shadowRoot?.querySelector("ii-record"));
  await page.waitForTimeout(500);
  assert.ok(faults.some((fault) => fault.includes(`outputs.wasm is not at ${url}dist/outputs.wasm (status 404)`)), faults.join("\n"));
  await context.close();
});

test("a page in the place of the module, and a wrong address of the host's, are told from a module", async () => {
  const { page, faults, context } = await held.browser.open(bundled("page-instead", `import { define, setWasm } from "invocation-inspector"; setWasm({ core: "/assets/core.wasm" }); define();`), async (page) => {
    await page.route("**/assets/core.wasm", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  });
  await act(page.locator("invocation-inspector"), "element.response = value; await element.ready;", FORTY);
  await page.getByRole("alert").getByText("/assets/core.wasm, where it is looked for").waitFor();
  assert.ok(faults.some((fault) => /core\.wasm is not at http.*\/assets\/core\.wasm \(text\/html\)/.test(fault)), faults.join("\n"));
  await context.close();
});

test("./inline is a classic script and a module, from a server and from a disk", async () => {
  const body = `<invocation-inspector><script type="application/json">${FORTY}</script></invocation-inspector><invocation-badge status="timeout"></invocation-badge>`;
  const page = (/** @type {string} */ script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No bundler</title><link rel="icon" href="data:,">${script}</head><body>${body}</body></html>`;
  const folder = held.shop.project("no-bundler", {
    "index.html": page(`<script src="node_modules/invocation-inspector/inline.js"></script>`),
    "module.html": page(`<script type="module" src="node_modules/invocation-inspector/inline.js"></script>`),
    "named.html": page(`<script type="module">import { InvocationInspector, ReadyEvent } from "./node_modules/invocation-inspector/inline.module.js"; globalThis.found = [customElements.get("invocation-inspector") === InvocationInspector, ReadyEvent.type];</script>`),
  });
  const { page: tab, url, requests, faults, context } = await held.browser.open(folder);
  for (const name of ["index.html", "module.html", "named.html"]) {
    requests.length = 0;
    await tab.goto(`${url}${name}`);
    await tab.getByRole("heading", { name: VERDICT }).waitFor();
    await tab.locator("invocation-badge").getByText("Timeout").waitFor();
    await tab.locator("ii-printed").first().waitFor();
    assert.deepEqual(requests.filter((one) => /wasm/.test(one)), [], name);
    const globals = await tab.evaluate(() => Object.keys(globalThis).filter((key) => !["before", "violations", "found", .../** @type {any} */ (globalThis).before].includes(key)));
    assert.deepEqual(globals, [], name);
  }
  assert.deepEqual(await tab.evaluate(() => /** @type {any} */ (globalThis).found), [true, "ii-ready"]);
  assert.deepEqual(faults, []);
  await context.close();
  // A page on a disk has no origin: nothing can be fetched there, and no module imported.
  const disk = join(folder, "disk");
  cpSync(join(folder, "index.html"), join(disk, "index.html"));
  cpSync(join(PACKAGE, "inline.js"), join(disk, "node_modules/invocation-inspector/inline.js"));
  const alone = await launch();
  try {
    const opened = await alone.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
    /** @type {string[]} */
    const wrong = [];
    opened.on("pageerror", (error) => wrong.push(String(error)));
    opened.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    await opened.goto(pathToFileURL(join(disk, "index.html")).href);
    await opened.getByRole("heading", { name: VERDICT }).waitFor();
    await opened.locator("ii-printed").first().waitFor();
    assert.deepEqual(wrong, []);
  } finally {
    await alone.close();
  }
});
