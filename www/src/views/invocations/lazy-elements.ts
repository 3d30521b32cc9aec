import type { Elements } from "../../ui/register.ts";
import { InvocationList } from "./invocations.ts";

export const ELEMENTS: Elements = [["ii-invocations", InvocationList]];
