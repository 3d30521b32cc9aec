// How much of each branch is chosen to act on: found out once for each selection.
import type { Inspection, InstanceQuery, TreeGroup } from "../../core/core.ts";
import { turn } from "../../core/turn.ts";
import { type Selection, type Share, shareOf } from "../../state/selection.ts";
import { Once } from "../../ui/once.ts";

/** What the branches are of. */
export interface Chosen {
  readonly inspection: Inspection;
  readonly edition: number;
  readonly invocation: number;
  readonly selection: Selection;
}

/** What chooses the instances of a group. */
export const ofGroup = ({ outcome, count }: TreeGroup): InstanceQuery => ({ query: `outcome:${outcome}`, start: 0, end: count });

export class Shares {
  #found = new Once<Map<string, Share>>();

  /** Of the instances that a query chooses, or one by its id. */
  of({ inspection, edition, invocation, selection }: Chosen, asked: InstanceQuery): Share {
    const { ids, query, end } = asked;
    if (selection.size === 0) return "none";
    if (ids) return shareOf(selection, ids);
    const found = this.#found.get([inspection, edition, invocation, selection], () => new Map<string, Share>());
    // Through the core goes the smaller of both.
    const count = () =>
      selection.size < end
        ? inspection.instances(invocation, { query, ids: [...selection], start: 0, end: 0 }).total
        : inspection.instanceIds(invocation, asked).reduce((sum, id) => sum + (selection.has(id) ? 1 : 0), 0);
    const share = (chosen: number): Share => (chosen === 0 ? "none" : chosen === end ? "all" : "some");
    const key = `${query} ${end}`;
    const known = found.get(key) ?? share(count());
    found.set(key, known);
    return known;
  }

  /** Finds it out before any branch is drawn, a task for each group; what fails, as where the answer has gone meanwhile, is told where it is drawn. */
  async prepare({ inspection, edition, invocation, selection }: Chosen, groups: readonly TreeGroup[]): Promise<void> {
    // As it is now: meanwhile another answer may come.
    const chosen = { inspection, edition, invocation, selection };
    try {
      for (const group of groups) {
        await turn();
        this.of(chosen, ofGroup(group));
      }
    } catch {
      // It is asked again.
    }
  }
}
