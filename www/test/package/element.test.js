// @ts-check
// The elements as a host meets them: what goes in, what comes out, how they fit and are dressed; and the manifest against all of it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { FORTY, results, row, SEVERAL } from "../page/harness.js";
import { act, elements, PACKAGE, WWW } from "./harness.js";

const VERDICT = "PartialFailed: 2 of 40 instances failed.";
const XML = `<?xml version="1.0"?><DescribeInvocationResultsResponse><RequestId>R</RequestId><Invocation><TotalCount>1</TotalCount><InvocationResults><InvocationResult><InvokeId>t-xml</InvokeId><InstanceId>i-xml</InstanceId><InvocationStatus>Success</InvocationStatus><ExitCode>0</ExitCode></InvocationResult></InvocationResults></Invocation></DescribeInvocationResultsResponse>`;
const MANIFEST = JSON.parse(readFileSync(join(PACKAGE, "custom-elements.json"), "utf8"));
/** @type {any[]} */
const ELEMENTS = MANIFEST.modules[0].declarations;
/** @param {any[]} list */
const names = (list) => list.map(({ name }) => name).sort();
/** @param {Iterable<string>} list */
const sorted = (list) => [...new Set(list)].sort();

const plain = elements();

test("documents come as a string, an object, bytes, a list, or one after the other", async () => {
  const { page, element, context } = await plain("<invocation-inspector></invocation-inspector>");
  const head = page.locator("invocation-inspector h1").first();
  const framed = "document.body.appendChild(document.createElement('iframe')).contentWindow.Uint8Array.from(new TextEncoder().encode(value))";
  for (const code of ["value", "JSON.parse(value)", "new TextEncoder().encode(value)", "new TextEncoder().encode(value).buffer", framed, `${framed}.buffer`, "[value]", "[JSON.parse(value)]"]) {
    await act(element, `element.response = []; await element.ready; element.response = ${code}; await element.ready;`, FORTY);
    assert.equal((await head.textContent())?.trim(), VERDICT, code);
  }
  await act(element, "element.add(JSON.parse(value)); await element.ready;", SEVERAL);
  const report = await act(element, "return element.report();");
  assert.equal(report.format, "invocation-report/1");
  assert.equal(report.sources.length, 2);
  assert.equal(report.invocations.length, 4);
  await act(element, "element.response = null; await element.ready;");
  assert.equal(await act(element, "return element.report();"), null);
  await context.close();
});

test("children give documents: data in scripts, XML, a slot; and they may change", async () => {
  const { page, element, context } = await plain(
    `<invocation-inspector id="a"><script type="application/json">${FORTY}</script></invocation-inspector>
<invocation-inspector id="b"><script type="text/xml">${XML}</script></invocation-inspector>
<invocation-inspector id="c"><pre slot="response">${FORTY}</pre></invocation-inspector>`,
  );
  for (const [id, verdict] of [["a", VERDICT], ["b", "Success"], ["c", VERDICT]]) {
    await page.locator(`#${id} h1`).filter({ hasText: verdict ?? "" }).first().waitFor();
  }
  await act(page.locator("#c"), `element.querySelector("pre").textContent = value;`, XML);
  await page.locator("#c h1").filter({ hasText: "Success" }).first().waitFor();
  await act(element.first(), "element.response = value; await element.ready;", XML);
  await page.locator("#a h1").filter({ hasText: "Success" }).first().waitFor();
  await act(element.first(), "element.response = []; await element.ready;");
  await page.locator("#a h1").filter({ hasText: VERDICT }).first().waitFor();
  await context.close();
});

