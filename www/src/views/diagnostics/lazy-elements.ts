import type { Elements } from "../../ui/register.ts";
import { DiagnosticsView } from "./diagnostics.ts";

export const ELEMENTS: Elements = [["ii-diagnostics", DiagnosticsView]];
