// The views of outputs, loaded when the first is looked at: their words, their module, their elements.
import { register } from "../../ui/register.ts";
import { addWords } from "../../words/words.ts";
import { ChangedOutputs } from "../compare/changed.ts";
import { ComparisonView } from "./comparison.ts";
import * as module from "./module.ts";
import { PrintedView } from "./printed.ts";

/** Gets everything ready. */
export async function start(): Promise<void> {
  await module.start();
  addWords(import.meta.glob("../../../../lang/*/printed.json", { eager: true, import: "default" }));
  register([
    ["ii-printed", PrintedView],
    ["ii-comparison", ComparisonView],
    ["ii-changed-outputs", ChangedOutputs],
  ]);
}
