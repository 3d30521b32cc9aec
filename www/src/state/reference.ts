// With what an invocation is compared when the reader only says "compare".
import type { Inspection, InvocationDetail, InvocationRow } from "../core/core.ts";

/** Invocations that are looked through. */
const LOOKED_AT = 100;

const timeOf = ({ time }: InvocationRow): number => Date.parse(time?.instant ?? "");

/** The invocation before this one of the same command, else the nearest before it, else any other; null where there is none. */
export function referenceFor(inspection: Inspection, own: InvocationRow): InvocationRow | null {
  const others = inspection.invocations("document", 0, LOOKED_AT).rows.filter(({ index }) => index !== own.index);
  const isAlike = (row: InvocationRow) => own.commandId !== null && row.commandId === own.commandId;
  const rank = (row: InvocationRow): readonly number[] => {
    const before = timeOf(own) - timeOf(row);
    return [isAlike(row) ? 0 : 1, before >= 0 ? 0 : 1, Number.isNaN(before) ? Infinity : Math.abs(before)];
  };
  const isLess = (one: readonly number[], two: readonly number[]) => {
    const at = one.findIndex((value, i) => value !== two[i]);
    return at >= 0 && (one[at] ?? 0) < (two[at] ?? 0);
  };
  return others.reduce<InvocationRow | null>((best, row) => (best === null || isLess(rank(row), rank(best)) ? row : best), null);
}

/** Two invocations by their places. */
export interface Pair {
  reference: number;
  invocation: number;
}

/** What "Compare" leads to from an invocation: itself and another one, or, of one alone that recurs, its own executions; null: nothing. */
export function comparable(inspection: Inspection, detail: InvocationDetail): Pair | null {
  const other = referenceFor(inspection, detail);
  if (other) return inOrder(detail, other);
  const history = inspection.history(detail.index, null);
  return history !== null && history.failed > 0 && history.executions > history.failed ? { reference: detail.index, invocation: detail.index } : null;
}

/** Two invocations as they are compared: the one that was first is the reference. */
export function inOrder(one: InvocationRow, two: InvocationRow): Pair {
  const [first, second] = timeOf(one) > timeOf(two) ? [two, one] : [one, two];
  return { reference: first.index, invocation: second.index };
}
