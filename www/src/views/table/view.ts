// The instances as a table.
import { html } from "lit";
import type { TabDescriptor } from "../descriptor.ts";
import { loadLazyElements } from "../lazy.ts";

export const tableView: TabDescriptor = {
  id: "table",
  word: "tab.table",
  place: "tab",
  needs: "invocation",
  load: loadLazyElements,
  draw: ({ answer: { detail, view } }) => html`<ii-table exportparts="grid" .view=${view} .outcomes=${detail?.outcomes ?? []}></ii-table>`,
  label: ({ answer: { detail }, words }) => html`<span class="muted">${words.number(detail?.instances ?? 0)}</span>`,
};
