// Everything that can be asked of an answer, in a second module that is loaded when something of it is first asked for: it reads the same documents,
// and so says the same.
import init, { Incoming, inspection, type Inspection as FullInspection, memory, renew } from "../../pkg/invocation_inspector.js";
import type { Charset, Inspection, Language } from "./core.ts";
import { turn } from "./turn.ts";
import { Life, load } from "./wasm.ts";

const life = new Life({ renew, memory });
let loading: Promise<unknown> | undefined;

function start(): Promise<unknown> {
  loading ??= load(init, undefined).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

/** Bytes that are copied before it is looked at the clock, and milliseconds at a time. */
const STRIDE = 1 << 20;
const SLICE = 8;

/** Copies a document into the module, which takes about as long as reading it, in slices between which the page lives. */
async function copied(document: Uint8Array): Promise<Incoming> {
  const incoming = life.try(() => new Incoming(document.byteLength), document.byteLength);
  let until = performance.now() + SLICE;
  for (let at = 0; at < document.byteLength; at += STRIDE) {
    life.try(() => incoming.push(document.subarray(at, at + STRIDE)), document.byteLength);
    if (performance.now() < until) continue;
    await turn();
    until = performance.now() + SLICE;
  }
  return incoming;
}

/** The same answer with everything that can be asked of it, as it is now; the caller hands it to `free`, so that nothing of an answer stays behind. */
export async function full(_: Inspection, documents: readonly Uint8Array[], language: Language, charset: Charset | null): Promise<FullInspection> {
  await start();
  const size = documents.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const made = life.try(() => life.hold(inspection({ language, now: new Date().toISOString() })), size);
  try {
    for (const document of documents) {
      const incoming = await copied(document);
      await turn();
      life.try(() => made.addIncoming(incoming), size);
      await turn();
    }
    life.try(() => made.setCharset(charset), size);
    // What they say together takes a while as well.
    life.try(() => made.invocations("document", 0, 0), size);
    await turn();
    return made;
  } catch (failure) {
    life.free(made);
    throw failure;
  }
}

export function free(made: FullInspection): void {
  life.free(made);
}