test("events are of their classes and carry ids, and contents only when asked", async () => {
  const { page, element, told, context } = await plain("<invocation-inspector></invocation-inspector>");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const secret = "the secret that was printed";
  const text = results([row(1, "Failed", { InvokeId: "t-1", InstanceId: "i-a", ErrorInfo: secret, Output: Buffer.from(secret).toString("base64") }), row(2, "Success", { InvokeId: "t-1", InstanceId: "i-b" })]).slice(0, -2);
  await act(element, "element.response = value; await element.ready;", text);
  const [ready] = await told("ii-ready");
  assert.deepEqual(ready, { failure: null, outcome: "failed", counts: { invocations: 1, instances: 2, records: 2 }, invokeIds: ["t-1"], kept: false });
  const [diagnostic] = await told("ii-diagnostic");
  assert.ok(diagnostic.diagnostics.length > 0);
  assert.deepEqual(Object.keys(diagnostic.diagnostics[0]).sort(), ["code", "column", "line", "severity", "source"]);
  const [selection] = await told("ii-selection");
  assert.deepEqual(selection, { view: "tree", invokeId: "t-1", instanceId: "i-a", record: null, cause: "data" });
  await page.getByRole("tab", { name: /Table/ }).click();
  assert.equal((await told("ii-selection")).at(-1).view, "table");
  const copy = page.locator("ii-output ii-copy button").first();
  await copy.click();
  await page.waitForFunction(() => /** @type {any} */ (globalThis).told.some((/** @type {Event} */ event) => event.type === "ii-export"));
  const [taken] = await told("ii-export");
  assert.deepEqual(taken, { way: "copy", what: "output", invokeId: "t-1", instanceId: "i-a", record: null, contents: null });
  for (const type of ["ii-ready", "ii-selection", "ii-diagnostic", "ii-export", "ii-view"]) assert.ok(!JSON.stringify(await told(type)).includes("secret"), type);
  // Inner talk stays inside.
  for (const type of ["ii-answer", "ii-charset", "ii-choose", "ii-exported"]) assert.deepEqual(await told(type), [], type);
  await act(element, "element.contents = true;");
  await copy.click();
  await page.waitForFunction(() => /** @type {any} */ (globalThis).told.filter((/** @type {Event} */ event) => event.type === "ii-export").length === 2);
  const given = await page.evaluate(() => new TextDecoder().decode(/** @type {any} */ (globalThis).told.at(-1).contents));
  assert.equal(given, secret);
  const classes = await page.evaluate(async () => {
    // @ts-expect-error: an address of the page
    const all = await import("./node_modules/invocation-inspector/index.js");
    const of = (/** @type {string} */ type) => /** @type {any} */ (globalThis).told.find((/** @type {Event} */ event) => event.type === type);
    return [of("ii-ready") instanceof all.ReadyEvent, of("ii-selection") instanceof all.SelectionEvent, of("ii-diagnostic") instanceof all.DiagnosticEvent, of("ii-export") instanceof all.ExportEvent];
  });
  assert.deepEqual(classes, [true, true, true, true]);
  await context.close();
});

test("language, theme, view and form are attributes", async () => {
  const { page, element, context } = await plain(`<invocation-inspector lang="zh" theme="dark" view="table"><script type="application/json">${FORTY}</script></invocation-inspector>`);
  await page.getByRole("tab", { name: /表格/, selected: true }).waitFor();
  assert.equal(await element.evaluate((node) => getComputedStyle(node).colorScheme), "dark");
  await act(element, `element.lang = "en"; element.view = "notes"; element.theme = "light";`);
  await page.getByRole("tab", { name: /Diagnostics/, selected: true }).waitFor();
  assert.equal(await element.evaluate((node) => getComputedStyle(node).colorScheme), "light");
  await act(element, `element.theme = "auto"; document.documentElement.style.colorScheme = "only dark"; await element.updateComplete;`);
  assert.equal(await element.evaluate((node) => getComputedStyle(node).colorScheme), "dark only");
  await act(element, "element.compact = true;");
  await page.getByRole("button", { name: "Show details" }).waitFor();
  assert.equal(await page.getByRole("tab").count(), 0);
  await page.getByRole("button", { name: "Show details" }).click();
  await page.getByRole("tab", { name: /Diagnostics/ }).waitFor();
  await context.close();
});

test("it fits the box it is given, from 320 pixels on", async () => {
  const { page, element, context } = await plain(`<div><invocation-inspector><script type="application/json">${FORTY}</script></invocation-inspector></div>`, "body { margin: 0 } div { inline-size: 320px }");
  await page.locator("h1").filter({ hasText: VERDICT }).waitFor();
  for (const compact of [true, false]) {
    await act(element, `element.compact = ${compact}; await element.updateComplete;`);
    for (const width of [320, 480, 700, 960, 1200]) {
      await page.locator("div").first().evaluate((box, size) => box.style.setProperty("inline-size", `${size}px`), width);
      for (const name of compact ? [] : [/Tree/, /Table/, /Outputs/, /Diagnostics/]) {
        await page.getByRole("tab", { name }).click();
        const found = await element.evaluate((node) => ({ own: node.getBoundingClientRect().width, content: node.scrollWidth }));
        assert.equal(found.own, width);
        assert.ok(found.content <= width, `${name} at ${width}: ${found.content}`);
      }
    }
  }
  await context.close();
});

