import type { Elements } from "../../ui/register.ts";
import { PrintedSheet } from "./sheet.ts";

export const ELEMENTS: Elements = [["ii-sheet", PrintedSheet]];
