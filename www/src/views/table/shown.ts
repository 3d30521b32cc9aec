// The ids of the rows that are shown, how much of them is chosen, and the checkbox for all: asked for once for each query and selection, not with each row that is scrolled.
import { html } from "lit";
import type { Inspection } from "../../core/core.ts";
import { turn } from "../../core/turn.ts";
import { NOTHING, type Selection, type Share, shareOf } from "../../state/selection.ts";
import type { View } from "../../state/view.ts";
import { Once } from "../../ui/once.ts";
import type { Words } from "../../words/words.ts";

/** The table as it is now. `all`: instances of the invocation; `total`: of these those that are shown. */
interface Now {
  readonly inspection: Inspection;
  readonly edition: number;
  readonly view: View;
  /** Ids among which the query chooses; undefined: all. */
  readonly among: string[] | undefined;
  readonly all: number;
  readonly total: number;
}

/** Chooses all of so many rows, or none of them. */
export function allChosen(words: Words, share: Share, total: number, choose: (on: boolean) => void): unknown {
  return html`<input type="checkbox"
    aria-label=${words.count("selection.shown", total)}
    .checked=${share === "all"}
    .indeterminate=${share === "some"}
    ?disabled=${total === 0}
    @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
  />`;
}

export class ShownIds {
  #shown = new Once<readonly string[]>();
  #every = new Once<readonly string[]>();
  #isEvery = new Once<boolean>();
  #share = new Once<Share>();
  #set = new Once<Selection>();
  #everyChosen = new Once<Selection>();

  /** All of them, to be chosen. */
  all(now: Now): Selection {
    const { inspection, edition, view, among, total } = now;
    const ids = this.of(now);
    const make = () => new Set(ids);
    return view.query === "" && !among ? this.#everyChosen.get([inspection, edition, view.invocation, total], make) : this.#set.get([ids], make);
  }

  /** In any order. */
  of({ inspection, edition, view, among, total }: Now): readonly string[] {
    const { invocation, query, sort } = view;
    return this.#shown.get([inspection, edition, invocation, query, among, total], () => inspection.instanceIds(invocation, { query, sort, ids: among, start: 0, end: total }));
  }

  /** How much of them is chosen. */
  share(selection: Selection, now: Now): Share {
    if (selection.size === 0 || now.total === 0) return "none";
    if (now.among) return "all";
    const { inspection, edition, view, total } = now;
    // With a number that is too low not all can be; and where every instance is, so are these.
    const find = () => (selection.size < total ? "some" : this.#hasEvery(selection, now) ? "all" : shareOf(selection, this.of(now)));
    return this.#share.get([selection, inspection, edition, view.invocation, view.query, total], find);
  }

  /** Finds it out of many before any is drawn, or all are chosen, a task for each piece; what fails, as where the answer has gone meanwhile, is told where it is drawn. */
  async prepare(selection: Selection, now: Now): Promise<void> {
    try {
      await turn();
      this.of(now);
      await turn();
      this.all(now);
      await turn();
      this.share(selection, now);
    } catch {
      // It is asked again.
    }
  }

  #hasEvery(selection: Selection, now: Now): boolean {
    const { inspection, edition, view, all } = now;
    const { invocation, query, sort } = view;
    // As they were given.
    const given = [inspection, edition, invocation, all];
    if (this.#everyChosen.has(given) && this.#everyChosen.get(given, () => NOTHING) === selection) return true;
    if (query === "") return false;
    const every = () => this.#every.get([inspection, edition, invocation], () => inspection.instanceIds(invocation, { sort, start: 0, end: all }));
    return this.#isEvery.get([selection, inspection, edition, invocation], () => selection.size >= all && shareOf(selection, every()) === "all");
  }
}
