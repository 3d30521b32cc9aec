// Each example, from the package as npm packs it: it shows the verdict, in Chromium.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, serve } from "../www/test/page/harness.js";

const HERE = fileURLToPath(new URL("./", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../package/", import.meta.url));
const VERDICT = "PartialFailed: 1 of 2 instances failed.";
const top = mkdtempSync(join(tmpdir(), "invocation-inspector-examples-"));
const folder = join(top, "examples");
let browser;
let site;

before(async () => {
  const options = { cwd: top, encoding: "utf8" };
  execFileSync("npm", ["pack", PACKAGE, "--silent"], options);
  // It unpacks as "package", which is where the examples look for it.
  execFileSync("tar", ["-xzf", readdirSync(top).find((name) => name.endsWith(".tgz"))], options);
  cpSync(HERE, folder, { recursive: true, filter: (path) => !/node_modules|dist/.test(path.slice(HERE.length)) });
  execFileSync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--silent"], { ...options, cwd: folder });
  execFileSync("npm", ["run", "--silent", "build"], { ...options, cwd: folder });
  copyFileSync(new URL("../www/dist/embed.html", import.meta.url), join(folder, "iframe/embed.html"));
  site = await serve(pathToFileURL(`${folder}/`), {});
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
  rmSync(top, { recursive: true, force: true });
});

async function open(url) {
  const page = await (await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !/favicon|404/.test(message.text()) && faults.push(message.text()));
  await page.goto(url);
  return { page, faults };
}

for (const name of ["plain", "dist/vite", "dist/react", "dist/vue"]) {
  test(name, async () => {
    const { page, faults } = await open(`${site.url}${name}/index.html`);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    if (/react|vue/.test(name)) {
      await page.getByText("Chosen: i-bp1b").waitFor();
      await page.getByRole("tab", { name: /Table/, selected: true }).waitFor();
    }
    if (name.endsWith("vite")) assert.equal(await page.title(), "failed: t-example");
    assert.deepEqual(faults, []);
  });
}

test("ssr", async () => {
  const server = spawn(process.execPath, ["ssr/server.js"], { cwd: folder, env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = String(await new Promise((done) => server.stdout.once("data", done))).trim();
    assert.ok((await (await fetch(url)).text()).includes(`<h1>${VERDICT}</h1>`), "without a script, the verdict stands in the page");
    const { page, faults } = await open(url);
    await page.locator("invocation-inspector").getByRole("heading", { name: VERDICT }).waitFor();
    assert.deepEqual(faults, []);
  } finally {
    server.kill();
  }
});

test("iframe", async () => {
  const { page, faults } = await open(`${site.url}iframe/index.html`);
  await page.frameLocator("iframe").getByRole("heading", { name: VERDICT }).waitFor();
  assert.equal(await page.title(), "failed: t-example");
  assert.deepEqual(faults, []);
});
