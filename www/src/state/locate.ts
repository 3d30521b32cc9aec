// What the reader has chosen, by ids: found again in another answer, in another order, with a page more. Where there is no id, or several share one, the
// place that it had among all tells which one is meant.
import type { Inspection } from "../core/core.ts";
import type { View } from "./view.ts";
import { condition } from "./condition.ts";

/** Rows that are asked for at once. */
const BLOCK = 500;

/** The view with the ids of what its places hold in this answer. */
export function withIds(inspection: Inspection, view: View): View {
  const { invocation, instance, reference } = view;
  const idOf = (at: number) => (at < 0 ? null : (inspection.invocation(at)?.invokeId ?? null));
  return { ...view, invokeId: idOf(invocation), referenceId: reference === null ? null : idOf(reference), instanceId: instance === null ? null : (inspection.instance(invocation, instance)?.instanceId ?? null) };
}

/** What a view names, wherever it stands in its answer. */
export function nameOf(view: View): string {
  const { invokeId, instanceId, referenceId } = view;
  const place = (id: string | null, at: number | null) => (id === null ? at : 0);
  return JSON.stringify({ ...view, invocation: place(invokeId, view.invocation), instance: invokeId === null ? view.instance : place(instanceId, view.instance), reference: place(referenceId, view.reference) });
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

/** An invocation without an id: the one at this place, else the first; -1 where there is none. */
export function unnamedInvocation(inspection: Inspection, invocation: number): number {
  if (inspection.invocation(invocation)?.invokeId === null) return invocation;
  return search((start, end) => inspection.invocations("document", start, end), (row) => row.invokeId === null) ?? -1;
}

/** An invocation that has an instance; null where none has. */
export function invocationWith(inspection: Inspection, instanceId: string): number | null {
  const asked = { ids: [instanceId], start: 0, end: 0 };
  return search((start, end) => inspection.invocations("document", start, end), ({ index }) => inspection.instances(index, asked).total > 0);
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

/** A view whose instance is not here: as far as its invocation, and where that is shown, where the reader is. */
export function withoutInstance(to: View, invocation: number, shown: View): View {
  const stays = invocation === shown.invocation;
  const pane = to.pane !== "record" ? to.pane : stays ? shown.pane : "invocation";
  return { ...to, invocation, instance: stays ? shown.instance : null, record: stays ? shown.record : null, referenceId: shown.referenceId, reference: stays ? shown.reference : null, pane };
}
