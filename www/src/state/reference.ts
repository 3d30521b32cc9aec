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

/** With what "Compare" holds an invocation, which stays chosen: another one, or, of one alone that recurs, itself by its own executions; null: nothing. */
export function comparable(inspection: Inspection, detail: InvocationDetail): number | null {
  const other = referenceFor(inspection, detail);
  if (other) return other.index;
  const history = inspection.history(detail.index, null);
  return history !== null && history.failed > 0 && history.executions > history.failed ? detail.index : null;
}
