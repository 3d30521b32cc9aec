// @ts-check
// What comes in, as pure logic: one thing after another, what was wanted last is shown, nothing is lost without Undo, and what is kept has a limit.
import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** A module of the page, as plain JavaScript. @param {string} name */
async function load(name) {
  const entry = fileURLToPath(new URL(`../../src/state/${name}.ts`, import.meta.url));
  const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib: { entry, formats: ["es"] } } });
  const [made] = /** @type {{ output: { code: string }[] }[]} */ (/** @type {unknown} */ ([built].flat()));
  return import(`data:text/javascript,${encodeURIComponent(made?.output[0]?.code ?? "")}`);
}
const { Queue } = await load("queue");
const { Answers } = await load("answers");
const { newId } = await load("shelf");
const { MemoryHistory, Steps } = await load("history");

/** A promise and the way to keep it. */
function later() {
  /** @type {(value: string) => void} */
  let give = () => undefined;
  const promise = new Promise((done) => (give = done));
  return { promise, give };
}
const settled = () => new Promise((done) => setTimeout(done, 5));

test("what comes while something is read waits for its turn, and the last is shown last", async () => {
  /** @type {string[]} */
  const log = [];
  const queue = new Queue();
  const file = later();
  let reads = 0;
  queue.add({ read: () => ((reads += 1), file.promise), done: (/** @type {string} */ text, /** @type {boolean} */ more) => log.push(`${text}${more ? ", more waits" : ""}`) });
  queue.add({ read: async () => "pasted", done: (/** @type {string} */ text, /** @type {boolean} */ more) => log.push(`${text}${more ? ", more waits" : ""}`) });
  await settled();
  assert.deepEqual(log, []);
  assert.ok(queue.busy);
  file.give("file");
  await settled();
  assert.deepEqual(log, ["file, more waits", "pasted"]);
  assert.equal(reads, 1, "a file is read once");
  assert.ok(!queue.busy);
});

test("a slow sample is dropped when something else is wanted, and holds nobody up", async () => {
  /** @type {string[]} */
  const log = [];
  const queue = new Queue();
  const sample = later();
  queue.add({ fleeting: true, read: () => sample.promise, done: (/** @type {string} */ text) => log.push(text) });
  await settled();
  queue.add({ read: async () => "pasted", done: (/** @type {string} */ text) => log.push(text) });
  await settled();
  assert.deepEqual(log, ["pasted"]);
  sample.give("sample");
  await settled();
  assert.deepEqual(log, ["pasted"]);
});

test("what is cancelled is not taken, and what comes after it is", async () => {
  /** @type {string[]} */
  const log = [];
  const queue = new Queue();
  queue.add({ read: () => new Promise(() => undefined), done: (/** @type {string} */ text) => log.push(text) });
  queue.add({ read: async () => "waiting", done: (/** @type {string} */ text) => log.push(text) });
  queue.cancel();
  queue.add({ read: async () => "after", done: (/** @type {string} */ text) => log.push(text) });
  await settled();
  assert.deepEqual(log, ["after"]);
});

let keys = 0;
/** @param {string} text @param {number} [length] */
const input = (text, length) => ({ key: `k${(keys += 1)}`, bytes: length === undefined ? new TextEncoder().encode(text) : new Uint8Array(length), text });
/** @param {string} text @param {() => void} [expired] */
const undo = (text, expired) => ({ text: () => text, ...(expired && { expired }) });
/** @param {{ shown: { inputs: readonly { text: string }[] } }} answers */
const shown = (answers) => answers.shown.inputs.map(({ text }) => text).join(" ");
/** @param {any} answers @param {ReturnType<typeof input>[]} inputs @param {any} [how] */
function show(answers, inputs, how = undo("replaced")) {
  answers.want(inputs, how);
  answers.settle();
}

test("the answer that stands stays until the new one is there", () => {
  const answers = new Answers();
  show(answers, [input("a")]);
  answers.want([input("b")], undo("replaced"));
  assert.equal(shown(answers), "a");
  assert.ok(answers.pending);
  assert.equal(answers.undos.last, null, "nothing is to be undone yet");
  answers.settle();
  assert.equal(shown(answers), "b");
  answers.back();
  answers.settle();
  assert.equal(shown(answers), "a");
});

test("of two that come quickly the last is shown and Undo leads to the one between", () => {
  const answers = new Answers();
  show(answers, [input("a")]);
  answers.want([input("b")], undo("to b"), "push", false);
  answers.want([input("c")], undo("to c"));
  assert.deepEqual(answers.settle(), { go: "push", lost: false });
  assert.equal(shown(answers), "c");
  for (const text of ["b", "a"]) {
    answers.back();
    answers.settle();
    assert.equal(shown(answers), text);
  }
});

