// The chosen instance and its record.
import { html } from "lit";
import type { PaneDescriptor } from "../descriptor.ts";

export const recordView: PaneDescriptor = {
  id: "record",
  word: "pane",
  place: "pane",
  needs: "instance",
  draw: ({ answer: { view } }) =>
    html`<ii-record exportparts="record, output, tools, history, schedule, actions" .invocation=${view.invocation} .instance=${view.instance} .record=${view.record} .find=${view.find} .lines=${view.lines}></ii-record>`,
};
