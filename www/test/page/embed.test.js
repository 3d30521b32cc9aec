// @ts-check
// The inspector in a frame: the protocol, from the handshake on; who is heard and who is not; in a sandbox without an origin.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { FORTY, launch } from "./harness.js";

const EMBED = readFileSync(new URL("../../dist/embed.html", import.meta.url), "utf8");

/** A site on an origin of its own; the address decides what stands in it. @param {Record<string, string>} pages */
async function site(pages) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? "/", "http://localhost").pathname];
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(page ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const address = server.address();
  assert(address && typeof address === "object");
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof site>>} */
let files;
/** @type {Awaited<ReturnType<typeof site>>} */
let portal;
/** @type {Record<string, string>} */
const PAGES = { "/": `<!doctype html><html lang="en"><title>A portal</title><link rel="icon" href="data:,"><body></body></html>` };
before(async () => {
  browser = await launch();
  portal = await site(PAGES);
  files = await site({
    // For trying out: whoever the address names.
    "/embed.html": EMBED.replace('name="allowed-origins" content=""', 'name="allowed-origins" content="*"'),
    "/built.html": EMBED,
    "/named.html": EMBED.replace('name="allowed-origins" content=""', `name="allowed-origins" content="https://one.example ${portal.origin}"`),
    "/others.html": EMBED.replace('name="allowed-origins" content=""', 'name="allowed-origins" content="https://one.example"'),
    "/": PAGES["/"] ?? "",
  });
});
after(async () => {
  await browser?.close();
  files?.close();
  portal?.close();
});

/** A portal's page with the frame in it: what the frame says stands in `told`. @param {string} address @param {string} [sandbox] */
async function frame(address, sandbox, around = portal.origin) {
  const context = await browser.newContext({ viewport: { width: 900, height: 800 }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(around);
  await page.evaluate(
    ([src, box]) => {
      const all = /** @type {any} */ (globalThis);
      all.told = [];
      const frame = document.createElement("iframe");
      window.addEventListener("message", (event) => event.source === frame.contentWindow && all.told.push({ ...event.data, from: event.origin }));
      if (box) frame.setAttribute("sandbox", box);
      frame.width = "800";
      frame.src = src ?? "";
      all.say = (/** @type {object} */ message, /** @type {object} */ more = {}) => frame.contentWindow?.postMessage({ protocol: "invocation-inspector", version: 1, ...message, ...more }, "*");
      document.body.append(frame);
    },
    [address, sandbox],
  );
  const told = (/** @type {string} */ type) => page.evaluate((name) => /** @type {any} */ (globalThis).told.filter((/** @type {any} */ one) => one.type === name), type);
  const wait = (/** @type {string} */ type) => page.waitForFunction((name) => /** @type {any} */ (globalThis).told.some((/** @type {any} */ one) => one.type === name), type, { timeout: 10_000 });
  const say = (/** @type {object} */ message, more = {}) => page.evaluate(([one, two]) => /** @type {any} */ (globalThis).say(one, two), [message, more]);
  const loaded = () => page.frames()[1]?.waitForSelector("invocation-inspector, body > p", { state: "attached" });
  return { page, context, told, wait, say, loaded, faults };
}

test("handshake, documents, settings, the report, sizes", async () => {
  const { page, context, told, wait, say, faults } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await wait("hello");
  const [hello] = await told("hello");
  assert.deepEqual([hello.protocol, hello.version, hello.versions, hello.from], ["invocation-inspector", 1, [1], files.origin]);
  await say({ type: "show", documents: FORTY });
  await say({ type: "connect", language: "en", theme: "dark", view: "table" });
  await wait("connected");
  assert.deepEqual(await told("ready"), [], "what comes before the handshake is not heard");
  await say({ type: "show", documents: [JSON.parse(FORTY)] });
  await wait("ready");
  const [ready] = await told("ready");
  assert.deepEqual([ready.outcome, ready.counts.instances, ready.invokeIds], ["failed", 40, ["t-page1"]]);
  await wait("size");
  await wait("selection");
  const within = page.frameLocator("iframe");
  await within.getByRole("tab", { name: /Table/, selected: true }).waitFor();
  await say({ type: "report", id: 7 });
  await wait("report");
  const [report] = await told("report");
  assert.deepEqual([report.id, report.report.format], [7, "invocation-report/1"]);
  const before = (await told("size")).at(-1).height;
  await say({ type: "set", compact: true });
  await within.getByRole("button", { name: "Show details" }).waitFor();
  await page.waitForFunction((height) => /** @type {any} */ (globalThis).told.filter((/** @type {any} */ one) => one.type === "size").at(-1).height < height, before);
  await say({ type: "set", language: "zh" });
  await within.getByRole("button", { name: "查看详情" }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("another version is refused in words", async () => {
  const { context, told, wait, say } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await wait("hello");
  await say({ type: "connect" }, { version: 2 });
  await wait("refused");
  const [{ versions, reason, message }] = await told("refused");
  assert.deepEqual([versions, reason, message], [[1], "version", "connect"]);
  assert.deepEqual(await told("connected"), []);
  await context.close();
});

test("it works in a sandbox without an origin, its policy kept", async () => {
  const { page, context, wait, say, faults } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`, "allow-scripts");
  await wait("hello");
  await say({ type: "connect" });
  await say({ type: "show", documents: FORTY });
  await wait("ready");
  await page.frameLocator("iframe").getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  // Views are loaded for an output in sight.
  await page.frameLocator("iframe").locator("ii-output").first().scrollIntoViewIfNeeded();
  await page.frameLocator("iframe").locator("ii-printed").first().waitFor();
  assert.equal(await page.frames()[1]?.evaluate(() => globalThis.origin), "null");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a page that is not named is not heard, and hears nothing", async () => {
  for (const address of [
    `${files.origin}/embed.html`,
    `${files.origin}/embed.html#origin=https://one.example`,
    `${files.origin}/embed.html#origin=*`,
    `${files.origin}/others.html#origin=${portal.origin}`,
    // As it is built, it is for pages of its own origin.
    `${files.origin}/built.html#origin=${portal.origin}`,
    `${files.origin}/built.html#origin=null`,
  ]) {
    const { page, context, say, loaded } = await frame(address);
    await loaded();
    await page.waitForTimeout(200);
    await say({ type: "connect", language: "zh" });
    await say({ type: "show", documents: FORTY });
    await page.waitForTimeout(200);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).told), [], address);
    assert.equal(await page.frames()[1]?.locator("invocation-inspector h1").count(), 0, address);
    await context.close();
  }
});

