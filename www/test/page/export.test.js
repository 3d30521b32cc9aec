// @ts-check
// What was found leaves the tab: for a ticket, a chat, a spreadsheet, an engine, with what should not leave hidden. The number of steps of each
// job stands beside it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { axe, hand, longestTask, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const dialog = (/** @type {Page} */ page) => page.getByRole("dialog", { name: "Export" });
const clipboard = (/** @type {Page} */ page) => page.evaluate(() => navigator.clipboard.readText());
const open = async (/** @type {Page} */ page) => {
  await page.getByRole("button", { name: "Export…" }).click();
  await dialog(page).getByText(/instances, .* records/).first().waitFor();
};
/** What is shown has been made anew. */
const settled = (/** @type {Page} */ page) => dialog(page).locator("p").getByText(/records/).first().waitFor();

const SECRET = "Sup3r-s3cret-Pa55";
const fleet = (/** @type {number} */ n) =>
  results(
    Array.from({ length: n }, (_, i) => {
      const output = Buffer.from(i % 5 === 3 ? `mysql -h 10.9.8.7 -u root --password=${SECRET}\nERROR 1045\n` : "ok\n").toString("base64");
      return row(i, i % 5 === 3 ? "Failed" : "Success", { Output: output, ExitCode: i % 5 === 3 ? 1 : 0 });
    }),
  );

test("into a ticket: two steps, by keyboard, with secrets hidden", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, fleet(40));
  await page.getByRole("button", { name: "Export…" }).focus();
  await page.keyboard.press("Enter");
  await settled(page);
  await dialog(page).getByText(/values are hidden/).waitFor();
  await dialog(page).getByRole("button", { name: "Copy", exact: true }).press("Enter");
  await dialog(page).getByText("Copied").first().waitFor();
  const text = await clipboard(page);
  assert.match(text, /`PartialFailed`: 8 of 40 instances failed/);
  assert.match(text, /i-page0000003/);
  assert.ok(!text.includes(SECRET) && !text.includes("10.9.8.7"), text);
  assert.match(text, /<ip-1>|~ip-1~/);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is hidden is listed by kind; each stays or is added, and nothing hidden says what goes out", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(10));
  await open(page);
  const box = dialog(page);
  await box.getByText(/^IPv4 address.*: 1$/i).click();
  await box.getByRole("checkbox", { name: "Hide 10.9.8.7" }).uncheck();
  await settled(page);
  await box.getByRole("region", { name: "Preview" }).getByText("10.9.8.7").first().waitFor();
  await box.getByRole("textbox", { name: "Hide this as well" }).fill("ERROR 1045");
  await box.getByRole("button", { name: "Add" }).click();
  await settled(page);
  await page.waitForFunction(() => !document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.querySelector("ii-export")?.shadowRoot?.querySelector("pre")?.textContent?.includes("ERROR 1045"));
  await box.getByRole("switch", { name: "Hide secrets, addresses and names" }).uncheck();
  await box.getByText("Nothing is hidden: passwords, keys, addresses and names go out as they stand.").waitFor();
  await settled(page);
  await box.getByRole("region", { name: "Preview" }).getByText(SECRET).first().waitFor();
  await context.close();
});

test("the selection as rows for a spreadsheet, and the whole as one file that opens from disk", async () => {
  const { page, context } = await site.visit();
  await hand(page, fleet(40));
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.getByRole("combobox", { name: "Filter" }).fill("exit:1");
  await page.locator("ii-table").getByRole("checkbox", { name: "Select all 8 that are shown" }).check();
  await open(page);
  assert.equal(await dialog(page).getByRole("radio", { name: "The 8 selected instances" }).isChecked(), true);
  const saved = async (/** @type {string} */ format) => {
    await dialog(page).getByRole("radio", { name: format }).check();
    await settled(page);
    const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Save" }).click()]);
    return { name: download.suggestedFilename(), path: await download.path(), text: readFileSync(await download.path(), "utf8") };
  };
  const csv = await saved("Spreadsheet: CSV");
  assert.equal(csv.name, "invocation-report.csv");
  assert.equal(csv.text.match(/"i-page\d+"/g)?.length, 8);
  assert.ok(!csv.text.includes(SECRET));
  const rows = await saved("Engine: rows as NDJSON");
  const lines = rows.text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(Object.keys(lines[0]).slice(0, 4), ["invokeId", "instanceId", "commandId", "commandName"]);
  assert.equal(lines.length, 8);
  await dialog(page).getByRole("radio", { name: "Everything" }).check();
  const html = await saved("Browser: a report in one file");
  const report = await context.newPage();
  /** @type {string[]} */
  const asked = [];
  report.on("request", (request) => request.url().startsWith("file:") || request.url().startsWith("data:") || request.url().startsWith("blob:") || asked.push(request.url()));
  await report.setContent(html.text);
  await report.getByText("i-page0000003").first().waitFor();
  assert.deepEqual(asked, []);
  assert.ok(!html.text.includes(SECRET));
  await context.close();
});

test("what was added to the answer since leaves, too", async () => {
  const { page, context } = await site.visit();
  const part = (/** @type {number} */ from) => results(Array.from({ length: 5 }, (_, i) => row(from + i, "Success")));
  await hand(page, part(0));
  await open(page);
  await dialog(page).getByText(/^5 instances, 5 records/).first().waitFor();
  await page.keyboard.press("Escape");
  await hand(page, part(10));
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "10" }).waitFor();
  await open(page);
  await dialog(page).getByText(/^10 instances, 10 records/).first().waitFor();
  await context.close();
});

