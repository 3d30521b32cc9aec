// The chosen invocation as a whole.
import { html } from "lit";
import type { PaneDescriptor } from "../descriptor.ts";

export const invocationView: PaneDescriptor = {
  id: "invocation",
  word: "pane",
  place: "pane",
  needs: "invocation",
  draw: ({ answer: { view } }) => html`<ii-invocation exportparts="output, tools, schedule" .invocation=${view.invocation}></ii-invocation>`,
};
