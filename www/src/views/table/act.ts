// What can be done with some instances: their ids in the form that is needed, and calls for just these.
import { html, nothing } from "lit";
import type { IdForm, Inspection, InstanceQuery } from "../../core/core.ts";
import type { Selection } from "../../state/selection.ts";
import { idForms } from "../../ui/id-forms.ts";
import { tableLines } from "./lines.ts";
import type { Words } from "../../words/words.ts";

/** Which instances are meant. */
type Asked = Omit<InstanceQuery, "start" | "end">;

/** What of an invocation hangs neither on a filter nor on a selection: asked for once for each answer. */
export interface Whole {
  /** Without `stop`. */
  readonly forms: readonly IdForm[];
  /** Whether the response has what it takes to stop the command. */
  readonly stops: boolean;
  /** Ids of the instances that go on. */
  readonly going: Selection;
  /** Ids of those that are not done. */
  readonly halfDone: Selection;
}

/** What is known of some instances. */
export interface Actable {
  /** Asked for as they are copied. */
  readonly asked: () => Asked;
  /** Id, status, exit code and reason of each. */
  readonly lines: (inspection: Inspection, invocation: number) => Promise<string>;
  /** Of those that are not done; null: not counted yet. */
  readonly halfDone: number | null;
  readonly forms: readonly IdForm[];
}

const NONE = { start: 0, end: 0 };
const GOING = "is:active";
const HALF_DONE = "-outcome:succeeded is:half-done";

export function wholeOf(inspection: Inspection, invocation: number): Whole {
  const idsOf = (query: string) => new Set(inspection.instanceIds(invocation, { query, start: 0, end: inspection.instances(invocation, { query, ...NONE }).total }));
  const can = (form: IdForm) => inspection.ids(invocation, { ids: [], ...NONE }, form) !== undefined;
  return { forms: ["lines", "json", "parameters", ...(["invoke", "run"] as const).filter(can)], stops: can("stop"), going: idsOf(GOING), halfDone: idsOf(HALF_DONE) };
}

/** Of chosen instances, without asking the core: as often as one more is chosen, and as many as there are. */
export function ofSelection({ forms, stops, going, halfDone }: Whole, selection: Selection): Actable {
  const count = (of: Selection) => [...of].reduce((sum, id) => sum + (selection.has(id) ? 1 : 0), 0);
  const stop: readonly IdForm[] = stops && count(going) > 0 ? ["stop"] : [];
  return { asked: () => ({ ids: [...selection] }), lines: (...of) => tableLines(...of, "", selection), halfDone: count(halfDone), forms: [...forms, ...stop] };
}

const asking = (query: string): Pick<Actable, "asked" | "lines"> => ({ asked: () => ({ query }), lines: (...of) => tableLines(...of, query, null) });

/** Of the instances that a query chooses, what is known before these are counted; and whether they need to be. */
export function beforeCounting({ forms, stops, going, halfDone }: Whole, query: string): [Actable, boolean] {
  const isWarned = halfDone.size > 0;
  return [{ ...asking(query), halfDone: isWarned ? null : 0, forms }, isWarned || (stops && going.size > 0)];
}

/** The same, counted. */
export function ofQuery(inspection: Inspection, invocation: number, { forms, stops, going, halfDone }: Whole, query: string): Actable {
  const count = (of: Selection, piece: string) => (of.size === 0 ? 0 : inspection.instances(invocation, { query: `${query} ${piece}`, ...NONE }).total);
  const stop: readonly IdForm[] = stops && count(going, GOING) > 0 ? ["stop"] : [];
  return { ...asking(query), halfDone: count(halfDone, HALF_DONE), forms: [...forms, ...stop] };
}

/** A button for each, and a warning where running them again may do something twice. `label`: what stands before; `more`: behind. */
export function actions(words: Words, inspection: Inspection, invocation: number, { asked, forms, halfDone, lines }: Actable, label: unknown, more: unknown = nothing): unknown {
  const ids = (form: IdForm) => inspection.ids(invocation, { ...asked(), ...NONE }, form) ?? "";
  // What is not counted yet has its place already.
  const warning = halfDone === null ? "\u00a0" : words.count("table.half", halfDone);
  return html`<div class="act">
    <p class="ids">
      ${label} ${idForms(words, ids, forms.slice(0, 2))}
      <span>${words.t("table.lines")}<ii-copy brief .text=${() => lines(inspection, invocation)} label="${words.t("copy")}: ${words.t("table.lines")}"></ii-copy></span>
      ${idForms(words, ids, forms.slice(2))} ${more}
    </p>
    ${halfDone === 0 ? nothing : html`<p class="small muted">${warning}</p>`}
  </div>`;
}
