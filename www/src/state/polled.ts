// Answers that a host asks for again and again: which one is no news, which one cannot stand in the place of the one before, and which execution is meant in the next.
import type { Inspection } from "../core/core.ts";
import type { Refusal } from "./reader.ts";
import type { View } from "./view.ts";

/** Why an answer stays although another came: that one could not be read, has no invocation, says that the call failed, is of a request that failed, or is damaged where this one is not. */
export type Unfit = "unread" | "none" | "error" | "status" | "damaged";

/** An answer that stays for want of a later one. */
export interface Kept {
  /** When it was read last. */
  since: Date;
  why: Unfit;
  /** The service's code, where the call failed; else the status of the request, where that did. */
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

/** Whether a later answer cannot stand in the place of one: null, or why. `refused`: it is of a request that failed. */
function unfit(standing: Inspection, later: Inspection, refused: boolean): Unfit | null {
  if (standing.summary().counts.invocations === 0) return null;
  const { counts, error } = later.summary();
  if (counts.invocations === 0 && error) return "error";
  if (refused) return "status";
  if (counts.invocations === 0) return "none";
  return isDamaged(later) && !isDamaged(standing) ? "damaged" : null;
}

/** What stays and why, where a later answer (null: it could not be read) cannot stand in the place of one that was read at `since`; null where it can. */
export function keptBefore(since: Date, standing: Inspection, later: Inspection | null, refusal: Refusal | null): Kept | null {
  const why = later ? unfit(standing, later, refusal !== null) : standing.summary().counts.invocations ? "unread" : null;
  const code = why === "status" ? String(refusal?.status) : (later?.summary().error?.code ?? null);
  return why && { since, why, code };
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
