// How a comparison is called where it is to leave.
import type { Inspection } from "../../core/core.ts";
import type { View } from "../../state/view.ts";
import { visibleId } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";

/** "With the comparison with t-1", or with that of the executions. */
export function comparedName(inspection: Inspection, { reference, invocation }: View, words: Words): string {
  if (reference === invocation) return words.t("share.compare.executions");
  const row = reference === null ? null : inspection.invocation(reference);
  return words.t("share.compare", { reference: visibleId(row?.invokeId ?? row?.title ?? "") });
}
