// The views of outputs, with the module they need: loaded when an output, or all of them, are first looked at.
import { later } from "./later.ts";

export const loadViews = later(() => import("../outputs/outputs.ts").then((part) => part.start()));
