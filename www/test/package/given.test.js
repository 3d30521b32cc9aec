// @ts-check
// What a host hands over: what is here, what comes later, what never comes, and what cannot be a document.
import assert from "node:assert/strict";
import test from "node:test";
import { FORTY, SEVERAL } from "../page/harness.js";
import { act, elements } from "./harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const INSPECTOR = "<invocation-inspector></invocation-inspector>";
const ELSEWHERE = "https://elsewhere.example/answer";
const DENIED = JSON.stringify({ Code: "Forbidden.RAM", Message: "User not authorized to operate on the specified resource.", RequestId: "R" });

const plain = elements();

/** What code gives and what the element says of it: the failure of its last event, and whether the sentence stands in the box. @param {string} code @param {string} [value] */
const given = (code, value = FORTY) => ({
  code: `let failure; element.addEventListener("ii-ready", (event) => { failure = event.failure; }, { once: true }); element.response = null; await element.ready; element.response = ${code}; await element.ready; await element.updateComplete; return failure;`,
  value,
});

test("promises, answers of fetch, streams and files are read, also in a list", async () => {
  const { page, element, faults, context } = await plain(INSPECTOR);
  const bytes = "new TextEncoder().encode(value)";
  const stream = (/** @type {string[]} */ ...pieces) => `new ReadableStream({ start(to) { for (const piece of [${pieces.join()}]) to.enqueue(piece); to.close(); } })`;
  for (const code of [
    "Promise.resolve(value)",
    "Promise.resolve(JSON.parse(value))",
    "Promise.resolve([value])",
    "[Promise.resolve(value)]",
    "Promise.resolve(new Response(value))",
    "Promise.resolve(Promise.resolve([Promise.resolve(new Blob([value]))]))",
    "{ then(done) { setTimeout(() => done(value), 50); } }",
    "new Response(value)",
    `new Response(${stream(`${bytes}.subarray(0, 500)`, `${bytes}.subarray(500)`)})`,
    stream(`${bytes}.subarray(0, 500)`, `${bytes}.slice(500).buffer`),
    stream("value.slice(0, 500)", "value.slice(500)"),
    "document.body.appendChild(document.createElement('iframe')).contentWindow.Response && new (document.querySelector('iframe').contentWindow.Response)(value)",
  ]) {
    const { code: text, value } = given(code);
    assert.equal(await act(element, text, value), null, code);
    assert.equal((await page.locator("invocation-inspector h1").first().textContent())?.trim(), VERDICT, code);
  }
  // Several documents of one promise, and one more.
  await act(element, "const [one, other] = JSON.parse(value); element.response = Promise.resolve([one, other]); await element.ready; element.add(Promise.resolve(one)); await element.ready;", JSON.stringify([FORTY, SEVERAL]));
  assert.equal((await act(element, "return element.report();")).sources.length, 3);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what was given last is shown, whenever it comes, and one answer may be given to several elements", async () => {
  const { page, element, faults, context } = await plain(`${INSPECTOR}<invocation-badge></invocation-badge><invocation-diagram></invocation-diagram>`);
  await act(element, `element.response = new Promise((done) => setTimeout(() => done("late"), 300)); await element.updateComplete; element.response = Promise.resolve(value); await element.ready; await new Promise((done) => setTimeout(done, 500));`, FORTY);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await act(element, "const answer = Promise.resolve(new Response(value)); for (const one of document.querySelectorAll('invocation-inspector, invocation-badge, invocation-diagram')) one.response = answer;", FORTY);
  await page.locator("invocation-badge").getByText("PartialFailed").waitFor();
  await page.locator("invocation-diagram ii-diagram").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("what never comes is said, by what it is, and never waited for in vain", async () => {
  const { page, element, faults, context } = await plain(`${INSPECTOR}<invocation-badge></invocation-badge><invocation-output></invocation-output>`);
  await page.route(ELSEWHERE, (route) => route.fulfill({ body: "x" }));
  for (const [code, said] of /** @type {const} */ ([
    ["await (async () => { const answer = new Response(value); await answer.text(); return answer; })()", /has been read already/],
    ["(() => { const answer = new Response(value); answer.body.getReader(); return answer; })()", /being read elsewhere/],
    [`fetch("${ELSEWHERE}", { mode: "no-cors" })`, /opaque/],
    ["Promise.reject(new Error('the door is shut'))", /the door is shut/],
    ["Promise.resolve()", /turned out to be nothing/],
    ["Promise.resolve(null)", /turned out to be nothing/],
    ["Promise.resolve(7)", /of the type `number`/],
    ["Promise.resolve([value, () => value])", /of the type `function`/],
    ["new ReadableStream({ start(to) { to.enqueue(7); to.close(); } })", /pieces of the type `number`/],
    ["new ReadableStream({ start(to) { to.error(new Error('torn')); } })", /torn/],
    ["Response.error()", /failed/],
  ])) {
    const { code: text, value } = given(code);
    assert.match(String(await act(element, text, value)), said, code);
    const alert = (await page.locator("invocation-inspector").getByRole("alert").textContent()) ?? "";
    assert.match(alert.replaceAll(/`/g, ""), new RegExp(said.source.replaceAll("`", "")), code);
    // What stood before stays, and says that nothing came.
    await act(element, `element.response = value; await element.ready; element.response = ${code}; await element.ready; await element.updateComplete;`, FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    await page.getByText(/No new answer since .*could not be read/).waitFor();
  }
  for (const name of ["invocation-badge", "invocation-output"]) {
    await act(page.locator(name), "element.response = Promise.resolve(7);");
    await page.locator(name).getByRole("alert").waitFor();
  }
  await act(element, "element.lang = 'zh'; element.response = null; await element.ready; element.response = Promise.resolve(7); await element.ready;");
  await page.locator("invocation-inspector").getByRole("alert").getByText("不能作为文档").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a request that failed keeps the answer that stands, and where none does its own is shown", async () => {
  const { page, element, told, context } = await plain(`${INSPECTOR}<invocation-badge></invocation-badge>`);
  const failing = (/** @type {string} */ body) => `new Response(${JSON.stringify(body)}, { status: 502 })`;
  for (const [answer, said] of /** @type {const} */ ([[failing("<h1>Bad gateway</h1>"), /failed with status 502/], [failing(""), /failed with status 502/], [failing(DENIED), /Forbidden\.RAM/], [`new Response(value, { status: 500 })`, /failed with status 500/]])) {
    await act(element, `element.response = null; await element.ready; element.response = value; await element.ready; element.response = ${answer}; await element.ready;`, FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    await page.locator("[part=kept]").getByText(said).waitFor();
    assert.match((await told("ii-ready")).at(-1).failure, said);
    assert.equal((await told("ii-ready")).at(-1).kept, true);
    // One more that succeeds takes it away.
    await act(element, "element.response = Promise.resolve(new Response(value)); await element.ready;", FORTY);
    await page.locator("[part=kept]").waitFor({ state: "detached" });
  }
  // One that is added does not come in.
  assert.equal(await act(element, `element.add(${failing("<h1>Bad gateway</h1>")}); await element.ready; return element.report().sources.length;`), 1);
  await page.locator("[part=kept]").getByText(/status 502/).waitFor();
  await act(element, `element.response = null; await element.ready; element.response = ${failing(DENIED)}; await element.ready;`);
  await page.locator("[part=kept]").getByText("The request failed with status 502").waitFor();
  await page.locator("invocation-inspector").getByText("Forbidden.RAM").first().waitFor();
  assert.match((await told("ii-ready")).at(-1).failure, /status 502/);
  for (const name of ["invocation-inspector", "invocation-badge"]) {
    await act(page.locator(name), `element.response = null; await element.updateComplete; element.response = ${failing("")};`);
    await page.locator(name).getByRole("alert").waitFor();
  }
  await page.getByText("failed with status 502, and its answer is empty").waitFor();
  await context.close();
});

test("a number or a function is refused with a sentence, and changes nothing", async () => {
  const { page, element, faults, context } = await plain(`${INSPECTOR}<invocation-badge></invocation-badge>`);
  for (const code of ["7", "() => value", "true", "10n", "Symbol()", "[value, 7]"]) {
    faults.length = 0;
    await act(element, `element.response = value; await element.ready; element.response = ${code}; await element.ready;`, FORTY);
    await page.getByRole("heading", { name: VERDICT }).waitFor();
    assert.equal(faults.length, 1, `${code}: ${faults.join()}`);
    assert.match(faults[0] ?? "", /<invocation-inspector> response: a \w+ is no document/);
    assert.equal(await act(element, "return element.response === value;", FORTY), true, "the property is what it was");
    assert.equal(await act(element, `return element.add(${code});`, FORTY), null);
    assert.equal((await act(element, "await element.ready; return element.report();")).sources.length, 1);
    assert.equal(faults.length, 2);
  }
  // What the console says may arrive after the answer.
  const said = page.waitForEvent("console");
  await act(page.locator("invocation-badge"), "element.response = 7; await element.updateComplete;");
  assert.match((await said).text(), /<invocation-badge> response: a number/);
  const alone = await act(element, "const other = document.createElement('invocation-inspector'); document.body.append(other); other.response = 7; await other.ready; return other.report();");
  assert.equal(alone, null);
  await context.close();
});

test("src is fetched from where it may be, without more than this origin's own credentials, and says what went wrong", async () => {
  const { page, element, told, url, requests, context } = await plain(INSPECTOR);
  const own = `${url}answer.json`;
  assert.deepEqual(requests.filter((name) => !/\.(js|wasm)$|^$|^data:/.test(name)), [], "off unless it is set");
  await context.addCookies([{ name: "own", value: "1", url }, { name: "other", value: "1", url: ELSEWHERE, sameSite: "None", secure: true }]);
  /** @type {{ url: string, cookie: string | undefined }[]} */
  const asked = [];
  /** @type {Record<string, { status?: number, body?: string, headers?: Record<string, string> }>} */
  const answers = {
    [own]: { body: FORTY },
    [`${ELSEWHERE}?open=1`]: { body: SEVERAL, headers: { "access-control-allow-origin": "*" } },
    [`${ELSEWHERE}?token=secret`]: { body: SEVERAL, headers: { "access-control-allow-origin": "https://nobody.example" } },
    [`${url}gone?token=secret`]: { status: 404, body: "" },
  };
  await context.route(/answer|gone|slow/, async (route) => {
    asked.push({ url: route.request().url(), cookie: (await route.request().allHeaders())["cookie"] });
    if (route.request().url().includes("slow")) return;
    await route.fulfill({ contentType: "application/json", ...answers[route.request().url()] });
  });
  const set = (/** @type {string} */ src) => act(element, "element.setAttribute('src', value); await element.ready; await element.updateComplete;", src);
  await set("answer.json");
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await act(element, "element.src = ''; await element.ready;");
  assert.equal(await act(element, "return element.report();"), null);
  await set(`${ELSEWHERE}?open=1`);
  await page.getByRole("heading", { name: /invocations/ }).first().waitFor();
  assert.deepEqual(asked.map(({ cookie }) => cookie), ["own=1", undefined]);
  await act(element, "element.removeAttribute('src'); await element.ready;");
  // Not what may be secret in it.
  await set(`${ELSEWHERE}?token=secret`);
  const alert = page.getByRole("alert");
  await alert.getByText("https://elsewhere.example/answer?… could not be fetched").waitFor();
  await set("gone?token=secret");
  await alert.getByText(`${url}gone?… answered with status 404 and nothing else.`).waitFor();
  assert.doesNotMatch(JSON.stringify(await told("ii-ready")), /secret/);
  // Once more, when it is there.
  answers[`${url}gone?token=secret`] = { body: FORTY };
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await act(element, "element.removeAttribute('src'); await element.ready;");
  await set("https://");
  await alert.getByText("https:// could not be fetched").waitFor();
  await context.close();
});

test("another src, and an element that leaves, give the request before up; the property and children have their turn", async () => {
  const { page, element, context } = await plain(`<invocation-inspector><script type="application/json">${SEVERAL}</script></invocation-inspector>`);
  /** @type {string[]} */
  const ended = [];
  page.on("requestfailed", (request) => ended.push(`${new URL(request.url()).pathname} ${request.failure()?.errorText}`));
  await context.route(/slow/, () => undefined);
  await context.route(/quick/, (route) => route.fulfill({ body: FORTY }));
  await act(element, "await element.ready; element.src = '/slow1'; await element.updateComplete;");
  await act(element, "element.src = '/quick'; await element.ready;");
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  assert.deepEqual(ended, ["/slow1 net::ERR_ABORTED"]);
  // Moved, it goes on; taken away, it does not.
  await act(element, "element.src = '/slow2'; await element.updateComplete; document.body.prepend(element); await new Promise((done) => setTimeout(done, 100));");
  assert.equal(ended.length, 1);
  await act(element, "globalThis.taken = element; element.remove(); await new Promise((done) => setTimeout(done, 200));");
  assert.deepEqual(ended.slice(1), ["/slow2 net::ERR_ABORTED"]);
  await context.unroute(/slow/);
  await context.route(/slow/, (route) => route.fulfill({ body: FORTY }));
  await page.evaluate(() => document.body.append(/** @type {any} */ (globalThis).taken));
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await act(element, "element.response = value; await element.ready;", SEVERAL);
  await page.getByRole("heading", { name: /invocations/ }).first().waitFor();
  await act(element, "element.response = null; await element.ready;");
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await act(element, "element.src = null; await element.ready;");
  await page.getByRole("heading", { name: /invocations/ }).first().waitFor();
  await context.close();
});

test("response is an attribute, too, as a server writes it", async () => {
  const attribute = FORTY.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const { page, element, faults, context } = await plain(`<invocation-inspector response="${attribute}"></invocation-inspector><invocation-badge response="${attribute}"></invocation-badge>`);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await page.locator("invocation-badge").getByText("PartialFailed").waitFor();
  await act(element, "element.setAttribute('response', value); await element.ready;", SEVERAL);
  await page.getByRole("heading", { name: /invocations/ }).first().waitFor();
  await act(element, "element.removeAttribute('response'); await element.ready;");
  assert.equal(await act(element, "return element.report();"), null);
  assert.deepEqual(faults, []);
  await context.close();
});

/** What a host may set, and a value of each. */
const SET = {
  view: "tree", state: { tab: "table" }, query: "outcome:failed", actions: [], links: {}, tabs: "tree table", hide: "next", density: "dense", names: ["a"], theme: "dark", src: null, guide: "/guide/",
  compact: false, contents: true, editable: true, hasAside: false,
};

test("undefined is what is not there yet, as frameworks set it, and changes nothing", async () => {
  const { page, element, faults, context } = await plain(INSPECTOR);
  await act(element, `element.response = value; await element.ready; for (const name of ${JSON.stringify(Object.keys(SET))}) { if (!(name in element)) throw new Error(name); element[name] = undefined; await element.updateComplete; }`, FORTY);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await act(element, "element.response = null; await element.ready; element.response = value; await element.ready;", DENIED);
  await page.getByRole("heading", { name: /not allowed|denied|refused|Forbidden/i }).first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("everything may be set before the element stands in a document, as frameworks do", async () => {
  const { page, faults, context } = await plain(`<p id="app"></p>`);
  const code = `for (const name of [...Object.keys(given), ""]) { const made = document.createElement("invocation-inspector"); if (name) made[name] = given[name]; else Object.assign(made, given); made.select({ instanceId: "i-none" }); made.response = value; element.replaceChildren(made); await made.ready; await made.updateComplete; }`;
  await act(page.locator("#app"), `const given = ${JSON.stringify(SET)}; ${code}`, FORTY);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  await page.getByRole("tab", { name: /Table/, selected: true }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
