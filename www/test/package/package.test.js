// @ts-check
// The package as npm packs it: installed into empty projects, used under Node and through Vite, checked by those who check packages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import test from "node:test";
import { FORTY } from "../page/harness.js";
import { installed, PACKAGE, run, WWW } from "./harness.js";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'";
const VERDICT = "PartialFailed: 2 of 40 instances failed.";

const held = installed();

/** A page with a script of its own. @param {string} policy @param {string} [body] */
const page = (policy, body = "<invocation-inspector></invocation-inspector>") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A portal</title><meta http-equiv="Content-Security-Policy" content="${policy}">
<script type="module" src="/main.js"></script></head><body>${body}</body></html>`;

/** Builds a project with Vite and gives the folder of what was built. @param {string} name @param {Record<string, string>} files */
function built(name, files) {
  const folder = held.shop.project(name, files);
  run(folder, "vite/bin/vite.js", "build", "--logLevel", "error", "--config", join(folder, "vite.config.js"));
  return join(folder, "dist");
}
// A policy without data: addresses wants every asset in a file of its own, as the page has it.
const VITE = { "vite.config.js": "export default { build: { assetsInlineLimit: 0, modulePreload: false } };" };

/** @param {import("playwright-core").Page} page @param {string} text */
const give = (page, text) =>
  page.locator("invocation-inspector").evaluate((element, value) => {
    /** @type {any} */ (element).response = value;
  }, text);

test("every entry can be imported under Node without a DOM, and the first changes nothing", () => {
  const folder = held.shop.project("under-node", {
    "main.js": `import assert from "node:assert/strict";
const before = Object.getOwnPropertyNames(globalThis);
const all = await import("invocation-inspector");
await import("invocation-inspector/define");
await import("invocation-inspector/badge");
await import("invocation-inspector/inline");
assert.equal(typeof all.InvocationInspector, "function");
assert.deepEqual(Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name)), []);
const { ready, inspect, explain } = await import("invocation-inspector/core");
assert.throws(() => inspect(new Uint8Array()), /await ready/);
await ready();
const inspection = inspect(new TextEncoder().encode(process.argv[2]), { language: "en" });
assert.equal(inspection.summary().headline, process.argv[3]);
assert.equal(inspection.report().format, "invocation-report/1");
inspection.free();
assert.ok(explain("status", "Success", "zh"));
console.log("fine");`,
  });
  assert.equal(execFileSync(process.execPath, ["main.js", FORTY, VERDICT], { cwd: folder, encoding: "utf8" }), "fine\n");
});

test("under Node the core is found where a bundler has taken its file away", () => {
  const folder = held.shop.project("parted", {
    "main.js": `import { inspect, ready } from "invocation-inspector/core";
await ready();
console.log(inspect(process.argv[2], { language: "en" }).summary().headline);`,
  });
  rmSync(join(folder, "node_modules/invocation-inspector/core.wasm"));
  assert.equal(execFileSync(process.execPath, ["main.js", FORTY], { cwd: folder, encoding: "utf8" }), `${VERDICT}\n`);
});

test("through Vite the element works under a strict policy and asks for nothing but its own files", async () => {
  const dist = built("fetching", { ...VITE, "index.html": page(`${POLICY}; connect-src 'self'`), "main.js": `import "invocation-inspector/define";` });
  const { page: tab, requests, faults, violations, context } = await held.browser.open(dist);
  assert.deepEqual(requests.filter((name) => name.endsWith(".wasm")), [], "the module is fetched when it is first used");
  await give(tab, FORTY);
  await tab.getByRole("heading", { name: VERDICT }).waitFor();
  for (const name of [/Table/, /Outputs/, /Diagnostics/, /Tree/]) await tab.getByRole("tab", { name }).click();
  await tab.locator("ii-printed").first().waitFor();
  await tab.getByRole("button", { name: /Show in source|source/i }).first().click();
  await tab.locator("ii-source-view").waitFor();
  assert.ok(requests.every((name) => name === "" || /^assets\/[\w.-]+\.(js|wasm)$/.test(name) || name.startsWith("data:")), requests.join(" "));
  assert.equal(requests.length, new Set(requests).size, "each file once");
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  const globals = await tab.evaluate(() => {
    const known = ["before", .../** @type {any} */ (globalThis).before];
    return Object.keys(globalThis).filter((name) => !known.includes(name));
  });
  assert.deepEqual(globals, []);
  await context.close();
});

test("./inline needs no connection and asks for nothing at all", async () => {
  const dist = built("inline", { ...VITE, "index.html": page(POLICY), "main.js": `import "invocation-inspector/inline";` });
  const { page: tab, requests, faults, violations, context } = await held.browser.open(dist);
  const loaded = requests.length;
  await context.setOffline(true);
  await give(tab, FORTY);
  await tab.getByRole("heading", { name: VERDICT }).waitFor();
  await tab.locator("ii-printed").first().waitFor();
  await tab.getByRole("button", { name: /Show in source|source/i }).first().click();
  await tab.locator("ii-source-view").waitFor();
  assert.deepEqual(requests.slice(loaded), []);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("setWasm takes an address, bytes or a module", async () => {
  const main = `import { define, setWasm } from "invocation-inspector";