test("as it is built, it talks to the pages of its own site", async () => {
  const { context, wait, say } = await frame(`${files.origin}/built.html#origin=${files.origin}`, "allow-scripts", files.origin);
  await wait("hello");
  await say({ type: "connect" });
  await wait("connected");
  await context.close();
});

test("the file's own list lets a named page in", async () => {
  const { context, wait, say } = await frame(`${files.origin}/named.html#origin=${portal.origin}`);
  await wait("hello");
  await say({ type: "connect" });
  await wait("connected");
  await context.close();
});

test("another window is not heard, even of the same origin as the page around", async () => {
  const { page, context, wait, say, told } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await wait("hello");
  await say({ type: "connect" });
  await wait("connected");
  await page.evaluate(async (text) => {
    const other = document.createElement("iframe");
    other.src = "/";
    document.body.append(other);
    await new Promise((done) => (other.onload = done));
    // The sender of a message is the window whose code sends it.
    /** @type {any} */ (other.contentWindow).eval(`parent.frames[0].postMessage(${JSON.stringify({ protocol: "invocation-inspector", version: 1, type: "show", documents: text })}, "*")`);
  }, FORTY);
  await page.waitForTimeout(300);
  assert.deepEqual(await told("ready"), []);
  await say({ type: "nonsense" });
  await page.evaluate(() => document.querySelector("iframe")?.contentWindow?.postMessage("text", "*"));
  await say({ type: "show", documents: FORTY });
  await wait("ready");
  await context.close();
});

test("an origin is known however it is written, and where there is none that is said", async () => {
  const { context, told, wait, say } = await frame(`${files.origin}/embed.html#origin=${encodeURIComponent(` ${portal.origin.toUpperCase()}/a/path `)}`);
  await wait("hello");
  await say({ type: "connect" });
  await wait("connected");
  assert.equal((await told("connected")).length, 1);
  await context.close();
  for (const named of ["", "#origin=", "#origin=foo", "#origin=%"]) {
    const { page, context: alone, faults, told: said } = await frame(`${files.origin}/embed.html${named}`);
    await page.frameLocator("iframe").getByText("This page stands in a frame of another page").waitFor();
    assert.deepEqual(await said("hello"), [], named);
    assert.deepEqual(faults, [], named);
    await alone.close();
  }
});

