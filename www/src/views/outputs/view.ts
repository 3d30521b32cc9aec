// The outputs of an invocation: groups, differences, search.
import { html } from "lit";
import type { TabDescriptor } from "../descriptor.ts";
import { loadLazyElements } from "../lazy.ts";

export const outputsView: TabDescriptor = {
  id: "outputs",
  word: "tab.outputs",
  place: "tab",
  needs: "invocation",
  load: loadLazyElements,
  draw: ({ answer: { detail, view } }) => html`<ii-outputs exportparts="groups" .view=${view} .all=${detail?.instances ?? 0}></ii-outputs>`,
};
