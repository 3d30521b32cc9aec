// What can be done with some instances: their ids in the form that is needed, and calls for just these.
import { html, nothing } from "lit";
import type { IdForm, Inspection, InstanceQuery } from "../../core/core.ts";
import { added } from "../../state/query.ts";
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
  /** Ids of those that are not done, and of those that never started. */
  readonly halfDone: Selection;
  readonly never: Selection;
}

/** How many may be half done, and how many ran to their end: running these again may do something twice. */
interface Ran {
  readonly half: number;
  readonly ended: number;
}

/** What is known of some instances. */
export interface Actable {
  /** Asked for as they are copied. */
  readonly asked: () => Asked;
  /** Id, status, exit code and reason of each. */
  readonly lines: (inspection: Inspection, invocation: number) => Promise<string>;
  /** Null: not counted yet. */
  readonly ran: Ran | null;
  readonly forms: readonly IdForm[];
}

const NONE = { start: 0, end: 0 };
const GOING = "is:active";
const HALF_DONE = "-outcome:succeeded is:half-done";
const NEVER = "is:never-started";

export function wholeOf(inspection: Inspection, invocation: number): Whole {
  const idsOf = (query: string) => new Set(inspection.instanceIds(invocation, { query, start: 0, end: inspection.instances(invocation, { query, ...NONE }).total }));
  const can = (form: IdForm) => inspection.ids(invocation, { ids: [], ...NONE }, form) !== undefined;
  return { forms: ["lines", "json", "parameters", ...(["invoke", "run"] as const).filter(can)], stops: can("stop"), going: idsOf(GOING), halfDone: idsOf(HALF_DONE), never: idsOf(NEVER) };
}

/** What neither is half done nor never started came to its end. */
const ran = (all: number, half: number, never: number): Ran => ({ half, ended: Math.max(0, all - half - never) });

/** Of chosen instances, without asking the core: as often as one more is chosen, and as many as there are. */
export function ofSelection({ forms, stops, going, halfDone, never }: Whole, selection: Selection): Actable {
  const count = (of: Selection) => [...of].reduce((sum, id) => sum + (selection.has(id) ? 1 : 0), 0);
  const stop: readonly IdForm[] = stops && count(going) > 0 ? ["stop"] : [];
  return { asked: () => ({ ids: [...selection] }), lines: (...of) => tableLines(...of, "", selection), ran: ran(selection.size, count(halfDone), count(never)), forms: [...forms, ...stop] };
}

const asking = (query: string): Pick<Actable, "asked" | "lines"> => ({ asked: () => ({ query }), lines: (...of) => tableLines(...of, query, null) });

/** Of the instances that a query chooses, what is known before these are counted. */
export const beforeCounting = ({ forms }: Whole, query: string): Actable => ({ ...asking(query), ran: null, forms });

/** The same, counted. */
export function ofQuery(inspection: Inspection, invocation: number, { forms, stops, going, halfDone, never }: Whole, query: string): Actable {
  const total = (query: string) => inspection.instances(invocation, { query, ...NONE }).total;
  const count = (of: Selection, piece: string) => (of.size === 0 ? 0 : total(added(inspection, query, piece)));
  const stop: readonly IdForm[] = stops && count(going, GOING) > 0 ? ["stop"] : [];
  return { ...asking(query), ran: ran(total(query), count(halfDone, HALF_DONE), count(never, NEVER)), forms: [...forms, ...stop] };
}

/** Why running them again may do something twice; what is not counted yet has its place already. */
function warning(words: Words, ran: Ran | null): string | null {
  if (ran === null) return "\u00a0";
  const { half, ended } = ran;
  if (half > 0 && ended > 0) return words.t("table.again", { half, ended });
  return half > 0 ? words.count("table.half", half) : ended > 0 ? words.count("table.ended", ended) : null;
}

/** A button for each, and a warning where running them again may do something twice. `label`: what stands before; `more`: behind. */
export function actions(words: Words, inspection: Inspection, invocation: number, { asked, forms, ran, lines }: Actable, label: unknown, more: unknown = nothing): unknown {
  const ids = (form: IdForm) => inspection.ids(invocation, { ...asked(), ...NONE }, form) ?? "";
  const warned = warning(words, ran);
  return html`<div class="act">
    <p class="ids">
      ${label} ${idForms(words, ids, forms.slice(0, 2))}
      <span>${words.t("table.lines")}<ii-copy brief .text=${() => lines(inspection, invocation)} label="${words.t("copy")}: ${words.t("table.lines")}"></ii-copy></span>
      ${idForms(words, ids, forms.slice(2))} ${more}
    </p>
    ${warned === null ? nothing : html`<p class="small muted">${warned}</p>`}
  </div>`;
}
