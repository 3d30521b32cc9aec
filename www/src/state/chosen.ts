// What the inspection says of one invocation. Of many instances each piece takes a while: it is found out when it is first drawn, and once.
import type { Inspection, InvocationDetail, ReasonCount, Tree } from "../core/core.ts";
import { comparable, type Pair } from "./reference.ts";

/** Instances listed in a group of the diagram before the rest is a number. */
export const LISTED = 8;

export class ChosenInvocation {
  /** null: the answer has no such invocation. */
  readonly detail: InvocationDetail | null;
  #tree: Tree | null | undefined;
  #reasons: readonly ReasonCount[] | undefined;
  #comparable: Pair | null | undefined;

  constructor(
    private readonly inspection: Inspection,
    private readonly invocation: number,
  ) {
    this.detail = inspection.invocation(invocation) ?? null;
  }

  get tree(): Tree | null {
    return (this.#tree ??= this.inspection.tree(this.invocation, LISTED) ?? null);
  }

  /** Why its instances did not succeed; what goes on needs no reason, and of one instance alone the record tells. */
  get reasons(): readonly ReasonCount[] {
    const several = this.detail !== null && this.detail.instances > 1;
    return (this.#reasons ??= several ? this.inspection.reasons(this.invocation).filter(({ active }) => !active) : []);
  }

  /** With what it is best compared, in the order of time; with itself where its executions are; null: nothing to compare. */
  get comparable(): Pair | null {
    if (this.#comparable === undefined) this.#comparable = this.detail && comparable(this.inspection, this.detail);
    return this.#comparable;
  }
}
