import type { Elements } from "../../ui/register.ts";
import { SelectionBar } from "./bar.ts";

export const ELEMENTS: Elements = [["ii-selection-bar", SelectionBar]];
