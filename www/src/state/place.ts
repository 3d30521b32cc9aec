// Where the reader stood, found again in another answer about the same runs: a host that asks every few seconds takes nobody away from a place.
import type { Inspection } from "../core/core.ts";
import type { View } from "./view.ts";

export interface ReaderPosition {
  view: View;
  invokeId: string | null;
  instanceId: string | null;
}

/** null where the run, or the instance in it, is not there any more. */
export function positionIn(inspection: Inspection, { view, invokeId, instanceId }: ReaderPosition): View | null {
  const { counts } = inspection.summary();
  const invocation = inspection.invocations("document", 0, counts.invocations).rows.find((row) => row.invokeId === invokeId)?.index;
  if (invocation === undefined) return null;
  const again = { ...view, invocation, record: null, place: null };
  if (view.instance === null || instanceId === null) return view.instance === null ? again : null;
  const instance = inspection.instances(invocation, { text: instanceId, start: 0, end: 100 }).rows.find((row) => row.instanceId === instanceId)?.index;
  return instance === undefined ? null : { ...again, instance };
}
