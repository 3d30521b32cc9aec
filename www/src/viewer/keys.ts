// What single keys do in the viewer, loaded when the first is pressed: step through the instances that the table's filter shows, go to its query field.
import { ChooseEvent, type View } from "../state/view.ts";
import type { Answer } from "../state/answer.ts";
import { visibleId } from "../ui/visible.ts";
import type { PaneDivider } from "../views/record/divider.ts";
import { loadLazyElements } from "../views/lazy.ts";
import "../words/views.ts";
import type { Words } from "../words/words.ts";

/** The viewer, as the keys need it. */
export interface KeyTarget extends EventTarget {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  readonly words: Words;
  readonly answer: Answer;
}

/** Says where the reader is now. */
function say(target: KeyTarget, sentence: string): void {
  const divider = target.renderRoot.querySelector<Partial<PaneDivider> & Element>("ii-divider");
  if (divider) divider.said = sentence;
}

/** What is shown is refined: no step that Back undoes. */
const refine = (target: KeyTarget, change: Partial<View>): boolean => target.dispatchEvent(new ChooseEvent(change, false));

/** Shows the record of the next instance that the filter shows, or of the one before; at either end it stays. */
export function step(target: KeyTarget, by: 1 | -1): void {
  const { words } = target;
  const { inspection, view, selection } = target.answer;
  if (!inspection) return;
  const { query, sort, only, invocation, instance } = view;
  const asked = { query, sort, ids: only && selection.size > 0 ? [...selection] : undefined, start: 0, end: 0 };
  const at = instance === null ? undefined : inspection.position(invocation, asked, instance);
  const { total } = inspection.instances(invocation, asked);
  const to = at === undefined ? (by > 0 ? 0 : total - 1) : Math.min(total - 1, Math.max(0, at + by));
  const row = inspection.instances(invocation, { ...asked, start: to, end: to + 1 }).rows[0];
  if (!row) return say(target, words.t("table.none"));
  refine(target, { pane: "record", instance: row.index, record: null });
  say(target, words.t("keys.stepped", { at: to + 1, of: total, id: visibleId(row.instanceId ?? words.t("id.none")), status: row.badge.label }));
}

/** Puts the keyboard into the field of the table's query. */
export async function toQuery(target: KeyTarget): Promise<void> {
  await loadLazyElements();
  if (target.answer.view.tab !== "table") refine(target, { tab: "table" });
  await target.updateComplete;
  const table = target.renderRoot.querySelector("ii-table") as (Element & { updateComplete: Promise<boolean> }) | null;
  await table?.updateComplete;
  table?.shadowRoot?.querySelector<HTMLElement>("input[type=search]")?.focus();
}
