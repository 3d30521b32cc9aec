// @ts-check
// What a person does: gives a response in every way there is, reads the verdict, chooses, reads the output, goes back.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { caseText, drop, editor, FORTY, HALF, hand, paste, results, row, SEVERAL, sourceText, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** @typedef {import("playwright-core").Page} Page */
const verdict = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const output = (/** @type {Page} */ page) => page.getByRole("region", { name: "Output" }).last();
const item = (/** @type {Page} */ page, /** @type {RegExp} */ name) => page.getByRole("treeitem", { name });

test("pasting into the field answers at once, with verdict, reason and output in sight", async () => {
  const { page, context } = await site.visit();
  await page.getByRole("textbox", { name: "The response" }).focus();
  await paste(page, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.match((await output(page).textContent()) ?? "", /output of 3\s*$/);
  await item(page, /^i-page0000003/).waitFor();
  await context.close();
});

test("what is pasted anywhere and belongs to nothing here replaces, and both can be kept, or it is undone", async () => {
  const { page, context } = await site.visit();
  await page.getByRole("button", { name: "Invocation Inspector" }).focus();
  await paste(page, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await paste(page, results([row(500, "Success", { InvokeId: "t-page2" })]));
  await page.getByText("Replaced what was here.").waitFor();
  assert.doesNotMatch((await verdict(page).textContent()) ?? "", /2 of 40/);
  await page.getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await paste(page, results([row(500, "Success", { InvokeId: "t-page2" })]));
  await page.getByRole("button", { name: "Keep both" }).click();
  await page.locator("ii-invocations").getByRole("button", { name: /t-page2/ }).waitFor();
  await page.getByRole("button", { name: /^Remove / }).nth(1).waitFor();
  await context.close();
});

test("typing stays in its field, with caret and keyboard, until it is to be inspected", async () => {
  const { page, context } = await site.visit();
  const field = page.getByRole("textbox", { name: "The response" });
  await field.fill(FORTY.slice(0, -1));
  await page.keyboard.press("ControlOrMeta+End");
  await page.waitForTimeout(1500);
  await page.keyboard.type("}");
  assert.equal(await field.inputValue(), FORTY);
  assert.ok(await field.evaluate((one) => /** @type {ShadowRoot} */ (one.getRootNode()).activeElement === one));
  await page.keyboard.press("ControlOrMeta+Enter");
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("dropped files are joined, each named, recognized and removable", async () => {
  const { page, context } = await site.visit();
  await drop(page, [
    { name: "page-1.json", text: results(Array.from({ length: 3 }, (_, i) => row(i, "Success"))) },
    { name: "page-2.json", text: results(Array.from({ length: 3 }, (_, i) => row(i + 3, "Success"))) },
  ]);
  await verdict(page).filter({ hasText: "6" }).waitFor();
  await page.getByRole("button", { name: /^page-1\.json .*JSON/ }).waitFor();
  await page.getByRole("button", { name: "Remove page-2.json" }).click();
  await verdict(page).filter({ hasText: "3" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "6" }).waitFor();
  await context.close();
});

test("files are opened, clearing can be undone", async () => {
  const { page, context } = await site.visit();
  const file = join(mkdtempSync(join(tmpdir(), "inspector-")), "answer.json");
  writeFileSync(file, FORTY);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open files" }).click();
  await (await chooser).setFiles(file);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("every sample answers", async () => {
  const { page, context, faults } = await site.visit();
  const count = await page.locator("inspector-start inspector-samples button").count();
  assert.equal(count, 8);
  for (let i = 0; i < count; i += 1) {
    await page.locator("inspector-start inspector-samples button").nth(i).click();
    const answer = page.locator("invocation-inspector").getByRole("heading", { level: 1 });
    await answer.waitFor();
    assert.ok(((await answer.textContent()) ?? "").trim().length > 10);
    await page.goBack();
    await page.locator("inspector-start").waitFor();
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is chosen in the tree, the table and the runs shows in the pane", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await item(page, /^i-page0000017/).click();
  await output(page).filter({ hasText: "output of 17" }).waitFor();
  await page.getByRole("tab", { name: /Table/ }).click();
  assert.equal(await page.locator("ii-table [role=row][aria-current=true]").getAttribute("id"), "row-17");
  await page.getByRole("combobox", { name: "Filter" }).fill("page0000031");
  await page.getByText("1 of 40").waitFor();
  await page.getByRole("row", { name: /i-page0000031/ }).click();
  await output(page).filter({ hasText: "output of 31" }).waitFor();
  await page.getByRole("tab", { name: "Tree" }).click();
  assert.equal(await item(page, /^i-page0000031/).getAttribute("aria-selected"), "true");
  await item(page, /40/).first().click();
  await page.getByRole("region", { name: "Details" }).getByText("By the rules").first().waitFor();
  await hand(page, SEVERAL);
  await page.getByRole("button", { name: /^cleanup/ }).click();
  await page.locator("ii-record").getByTitle("i-several2").waitFor();
  await page.getByRole("button", { name: "Worst first" }).click();
  assert.match((await page.locator("ii-invocations li").first().textContent()) ?? "", /deploy/);
  await context.close();
});

test("the tree and the table answer to the keyboard", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await item(page, /^i-page0000003/).first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await output(page).filter({ hasText: "output of 17" }).waitFor();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot?.querySelector("ii-diagram")?.shadowRoot?.activeElement?.getAttribute("aria-expanded")), "false");
  await page.keyboard.press("ArrowRight");
  await item(page, /more/).click();
  await page.getByText("38 of 40").waitFor();
  await page.locator("ii-table .grid").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await output(page).filter({ hasText: "output of 39" }).waitFor();
  await context.close();
});

test("Back and Escape undo what was chosen, step by step", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await item(page, /^i-page0000017/).click();
  await output(page).filter({ hasText: "output of 17" }).waitFor();
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.getByRole("row", { name: /i-page0000005/ }).click();
  await output(page).filter({ hasText: /output of 5\s*$/ }).waitFor();
  await page.keyboard.press("Escape");
  await output(page).filter({ hasText: "output of 17" }).waitFor();
  await page.goBack();
  await page.locator("ii-diagram").waitFor();
  await page.goBack();
  await output(page).filter({ hasText: /output of 3\s*$/ }).waitFor();
  assert.equal(new URL(page.url()).search + new URL(page.url()).hash, "");
  await page.goBack();
  await page.getByRole("textbox", { name: "The response" }).waitFor();
  await page.goForward();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("an output is copied and downloaded exactly", async () => {
  const { page, context } = await site.visit();
  // Cut within a character, as the service cuts.
  const bytes = Buffer.from("the last character is cut: 命令\r\n执").subarray(0, -1);
  await hand(page, results([row(1, "Failed", { Output: Buffer.from("line 1\r\nline 2\n").toString("base64") }), row(2, "Success", { Output: bytes.toString("base64") })]));
  await page.locator("ii-output").getByRole("button", { name: "Copy the text" }).click();
  await page.locator("ii-output").getByText("Copied").first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "line 1\r\nline 2\n");
  await item(page, /^i-page0000002/).click();
  await page.locator("ii-record").getByTitle("i-page0000002").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the exact bytes" }).click();
  assert.deepEqual(readFileSync(await (await download).path()), bytes);
  await context.close();
});

test("bad input never blanks the page and its text stays to be corrected", async () => {
  const { page, context, faults } = await site.visit();
  for (const text of ["{", "<", "no response at all", "\u0000\u0001", "[".repeat(5000), HALF]) {
    await hand(page, text);
    assert.ok(((await verdict(page).textContent()) ?? "").trim());
    if (text !== HALF) assert.equal(await sourceText(page), text);
  }
  await hand(page, "no response at all");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("an error of the call is explained where it is shown, and a look-alike is named", async () => {
  const { page, context } = await site.visit();
  await paste(page, caseText("error_cli.txt"));
  await verdict(page).filter({ hasText: "InvalidInstance.NotFound" }).waitFor();
  await page.getByText("No instance with this ID was found").waitFor();
  await page.getByText("The specified InstanceId does not exist.").first().waitFor();
  await paste(page, caseText("alike_ecd.json"));
  await verdict(page).filter({ hasText: "2" }).waitFor();
  await page.getByText("These rows come from ecd:DescribeInvocations").first().waitFor();
  await item(page, /^ecd-1/).waitFor();
  await context.close();
});

test("a record says what its code means, whose fault that likely is, and what to do; an unknown code is said to be unknown", async () => {
  const { page, context } = await site.visit();
  await paste(
    page,
    results([
      row(1, "Aborted", { ErrorCode: "ClientNotRunning", ErrorInfo: "The aliyun service is not running on the instance." }),
      row(2, "Failed", { ExitCode: 137, ErrorCode: "ExitCodeNonzero", OssOutputStatus: "Failed", OssOutputErrorCode: "OSS.NoSuchBucket" }),
      row(3, "Error", { ErrorCode: "NeverHeardOf", ErrorInfo: "the service's own words" }),
    ]),
  );
  const record = page.locator("ii-record");
  const says = async (/** @type {string[]} */ ...texts) => {
    for (const text of texts) await record.getByText(text).first().waitFor();
  };
  await item(page, /^i-page0000001/).click();
  await says("The command could not be sent", "The Cloud Assistant agent is stopped or not installed", "Likely cause: the instance", "Start it on the instance");
  await item(page, /^i-page0000002/).click();
  await says("SIGKILL", "Out of memory", "The bucket does not exist.", "Known cause: the request");
  await item(page, /^i-page0000003/).click();
  await says("NeverHeardOf", "This code is unknown", "Cause unknown", "The service says: the service's own words");
  await page.getByRole("button", { name: "中文" }).click();
  await says("未知的代码", "原因未知");
  await context.close();
});

test("a hundred thousand instances scroll to the last", async () => {
  const { page, context } = await site.visit();
  await hand(page, results(Array.from({ length: 100_000 }, (_, i) => row(i, i === 77_777 ? "Failed" : "Success"))));
  await verdict(page).filter({ hasText: "1 of 100,000" }).waitFor();
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.locator("ii-table .grid").evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await page.getByRole("row", { name: /i-page0099999/ }).click();
  await output(page).filter({ hasText: "output of 99999" }).waitFor();
  assert.ok((await page.locator("ii-table [role=row]").count()) < 60);
  await page.getByRole("button", { name: "Inputs: 1" }).click();
  await page.getByTitle("Show the text").click();
  await page.locator("ii-source-view").getByText(/^Lines 1 to [\d,]+ of 1,\d{3},\d{3}\./).waitFor();
  await context.close();
});

test("what contradicts itself is marked in the tree and in the table, and told in its record", async () => {
  const { page, context } = await site.visit();
  await hand(page, results([row(1, "Success", { ExitCode: 3 }), row(2, "Failed"), row(3, "Success")]));
  const said = "Success` stands beside exit code `3`";
  await item(page, /^i-page0000001: Success.*\. In doubt: /).waitFor();
  assert.equal(await page.locator("ii-diagram svg.contradiction").count(), 1);
  await page.getByRole("tab", { name: /^Table/ }).click();
  const marked = page.getByRole("row").filter({ hasText: "In doubt" });
  await marked.first().waitFor();
  assert.equal(await marked.count(), 1);
  assert.ok((await marked.locator(".contradiction").getAttribute("title"))?.includes(said));
  await marked.click();
  await page.getByText("Success stands beside exit code 3. By the documents").last().waitFor();
  await context.close();
});

test("a document above 512 MB is refused in a sentence that says what to do, and the next one is read", async () => {
  const { page, context, faults } = await site.visit();
  await page.evaluate(() => {
    const part = new Uint8Array(1 << 20).fill(32);
    const data = new DataTransfer();
    data.items.add(new File(Array(513).fill(part), "all.json"));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  });
  await page.getByText(/larger than 512 MB and was not read\. Ask for fewer rows/).waitFor();
  await hand(page, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