test("settings that cannot be so change nothing and are told; the guide is one of them", async () => {
  const { page, context, told, wait, say } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await wait("hello");
  await say({ type: "connect", language: "en", guide: "https://tools.example/guide/" });
  await say({ type: "show", documents: FORTY });
  await wait("ready");
  const within = page.frameLocator("iframe");
  assert.equal(await within.locator("ii-record a.guide").first().getAttribute("href"), "https://tools.example/guide/en.html#status-Failed");
  await say({ type: "set", language: "<b>", theme: "purple", view: "nonsense", compact: "yes", guide: "javascript:alert(1)/" });
  await wait("ignored");
  assert.deepEqual((await told("ignored")).map((/** @type {any} */ one) => one.settings), [["language", "theme", "view", "compact", "guide"]]);
  await within.getByRole("tab", { name: "Tree", selected: true }).waitFor();
  await context.close();
});

/** What a host may send by mistake: how it is made in that host's page, and what it is told. */
const ODD = /** @type {const} */ ([
  // Of no type.
  ["{}", "type"],
  ["{ type: null }", "type"],
  ["{ type: 5 }", "type"],
  ["{ type: ['show'] }", "type"],
  ["{ type: { toString: 1 } }", "type"],
  ["{ type: '' }", "type"],
  ["{ type: 'nonsense' }", "type"],
  ["{ type: 'SHOW', documents: '{}' }", "type"],
  ["{ type: '__proto__' }", "type"],
  ["{ type: 'constructor' }", "type"],
  ["{ type: 'hello' }", "type"],
  ["{ type: 'x'.repeat(1e6) }", "type"],
  ["{ type: 'show', version: 2, documents: '{}' }", "version"],
  ["{ type: 'show', version: '1', documents: '{}' }", "version"],
  ["{ type: 'show', version: [1], documents: '{}' }", "version"],
  ["{ type: 'show', version: null, documents: '{}' }", "version"],
  // Documents that are none.
  ["{ type: 'show' }", "members documents"],
  ["{ type: 'show', documents: undefined }", "members documents"],
  ["{ type: 'show', documents: null }", "members documents"],
  ["{ type: 'show', documents: 5 }", "members documents"],
  ["{ type: 'show', documents: NaN }", "members documents"],
  ["{ type: 'show', documents: 7n }", "members documents"],
  ["{ type: 'show', documents: true }", "members documents"],
  ["{ type: 'show', documents: [null] }", "members documents"],
  ["{ type: 'show', documents: [undefined] }", "members documents"],
  ["{ type: 'show', documents: [5] }", "members documents"],
  ["{ type: 'show', documents: ['{}', true] }", "members documents"],
  ["{ type: 'show', documents: new Array(3) }", "members documents"],
  ["{ type: 'show', documents: new Array(4e9) }", "members documents"],
  ["{ type: 'show', documents: new Array(20_000).fill('') }", "members documents"],
  ["{ type: 'show', documents: new Date() }", "members documents"],
  ["{ type: 'show', documents: /a/ }", "members documents"],
  ["{ type: 'show', documents: new Error('e') }", "members documents"],
  ["{ type: 'show', documents: new Set(['{}']) }", "members documents"],
  ["{ type: 'show', documents: new ImageData(1, 1) }", "members documents"],
  ["{ type: 'show', documents: new Boolean(true) }", "members documents"],
  ["{ type: 'show', documents: [new String('{}')] }", "members documents"],
  ["{ type: 'show', documents: [WebAssembly] && [new DOMRect()] }", "members documents"],
  ["{ type: 'add' }", "members document"],
  ["{ type: 'add', document: null }", "members document"],
  ["{ type: 'add', document: 0 }", "members document"],
  ["{ type: 'add', documents: '{}' }", "members document"],
  // Names.
  ["{ type: 'show', documents: '{}', names: 'a' }", "members names"],
  ["{ type: 'show', documents: '{}', names: 5 }", "members names"],
  ["{ type: 'show', documents: '{}', names: [5] }", "members names"],
  ["{ type: 'show', documents: '{}', names: [null] }", "members names"],
  ["{ type: 'show', documents: '{}', names: new Array(4e9) }", "members names"],
  ["{ type: 'show', documents: 1, names: {} }", "members documents names"],
  // Reports.
  ["{ type: 'report' }", "members id"],
  ["{ type: 'report', id: null }", "members id"],
  ["{ type: 'report', id: ['a'] }", "members id"],
  ["{ type: 'report', id: {} }", "members id"],
  // Settings.
  ["{ type: 'set', language: ['en'] }", "ignored language"],
  ["{ type: 'set', language: { toString: 'en' } }", "ignored language"],
  ["{ type: 'set', language: 5 }", "ignored language"],
  ["{ type: 'set', language: null }", "ignored language"],
  ["{ type: 'set', language: 'en' + '-x'.repeat(1e6) }", "ignored language"],
  ["{ type: 'set', language: new Map([['en', 1]]) }", "ignored language"],
  ["{ type: 'set', theme: ['dark'] }", "ignored theme"],
  ["{ type: 'set', theme: true }", "ignored theme"],
  ["{ type: 'set', view: ['table'] }", "ignored view"],
  ["{ type: 'set', view: 0 }", "ignored view"],
  ["{ type: 'set', compact: 1 }", "ignored compact"],
  ["{ type: 'set', compact: new Boolean(false) }", "ignored compact"],
  ["{ type: 'set', editable: 'false' }", "ignored editable"],
  ["{ type: 'set', contents: [] }", "ignored contents"],
  ["{ type: 'set', guide: ['https://tools.example/guide/'] }", "ignored guide"],
  ["{ type: 'set', guide: { length: 0 } }", "ignored guide"],
  ["{ type: 'set', guide: 'data:text/html,x/' }", "ignored guide"],
  ["{ type: 'set', guide: 'https://' + 'a'.repeat(1e6) + '/' }", "ignored guide"],
  ["{ type: 'set', colour: 'red' }", "ignored colour"],
  ["{ type: 'set', ['y'.repeat(1e6)]: 1 }", `ignored ${"y".repeat(100)}`],
  ["{ type: 'connect', language: ['zh'] }", "ignored language"],
  // Taken, strange as they are, and no response.
  ["{ type: 'show', documents: [[null]] }", "ready"],
  ["{ type: 'show', documents: {} }", "ready"],
  ["{ type: 'show', documents: (() => { const a = { b: [] }; a.b.push(a); a.self = a; return a; })() }", "ready"],
  ["{ type: 'show', documents: new Map([[{}, 1]]) }", "ready"],
  ["{ type: 'show', documents: { n: 7n, d: new Date(NaN), e: new Error('x') } }", "ready"],
  ["{ type: 'show', documents: new Float64Array(3) }", "ready"],
  ["{ type: 'show', documents: new ArrayBuffer(0) }", "ready"],
  ["{ type: 'show', documents: new Blob(['[']) }", "ready"],
  ["{ type: 'show', documents: '\\ud800' }", "ready"],
  ["{ type: 'show', documents: (() => { let a = []; for (let i = 0; i < 40; i += 1) a = [a, a]; return { a }; })() }", "ready"],
  ["{ type: 'show', documents: { holes: new Array(1e8) } }", "ready"],
]);

