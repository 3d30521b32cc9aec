// The table narrowed to what is chosen to act on, besides its query: the ids that are asked for, and the button that turns it on and off.
import { html, nothing } from "lit";
import type { Selection } from "../../state/selection.ts";
import type { View } from "../../state/view.ts";
import { Once } from "../../ui/once.ts";
import type { Words } from "../../words/words.ts";

/** Whether only what is chosen is shown. Where nothing is any more, all is. */
export const isNarrowed = ({ only }: View, selection: Selection): boolean => only && selection.size > 0;

export class Narrowed {
  #ids = new Once<string[] | undefined>();

  /** Ids of the instances among which the query chooses; undefined: all. The same list as long as the selection is. */
  ids({ only }: Pick<View, "only">, selection: Selection): string[] | undefined {
    return this.#ids.get([only, selection], () => (only && selection.size > 0 ? [...selection] : undefined));
  }
}

/** The button, where something is chosen. */
export function onlyChosen(words: Words, view: View, selection: Selection, refine: (change: Partial<View>) => void): unknown {
  const on = isNarrowed(view, selection);
  return selection.size === 0 ? nothing : html`<button class="printed" aria-pressed=${on} @click=${() => refine({ only: !on })}>${words.count("selection.only", selection.size)}</button>`;
}
