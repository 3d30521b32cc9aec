// All outputs of an invocation: groups, differences, search.
import { html } from "lit";
import type { TabDescriptor } from "../descriptor.ts";
import { loadLazyElements } from "../lazy.ts";

export const outputsView: TabDescriptor = {
  id: "outputs",
  word: "tab.outputs",
  place: "tab",
  needs: "invocation",
  load: loadLazyElements,
  draw: ({ answer: { view } }) => html`<ii-outputs exportparts="groups" .invocation=${view.invocation} .instance=${view.instance} .find=${view.find}></ii-outputs>`,
};
