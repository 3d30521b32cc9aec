// The status hierarchy, drawn.
import { html } from "lit";
import type { Inspection } from "../../core/core.ts";
import { LISTED } from "../../state/chosen.ts";
import type { View } from "../../state/view.ts";
import type { TabDescriptor } from "../descriptor.ts";
import type { Chosen } from "./diagram.ts";

export const treeView: TabDescriptor = {
  id: "tree",
  word: "tab.tree",
  place: "tab",
  needs: "invocation",
  draw: ({ answer: { tree, view }, inspection }) =>
    html`<ii-diagram exportparts="diagram" .tree=${tree} .invocation=${view.invocation} .chosen=${chosenIn(inspection, view)} .record=${recordIn(inspection, view)}></ii-diagram>`,
};

function chosenIn(inspection: Inspection, { invocation, instance, pane }: View): Chosen | null {
  if (instance === null || pane === "invocation") return null;
  const detail = inspection.instance(invocation, instance);
  return detail && { ...detail, records: detail.records.slice(-LISTED) };
}

function recordIn(inspection: Inspection, { invocation, instance, record }: View): number | null {
  if (instance === null) return null;
  return record ?? inspection.instance(invocation, instance)?.records.at(-1)?.index ?? null;
}
