// The start of the page: registers the elements, by which what was pasted early is received, and fetches the wasm beside them; then what can wait.
import { start } from "./core/core.ts";
import { partFailure } from "./core/lazy.ts";
import { definePage } from "./page/define.ts";
import type { InspectorPage } from "./page/page.ts";
import { warmUp } from "./page/warm-up.ts";

/** So long, in milliseconds, an answer that was pasted at once has the network to itself. */
const PATIENCE = 4_000;

/** What makes the page a program; one that is a file has no manifest. */
async function installLater(): Promise<void> {
  await new Promise((done) => setTimeout(done, PATIENCE));
  const page = document.querySelector<InspectorPage>("inspector-page");
  if (page && document.querySelector("link[rel=manifest]")) (await import("./page/install.ts")).install(page);
}

definePage();
partFailure.handle = () => navigator.serviceWorker?.controller?.postMessage("check");
// A failure is shown in place of the answer, when there is something to answer.
const started = start();
started.then(warmUp).catch(() => undefined);
started
  .catch(() => undefined)
  .then(installLater)
  .catch(() => undefined);
