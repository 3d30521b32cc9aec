import type { Elements } from "../../ui/register.ts";
import { ExportDialog } from "./dialog.ts";

export const ELEMENTS: Elements = [["ii-export", ExportDialog]];
