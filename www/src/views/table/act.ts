// What can be done with some instances: their ids in the form that is needed, and calls for just these.
import { html, nothing } from "lit";
import type { IdForm, Inspection, InstanceQuery } from "../../core/core.ts";
import { idForms } from "../../ui/id-forms.ts";
import type { Words } from "../../words/words.ts";

/** Which instances are meant. */
type Asked = Omit<InstanceQuery, "start" | "end">;

/** What is known of them, counted once. */
export interface Actable {
  readonly asked: Asked;
  readonly total: number;
  /** Of those that are not done. */
  readonly halfDone: number;
  readonly forms: readonly IdForm[];
}

/** What can be done with these instances of an invocation. */
export function actable(inspection: Inspection, invocation: number, asked: Asked): Actable {
  const none = { start: 0, end: 0 };
  const { query = "" } = asked;
  const count = (piece: string) => inspection.instances(invocation, { ...asked, query: `${query} ${piece}`, ...none }).total;
  const [total, going, halfDone] = [count(""), count("is:active"), count("-outcome:succeeded is:half-done")];
  // Whether the response has what a call needs does not hang on the instances.
  const can = (form: IdForm) => inspection.ids(invocation, { ids: [], ...none }, form) !== undefined;
  const forms: IdForm[] = ["lines", "json", "parameters", ...(["invoke", "run"] as const).filter(can)];
  if (going > 0 && can("stop")) forms.push("stop");
  return { asked, total, halfDone, forms };
}

/** A button for each, and a warning where running them again may do something twice. `label`: what stands before. */
export function actions(words: Words, inspection: Inspection, invocation: number, { asked, forms, halfDone }: Actable, label: unknown): unknown {
  const ids = (form: IdForm) => inspection.ids(invocation, { ...asked, start: 0, end: 0 }, form) ?? "";
  return html`<div class="act">
    <p class="ids">${label} ${idForms(words, ids, forms)}</p>
    ${halfDone > 0 ? html`<p class="small muted">${words.count("table.half", halfDone)}</p>` : nothing}
  </div>`;
}
