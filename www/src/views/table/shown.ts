// The ids of the rows that are shown, and how much of them is chosen: asked for once for each query and selection, not with each row that is scrolled.
import type { Inspection } from "../../core/core.ts";
import { type Selection, shareOf } from "../../state/selection.ts";
import type { View } from "../../state/view.ts";
import { Once } from "../../ui/once.ts";

/** The table as it is now. `all`: instances of the invocation; `total`: of these those that are shown. */
interface Now {
  readonly inspection: Inspection;
  readonly edition: number;
  readonly view: View;
  /** Ids among which the query chooses; undefined: all. */
  readonly among: string[] | undefined;
  readonly all: number;
  readonly total: number;
}

export class ShownIds {
  #shown = new Once<readonly string[]>();
  #every = new Once<readonly string[]>();
  #isEvery = new Once<boolean>();
  #share = new Once<"all" | "some" | "none">();

  /** In any order. */
  of({ inspection, edition, view, among, total }: Now): readonly string[] {
    const { invocation, query, sort } = view;
    return this.#shown.get([inspection, edition, invocation, query, among], () => inspection.instanceIds(invocation, { query, sort, ids: among, start: 0, end: total }));
  }

  /** How much of them is chosen. */
  share(selection: Selection, now: Now): "all" | "some" | "none" {
    if (selection.size === 0) return "none";
    if (now.among) return now.total > 0 ? "all" : "none";
    const { inspection, edition, view, total } = now;
    // With a number that is too low not all can be; and where every instance is, so are these.
    const find = () => (selection.size < total ? "some" : this.#hasEvery(selection, now) ? "all" : shareOf(selection, this.of(now)));
    return this.#share.get([selection, inspection, edition, view.invocation, view.query], find);
  }

  #hasEvery(selection: Selection, now: Now): boolean {
    const { inspection, edition, view, all } = now;
    const { invocation, query, sort } = view;
    if (query === "") return false;
    const every = () => this.#every.get([inspection, edition, invocation], () => inspection.instanceIds(invocation, { sort, start: 0, end: all }));
    return this.#isEvery.get([selection, inspection, edition, invocation], () => selection.size >= all && shareOf(selection, every()) === "all");
  }
}
