import type { Elements } from "../../ui/register.ts";
import { SchedulePane } from "./schedule.ts";

export const ELEMENTS: Elements = [["ii-schedule", SchedulePane]];
