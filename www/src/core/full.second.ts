// Everything that can be asked of an answer, in a second module that is loaded when something of it is first asked for: it reads the same documents,
// and so says the same.
import init, { inspect, type Inspection as FullInspection, memory, renew } from "../../pkg/invocation_inspector.js";
import type { Charset, Inspection, Language } from "./core.ts";
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

/** Lets the page draw and listen: each document takes a while. */
const turn = (): Promise<unknown> => new Promise((next) => setTimeout(next));

/** The same answer with everything that can be asked of it, as it is now; the caller hands it to `free`, so that nothing of an answer stays behind. */
export async function full(_: Inspection, documents: readonly Uint8Array[], language: Language, charset: Charset | null): Promise<FullInspection> {
  await start();
  const size = documents.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const [first, ...rest] = documents;
  const made = life.try(() => life.hold(inspect(first ?? "", { language, now: new Date().toISOString() })), size);
  try {
    for (const document of rest) {
      await turn();
      life.try(() => made.add(document), size);
    }
    await turn();
    life.try(() => made.setCharset(charset), size);
    return made;
  } catch (failure) {
    life.free(made);
    throw failure;
  }
}

export function free(made: FullInspection): void {
  life.free(made);
}
