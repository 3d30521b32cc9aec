// The views of outputs, with the module they need: loaded when an output, or all of them, are first looked at.
import { later, painted } from "../../parts/later.ts";

export const loadViews = later(async () => {
  // The answer is painted first: compiling the module would hold it up.
  await painted();
  const part = await import("../../outputs/outputs.ts");
  await part.start();
});