const url = new URL("core.wasm", location.href);
const bytes = async () => (await fetch(url)).arrayBuffer();
const ways = { url: () => url, text: () => url.href, bytes, module: async () => WebAssembly.compile(await bytes()) };
setWasm({ core: ways[location.hash.slice(1)] });
define();`;
  const dist = built("handed", { ...VITE, "index.html": page(`${POLICY}; connect-src 'self'`), "main.js": main, "public/core.wasm": "" });
  copyFileSync(join(PACKAGE, "core.wasm"), join(dist, "core.wasm"));
  const { page: tab, requests, context, url, violations } = await held.browser.open(dist);
  for (const way of ["url", "text", "bytes", "module"]) {
    await tab.goto("about:blank");
    await tab.goto(`${url}#${way}`, { waitUntil: "networkidle" });
    requests.length = 0;
    await give(tab, FORTY);
    await tab.getByRole("heading", { name: VERDICT }).waitFor();
    assert.equal(requests.filter((name) => name.endsWith("core.wasm"))[0], "core.wasm", way);
    assert.deepEqual(await violations(), [], way);
  }
  await context.close();
});

test("where the policy forbids WebAssembly the element says so and shows the text", async () => {
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";
  const dist = built("forbidden", { ...VITE, "index.html": page(policy), "main.js": `import "invocation-inspector/define";` });
  const { page: tab, context } = await held.browser.open(dist);
  const failure = await tab.locator("invocation-inspector").evaluate(async (element, value) => {
    const told = new Promise((done) => element.addEventListener("ii-ready", (event) => done(/** @type {any} */ (event).failure)));
    /** @type {any} */ (element).response = value;
    return told;
  }, FORTY);
  assert.equal(typeof failure, "string");
  await tab.getByRole("alert").getByText("The inspector cannot run here").waitFor();
  assert.equal(await tab.getByRole("region", { name: "Your text" }).textContent(), FORTY);
  await context.close();
});

