import type { Elements } from "../../ui/register.ts";
import { OutputsView } from "./outputs.ts";

export const ELEMENTS: Elements = [["ii-outputs", OutputsView]];
