// The text of an input.
import { html } from "lit";
import type { PaneDescriptor } from "../descriptor.ts";
import { loadLazyElements } from "../lazy.ts";

export const sourceView: PaneDescriptor = {
  id: "source",
  word: "inputs.show",
  place: "pane",
  needs: "source",
  load: loadLazyElements,
  draw: ({ answer: { documents, view }, summary, names, editable }) =>
    html`<ii-source
      exportparts="source, editor"
      .syntax=${summary.sources[view.source]?.syntax ?? "text"}
      .name=${names[view.source] ?? ""}
      .bytes=${documents[view.source]}
      .source=${view.source}
      .place=${view.place}
      ?editable=${editable}
      ?closable=${view.invocation >= 0}
      .back=${view.instance === null ? "invocation" : "record"}
    ></ii-source>`,
};
