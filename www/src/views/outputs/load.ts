// The views of outputs, with the module they need: loaded when an output, or all of them, are first looked at.
import { lazy, painted } from "../../core/lazy.ts";

export const loadViews = lazy(async () => {
  // The answer is painted first: compiling the module would hold it up.
  await painted();
  const part = await import("./output-views.ts");
  await part.start();
});
