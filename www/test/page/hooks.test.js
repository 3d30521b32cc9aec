// @ts-check
// What a host puts into the inspector, takes away and asks for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { FORTY, results, row, SEVERAL, start } from "./harness.js";
import { portal } from "./portal.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const ACTIONS = [
  { id: "open", label: "Open <b>ticket</b>", icon: "open" },
  { id: "again", label: "Run again", when: "outcome:failed", bulk: true },
  { id: "praise", label: "Praise", when: "outcome:succeeded" },
];

test("buttons stand at a record, a selection and the invocation, for those that they are for", async () => {
  const { page, context, ask, told, faults } = await portal(site, FORTY);
  await ask((element, actions) => (element["actions"] = actions), ACTIONS);
  const record = page.locator("ii-record ii-host-actions");
  await record.getByRole("button").nth(1).waitFor();
  // A text is a text; the worst record failed.
  assert.deepEqual(await record.getByRole("button").allTextContents(), ["Open <b>ticket</b>", "Run again"]);
  assert.deepEqual(await page.locator("invocation-inspector .head ii-host-actions").getByRole("button").allTextContents(), ["Run again (2)"]);
  await told();
  await record.getByRole("button").first().click();
  const action = { type: "ii-action", action: "open", from: "record", invokeId: "t-page1", commandId: null, instanceIds: ["i-page0000003"], record: null, contents: null };
  assert.deepEqual(await told(), [action]);
  await page.locator("invocation-inspector .head ii-host-actions").getByRole("button").click();
  assert.deepEqual((await told())[0]?.["instanceIds"], ["i-page0000003", "i-page0000017"]);
  // Of what is selected, those that it is for; it is selected no longer, unless the host prevents that.
  await page.getByRole("tab", { name: /Table/ }).click();
  const boxes = page.locator("ii-table .rows .row input");
  const bar = page.locator("ii-selection-bar ii-host-actions").getByRole("button", { name: "Run again (1)" });
  for (const prevented of [true, false]) {
    await ask((element, prevented) => element.addEventListener("ii-action", (event) => prevented && event.preventDefault(), { once: true }), prevented);
    if (prevented) for (const i of [1, 2, 3]) await boxes.nth(i).click();
    await told();
    await bar.click();
    assert.deepEqual((await told("ii-action")).map(({ from, instanceIds }) => [from, instanceIds]), [["selection", ["i-page0000017"]]]);
    assert.equal((await ask((element) => element.state))["selected"].length, prevented ? 3 : 0);
  }
  // Contents only where they were asked for.
  await ask((element) => (element["contents"] = true));
  await page.locator("ii-table .rows .row").nth(4).click();
  await record.getByRole("button", { name: "Praise" }).click();
  const [praise] = await told("ii-action");
  assert.equal(Buffer.from(Object.values(praise?.["contents"])).toString(), "output of 2\n");
  // Also of what is saved from the browser's keeping.
  await page.getByRole("button", { name: "Export…" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: /NDJSON/ }).check();
  await dialog.getByRole("button", { name: "Save" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save" }).click()]);
  const [saved] = await told("ii-export");
  assert.deepEqual([saved?.["way"], saved?.["what"], Buffer.from(Object.values(saved?.["contents"])).equals(readFileSync(await download.path()))], ["save", "text", true]);
  await page.keyboard.press("Escape");
  await ask((element) => (element["actions"] = []));
  await record.getByRole("button").first().waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
  await context.close();
});

test("actions and links that cannot be so are said in the console, and none is shown", async () => {
  const { page, context, ask, faults } = await portal(site, FORTY);
  /** @type {[string, unknown, string][]} */
  const wrong = [
    ["actions", [{ id: "a" }], "0.label"],
    ["actions", [{ id: "a", label: "A" }, { id: "a", label: "B" }], "1.id"],
    ["actions", [{ id: "a", label: "A", icon: "<svg>" }], "0.icon"],
    ["actions", [{ id: "a", label: "A", when: () => true }], "0.when"],
    ["actions", "x", "actions"],
    ["links", { instance: "http://portal.example/{instanceId}" }, "instance"],
    ["links", { instance: "javascript:alert(1)//{instanceId}" }, "instance"],
    ["links", { instance: "https://{instanceId}.example/" }, "instance"],
    ["links", { instance: "https://portal.example{instanceId}/" }, "instance"],
    ["links", { instance: "https://portal.example:8{instanceId}/" }, "instance"],
    ["links", { instance: "https://user:{instanceId}@portal.example/" }, "instance"],
    ["links", { instance: "https://portal.example/{output}" }, "instance"],
    ["links", { record: "https://portal.example/" }, "record"],
  ];
  for (const [name, value, member] of wrong) {
    const count = faults.length;
    await ask(async (element, [name, value, isCode]) => {
      element[name] = isCode ? [{ id: "a", label: "A", when: () => true }] : value;
      await element.updateComplete;
    }, [name, member === "0.when" ? null : value, member === "0.when"]);
    assert.equal(faults.length, count + 1, JSON.stringify(value));
    assert.ok(faults.at(-1)?.includes(`${name}: the member "${member}"`), faults.at(-1));
    assert.equal(await page.locator("ii-host-actions").getByRole("button").count() + (await page.locator("ii-host-actions a").count()), 0);
    await ask((element, name) => (element[name] = name === "links" ? {} : []), name);
  }
  await context.close();
});

test("links lead to the host's pages, with ids as one piece each, and with no id that is a way", async () => {
  const links = { instance: "https://portal.example/ecs/{instanceId}?of={invokeId}#{instanceId}", invocation: "https://portal.example/runs/{invokeId}", command: "https://portal.example/commands/{commandId}" };
  const { page, context, ask, give, faults } = await portal(site, FORTY);
  await ask((element, links) => (element["links"] = links), links);
  const link = page.locator("ii-record ii-host-actions a");
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), "https://portal.example/ecs/i-page0000003?of=t-page1#i-page0000003");
  assert.deepEqual([await link.getAttribute("target"), await link.getAttribute("rel")], ["_blank", "noopener noreferrer"]);
  // Without a command's id there is no link to it.
  assert.deepEqual(await page.locator("invocation-inspector .head a").allTextContents(), ["Open the invocation"]);
  for (const InstanceId of ["..", "i-1/../../x", "i-\u202e1", "a b", "javascript:alert(1)//"]) {
    await give(results([row(1, "Failed", { InstanceId })]));
    await page.locator("ii-record .status").waitFor();
    assert.equal(await link.count(), 0, InstanceId);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("views in the host's order, pieces left out, rows that are dense, slots", async () => {
  const { page, context, ask, give, faults } = await portal(site, FORTY);
  const tabs = () => page.getByRole("tab").allTextContents().then((all) => all.map((text) => text.trim().split(/\s/)[0]));
  await page.getByRole("tab").first().waitFor();
  const set = (/** @type {Record<string, unknown>} */ values) =>
    ask(async (element, values) => {
      Object.assign(element, values);
      await element.updateComplete;
    }, values);
  await set({ tabs: "table, outputs" });
  assert.deepEqual(await tabs(), ["Table", "Outputs"]);
  await page.locator("ii-table .rows .row").first().waitFor();
  await set({ tabs: "", hide: "TREE notes export next" });
  assert.deepEqual(await tabs(), ["Table", "Outputs"]);
  assert.equal(await page.getByRole("button", { name: "Export" }).count(), 0);
  assert.equal(await page.locator("invocation-inspector .next").count(), 0);
  // Where nothing is left, all is.
  await set({ hide: "tree table outputs diagnostics" });
  assert.equal((await tabs()).length, 4);
  await set({ hide: "", tabs: "table" });
  const height = () => page.locator("ii-table .rows .row").first().evaluate((row) => row.getBoundingClientRect().height);
  assert.equal(await height(), 36);
  await set({ density: "dense" });
  assert.equal(await height(), 28);
  await ask((element) => {
    for (const slot of ["header", "footer", "empty", "loading"]) {
      const child = document.createElement("p");
      child.slot = slot;
      child.textContent = `the ${slot}`;
      element.append(child);
    }
  });
  const seen = () => page.locator("invocation-inspector > p").evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).map((one) => one.textContent));
  assert.deepEqual(await seen(), ["the header", "the footer"]);
  await give(null);
  assert.deepEqual(await seen(), ["the header", "the footer", "the empty"]);
  await ask(async (element) => {
    element.response = { arrayBuffer: () => new Promise(() => undefined) };
    await element.updateComplete;
  });
  assert.deepEqual(await seen(), ["the header", "the footer", "the loading"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("rows, ids, outputs and exports are asked of the element, secrets hidden as in its dialog", async () => {
  const { context, ask, give, faults } = await portal(site);
  assert.deepEqual(await ask((element) => [element["instances"](), element["failedIds"](), element["output"]("i-1")]), [[], [], null]);
  assert.match(await ask((element) => element["export"]("md").catch(String)), /no answer/);
  const secret = "password=hunter2hunter2";
  await give(results([row(1, "Failed", { InstanceId: "i-a", Output: Buffer.from(secret).toString("base64") }), row(2, "Success", { InstanceId: "i-b" })]));
  assert.deepEqual(await ask((element) => element["instances"]("outcome:failed").map((/** @type {any} */ { instanceId, exitCode }) => [instanceId, exitCode])), [["i-a", 127]]);
  assert.deepEqual(await ask((element) => element["instances"]("", "-id").map((/** @type {any} */ { instanceId }) => instanceId)), ["i-b", "i-a"]);
  assert.deepEqual(await ask((element) => element["failedIds"]()), ["i-a"]);
  assert.deepEqual(await ask((element) => [element["output"]("i-a").text, element["output"]("i-a", 0).bytes.length, element["output"]("i-a", 1), element["output"]("i-c")]), [secret, secret.length, null, null]);
  const text = (/** @type {unknown[]} */ ...options) => ask(async (element, options) => new TextDecoder().decode(await element["export"](...options)), options);
  assert.ok(!(await text("ndjson")).includes("hunter2"));
  assert.ok((await text("ndjson", { redact: false })).includes("hunter2"));
  assert.equal((await text("ndjson", { query: "outcome:succeeded" })).trim().split("\n").length, 1);
  await give(SEVERAL);
  assert.equal((await text("ndjson", { invokeId: "t-several1" })).trim().split("\n").length, 1);
  assert.match(await ask((element) => element["export"]("md", { invokeId: "t-0" }).catch(String)), /no invocation/);
  assert.match(await ask((element) => element["export"]("docx").then(() => "made", () => "refused")), /refused/);
  assert.deepEqual(faults, []);
  await context.close();
});
