// Warms up the core and the viewer while nobody waits. Browsers compile WebAssembly quickly first and well only once it has been
// used a while: without this, the first large paste takes three times as long as the second. And a template is parsed, a style sheet read
// and a face of type looked for when it is first drawn: without this, the first answer takes twice as long to paint as the second.
import { render } from "lit";
import { open, release } from "../core/core.ts";
import { encode } from "../core/decode.ts";
import { firstView } from "../state/first-view.ts";
import { languageOf } from "../words/languages.ts";
import { wordsFor } from "../words/words.ts";
import { answerView } from "./answer-view.ts";
import { firstSign } from "./first-touch.ts";
// A failed record with its output.
import EXAMPLE from "../../../tests/cases/clean/results_failed_one.json?raw";

/** How many it has. */
const ROWS = 2;
const ROUNDS = 10;
const COPIES = 1_000;

/** Where a browser does not say when it is idle: milliseconds in which it has drawn the page, and nobody has pasted yet. */
const PATIENCE = 100;

function idle(patience: number): Promise<void> {
  return new Promise((done) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => done());
    else setTimeout(done, patience);
  });
}

/** Whether the reader has an answer, which has done what all this is for. */
function answered(): boolean {
  return document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector") != null;
}

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

/** Draws an answer where nobody sees or hears it, once; what it shows is an example. */
async function warmUpDom(): Promise<void> {
  const stage = document.createElement("div");
  stage.inert = true;
  stage.ariaHidden = "true";
  // Beside the window, so that nothing of it is in sight, and what is loaded when it is seen is not.
  Object.assign(stage.style, { position: "fixed", insetBlockStart: "0", insetInlineStart: "-200vw", inlineSize: "1280px", blockSize: "900px", visibility: "hidden", contain: "strict" });
  const words = wordsFor(languageOf(document.documentElement.lang));
  const bytes = encode(EXAMPLE);
  const name = words.t("input.pasted", { n: 1 });
  // Closed: whoever asks the document for a viewer finds the answer's own.
  render(answerView({ words, theme: "auto", hidden: false, responses: [bytes], inputs: [{ name, label: "", bytes: bytes.length, brought: "" }], names: [name] }), stage.attachShadow({ mode: "closed" }));
  document.body.append(stage);
  await frame();
  await frame();
  stage.remove();
}

/** The example's rows, so many of them, each on an instance of its own. */
function largeExample(): Uint8Array {
  const copyOf = (row: Record<string, unknown>, i: number) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value).startsWith("i-") ? `${String(value)}${i}` : value]));
  const answer = JSON.parse(EXAMPLE, (_, value: unknown) => {
    if (Array.isArray(value)) return Array.from({ length: COPIES }, (_, i) => value.map((row: Record<string, unknown>) => copyOf(row, i))).flat();
    // It says how many rows it has.
    return value === ROWS ? ROWS * COPIES : value;
  }) as unknown;
  return encode(JSON.stringify(answer));
}

/** Once somebody is there, reads a page of examples ten times over and asks what the page asks, each time when the browser has nothing else to do; some 60 ms in all, after drawing one. */
export async function warmUp(): Promise<void> {
  await firstSign();
  await idle(PATIENCE);
  if (!document.hidden && !answered()) await warmUpDom();
  const page = largeExample();
  for (let round = 0; round < ROUNDS; round += 1) {
    await idle(50);
    if (answered()) return;
    const inspection = await open([page], "en");
    const { invocation, instance } = firstView(inspection);
    inspection.summary();
    inspection.invocation(invocation);
    inspection.tree(invocation, 1);
    inspection.instance(invocation, instance ?? 0);
    inspection.record(invocation, instance ?? 0, 0);
    inspection.diagnostics(0, 1);
    release(inspection);
  }
}
