// Everything that can be asked of an answer, in a second module that is loaded when something of it is first asked for: it reads the same documents,
// and so says the same.
import init, { inspect, type Inspection as FullInspection, memory, renew } from "../../pkg/invocation_inspector.js";
import type { Charset, Inspection, Language } from "./core.ts";
import { Life, load } from "./wasm.ts";

const life = new Life({ renew, memory });
let loading: Promise<unknown> | undefined;

/** What was read, for which answer; given back when another is asked for. */
let held: { of: Inspection; language: Language; charset: Charset | null; full: FullInspection } | undefined;

function start(): Promise<unknown> {
  loading ??= load(init, undefined).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

/** The same answer with everything that can be asked of it. It holds until another one is asked for. */
export async function full(inspection: Inspection, documents: readonly Uint8Array[], language: Language, charset: Charset | null): Promise<FullInspection> {
  if (held?.of === inspection && held.language === language && held.charset === charset) return held.full;
  await start();
  if (held) life.free(held.full);
  held = undefined;
  const size = documents.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const made = life.try(() => {
    const [first, ...rest] = documents;
    const made = life.hold(inspect(first ?? "", { language, now: new Date().toISOString() }));
    for (const document of rest) made.add(document);
    made.setCharset(charset);
    return made;
  }, size);
  held = { of: inspection, language, charset, full: made };
  return made;
}
