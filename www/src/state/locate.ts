// What the reader has chosen, by ids: found again in another answer, in another order, with a page more. Where there is no id, or several share one, the
// place that it had among all tells which one is meant.
import type { Inspection } from "../core/core.ts";
import type { View } from "./view.ts";
import { condition } from "./query.ts";

/** Rows that are asked for at once. */
const BLOCK = 500;

/** The view with the ids of what its places hold in this answer. */
export function withIds(inspection: Inspection, view: View): View {
  const { invocation, instance, reference } = view;
  const idOf = (at: number) => (at < 0 ? null : (inspection.invocation(at)?.invokeId ?? null));
  return { ...view, invokeId: idOf(invocation), referenceId: reference === null ? null : idOf(reference), instanceId: instance === null ? null : (inspection.instance(invocation, instance)?.instanceId ?? null) };
}

/** The same view in this answer; null where its invocation, or its instance, is not there. A record that is not there becomes the newest. */
export function locate(inspection: Inspection, view: View): View | null {
  if (view.invocation < 0) return null;
  const invocation = invocationOf(inspection, view);
  if (invocation === null) return null;
  const reference = view.reference === null ? null : invocationOf(inspection, { invocation: view.reference, invokeId: view.referenceId });
  if (view.instance === null) return { ...view, invocation, reference };
  const instance = instanceOf(inspection, invocation, view, view.instance);
  if (instance === null) return null;
  const records = inspection.instance(invocation, instance)?.recordCount ?? 0;
  return { ...view, invocation, reference, instance, record: view.record !== null && view.record < records ? view.record : null };
}

function invocationOf(inspection: Inspection, { invocation, invokeId }: Pick<View, "invocation" | "invokeId">): number | null {
  const there = inspection.invocation(invocation);
  if (there?.invokeId === invokeId) return invocation;
  return invokeId === null ? null : search((start, end) => inspection.invocations("document", start, end), (row) => row.invokeId === invokeId);
}

function instanceOf(inspection: Inspection, invocation: number, { instanceId }: View, instance: number): number | null {
  const there = inspection.instance(invocation, instance);
  if (there && there.instanceId === instanceId) return instance;
  if (instanceId === null) return null;
  return search((start, end) => inspection.instances(invocation, { query: condition("id", instanceId), start, end }), (row) => row.instanceId === instanceId);
}

/** Index of the first row that fits, block by block. */
function search<R extends { index: number }>(page: (start: number, end: number) => { total: number; rows: readonly R[] }, fits: (row: R) => boolean): number | null {
  for (let start = 0, total = 1; start < total; start += BLOCK) {
    const found = page(start, start + BLOCK);
    total = found.total;
    const row = found.rows.find(fits);
    if (row) return row.index;
  }
  return null;
}
