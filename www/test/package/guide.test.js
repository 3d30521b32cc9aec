// @ts-check
// What comes with the package beside its scripts: the guide, to which the elements lead, and the inspector for a frame.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { results, row } from "../page/harness.js";
import { installed, PACKAGE, WWW } from "./harness.js";

const held = installed();
const GUIDE = "node_modules/invocation-inspector/guide/";

for (const language of ["en", "zh"]) {
  test(`every link of an element leads to an entry of the guide, which needs nothing but its own folder: ${language}`, async () => {
    const folder = held.shop.project(`guide-${language}`, {
      "index.html": `<!doctype html><html lang="${language}"><title>A portal</title><link rel="icon" href="data:,"><body><script type="module" src="node_modules/invocation-inspector/define.js"></script><invocation-inspector guide="${GUIDE}"></invocation-inspector></body></html>`,
    });
    const { page, context, requests, faults, violations, url } = await held.browser.open(folder);
    await page.evaluate((response) => Object.assign(document.querySelector("invocation-inspector") ?? {}, { response }), results([row(0, "Success"), row(1, "Failed", { ExitCode: 137 }), row(2, "Aborted", { ErrorCode: "ClientNotRunning", ErrorInfo: "the client is not running" })]));
    const links = page.locator(`invocation-inspector a[href*="${GUIDE}"]`);
    await links.first().waitFor();
    const addresses = [...new Set(await links.evaluateAll((all) => all.map((one) => new URL(one.getAttribute("href") ?? "", document.baseURI).href)))];
    assert.ok(addresses.length >= 3, String(addresses.length));
    const text = readFileSync(join(PACKAGE, "guide", `${language}.html`), "utf8");
    for (const address of addresses) assert.ok(text.includes(`id="${decodeURIComponent(new URL(address).hash.slice(1))}"`) && address.includes(`/${language}.html`), address);
    // Nothing in it leads to what is not there.
    for (const [, href = ""] of text.matchAll(/ href="(?!https?:)([^"]*)"/g)) assert.ok(href.startsWith("#") || href.startsWith("data:") || /^(\.\.\/guide\/)?[\w-]+\.(html|css)$/.test(href), href);
    for (const [, id = ""] of text.matchAll(/ href="#([^"]+)"/g)) assert.ok(text.includes(`id="${id}"`), id);
    // What shows the open output is loaded when the browser has time, which may be after the links are here.
    const isLoaded = () => requests.some((address) => address.endsWith("/outputs.wasm"));
    for (const end = Date.now() + 30_000; !isLoaded() && Date.now() < end; ) await page.waitForTimeout(50);
    assert.ok(isLoaded());
    requests.length = 0;
    await page.goto(addresses[0] ?? "");
    await page.locator(`[id="${decodeURIComponent(new URL(addresses[0] ?? "").hash.slice(1))}"]`).waitFor();
    await page.locator("guide-search input").fill("137");
    await page.locator("guide-search").getByText(/137/).first().waitFor();
    assert.deepEqual(requests.filter((address) => !address.startsWith(GUIDE) && !address.startsWith(url + GUIDE) && !address.startsWith("data:")), []);
    assert.deepEqual(faults, []);
    assert.deepEqual(await violations(), []);
    await context.close();
  });
}

test("the page for a frame is the site's own", () => {
  assert.equal(readFileSync(join(PACKAGE, "embed.html"), "utf8"), readFileSync(join(WWW, "dist/embed.html"), "utf8"));
});
