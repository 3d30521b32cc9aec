// A comparison that is to leave: how it is called, and whether it does.
import { html } from "lit";
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

/** Whether what is compared leaves as a comparison. */
export function comparisonChoice(inspection: Inspection, view: View, words: Words, compares: boolean, set: (compares: boolean) => void): unknown {
  return html`<fieldset>
    <label class="hide"><input type="checkbox" role="switch" .checked=${compares} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />${comparedName(inspection, view, words)}</label>
  </fieldset>`;
}