test("fonts are inherited, tokens and parts reach what they name, forced colours are kept", async () => {
  const { page, context } = await plain(
    `<invocation-inspector><script type="application/json">${FORTY}</script></invocation-inspector>`,
    "body { font-family: Courier } invocation-inspector { --ii-accent: rgb(1, 2, 3); --ii-failed: rgb(4, 5, 6) } invocation-inspector::part(sentence) { letter-spacing: 3px } invocation-inspector::part(output) { border-width: 7px }",
  );
  await page.locator("h1").filter({ hasText: VERDICT }).waitFor();
  const style = (/** @type {string} */ place, /** @type {string} */ property) => page.locator(place).first().evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  assert.equal(await style("invocation-inspector h1", "font-family"), "Courier");
  assert.equal(await style("ii-verdict .sentence .outcome-icon", "color"), "rgb(4, 5, 6)");
  assert.equal(await style("ii-verdict [part=sentence]", "letter-spacing"), "3px");
  await page.locator("ii-printed").waitFor();
  assert.equal(await style("ii-printed [part=output]", "border-top-width"), "7px");
  await page.emulateMedia({ forcedColors: "active" });
  const text = await style("invocation-inspector", "--ii-succeeded");
  assert.equal(text.trim(), "CanvasText");
  await context.close();
});

test("the smaller elements stand on their own", async () => {
  const { page, told, context, faults } = await plain(
    `<invocation-badge><script type="application/json">${FORTY}</script></invocation-badge>
<invocation-diagram><script type="application/json">${FORTY}</script></invocation-diagram>
<invocation-output instance-id="i-page0000004"><script type="application/json">${FORTY}</script></invocation-output>
<invocation-badge id="one" invoke-id="t-several0"><script type="application/json">${SEVERAL}</script></invocation-badge>`,
  );
  await page.locator("invocation-badge").first().getByText("PartialFailed").waitFor();
  await page.locator("#one").getByText("Success").waitFor();
  await page.locator("invocation-output").getByText("output of 4").waitFor();
  await page.locator("invocation-diagram").getByRole("treeitem").nth(2).click();
  assert.match((await told("ii-selection")).at(-1).instanceId, /^i-page/);
  assert.equal((await told("ii-ready")).length, 4);
  assert.deepEqual(faults, []);
  await context.close();
});

test("an output that is saved is named by its instance", async () => {
  const script = `<script type="application/json">${FORTY}</script>`;
  const { page, context } = await plain(`<invocation-inspector>${script}</invocation-inspector><invocation-output instance-id="i-page0000004">${script}</invocation-output>`);
  for (const [element, name] of [["invocation-inspector", "output-i-page0000003.txt"], ["invocation-output", "output-i-page0000004.txt"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`${element} ii-output`).getByRole("button", { name: "Download the exact bytes", exact: true }).click()]);
    assert.equal(download.suggestedFilename(), name);
  }
  await context.close();
});

