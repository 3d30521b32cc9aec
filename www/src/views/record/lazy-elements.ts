import type { Elements } from "../../ui/register.ts";
import { RecordBrief } from "./brief.ts";
import { PaneDivider } from "./divider.ts";
import { HistoryPane } from "./history.ts";

export const ELEMENTS: Elements = [
  ["ii-history", HistoryPane],
  ["ii-divider", PaneDivider],
  ["ii-brief", RecordBrief],
];
