// Answers that a host asks for again and again: which one is no news, which one cannot stand in the place of the one before, and which execution is meant in the next.
import type { Inspection } from "../core/core.ts";
import type { View } from "./view.ts";

/** Why an answer stays although another came: that one could not be read, has no invocation, says that the call failed, or is damaged where this one is not. */
export type Unfit = "unread" | "none" | "error" | "damaged";

/** An answer that stays for want of a later one. */
export interface Kept {
  /** When it was read last. */
  since: Date;
  why: Unfit;
  /** The service's code, where the call failed. */
  code: string | null;
}

/** Diagnostics that are looked at for that. */
const LOOKED_AT = 200;

/** Whether a document was no whole one of its syntax. */
function isDamaged(inspection: Inspection): boolean {
  const { error, warning } = inspection.summary().diagnostics;
  if (error + warning === 0) return false;
  return inspection.diagnostics(0, LOOKED_AT).rows.some(({ code, severity }) => severity !== "note" && /^(json|xml)\//.test(code));
}

/** Whether a later answer cannot stand in the place of one: null, or why. */
export function unfit(standing: Inspection, later: Inspection): Unfit | null {
  if (standing.summary().counts.invocations === 0) return null;
  const { counts, error } = later.summary();
  if (counts.invocations === 0) return error ? "error" : "none";
  return isDamaged(later) && !isDamaged(standing) ? "damaged" : null;
}

/** An execution that is shown: its place among those of its instance, and when it began. */
export interface Execution {
  index: number;
  startTime: string | null;
}

export function executionOf(inspection: Inspection, { invocation, instance, record }: View): Execution | null {
  if (invocation < 0 || instance === null) return null;
  const index = record ?? (inspection.instance(invocation, instance)?.recordCount ?? 0) - 1;
  const row = inspection.records(invocation, instance, index, index + 1).rows[0];
  return row ? { index, startTime: row.startTime } : null;
}

/** Executions that are asked for at once. */
const BLOCK = 500;

/** The place of the same execution in a later answer, as a view has it: null is the newest, as long as it is that. */
export function recordIn(inspection: Inspection, { invocation, instance, record }: View, before: Execution): number | null {
  if (instance === null) return record;
  const { total, rows } = inspection.records(invocation, instance, before.index, before.index + 1);
  const there = rows[0];
  let index = there && (before.startTime === null || there.startTime === before.startTime) ? before.index : null;
  for (let start = 0; index === null && before.startTime !== null && start < total; start += BLOCK) {
    index = inspection.records(invocation, instance, start, start + BLOCK).rows.find(({ startTime }) => startTime === before.startTime)?.index ?? null;
  }
  if (index === null) return record;
  return record === null && index === total - 1 ? null : index;
}
