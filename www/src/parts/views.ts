// The views of outputs, with the module they need: loaded when an output, or all of them, are first looked at.
import { later } from "./later.ts";

/** A browser that does not say when it is idle has time for an answer until then, in milliseconds. */
const PATIENCE = 150;

/** When what was drawn now is on the screen, and nothing else is to be done at once. */
const painted = () =>
  new Promise<unknown>((done) =>
    requestAnimationFrame(() => {
      if ("requestIdleCallback" in globalThis) requestIdleCallback(done, { timeout: 2 * PATIENCE });
      else setTimeout(done, PATIENCE);
    }),
  );

export const loadViews = later(async () => {
  // The answer is painted first: compiling the module would hold it up.
  await painted();
  const part = await import("../outputs/outputs.ts");
  await part.start();
});
