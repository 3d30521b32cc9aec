// Gets the core up to speed while nobody waits. Browsers compile WebAssembly quickly first and well only once it has been used
// a while: without this, the first large paste takes three times as long as the second.
import { open } from "../core.ts";
import { firstLook } from "../elements/look.ts";
import { SAMPLES } from "./samples.ts";

const ROUNDS = 10;
const COPIES = 48;

function idle(): Promise<void> {
  return new Promise((done) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => done());
    else setTimeout(done, 50);
  });
}

/** Reads a page of samples ten times over and asks what the page asks, each time when the browser has nothing else to do; some 30 ms in all. */
export async function warmUp(): Promise<void> {
  const pages = new TextEncoder().encode(`[${Array(COPIES).fill(SAMPLES[0]?.text ?? "{}").join(",")}]`);
  for (let round = 0; round < ROUNDS; round += 1) {
    await idle();
    const inspection = await open([pages], "en");
    const { run, instance } = firstLook(inspection);
    inspection.summary();
    inspection.invocation(run);
    inspection.tree(run, 1);
    inspection.instance(run, instance ?? 0);
    inspection.record(run, instance ?? 0, 0);
    inspection.diagnostics(0, 1);
    inspection.free();
  }
}