test("thirty thousand rows: made in pieces, with how far that is, and it can be cancelled", async () => {
  const { page, context, faults } = await site.visit();
  await hand(page, results(Array.from({ length: 30_000 }, (_, i) => row(i, i % 7 === 3 ? "Failed" : "Success", { Output: Buffer.from(`host 10.0.${i >> 8}.${i & 255} is done\n`).toString("base64") }))));
  await open(page);
  const box = dialog(page);
  const ready = box.getByRole("button", { name: "Save", exact: true });
  await ready.waitFor();
  // As soon as it is shown how far it is, from inside: this side of the test may be told only when all is made.
  await box.evaluate((dialog) => {
    const root = dialog.getRootNode();
    new MutationObserver((_, observer) => {
      const cancel = /** @type {HTMLElement | null} */ (/** @type {ShadowRoot} */ (root).querySelector("progress[aria-label='Making what leaves']") && /** @type {ShadowRoot} */ (root).querySelector(".cancel"));
      if (!cancel) return;
      observer.disconnect();
      cancel.focus();
      setTimeout(() => cancel.click());
    }).observe(root, { subtree: true, childList: true });
  });
  await box.getByRole("radio", { name: "Browser: a report in one file" }).check();
  await box.getByText("Cancelled: nothing was made.").first().waitFor();
  assert.equal(await box.getByRole("button", { name: "Make it after all" }).evaluate((button) => /** @type {ShadowRoot} */ (button.getRootNode()).activeElement === button), true);
  await box.getByRole("button", { name: "Make it after all" }).press("Enter");
  await ready.waitFor();
  const longest = await longestTask(page, async () => {
    await box.getByRole("radio", { name: "Spreadsheet: CSV" }).check();
    await ready.waitFor();
  });
  console.log(`# Spreadsheet: CSV: longest task ${Math.round(longest)} ms`);
  assert.ok(longest < 100, `a task of ${longest} ms`);
  const [download] = await Promise.all([page.waitForEvent("download"), ready.click()]);
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.toString("utf8").split("\r\n").length, 30_002);
  const size = (await box.locator("p").getByText(/30,000 instances/).first().textContent()) ?? "";
  assert.ok(!size.includes("about"), size);
  for (const format of ["Browser: a report in one file", "Program: JSON", "Jenkins, GitLab: JUnit XML", "Code scanning: SARIF", "Outputs by reason and text", "GitHub, GitLab", "Jira"]) {
    const took = await longestTask(page, async () => {
      await box.getByRole("radio", { name: format, exact: true }).check();
      await ready.waitFor();
    });
    console.log(`# ${format}: longest task ${Math.round(took)} ms`);
    assert.ok(took < 100, `${format}: a task of ${took} ms`);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [colorScheme, locale, width] of /** @type {const} */ ([
  ["light", "en-US", 1280],
  ["dark", "zh-CN", 390],
])) {
  test(`the dialog passes axe: ${colorScheme}, ${locale}, ${width}`, async () => {
    const { page, context } = await site.visit({ colorScheme, locale, viewport: { width, height: 900 } });
    await hand(page, fleet(40));
    await page.locator("ii-export .open").click();
    await page.locator("ii-export pre").waitFor();
    assert.deepEqual(await axe(page), []);
    await context.close();
  });
}

test("what is done with it stands in sight however low the window is, and only what is seen before is to be looked through", async () => {
  const { page, context } = await site.visit({ viewport: { width: 1280, height: 720 } });
  await hand(page, fleet(40));
  await open(page);
  const box = dialog(page);
  const save = box.getByRole("button", { name: "Save" });
  for (const viewport of [{ width: 1280, height: 720 }, { width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    await box.evaluate((dialog) => (dialog.scrollTop = 0));
    const isSeen = () => save.evaluate((button) => {
      const { left, bottom, top } = button.getBoundingClientRect();
      const at = /** @type {ShadowRoot} */ (button.getRootNode()).elementFromPoint(left + 4, (top + bottom) / 2);
      return bottom < innerHeight - 16 && button.contains(at);
    });
    assert.ok(await isSeen(), JSON.stringify(viewport));
    await box.evaluate((dialog) => (dialog.scrollTop = 1e6));
    assert.ok(await isSeen(), `${JSON.stringify(viewport)}, at the end`);
  }
  for (const [name, begins] of /** @type {[string, RegExp][]} */ ([["Spreadsheet: CSV", /^\W*"?invokeId/], ["Engine: rows as NDJSON", /^\{"/], ["Program: JSON", /^\{/], ["Jenkins, GitLab: JUnit XML", /^<\?xml/], ["Code scanning: SARIF", /^\{/]])) {
    await box.getByRole("radio", { name }).check();
    await box.locator("pre").filter({ hasText: begins }).waitFor();
    await box.getByText("look through it before it leaves").waitFor();
  }
  for (const name of ["Browser: a report in one file", "Folder of outputs: ZIP", "Picture of the tree: PNG"]) {
    await box.getByRole("radio", { name }).check();
    await box.getByText("look through the file before you pass it on").waitFor();
    await save.waitFor();
    assert.equal(await box.locator("pre").count(), 0);
  }
  await context.close();
});