test("a badge shows a status alone, of either vocabulary, and tells an unknown one from a known", async () => {
  const given = ["timeout", " SUCCESS ", "canceled", "finished", "partialfailed", "Scheduled", "Puzzled", "<b>x</b>"];
  const { page, told, context, faults } = await plain(`<table>${given.map((status, i) => `<tr><td><invocation-badge id="b${i}" status="${status.replaceAll("<", "&lt;")}"></invocation-badge></td></tr>`).join("")}</table>`);
  const shown = (/** @type {number} */ i) => page.locator(`#b${i} [data-outcome]`).first();
  const expected = [
    ["Timeout", "failed"],
    ["Success", "succeeded"],
    ["Cancelled", "stopped"],
    ["Finished", "finished"],
    ["PartialFailed", "failed"],
    ["Scheduled", "scheduled"],
    ["Puzzled", "unknown"],
    ["<b>x</b>", "unknown"],
  ];
  for (const [i, [label = "", outcome]] of expected.entries()) {
    await shown(i).waitFor();
    assert.deepEqual([(await page.locator(`#b${i}`).evaluate((badge) => badge.shadowRoot?.textContent ?? "")).trim(), await shown(i).getAttribute("data-outcome")], [label, outcome]);
  }
  assert.equal((await told("ii-ready")).length, given.length);
  // It follows its property, wins over a response, and gives way to it when it is empty.
  await page.locator("#b0").evaluate((badge, response) => Object.assign(badge, { response, status: "Running" }), FORTY);
  await page.locator("#b0").getByText("Running").waitFor();
  await page.locator("#b0").evaluate((badge) => Object.assign(badge, { status: "" }));
  await page.locator("#b0").getByText("PartialFailed").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is seen only in the widget has no fault of accessibility either", async () => {
  const data = `<script type="application/json">${FORTY}</script>`;
  const { page, context } = await plain(
    `<main><h1>A portal</h1><invocation-inspector compact>${data}</invocation-inspector><invocation-badge>${data}</invocation-badge><invocation-diagram>${data}</invocation-diagram><invocation-output>${data}</invocation-output></main>`,
  );
  await page.locator("invocation-output ii-printed").waitFor();
  await page.getByRole("button", { name: "Show details" }).waitFor();
  const axe = readFileSync(join(WWW, "node_modules/axe-core/axe.min.js"), "utf8");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    // The order of headings is the host's: it does not know ours.
    const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ rules: { "heading-order": { enabled: false } } }));
    assert.deepEqual(violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`), [], colorScheme);
  }
  await context.close();
});

test("in every element invisible signs of a response stand by their code", async () => {
  const signs = { InvokeId: "t-\u202e1", InstanceId: "i-\u202e1", InvocationStatus: "Odd\u202estatus", ErrorInfo: "gone\u202e" };
  const answers = [results([row(1, "Failed", signs)]), results([row(1, "Failed", { ...signs, InvocationStatus: "Failed" })]), JSON.stringify({ Code: "No\u202eSuch", Message: "gone\u202e", RequestId: "R" })];
  const { page, context } = await plain("<invocation-inspector compact></invocation-inspector><invocation-badge></invocation-badge><invocation-badge status='Odd\u202estatus'></invocation-badge><invocation-diagram></invocation-diagram>");
  for (const answer of answers) {
    const drawn = await page.evaluate(async (answer) => {
      const elements = /** @type {any[]} */ ([...document.querySelectorAll("invocation-inspector, invocation-badge, invocation-diagram")]);
      for (const element of elements) element.response = answer;
      await new Promise((done) => setTimeout(done, 1_000));
      /** @param {Node} node @returns {string} */
      const textOf = (node) => (node instanceof Element && node.shadowRoot ? textOf(node.shadowRoot) : node instanceof Text ? node.data : [...node.childNodes].filter((child) => !(child instanceof HTMLStyleElement)).map(textOf).join(" "));
      return elements.map((element) => textOf(element));
    }, answer);
    for (const text of drawn) assert.doesNotMatch(text, /\u202e/, text);
    assert.match(drawn.join(), /\[U\+202E\]/);
  }
  await context.close();
});

// ---------------------------------------------------------------- the manifest

const SOURCE = readdirSync(join(WWW, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("page"))
  .map((file) => readFileSync(join(WWW, "src", file), "utf8"))
  .join("\n");

test("the manifest lists the attributes, properties and methods that the elements have, and no other", async () => {
  const { page, context } = await plain("<invocation-inspector></invocation-inspector>");
  assert.deepEqual(ELEMENTS.map(({ tagName }) => tagName).sort(), await page.evaluate((tags) => tags.filter((tag) => customElements.get(tag)).sort(), [...new Set(SOURCE.match(/(?<=\[")invocation-\w+(?=",)/g) ?? [])]));
  for (const { tagName, attributes, members } of ELEMENTS) {
    const real = await page.evaluate((tag) => {
      const made = /** @type {any} */ (customElements.get(tag));
      /** @type {string[]} */
      const own = [];
      for (let proto = made.prototype; proto !== HTMLElement.prototype; proto = Object.getPrototypeOf(proto)) {
        // What Lit brings has no place in a manifest of ours.
        if (Object.hasOwn(proto, "performUpdate") || Object.hasOwn(proto, "createRenderRoot")) break;
        own.push(...Object.getOwnPropertyNames(proto));
      }
      return { attributes: [...made.observedAttributes].sort(), own };
    }, tagName);
    assert.deepEqual(sorted(names(attributes)), sorted(real.attributes), tagName);
    for (const { name } of members) assert.ok(real.own.includes(name), `${tagName} has no ${name}`);
    // Whatever is public in the types is in the manifest.
    const types = readFileSync(join(PACKAGE, "index.d.ts"), "utf8");
    const body = new RegExp(`class ${ELEMENTS.find((one) => one.tagName === tagName).name} [^{]*{([\\s\\S]*?)\\n}`).exec(types)?.[1] ?? "";
    const typed = [...body.matchAll(/^ {2}(?:readonly )?(\w+)[:(]/gm)].map(([, name]) => name);
    const listed = [...names(members), ...attributes.map((/** @type {any} */ one) => one.fieldName)];
    for (const name of typed) assert.ok(listed.includes(name), `${tagName}.${name} is not in the manifest`);
    for (const name of listed) assert.ok([...typed, "response", "theme", "lang"].includes(name), `${tagName}.${name} is not in the types`);
  }
  await context.close();
});

test("each element lists the events that its classes send, and no other", () => {
  const types = new Map([...SOURCE.matchAll(/class (\w+Event) extends Event \{[^]*?(?:super\(|static readonly type = )"(ii-[a-z]+)"/g)].map(([, name = "", type = ""]) => [name, type]));
  const inner = SOURCE.match(/(?<=const INTERNAL_EVENTS = \[).*(?=\])/)?.[0] ?? "";
  /** What a class sends, and those above it. @param {string} name @returns {string[]} */
  const sent = (name) => {
    const [, above = "", body = ""] = new RegExp(`class ${name} extends (\\w+) \\{([^]*?)\\n\\}`).exec(SOURCE) ?? [];
    const own = (body.match(/(?<=new )\w+Event(?=\()/g) ?? []).map((event) => types.get(event) ?? "");
    return above && above !== "LitElement" ? [...own, ...sent(above)] : own;
  };
  // An editor inside sends it, and the inspector lets it through where it can be changed.
  const through = (/** @type {string} */ tag) => (tag === "invocation-inspector" ? ["ii-edit"] : []);
  for (const { name, tagName, events } of ELEMENTS) {
    assert.deepEqual(names(events), sorted([...sent(name), ...through(tagName)]).filter((type) => type && !inner.includes(`"${type}"`)), tagName);
  }
});

test("the manifest lists the slots that are read, and no other", () => {
  const slots = sorted([...(SOURCE.match(/(?<=<slot name=")[a-z]+(?=")/g) ?? []), ...(SOURCE.match(/(?<=\.slot === ")[a-z]+(?=")/g) ?? [])]);
  assert.deepEqual(sorted(ELEMENTS.flatMap((element) => names(element.slots))), slots);
});

test("whatever is declared has its description", () => {
  for (const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } of ELEMENTS) {
    assert.ok(description, tagName);
    for (const one of [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties]) assert.match(one.description ?? "", /\S/, `${tagName}: ${one.name}`);
  }
});

test("the README's tables are those of the sources: make package && npm --prefix www run readme", () => {
  assert.equal(readFileSync(join(WWW, "package/README.md"), "utf8"), readFileSync(join(PACKAGE, "README.md"), "utf8"));
});

test("what editors and language models read names all that the manifest names", () => {
  const { elements } = JSON.parse(readFileSync(join(PACKAGE, "web-types.json"), "utf8")).contributions.html;
  const named = (/** @type {{ name: string }[]} */ all) => all.map(({ name }) => name);
  assert.deepEqual(named(elements), ELEMENTS.map(({ tagName }) => tagName));
  const models = readFileSync(join(PACKAGE, "llms.txt"), "utf8").split(/^### /m);
  for (const [i, { tagName, attributes, events, slots, cssParts, cssProperties }] of ELEMENTS.entries()) {
    const { attributes: own, slots: places, js, css } = elements[i];
    assert.deepEqual([own, places, js.events, css.parts, css.properties].map(named), [attributes, slots, events, cssParts, cssProperties].map(named), tagName);
    for (const name of named([...attributes, ...events, ...slots])) assert.ok(models.find((text) => text.startsWith(`<${tagName}>`))?.includes(`\`${name}\``), `${tagName}: ${name}`);
  }
});