test("what is cancelled leaves what was there, and is not kept", () => {
  const answers = new Answers();
  show(answers, [input("a", 10)]);
  answers.want([input("b", 1000)], undo("replaced"));
  answers.cancel();
  assert.equal(answers.settle(), null);
  assert.equal(shown(answers), "a");
  assert.equal(answers.bytes, 10);
  assert.equal(answers.undos.last, null);
});

test("Undo stays for three actions, whatever the time, and a newer one does not take it away", () => {
  const answers = new Answers();
  show(answers, [input("a")]);
  show(answers, [input("b")], undo("first"));
  answers.undos.countAction();
  show(answers, [input("c")], undo("second"));
  assert.equal(answers.undos.last?.text(), "second");
  answers.undos.pop();
  assert.equal(answers.undos.last?.text(), "first");
  answers.undos.countAction();
  assert.equal(answers.undos.last, null);
});

test("kept inputs have a limit together: the oldest go first, and it is told where that costs an Undo", () => {
  const answers = new Answers(100);
  show(answers, [input("a", 40)]);
  show(answers, [input("b", 40)]);
  assert.equal(answers.bytes, 80);
  answers.want([input("c", 40)], undo("replaced"));
  assert.deepEqual(answers.settle(), { go: "push", lost: false });
  assert.equal(answers.bytes, 80);
  assert.equal(answers.undos.last?.text(), "replaced");
  answers.want([input("d", 300)], undo("replaced"));
  assert.deepEqual(answers.settle(), { go: "push", lost: true });
  assert.equal(answers.bytes, 300);
  assert.equal(answers.undos.last, null);
});

test("what several answers share is kept and counted once", () => {
  const answers = new Answers(100);
  const a = input("a", 40);
  show(answers, [a]);
  show(answers, [a, input("b", 40)]);
  assert.equal(answers.bytes, 80);
});

test("Clear clears: when Undo has passed nothing is held", () => {
  const answers = new Answers();
  show(answers, [input("a", 40)]);
  show(answers, [input("b", 40)]);
  const { ids } = answers;
  show(answers, [], undo("cleared", () => answers.drop(ids)));
  assert.equal(answers.bytes, 80, "it can be undone");
  answers.undos.countAction();
  answers.undos.countAction();
  answers.undos.countAction();
  assert.equal(answers.bytes, 0);
  assert.ok(ids.every((/** @type {string} */ id) => !answers.has(id)));
});

test("an edit changes its input, also where files have come meanwhile; where its answer has been replaced, it comes back with it", () => {
  const answers = new Answers();
  const a = input("a");
  show(answers, [a]);
  const { shown: before } = answers;
  answers.want([a, input("b")], undo("added"));
  answers.edit(a, before, new TextEncoder().encode("edited"), undo("replaced"));
  answers.settle();
  const texts = () => answers.shown.inputs.map((/** @type {{ bytes: Uint8Array }} */ { bytes }) => new TextDecoder().decode(bytes));
  assert.deepEqual(texts(), ["edited", "b"]);
  const { shown: both } = answers;
  show(answers, [input("sample")]);
  answers.edit(a, both, new TextEncoder().encode("edited again"), undo("replaced"));
  answers.settle();
  assert.deepEqual(texts(), ["edited again", "b"]);
  answers.back();
  answers.settle();
  assert.deepEqual(texts(), ["sample"]);
});

test("the same bytes are known again", () => {
  const answers = new Answers();
  show(answers, [input("same")]);
  const other = input("other");
  assert.deepEqual(answers.unknown([input("same"), other, input("other")]), [other]);
});

test("ids are random, and need no secure context", () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
});

/** A step of an answer under a tab. @param {string} tab */
const step = (tab, answer = "a") => ({ screen: "answer", answer, view: { tab } });

test("Back in an answer ends where the answer began, and Escape at the border of a tab", () => {
  const steps = new Steps(new MemoryHistory());
  assert.equal(steps.back(false), false, "nothing was shown yet");
  steps.replace(step("tree"));
  assert.equal(steps.back(false), false, "the first view");
  steps.push(step("table"), steps.current.depth + 1);
  steps.replace({ ...step("table"), screen: "start" });
  assert.equal(steps.current.depth, 1, "what refines a view is no step");
  assert.equal(steps.back(true), false, "another tab");
  assert.equal(steps.back(false), true);
  assert.deepEqual(steps.current.view, { tab: "tree" });
  assert.equal(steps.back(false), false);
});

test("steps of an answer that is not kept are forgotten, and of many steps the oldest", () => {
  const steps = new Steps(new MemoryHistory());
  steps.replace(step("tree", "gone"));
  steps.push(step("table", "kept"), 1);
  steps.forget((/** @type {string} */ answer) => answer === "gone");
  assert.equal(steps.back(false), true);
  assert.equal(steps.current.view, null);
  for (let depth = 1; depth <= 600; depth += 1) steps.push(step("tree"), depth);
  let back = 0;
  while (steps.back(false)) back += 1;
  assert.equal(back, 500);
});
