// Elements of the other tabs, of recurring invocations and of several invocations: a page may load them after the first paint.
import type { Elements } from "../ui/register.ts";
import { HistoryPane } from "../views/record/history.ts";
import { DiagnosticsView } from "../views/diagnostics/diagnostics.ts";
import { OutputsView } from "../views/outputs/outputs.ts";
import { InvocationList } from "../views/invocations/invocations.ts";
import { SchedulePane } from "../views/invocation/schedule.ts";
import { SourcePane } from "../views/source/source.ts";
import { InstanceTable } from "../views/table/table.ts";

export const LAZY_ELEMENTS: Elements = [
  ["ii-history", HistoryPane],
  ["ii-diagnostics", DiagnosticsView],
  ["ii-outputs", OutputsView],
  ["ii-invocations", InvocationList],
  ["ii-schedule", SchedulePane],
  ["ii-source", SourcePane],
  ["ii-table", InstanceTable],
];
