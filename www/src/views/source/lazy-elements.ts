import type { Elements } from "../../ui/register.ts";
import { SourcePane } from "./source.ts";

export const ELEMENTS: Elements = [["ii-source", SourcePane]];
