// What the viewer draws behind its other tabs, of a run that recurs, and of several runs: a page may load it after the first picture.
import type { Elements } from "../ui/register.ts";
import { HistoryPane } from "../views/record/history.ts";
import { NotesView } from "../views/diagnostics/diagnostics.ts";
import { OutputsView } from "../views/outputs/outputs.ts";
import { RunsView } from "../views/invocations/invocations.ts";
import { SchedulePane } from "../views/invocation/schedule.ts";
import { SourcePane } from "../views/source/source.ts";
import { InstanceTable } from "../views/table/table.ts";

export const MORE: Elements = [
  ["ii-history", HistoryPane],
  ["ii-notes", NotesView],
  ["ii-outputs", OutputsView],
  ["ii-runs", RunsView],
  ["ii-schedule", SchedulePane],
  ["ii-source", SourcePane],
  ["ii-table", InstanceTable],
];
