// What the viewer draws behind its other tabs, of a run that recurs, and of several runs: a page may load it after the first picture.
import type { Elements } from "../ui/register.ts";
import { HistoryPane } from "./history.ts";
import { NotesView } from "./notes.ts";
import { OutputsView } from "./outputs.ts";
import { RunsView } from "./runs.ts";
import { SchedulePane } from "./schedule.ts";
import { SourcePane } from "./source.ts";
import { InstanceTable } from "./table.ts";

export const MORE: Elements = [
  ["ii-history", HistoryPane],
  ["ii-notes", NotesView],
  ["ii-outputs", OutputsView],
  ["ii-runs", RunsView],
  ["ii-schedule", SchedulePane],
  ["ii-source", SourcePane],
  ["ii-table", InstanceTable],
];
