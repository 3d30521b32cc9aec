// What is unusual about the inputs, each with its place.
import { html, nothing } from "lit";
import { severityIcon } from "../../ui/status-icons.ts";
import type { Shown, TabDescriptor } from "../descriptor.ts";
import { loadLazyElements } from "../lazy.ts";

export const diagnosticsView: TabDescriptor = {
  id: "diagnostics",
  word: "tab.diagnostics",
  place: "tab",
  needs: "answer",
  load: loadLazyElements,
  draw: ({ answer: { view }, names }) => html`<ii-diagnostics exportparts="note" .names=${names} .place=${view.place}></ii-diagnostics>`,
  label: counts,
};

function counts({ summary, words }: Shown): unknown {
  const { error, warning, note } = summary.diagnostics;
  const all = [
    ["error", error, words.count("diagnostics.errors", error)],
    ["warning", warning, words.count("diagnostics.warnings", warning)],
    ["note", note, words.count("diagnostics.infos", note)],
  ] as const;
  return all.map(([severity, n, name]) => (n ? html`<span class="count" title=${name}>${severityIcon(severity)}<span aria-hidden="true">${words.number(n)}</span><span class="aloud">${name}</span></span>` : nothing));
}
