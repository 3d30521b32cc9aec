// What stands behind the other tabs of an answer: loaded when an answer is on its way, or before.
import { define } from "../elements/define.ts";
import { later } from "../parts/later.ts";

export const loadMore = later(async () => define((await import("../elements/more.ts")).MORE));