test(`${ODD.length} odd messages: the page around is told what was refused, and the next good one is answered`, async () => {
  const { page, context, wait, say, told } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await wait("hello");
  await say({ type: "show", documents: FORTY });
  await wait("refused");
  assert.deepEqual((await told("refused")).map((/** @type {any} */ one) => [one.message, one.reason]), [["show", "unconnected"]]);
  await say({ type: "connect", language: "en" });
  await wait("connected");
  await page.evaluate(() => /** @type {any} */ (globalThis).say({ type: "report", id: "first" }));
  for (const [message, expected] of ODD) {
    const heard = await page.evaluate(
      async ([text, ready]) => {
        const all = /** @type {any} */ (globalThis);
        const from = all.told.length;
        all.say((0, eval)(`(${text})`));
        const types = ready ? ["ready", "refused"] : ["refused", "ignored"];
        for (let waited = 0; waited < 20_000; waited += 10) {
          const found = all.told.slice(from).find((/** @type {any} */ one) => types.includes(one.type));
          if (found) return found;
          await new Promise((done) => setTimeout(done, 10));
        }
        return null;
      },
      /** @type {[string, boolean]} */ ([message, expected === "ready"]),
    );
    const said = heard?.type === "refused" ? [heard.reason, ...heard.members].join(" ") : heard?.type === "ignored" ? ["ignored", ...heard.settings].join(" ") : String(heard?.type);
    assert.equal(said, expected, message);
  }
  // None of it has changed a thing, and the frame lives.
  await say({ type: "show", documents: FORTY });
  await page.frameLocator("iframe").getByRole("heading", { name: "PartialFailed: 2 of 40 instances failed." }).waitFor();
  await page.evaluate(() => (/** @type {any} */ (globalThis).told = []));
  await say({ type: "report", id: "last" });
  await wait("report");
  assert.equal((await told("report"))[0].report.format, "invocation-report/1");
  assert.deepEqual(errors, []);
  await context.close();
});

