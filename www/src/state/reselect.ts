// How a selection of several instances comes back that one action has put another in the place of.
import type { Answer } from "./answer.ts";
import { announce } from "./announce.ts";
import type { SelectEvent, Selection } from "./selection.ts";
import type { Undoable } from "./undo.ts";
import type { Words } from "../words/words.ts";

/** The answer in which it is chosen. */
export type Reselectable = Pick<Answer, "view" | "selection" | "choose" | "apply">;

/** Whether it is gone: there is none any more, or another one by more than one instance. Of many, no more are looked at than it takes to tell. */
function isGone(before: Selection, after: Selection): boolean {
  if (before.size < 2) return false;
  // How many are in one of them alone: each that is missing makes one of the others an addition.
  let other = after.size - before.size;
  for (const id of before) {
    if (other > 1) return true;
    if (!after.has(id)) other += 2;
  }
  return other > 1;
}

/** The Undo of a choice in the answer under this id; null where nothing is gone that cannot be had again by as little. */
export function undoOf({ before, stepwise }: SelectEvent, answer: Reselectable, id: string, words: () => Words): Undoable | null {
  if (stepwise || !isGone(before, answer.selection)) return null;
  const { invocation } = answer.view;
  const revert = () => {
    if (answer.view.invocation !== invocation) answer.choose({ invocation }, true);
    answer.apply({ selected: [...before] });
    announce(words().count("selection.said", answer.selection.size));
  };
  return { text: (words) => words.t("toast.selection", { n: before.size }), before: id, revert };
}