test("its types hold for a strict program", () => {
  const folder = held.shop.project("typed", {
    "main.ts": `import { define, InvocationInspector, type ReadyEvent, setWasm } from "invocation-inspector";
import { inspect, ready } from "invocation-inspector/core";
import "invocation-inspector/define";
import "invocation-inspector/inline";
import core from "invocation-inspector/core.wasm";
import outputs from "invocation-inspector/outputs.wasm";
setWasm({ core, outputs });
setWasm({ core: new URL("https://example.com/core.wasm"), outputs: () => new Uint8Array() });
setWasm({ core: fetch("core.wasm") });
define();
const element: InvocationInspector = document.createElement("invocation-inspector");
element.response = [{ a: 1 }, "text", new Uint8Array(), new ArrayBuffer(1)];
element.addEventListener("ii-ready", (event: ReadyEvent) => console.log(event.invokeIds, event.counts.records));
element.response = null;
document.addEventListener("ii-ready", (event: ReadyEvent) => console.log(event.failure));
element.addEventListener("ii-export", (event) => console.log(event.contents?.length));
await element.ready;
const format: "invocation-report/1" | undefined = element.report()?.format;
await ready();
inspect(new Uint8Array(), { language: "zh" }).free();
// @ts-expect-error: no such view
element.view = "picture";
console.log(format);
`,
  });
  for (const resolution of ["bundler", "nodenext"]) {
    const module = resolution === "nodenext" ? "nodenext" : "esnext";
    run(folder, "typescript/bin/tsc", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--types", "", "--module", module, "--moduleResolution", resolution, "main.ts");
  }
});

test("the core's types need none of a held.browser, and React's JSX knows the elements", () => {
  const alone = held.shop.project("alone", {
    "main.ts": `import { inspect, ready, setWasm } from "invocation-inspector/core";
setWasm({ core: new Uint8Array() });
await ready();
const outcome: string | null = inspect(new Uint8Array()).summary().outcome;
export { outcome };
`,
  });
  run(alone, "typescript/bin/tsc", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2023", "--types", "", "--module", "nodenext", "main.ts");
  const jsx = held.shop.project("jsx", {
    "react.d.ts": `declare module "react" {
  export interface HTMLAttributes<T> { className?: string; ref?: (made: T | null) => void }
  export type DetailedHTMLProps<E, T> = E & { key?: string };
  export namespace JSX { interface IntrinsicElements {} interface Element {} }
}
declare module "react/jsx-runtime" { export { JSX } from "react"; export const jsx: any; export const jsxs: any; }`,
    "main.tsx": `/// <reference path="./react.d.ts" />
import type {} from "invocation-inspector/react";
export const view = <invocation-inspector response={["text", new Uint8Array()]} view="table" compact lang-free="" onii-selection={(event) => console.log(event.instanceId)} />;
export const badge = <invocation-badge status={null} />;
// @ts-expect-error: no such view
export const wrong = <invocation-inspector view="picture" />;
`,
  });
  run(jsx, "typescript/bin/tsc", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--types", "", "--jsx", "react-jsx", "--module", "esnext", "--moduleResolution", "bundler", "main.tsx");
});

test("every script has its source map, with the sources inside and nothing of the machine, and leads to the right line", () => {
  // What has no source: types alone, what is written as it stands, and the bundler's own lines.
  const scripts = readdirSync(PACKAGE).filter((name) => name.endsWith(".js") && !/^(react|svelte|vue|inline\.module)\.js$|^cli|rolldown-runtime|preload-helper/.test(name));
  let led = 0;
  for (const name of scripts) {
    const code = readFileSync(join(PACKAGE, name), "utf8");
    assert.ok(code.trimEnd().endsWith(`//# sourceMappingURL=${name}.map`), name);
    const map = JSON.parse(readFileSync(join(PACKAGE, `${name}.map`), "utf8"));
    for (const [i, source] of map.sources.entries()) {
      assert.match(source, /^www\/(src|build|pkg|node_modules)\//, name);
      assert.equal(typeof map.sourcesContent[i], "string", source);
    }
    const found = new SourceMap(map);
    for (const { index } of code.matchAll(/`?"?ii-[a-z]+(?=[`"])/g)) {
      const before = code.slice(0, index).split("\n");
      const entry = found.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
      if (!("originalSource" in entry)) continue;
      const line = map.sourcesContent[map.sources.indexOf(entry.originalSource)].split("\n")[entry.originalLine];
      assert.ok(line.includes("ii-"), `${name}: ${entry.originalSource}:${entry.originalLine + 1}: ${line}`);
      led += 1;
    }
  }
  assert.ok(led > 50, `${led} places`);
});

test("publint and arethetypeswrong find nothing", async () => {
  const { publint } = await import("publint");
  const { messages } = await publint({ pkgDir: PACKAGE, strict: true });
  assert.deepEqual(messages, []);
  // Ends with a fault where there is one; the package is for import alone, which the profile says.
  const without = ["./core.wasm", "./outputs.wasm", "./vscode.html-custom-data.json", "./custom-elements.json"];
  const said = run(WWW, "@arethetypeswrong/cli/dist/index.js", held.shop.tarball, "--profile", "esm-only", "--no-emoji", "--exclude-entrypoints", ...without);
  for (const name of ["invocation-inspector", "invocation-inspector/define", "invocation-inspector/badge", "invocation-inspector/core", "invocation-inspector/inline", "invocation-inspector/react", "invocation-inspector/svelte", "invocation-inspector/vue"]) assert.ok(said.includes(`"${name}"`), said);
});
