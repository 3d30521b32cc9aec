// The query of the table, piece by piece: how each was read, what mends it, what could follow, and what there would be without it.
import { html, nothing } from "lit";
import type { Facet, Inspection, OutcomeCount, QueryKey, QueryPiece } from "../../core/core.ts";
import { added, isOutcomePiece, outcomesOf, replaced, toggled } from "../../state/query.ts";
import type { View } from "../../state/view.ts";
import { icons } from "../../ui/icons.ts";
import { outcomeIcon, severityIcon } from "../../ui/status-icons.ts";
import { visible } from "../../ui/visible.ts";
import type { Key, Words } from "../../words/words.ts";

/** The field in which the query is typed; its placeholder is an example of what may be. */
export function searchField(words: Words, query: string, type: (event: Event) => void, press: (event: KeyboardEvent) => void, offer: () => void): unknown {
  return html`<input
    type="search"
    .value=${query}
    placeholder=${words.t("table.filter.example")}
    aria-label=${words.t("table.filter")}
    list="suggestions"
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    @input=${type}
    @keydown=${press}
    @pointerdown=${offer}
  />`;
}

/** A button for each outcome that occurs, pressed where the query asks for it. */
export function outcomeChips(words: Words, inspection: Inspection, query: string, pieces: readonly QueryPiece[], outcomes: readonly OutcomeCount[], ask: (query: string) => void): unknown {
  const asked = outcomesOf(pieces);
  return html`<div role="group" aria-label=${words.t("table.outcomes")} class="chips">
    ${outcomes.map(
      (part) =>
        html`<button class="printed" aria-pressed=${asked.includes(part.outcome)} @click=${() => ask(toggled(inspection, query, pieces, part.outcome))}>
          ${outcomeIcon(part.outcome)}<span>${words.t("counted", { n: part.count, label: part.label })}</span>
        </button>`,
    )}
  </div>`;
}

/** The pieces, each as it was read; what was not meant so can be mended, and each taken away. `outcomes`: also those that the buttons of the outcomes say. */
export function piecesList(words: Words, query: string, all: readonly QueryPiece[], ask: (query: string) => void, outcomes = false): unknown {
  const pieces = all.filter((piece) => outcomes || !isOutcomePiece(piece));
  if (pieces.length === 0) return nothing;
  return html`<ul class="pieces" aria-label=${words.t("table.pieces")}>
    ${pieces.map((piece) => {
      const { label, message, mend, kind } = piece;
      return html`<li data-kind=${kind}>
        <span class="piece">${message === null ? nothing : severityIcon("warning")}<span>${visible(label)}</span><button class="bare" aria-label=${words.t("table.piece.remove", { piece: visible(label) })} @click=${(event: Event) => mending(event, () => ask(replaced(query, piece, "")))}>${icons.close}</button></span>
        ${mend === null ? nothing : html`<button @click=${(event: Event) => mending(event, () => ask(replaced(query, piece, mend)))}>${words.t("table.mend", { mend: visible(mend) })}</button>`}
        ${message === null ? nothing : html`<span class="small muted">${visible(message)}</span>`}
      </li>`;
    })}
  </ul>`;
}

/** Asks by a button that goes with what it mends: the keyboard goes to the field, unless that would bring one onto the screen. */
export function mending({ currentTarget }: Event, ask: () => void): void {
  const root = (currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  ask();
  if (!matchMedia("(hover: none)").matches) root.querySelector<HTMLElement>("input[type=search]")?.focus();
}

/** The piece that is being typed: the last one, where nothing follows it. */
function typed(query: string, pieces: readonly QueryPiece[]): QueryPiece | undefined {
  const last = pieces.at(-1);
  return last?.end === query.length ? last : undefined;
}

/** Suggested where no key is typed: what nearly every row has, and is soon counted. */
const FIRST = "outcome status exit error reason";

/** Keys besides, and what they are about: to count their values takes too long for a key that opens a list. */
const MORE_KEYS: readonly (readonly [QueryKey, Key])[] = [
  ["duration", "table.duration"],
  ["start", "table.start"],
  ["is", "table.key.is"],
  ["has", "table.key.has"],
  ["group", "table.group"],
  ["id", "table.instance"],
  ["out", "output"],
];

/**
 * The query whose values are suggested, and their keys: of the key that is being typed, else of a few that are not asked for yet, whose counts leave out nothing
 * that stays. What is being typed chooses nothing until it is a condition.
 */
export function suggested(query: string, pieces: readonly QueryPiece[]): [query: string, keys: string] {
  const open = typed(query, pieces);
  const others = FIRST.split(" ").filter((key) => !pieces.some((piece) => piece !== open && piece.key === key));
  // A condition on the key whose values are counted chooses nothing among them either.
  return [open ? query.slice(0, open.start) : query, open?.meant ?? others.join(" ")];
}

const option = (value: string, label: string): unknown => html`<option value=${value} label=${label}></option>`;

/** A value of a key, and how many have it. */
const valued = (words: Words, written: (query: string) => string, { label: key }: Facet, { query, label, count }: Facet["values"][number]): unknown => option(written(query), words.t("table.suggestion", { key, value: visible(label), n: count }));

/** What a query may begin with: the reasons that occur, then the keys of which there is something. */
function beginnings(words: Words, facets: readonly Facet[]): unknown {
  const reasons = facets.filter(({ key }) => key === "reason").flatMap((facet) => facet.values.slice(0, 10).map((value) => valued(words, (query) => query, facet, value)));
  const keys = facets.filter(({ values }) => values.length > 0).map(({ key, label }) => option(`${key}:`, label));
  return html`${reasons}${keys}${facets.length > 0 ? MORE_KEYS.map(([key, word]) => option(`${key}:`, words.t(word))) : nothing}`;
}

/** The values that occur, each counted without its own condition, in the place of the piece that is typed. */
export function suggestions(words: Words, inspection: Inspection, query: string, pieces: readonly QueryPiece[], facets: readonly Facet[]): unknown {
  if (query === "") return html`<datalist id="suggestions">${beginnings(words, facets)}</datalist>`;
  const open = typed(query, pieces);
  const before = open ? query.slice(0, open.start) : query;
  return html`<datalist id="suggestions">
    ${facets.flatMap((facet) => facet.values.slice(0, facets.length > 1 ? 5 : 20).map((value) => valued(words, (value) => added(inspection, before, value), facet, value)))}
  </datalist>`;
}

/** Where no row is left: each piece without which there would be some takes itself away. */
export function noRows(words: Words, inspection: Inspection, { invocation, query }: View, among: string[] | undefined, pieces: readonly QueryPiece[], ask: (query: string) => void): unknown {
  const mends = withoutEach(inspection, invocation, query, among, pieces);
  return html`<div class="none muted">
    <p>${words.t("table.none")}</p>
    ${mends.map(({ piece, query, count }) => html`<button @click=${(event: Event) => mending(event, () => ask(query))}>${words.t("table.without", { piece: visible(piece.label), n: count })}</button>`)}
  </div>`;
}

/** Each piece without which rows would be shown, with how many. */
function withoutEach(inspection: Inspection, invocation: number, query: string, among: string[] | undefined, pieces: readonly QueryPiece[]): { piece: QueryPiece; query: string; count: number }[] {
  const without = pieces.map((piece) => {
    const rest = replaced(query, piece, "");
    return { piece, query: rest, count: inspection.instances(invocation, { query: rest, ids: among, start: 0, end: 0 }).total };
  });
  return without.filter(({ count }) => count > 0);
}
