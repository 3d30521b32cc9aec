// @ts-check
// What reaches the page in unusual ways is read or named, what is the page's own is left alone, and what stands in the start field unread stays there.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { drag, drop, editor, FORTY, hand, paste, results, row, start } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const verdict = (/** @type {Page} */ page) => page.locator("invocation-inspector").getByRole("heading", { level: 1 });
const bar = (/** @type {Page} */ page) => page.locator("inspector-toast");
const field = (/** @type {Page} */ page) => page.getByRole("textbox", { name: "The response" });
const fresh = (/** @type {Page} */ page) => page.getByRole("button", { name: "New", exact: true }).last();
const ONE = results([row(500, "Success", { InvokeId: "t-page2" })]);
const DRAFT = "half of an ans";

/** Pastes data of these kinds where the keyboard is, or at the page. @param {Page} page @param {Record<string, string>} kinds @param {string} [file] */
async function pasteKinds(page, kinds, file) {
  await page.evaluate(
    ([kinds, file]) => {
      const data = new DataTransfer();
      for (const [kind, text] of Object.entries(kinds ?? {})) data.setData(kind, text);
      if (file) data.items.add(new File([file], "pasted.json"));
      let target = document.activeElement;
      while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
      (target ?? document).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
    },
    /** @type {const} */ ([kinds, file]),
  );
}

test("after “Keep both” the bar says what is so now, and Undo leads to what was there before", async () => {
  const { page, context } = await site.visit();
  await hand(page, FORTY);
  await hand(page, ONE);
  await bar(page).getByRole("button", { name: "Keep both" }).click();
  await bar(page).getByText("Added to what was here.").waitFor();
  await verdict(page).filter({ hasText: "2 invocations" }).waitFor();
  await bar(page).getByRole("button", { name: "Replace instead" }).click();
  await bar(page).getByText("Replaced what was here.").waitFor();
  await bar(page).getByRole("button", { name: "Keep both" }).click();
  await bar(page).getByText("Added to what was here.").waitFor();
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.equal(await bar(page).locator(".toast").count(), 0);
  await context.close();
});

test("what stands in the start field unread is there again after a file, a sample and a paste, by New and by Back", async () => {
  const { page, context } = await site.visit();
  await field(page).fill(DRAFT);
  await drop(page, [{ name: "forty.json", text: FORTY }]);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await fresh(page).click();
  await field(page).waitFor();
  assert.equal(await field(page).inputValue(), DRAFT);
  await page.locator("inspector-start inspector-samples button").first().click();
  await verdict(page).filter({ hasNotText: "2 of 40" }).waitFor();
  await page.goBack();
  await field(page).waitFor();
  assert.equal(await field(page).inputValue(), DRAFT);
  await page.getByRole("button", { name: "Help" }).focus();
  await paste(page, ONE);
  await verdict(page).filter({ hasText: "its one instance" }).waitFor();
  await fresh(page).click();
  assert.equal(await field(page).inputValue(), DRAFT);
  // Once it is read it is an input as any other.
  await field(page).press("ControlOrMeta+Enter");
  await verdict(page).waitFor();
  await fresh(page).click();
  assert.equal(await field(page).inputValue(), "");
  await context.close();
});

