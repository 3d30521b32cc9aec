// The views of outputs, with the module they need: loaded when an output, or all of them, are first looked at.
import { later } from "./later.ts";

/** The answer is painted first: compiling the module would hold it up. */
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

export const loadViews = later(async () => {
  await painted();
  const part = await import("../outputs/outputs.ts");
  await part.start();
});
