// The first view of an answer: the worst invocation and its worst instance, so that reason and output are seen without a click.
import type { Inspection } from "../core/core.ts";
import { FIRST_VIEW, type View } from "./view.ts";

/** The first view of an invocation; the input's text where there is none. */
export function firstViewOf(inspection: Inspection, invocation: number): View {
  if (invocation < 0) return { ...FIRST_VIEW, pane: "source", tab: "diagnostics" };
  const instance = inspection.instances(invocation, { sort: "outcome", start: 0, end: 1 }).rows[0]?.index ?? null;
  return { ...FIRST_VIEW, invocation, instance, pane: instance === null ? "invocation" : "record" };
}

export function firstView(inspection: Inspection): View {
  return firstViewOf(inspection, inspection.invocations("worst", 0, 1).rows[0]?.index ?? -1);
}
