// Two invocations compared, or the executions of one that recurs.
import { html } from "lit";
import type { TabDescriptor } from "../descriptor.ts";
import { loadLazyElements } from "../lazy.ts";

export const compareView: TabDescriptor = {
  id: "compare",
  word: "tab.compare",
  place: "tab",
  needs: "reference",
  load: loadLazyElements,
  draw: ({ answer }) => html`<ii-compare .answer=${answer} .view=${answer.view}></ii-compare>`,
};
