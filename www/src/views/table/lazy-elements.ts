import type { Elements } from "../../ui/register.ts";
import { InstanceTable } from "./table.ts";

export const ELEMENTS: Elements = [["ii-table", InstanceTable]];
