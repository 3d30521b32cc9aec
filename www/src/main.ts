// The start of the page: registers the elements and fetches the wasm beside them, before anybody pastes anything.
import { start } from "./core/core.ts";
import { partFailure } from "./core/lazy.ts";
import { definePage } from "./page/define.ts";
import type { InspectorPage } from "./page/page.ts";
import { warmUp } from "./page/warm-up.ts";

definePage();
partFailure.handle = () => navigator.serviceWorker?.controller?.postMessage("check");
// A failure is shown in place of the answer, when there is something to answer.
start()
  .then(warmUp)
  .catch(() => undefined)
  // Last of all, what makes it a program; a page that is one file has no manifest.
  .then(() => {
    const page = document.querySelector<InspectorPage>("inspector-page");
    if (page && document.querySelector("link[rel=manifest]")) void import("./page/install.ts").then(({ install }) => install(page), () => undefined);
  });
