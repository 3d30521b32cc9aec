// Where to look first: the worst run and its worst instance, so that reason and output are seen without a click.
import type { Inspection } from "../core/core.ts";
import { FIRST_VIEW, type View } from "./view.ts";

/** The first look at a run; at the input's text where there is none. */
export function lookAtRun(inspection: Inspection, run: number): View {
  if (run < 0) return { ...FIRST_VIEW, pane: "source", tab: "notes" };
  const instance = inspection.instances(run, { order: "worst", start: 0, end: 1 }).rows[0]?.index ?? null;
  return { ...FIRST_VIEW, run, instance, pane: instance === null ? "run" : "record" };
}

export function firstLook(inspection: Inspection): View {
  return lookAtRun(inspection, inspection.invocations("worst", 0, 1).rows[0]?.index ?? -1);
}
