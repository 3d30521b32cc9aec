// The instances that the reader has chosen to act on, by their ids: one selection, which tree, table and outputs show and change alike, for each invocation.
import type { View } from "./view.ts";

export type Selection = ReadonlySet<string>;
export const NOTHING: Selection = new Set();

/**
 * Instances are to be chosen, or no longer; `all`: these and no others; `stepwise`: one of many steps, of which each can be taken back by the next.
 * Many of them come as a set that was made in pieces: it is chosen as it is.
 */
export class SelectEvent extends Event {
  /** What was chosen before, once it is not any more. */
  before: Selection = NOTHING;

  constructor(
    readonly ids: readonly string[] | Selection,
    readonly on: boolean,
    readonly all = false,
    readonly stepwise = false,
  ) {
    super("ii-select", { bubbles: true, composed: true });
  }
}

/** The selection after such an event. */
export function selectedBy(selection: Selection, { ids, on, all }: SelectEvent): Selection {
  if (all || (on && selection.size === 0)) return on ? (ids instanceof Set ? ids : new Set(ids)) : NOTHING;
  const next = new Set(selection);
  for (const id of ids) if (on) next.add(id);
    else next.delete(id);
  return next;
}

/** How much of some instances is chosen. */
export type Share = "all" | "some" | "none";

/** How much of these is chosen. */
export function shareOf(selection: Selection, ids: readonly string[]): Share {
  const chosen = ids.reduce((sum, id) => sum + (selection.has(id) ? 1 : 0), 0);
  return chosen === 0 ? "none" : chosen === ids.length ? "all" : "some";
}

const keyOf = ({ invokeId, invocation }: View): string | number => invokeId ?? invocation;

/** What is chosen in each invocation of an answer, of which one is shown. */
export class Selections {
  shown: Selection = NOTHING;
  #others = new Map<string | number, Selection>();

  /** What was chosen in the invocation that is left waits there; another answer may have an invocation at another place. */
  move(from: View, to: View): void {
    if (from.invocation === to.invocation || keyOf(from) === keyOf(to)) return;
    this.#others.set(keyOf(from), this.shown);
    this.shown = this.#others.get(keyOf(to)) ?? NOTHING;
  }
}
