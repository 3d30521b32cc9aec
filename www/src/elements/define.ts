// Registers the viewer's elements; the only place with that effect, so that the classes may be imported without it.
import { CopyButton } from "../parts/copy.ts";
import { DiagramView } from "./diagram.ts";
import { HistoryPane } from "./history.ts";
import { OutputPane } from "./output.ts";
import { RecordPane } from "./record.ts";
import { RunPane } from "./run.ts";
import { RunsView } from "./runs.ts";
import { SchedulePane } from "./schedule.ts";
import { SourcePane } from "./source.ts";
import { VerdictView } from "./verdict.ts";

/** What the viewer is made of, but for what stands behind its other tabs (more.ts). */
export const PARTS: [string, CustomElementConstructor][] = [
  ["ii-copy", CopyButton],
  ["ii-verdict", VerdictView],
  ["ii-runs", RunsView],
  ["ii-diagram", DiagramView],
  ["ii-history", HistoryPane],
  ["ii-schedule", SchedulePane],
  ["ii-output", OutputPane],
  ["ii-record", RecordPane],
  ["ii-run", RunPane],
  ["ii-source", SourcePane],
];

export function define(elements: readonly [string, CustomElementConstructor][]): void {
  for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
}