test("after New the field is empty: a paste there replaces what was here, as is said, and Undo brings that back", async () => {
  const { page, context, faults } = await site.visit();
  await paste(page, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await fresh(page).click();
  await field(page).click();
  assert.equal(await field(page).inputValue(), "");
  await paste(page, ONE);
  await verdict(page).filter({ hasText: "its one instance" }).waitFor();
  await bar(page).getByText("Replaced what was here.").waitFor();
  assert.equal(await page.locator("inspector-inputs .size").allTextContents().then(([one, ...more]) => more.length === 0 && one), `${ONE.length} bytes`);
  await bar(page).getByRole("button", { name: "Undo" }).click();
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  // What is typed there, belongs to the answer and is added is no draft any more.
  await fresh(page).click();
  await field(page).fill(results([row(900, "Failed")]));
  await field(page).press("ControlOrMeta+Enter");
  await verdict(page).filter({ hasText: "3 of 41" }).waitFor();
  await fresh(page).click();
  assert.equal(await field(page).inputValue(), "");
  assert.deepEqual(faults, []);
  await context.close();
});

test("who keeps both stays at the invocation they read; two that read alike are told apart by their ids", async () => {
  const { page, context, faults } = await site.visit();
  const named = (/** @type {string} */ id, /** @type {string} */ status) =>
    JSON.stringify({ Invocations: { Invocation: [{ InvokeId: id, CommandName: "deploy", CreationTime: status === "Failed" ? "2026-11-30T09:01:10Z" : "2026-11-30T09:01:40Z", InvocationStatus: status, InvokeInstances: { InvokeInstance: [{ InstanceId: "i-1", InvocationStatus: status, ExitCode: status === "Failed" ? 2 : 0 }] } }] } });
  const current = page.locator("ii-invocations [aria-current=true]");
  // The worst would be chosen, were nothing.
  await paste(page, named("t-hz01read0000first", "Failed"));
  await verdict(page).filter({ hasText: "Failed" }).waitFor();
  await paste(page, named("t-hz01read000second", "Success"));
  await bar(page).getByRole("button", { name: "Keep both" }).click();
  await current.filter({ hasText: "t-hz01re…0second" }).waitFor();
  await page.locator("ii-invocations li").filter({ hasText: "t-hz01re…00first" }).waitFor();
  await bar(page).getByRole("button", { name: "Replace instead" }).waitFor();
  // What came of it is told along time, also where it was asked for from the earlier one.
  await page.locator("ii-invocations li").filter({ hasText: "t-hz01re…00first" }).locator("button").first().click();
  await current.filter({ hasText: "t-hz01re…00first" }).waitFor();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.locator("ii-compare .sentence").filter({ hasText: "1 fixed" }).waitFor();
  await page.goBack();
  await current.filter({ hasText: "t-hz01re…00first" }).waitFor();
  const other = page.locator("ii-invocations li").filter({ hasText: "t-hz01re…0second" });
  await other.hover();
  await other.getByRole("button", { name: "Compare the chosen invocation with this one" }).click();
  await page.locator("ii-compare .sentence").filter({ hasText: "1 fixed" }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("who keeps both stays at the place in the text that they read", async () => {
  const { page, context } = await site.visit();
  const damaged = (/** @type {string} */ id) => results([row(1, "Success", { InvokeId: id })]).replace(/\}$/, ",}");
  await hand(page, damaged("t-page1"));
  await hand(page, damaged("t-page2"));
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  const notes = page.locator("ii-diagnostics button");
  await notes.first().click();
  await bar(page).getByRole("button", { name: "Keep both" }).click();
  await verdict(page).filter({ hasText: "2 invocations" }).waitFor();
  await page.locator("ii-diagnostics li").nth(1).waitFor();
  assert.deepEqual(await notes.evaluateAll((all) => all.map((one) => one.ariaCurrent)), ["false", "true"]);
  await context.close();
});

test("a link to a sample takes no draft's place unless the reader agrees", async () => {
  const { page, context } = await site.visit();
  await field(page).fill(DRAFT);
  await page.evaluate(() => void (location.hash = "#sample=status-Failed"));
  await page.getByRole("alert").getByText("This link opens the guide's sample status-Failed.").waitFor();
  assert.equal(await field(page).inputValue(), DRAFT);
  await page.getByRole("button", { name: "Open the sample" }).click();
  await verdict(page).filter({ hasText: /^Failed/ }).waitFor();
  await fresh(page).click();
  assert.equal(await field(page).inputValue(), DRAFT);
  await context.close();
});

test("a word or a link of the page that is dragged over it changes nothing, and a word moves inside the field", async () => {
  const { page, context } = await site.visit();
  await field(page).fill("alpha beta gamma delta");
  const box = await field(page).boundingBox();
  assert.ok(box);
  await page.mouse.dblclick(box.x + 75, box.y + 25);
  await drag(page, [box.x + 75, box.y + 25], [box.x + 190, box.y + 25]);
  assert.equal(await page.locator("invocation-inspector").count(), 0);
  const moved = await field(page).inputValue();
  assert.notEqual(moved, "alpha beta gamma delta");
  assert.deepEqual(moved.split(/\s+/).sort().join(" ").replace(/\s/g, "").length, "alphabetagammadelta".length);
  await hand(page, FORTY);
  const heading = await verdict(page).boundingBox();
  assert.ok(heading);
  await page.mouse.dblclick(heading.x + 30, heading.y + heading.height / 2);
  await drag(page, [heading.x + 30, heading.y + heading.height / 2], [heading.x + 200, heading.y + 250]);
  const link = await page.getByRole("link", { name: "Guide" }).first().boundingBox();
  assert.ok(link);
  await drag(page, [link.x + link.width / 2, link.y + link.height / 2], [heading.x + 200, heading.y + 250]);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  assert.equal(await bar(page).locator(".toast").count(), 0);
  assert.equal(await page.locator(".drop").count(), 0);
  // What comes from outside is still taken.
  await drop(page, [{ name: "one.json", text: ONE }]);
  await verdict(page).filter({ hasText: "its one instance" }).waitFor();
  await context.close();
});

test("a file that is pasted into the start field, a search field or the editor is read", async () => {
  const { page, context } = await site.visit();
  await field(page).focus();
  await pasteKinds(page, {}, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await page.getByRole("tab", { name: /^Table/ }).click();
  await page.getByRole("combobox", { name: "Filter" }).focus();
  await pasteKinds(page, {}, results([row(500, "Success")]));
  await verdict(page).filter({ hasText: "2 of 41" }).waitFor();
  await page.locator("inspector-inputs button.name").first().click();
  await editor(page).click();
  await pasteKinds(page, {}, results([row(700, "Failed")]));
  await verdict(page).filter({ hasText: "3 of 42" }).waitFor();
  await context.close();
});

test("a text that comes as HTML or JSON alone is read, and what has no text is named", async () => {
  const { page, context, violations } = await site.visit();
  for (const keyboard of [true, false]) {
    for (const [kind, text] of /** @type {const} */ ([
      ["text/html", `<meta charset=utf-8><style>p{}</style><pre>${FORTY.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")}</pre>`],
      ["application/json", FORTY],
    ])) {
      if (keyboard) await field(page).focus();
      else await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("inspector-page")?.shadowRoot?.querySelector("inspector-header")?.shadowRoot?.querySelector("button"))?.focus());
      await pasteKinds(page, { [kind]: text });
      await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
      await hand(page, ONE);
      await verdict(page).filter({ hasText: "its one instance" }).waitFor();
      await fresh(page).click();
      await field(page).fill("");
    }
    if (keyboard) await field(page).focus();
    await pasteKinds(page, { "application/x-other": "x" });
    await bar(page).getByText("What came is no response but something else (application/x-other); nothing was read of it.").waitFor();
  }
  await pasteKinds(page, { "text/html": "<img src=x>" });
  await bar(page).getByText("What came is no response but something else (text/html); nothing was read of it.").waitFor();
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("HTML that opens much and closes nothing stalls nothing", async () => {
  const { page, context } = await site.visit();
  for (const part of ["<!--", "<script ", "<style>x", "<a", "<br ", "</p ", "<", "&#1"]) {
    await page.evaluate(() => document.querySelector("inspector-page")?.shadowRoot?.querySelector("inspector-header")?.shadowRoot?.querySelector("button")?.focus());
    await pasteKinds(page, { "text/html": `${part.repeat(300_000)} ${part}` });
    await page.locator("invocation-inspector").waitFor();
    await fresh(page).click({ timeout: 15_000 });
    await field(page).fill("");
  }
  await pasteKinds(page, { "text/html": `<script>a</script><!-- b --><title>c</TITLE ><p>${FORTY.replaceAll("<", "&lt;")}</p><!-- never closed <br> <script>` });
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await context.close();
});

test("of several files the good ones are read, and those that cannot be are named with why", async () => {
  const { page, context, faults } = await site.visit();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "good.json"));
    const folder = new File(["x"], "folder");
    // As a folder does.
    folder.slice = () => /** @type {any} */ ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) });
    const large = new File(["x"], "large.json");
    Object.defineProperty(large, "size", { value: 513 * 2 ** 20 });
    Object.defineProperty(data, "files", { value: [folder, large, ...data.files] });
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await bar(page).getByText("The browser could not read folder. large.json is larger than 512 MB").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("of files that the system opens the good ones are read, and one that cannot be had is named", async () => {
  const { page, context, faults } = await site.visit({
    before: () => void Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer: (/** @type {any} */ take) => (/** @type {any} */ (globalThis).launched = take) } }),
  });
  await page.waitForFunction(() => "launched" in globalThis);
  await page.evaluate((text) => {
    const gone = { name: "gone.json", getFile: () => Promise.reject(new DOMException("", "NotFoundError")) };
    return /** @type {any} */ (globalThis).launched({ files: [gone, { name: "good.json", getFile: async () => new File([text], "good.json") }] });
  }, FORTY);
  await verdict(page).filter({ hasText: "2 of 40" }).waitFor();
  await bar(page).getByText("The browser could not read gone.json.").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
