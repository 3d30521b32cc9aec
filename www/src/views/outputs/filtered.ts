// Of which instances the outputs are: as in the table, of those that the query chooses and, where it is narrowed to them, that are chosen to act on.
import { html } from "lit";
import type { Inspection } from "../../core/core.ts";
import type { Selection } from "../../state/selection.ts";
import { Once } from "../../ui/once.ts";
import type { Words } from "../../words/words.ts";
import { Narrowed } from "../table/narrowed.ts";
import { mending, piecesList } from "../table/pieces.ts";

/** What decides. */
export interface Filter {
  readonly inspection: Inspection;
  readonly edition: number;
  readonly invocation: number;
  readonly query: string;
  readonly only: boolean;
  readonly selection: Selection;
}

export class Filtered {
  #narrowed = new Narrowed();
  #shown = new Once<Uint32Array | null>();

  /** Indices of the instances that are shown, the same list as long as they are; null: none is left out. */
  of({ inspection, edition, invocation, query, only, selection }: Filter): Uint32Array | null {
    const ids = this.#narrowed.ids({ only }, selection);
    const ask = () => (query.trim() === "" && !ids ? null : inspection.instanceIndices(invocation, { query, ids, start: 0, end: 0 }));
    return this.#shown.get([inspection, edition, invocation, query, ids], ask);
  }
}

/** How many of all, and the ways to have others. */
export function filterLine(words: Words, { inspection, query, only, selection }: Filter, n: number, all: number, ask: (query: string, only: boolean) => void): unknown {
  const key = !only || selection.size === 0 ? "outputs.filtered" : query.trim() === "" ? "outputs.selected" : "outputs.both";
  return html`<div class="filter">
    <p>${words.t(key, { n, all })} <button class="link" @click=${(event: Event) => mending(event, () => ask("", false))}>${words.t("outputs.all")}</button></p>
    ${piecesList(words, query, inspection.readQuery(query).pieces, (other) => ask(other, only), true)}
  </div>`;
}
