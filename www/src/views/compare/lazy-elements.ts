import type { Elements } from "../../ui/register.ts";
import { CompareView } from "./compare.ts";

export const ELEMENTS: Elements = [["ii-compare", CompareView]];
