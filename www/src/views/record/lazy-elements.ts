import type { Elements } from "../../ui/register.ts";
import { HistoryPane } from "./history.ts";

export const ELEMENTS: Elements = [["ii-history", HistoryPane]];
