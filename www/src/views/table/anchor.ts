// Where a row of the table stands in a later answer, so that what is in sight stays there.
import type { Inspection, InstanceRow } from "../../core/core.ts";
import type { View } from "../../state/view.ts";

/** Whether a view asks for other rows, or for another order of them. */
export function isOtherList(before: View, { invocation, invokeId, query, sort, only }: View): boolean {
  const same = invokeId === null ? before.invocation === invocation : before.invokeId === invokeId;
  return !same || before.query !== query || before.sort !== sort || before.only !== only;
}

/** The place of an earlier answer's row in the order of a view, among these ids (undefined: all); undefined where it has none, or no id to know it by. */
export function placeOf(inspection: Inspection, { invocation, query, sort }: View, among: string[] | undefined, row: InstanceRow | undefined): number | undefined {
  if (!row?.instanceId) return undefined;
  // What stood where it stood is most often still there.
  const at = inspection.instance(invocation, row.index)?.instanceId === row.instanceId ? row.index : inspection.instances(invocation, { ids: [row.instanceId], start: 0, end: 1 }).rows[0]?.index;
  return at === undefined ? undefined : inspection.position(invocation, { query, sort, ids: among, start: 0, end: 0 }, at);
}
