// The start of the page: registers the elements and fetches the wasm beside them, before anybody pastes anything.
import { start } from "./core.ts";
import { definePage } from "./page/define.ts";
import { warmUp } from "./page/warm.ts";

definePage();
// A failure is told where an answer would stand, when there is something to answer.
start()
  .then(warmUp)
  .catch(() => undefined);