test("in a sandbox, where a download may be refused, the reader is told of another way", async () => {
  const { page, context, wait, say } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`, "allow-scripts");
  await wait("hello");
  await say({ type: "connect", language: "en" });
  await say({ type: "show", documents: FORTY });
  await wait("ready");
  const within = page.frameLocator("iframe");
  await within.getByRole("button", { name: "Download the exact bytes" }).click();
  await within.getByText("copy it instead").waitFor();
  await wait("export");
  await context.close();
});

test("a frame that follows the height it is told comes to rest, whatever is looked at", async () => {
  const { page, context, wait, say, told } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await page.evaluate(() => window.addEventListener("message", ({ data }) => data.type === "size" && document.querySelector("iframe")?.style.setProperty("height", `${data.height}px`)));
  await wait("hello");
  await say({ type: "connect", language: "en", editable: true });
  const within = page.frameLocator("iframe");
  /** @param {string} name @param {() => Promise<unknown>} act */
  const rests = async (name, act) => {
    await page.evaluate(() => (/** @type {any} */ (globalThis).told = []));
    await act();
    await page.waitForTimeout(3_000);
    const sizes = (await told("size")).map((/** @type {any} */ one) => one.height);
    assert.ok(sizes.length <= 3, `${name}: ${sizes}`);
  };
  await rests("no response", () => say({ type: "show", documents: "2026-11-28 10:00:00 INFO something that is no response\n".repeat(20_000) }));
  await say({ type: "show", documents: FORTY });
  await within.getByRole("heading", { name: "PartialFailed" }).waitFor();
  await page.waitForTimeout(1_000);
  await rests("outputs", () => within.getByRole("tab", { name: "Outputs" }).click());
  await rests("the source", () => within.getByRole("button", { name: "Show in source" }).click());
  await context.close();
});

test("of many answers that come at once the last is shown, and all that is added to it", async () => {
  const { page, context, wait, say, told } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await wait("hello");
  await say({ type: "connect", language: "en" });
  await wait("connected");
  await page.evaluate((text) => {
    const { say } = /** @type {any} */ (globalThis);
    for (let i = 0; i < 200; i += 1) say({ type: "show", documents: " ".repeat(i) + "{}" });
    say({ type: "show", documents: text });
    say({ type: "add", document: text.replaceAll("t-page1", "t-page2") });
    say({ type: "add", document: text.replaceAll("t-page1", "t-page3") });
    say({ type: "report", id: "last" });
  }, FORTY);
  await wait("report");
  assert.equal((await told("report"))[0].report.invocations.length, 3);
  const answers = (await told("ready")).length;
  assert.ok(answers <= 20, `${answers} answers were read`);
  await context.close();
});

test("state, select, query, actions and questions go through the frame, each message with its number", async () => {
  const { page, context, wait, say, told, faults } = await frame(`${files.origin}/embed.html#origin=${portal.origin}`);
  await wait("hello");
  const actions = [{ id: "again", label: "Run again", when: "outcome:failed", bulk: true }];
  await say({ type: "connect", language: "en", actions, links: { instance: "https://portal.example/{instanceId}" }, tabs: ["table", "outputs"], hide: "next", density: "dense", query: "exit:0", sequence: 41 });
  await wait("connected");
  assert.equal((await told("connected"))[0].answers, 41);
  await say({ type: "select", instanceId: "i-page0000017" });
  await say({ type: "show", documents: FORTY });
  await wait("state");
  const within = page.frameLocator("iframe");
  await within.locator("ii-record a", { hasText: "Open the instance" }).waitFor();
  assert.deepEqual(await within.getByRole("tab").count(), 2);
  const { state, cause } = (await told("state")).at(-1);
  assert.deepEqual([state.instanceId, state.query, cause], ["i-page0000017", "exit:0", "data"]);
  await say({ type: "state", state: { ...state, tab: "outputs", mine: 1 } });
  await within.getByRole("tab", { name: "Outputs", selected: true }).waitFor();
  const ask = async (/** @type {string} */ what, /** @type {unknown[]} */ ...given) => {
    const id = `${what}-${(await told("answer")).length}`;
    await say({ type: "ask", id, what, arguments: given });
    await page.waitForFunction((id) => /** @type {any} */ (globalThis).told.some((/** @type {any} */ one) => one.id === id), id);
    return page.evaluate((id) => {
      const { value } = /** @type {any} */ (globalThis).told.find((/** @type {any} */ one) => one.id === id);
      return value instanceof Uint8Array ? new TextDecoder().decode(value) : value?.bytes ? value.text : value;
    }, id);
  };
  assert.equal((await ask("state")).mine, 1);
  assert.deepEqual(await ask("failedIds"), ["i-page0000003", "i-page0000017"]);
  assert.equal((await ask("instances", "outcome:failed")).length, 2);
  assert.equal(await ask("output", "i-page0000017"), "output of 17\n");
  assert.equal((await ask("export", "ndjson", { query: "outcome:failed" })).trim().split("\n").length, 2);
  await within.getByRole("button", { name: "Run again (2)" }).click();
  await wait("action");
  const [{ action, instanceIds }] = await told("action");
  assert.deepEqual([action, instanceIds], ["again", ["i-page0000003", "i-page0000017"]]);
  // What cannot be so names its member; what fails is said to have.
  const refusals = async () => (await told("refused")).map((/** @type {any} */ one) => [one.answers ?? null, one.reason, ...one.members]);
  await say({ type: "state", state: { tab: "nowhere" }, sequence: 50 });
  await say({ type: "state" });
  await say({ type: "select", execution: -1 });
  await say({ type: "ask", id: 1, what: "constructor" });
  await say({ type: "ask", id: 1, what: "export", arguments: ["docx"], sequence: 51 });
  await page.waitForFunction(() => /** @type {any} */ (globalThis).told.filter((/** @type {any} */ one) => one.type === "refused").length === 5);
  assert.deepEqual(await refusals(), [[50, "members", "state.tab"], [null, "members", "state"], [null, "members", "execution"], [null, "members", "what"], [51, "failed"]]);
  await say({ type: "set", actions: [{ id: 1 }], links: { instance: "http://x/" }, tabs: 5, density: "huge", sequence: 52 });
  await wait("ignored");
  assert.deepEqual((await told("ignored")).map((/** @type {any} */ one) => [one.answers, one.settings]), [[52, ["actions", "links", "tabs", "density"]]]);
  const numbers = await page.evaluate(() => /** @type {any} */ (globalThis).told.map((/** @type {any} */ one) => one.sequence));
  assert.deepEqual(numbers, numbers.map((/** @type {unknown} */ _, /** @type {number} */ i) => i + 1));
  assert.deepEqual(faults, []);
  await context.close();
});

test("why nobody is heard is said in the console of the frame", async () => {
  for (const [address, expected] of /** @type {const} */ ([
    ["/embed.html", "names no origin"],
    ["/embed.html#origin=foo", "is no origin"],
    ["/others.html#origin=https://portal.example", "https://portal.example, which the address names, is not among the allowed-origins"],
    ["/embed.html#origin=https://portal.example", "messages from .* are not heard: the address names https://portal.example"],
  ])) {
    const context = await browser.newContext();
    const page = await context.newPage();
    /** @type {string[]} */
    const said = [];
    page.on("console", (message) => message.type() === "warning" && said.push(message.text()));
    await page.goto(portal.origin);
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      document.body.append(frame);
      frame.onload = () => {
        for (let i = 0; i < 3; i += 1) frame.contentWindow?.postMessage({ protocol: "invocation-inspector", version: 1, type: "connect" }, "*");
      };
    }, files.origin + address);
    for (let waited = 0; waited < 5_000 && !said.some((text) => new RegExp(expected).test(text)); waited += 50) await page.waitForTimeout(50);
    assert.match(said.join("\n"), new RegExp(expected), address);
    assert.equal(said.filter((text) => text.includes("are not heard")).length <= 1, true, said.join());
    await context.close();
  }
});