test("the manifest lists the events that are sent, and no other", () => {
  const sent = sorted(SOURCE.match(/(?<=super\(")ii-[a-z]+(?=")|(?<=static readonly type = ")ii-[a-z]+(?=")/g) ?? []);
  const inner = [...SOURCE.matchAll(/const INTERNAL_EVENTS = \[(.*)\]/g)].flatMap(([, list = ""]) => list.match(/ii-[a-z]+/g) ?? []);
  const all = sorted(ELEMENTS.flatMap(({ events }) => names(events)));
  assert.deepEqual(all, sent.filter((name) => !inner.includes(name)));
});

test("the manifest lists the parts that exist, and each can be reached", async () => {
  const written = sorted((SOURCE.match(/(?<=\bpart=")[a-z]+(?=")/g) ?? []));
  assert.deepEqual(sorted(ELEMENTS.flatMap(({ cssParts }) => names(cssParts))), written);
  // A selector that names a part styles it, however deep it stands.
  const inspector = ELEMENTS.find(({ tagName }) => tagName === "invocation-inspector");
  const rules = names(inspector.cssParts).map((name, i) => `invocation-inspector::part(${name}) { outline-offset: ${i + 11}px }`);
  const recurring = readFileSync(new URL("../../../tests/cases/clean/results_history.json", import.meta.url), "utf8");
  const { page, element, context } = await plain(`<invocation-inspector></invocation-inspector>`, rules.join("\n"));
  /** @type {Set<string>} */
  const seen = new Set();
  const look = async () => {
    const found = await element.evaluate((node) => {
      /** @type {string[]} */
      const list = [];
      const walk = (/** @type {ParentNode} */ root) => {
        for (const child of root.querySelectorAll("*")) {
          for (const part of child.part ?? []) list.push(`${part} ${getComputedStyle(child).outlineOffset}`);
          if (child.shadowRoot) walk(child.shadowRoot);
        }
      };
      if (node.shadowRoot) walk(node.shadowRoot);
      return list;
    });
    for (const line of found) {
      const [part, offset] = line.split(" ");
      assert.equal(offset, `${names(inspector.cssParts).indexOf(part) + 11}px`, `${part} cannot be reached`);
      seen.add(part ?? "");
    }
  };
  // A module that does not come, and one that takes its time.
  await page.route("**/core.wasm", (route) => route.abort());
  await act(element, "element.response = value; await element.ready;", FORTY);
  await look();
  await page.unroute("**/core.wasm");
  await page.route("**/core.wasm", async (route) => {
    await new Promise((next) => setTimeout(next, 500));
    await route.continue();
  });
  await act(element, "element.response = []; await element.ready; element.response = value; await element.updateComplete;", FORTY);
  await look();
  await act(element, "await element.ready;");
  const scheduled = SEVERAL.replaceAll('"CommandName":', '"RepeatMode":"Period","Timed":true,"Frequency":"0 */20 * * * ?","CommandName":');
  await act(element, "element.actions = [{ id: 'a', label: 'A', bulk: true }];");
  for (const text of [FORTY, SEVERAL, recurring, scheduled]) {
    await act(element, "element.compact = false; element.response = value; await element.ready;", text);
    await page.locator("ii-record, ii-invocation").first().waitFor();
    for (const name of [/Table/, /Outputs/, /Diagnostics/, /Tree/]) {
      await page.getByRole("tab", { name }).click();
      if (text === FORTY) await page.waitForTimeout(150);
      await look();
    }
    await act(element, "element.showSource(0)");
    await page.locator("ii-source").waitFor();
    await page.waitForTimeout(300);
    await look();
    await act(element, "element.compact = true; await element.updateComplete;");
    await look();
  }
  // What is damaged does not take the place of what is not, unless that goes first.
  await act(element, "element.compact = false; element.response = null; await element.ready; element.response = value; await element.ready;", FORTY.slice(0, 900));
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  await look();
  // The plain field stands for the editor only where that cannot be loaded, and what is kept only where a host has asked in vain.
  assert.deepEqual(names(inspector.cssParts).filter((name) => !seen.has(name)), ["kept", "source"]);
  await context.close();
});

test("the manifest lists every token, and no other", () => {
  const tokens = sorted([...readFileSync(join(WWW, "src/ui/tokens.ts"), "utf8").matchAll(/^ *(--ii-[a-z-]+):/gm)].map(([, name]) => name ?? ""));
  for (const { tagName, cssProperties } of ELEMENTS) assert.deepEqual(names(cssProperties), tokens, tagName);
});
