// What can be undone: each for the next three actions of the reader, however long they take.
import type { Key, Words } from "../words/words.ts";

/** So many actions it stays. */
const ACTIONS = 3;

export interface Undoable {
  /** What was done, in words. */
  text: (words: Words) => string;
  /** The answer that was there before. */
  before: string;
  /** Something else that was meant, and its word. */
  alternative?: { label: Key; act: () => void };
  /** How it is taken back, where it is something in the answer that is shown, not another answer. */
  revert?: () => void;
  /** What is done when it can no longer be undone. */
  expired?: () => void;
}

export class UndoList {
  #list: { one: Undoable; actionsLeft: number }[] = [];

  /** The last thing that can be undone. */
  get last(): Undoable | null {
    return this.#list.at(-1)?.one ?? null;
  }

  /** An action that can be undone; `countAction` counts it as an action. */
  push(one: Undoable): void {
    this.#list.push({ one, actionsLeft: ACTIONS });
  }

  /** The reader has done something. */
  countAction(): void {
    for (const entry of this.#list) entry.actionsLeft -= 1;
    this.#filter((entry) => entry.actionsLeft > 0);
  }

  /** Removes the last one, which is about to be undone: it has not expired. */
  pop(): Undoable | null {
    return this.#list.pop()?.one ?? null;
  }

  /** The reader has put the last one away. */
  dismiss(): void {
    this.#list.pop()?.one.expired?.();
  }

  /** Those whose answer is not kept any more have expired. */
  retain(isKept: (one: Undoable) => boolean): void {
    this.#filter((entry) => isKept(entry.one));
  }

  #filter(stays: (entry: { one: Undoable; actionsLeft: number }) => boolean): void {
    const gone = this.#list.filter((entry) => !stays(entry));
    this.#list = this.#list.filter(stays);
    for (const { one } of gone) one.expired?.();
  }
}
