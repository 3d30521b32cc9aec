// Which answer is wanted, which one is shown, and which ones Back and Undo bring back: inputs by random ids, nothing of the page. What is wanted is shown when it has
// been read; until then the answer that stands stays.
import { equalBytes } from "../core/decode.ts";
import { newId, ROOM, Shelf } from "./shelf.ts";
import { type Undoable, UndoList } from "./undo.ts";

/** What an answer is made of; `key` stays when its text is edited. */
export interface InputBytes {
  key: string;
  bytes: Uint8Array;
}

/** The inputs of one answer, under a random id; what is shown of them is `Answer` of `answer.ts`. */
export interface InputSet<T extends InputBytes> {
  id: string;
  inputs: readonly T[];
}

/** How the browser's history takes an answer: a step of its own, in place of the one before, or a step that is there. */
export type Go = "push" | "replace" | "none";

interface PendingAnswer<T extends InputBytes> extends InputSet<T> {
  go: Go;
  undo: Undoable[];
}

/** A text that is being changed: its input, the answer it is in, and what that answer was before. */
interface Editing {
  key: string;
  id: string;
  before: string;
  undo: Omit<Undoable, "before">;
}

export class Answers<T extends InputBytes> {
  shown: InputSet<T> = { id: "", inputs: [] };
  /** What was wanted last: what comes is added to it or replaces it. */
  wanted: InputSet<T> = this.shown;
  readonly undos = new UndoList();
  #shelf: Shelf<T>;
  #pendingAnswer: PendingAnswer<T> | null = null;
  /** Undos that are offered once what is wanted is shown. */
  #newUndos: Undoable[] = [];
  /** Ids of the answers that were wanted since one was shown. */
  #unshown: string[] = [];
  #editing: Editing | null = null;
  /** The Undo of the action that is done otherwise; it holds again if that is cancelled. */
  #replacedUndo: Undoable | null = null;

  constructor(room = ROOM) {
    this.#shelf = new Shelf(room);
  }

  /** Whether something is wanted that is not shown yet. */
  get pending(): boolean {
    return this.wanted.id !== this.shown.id || this.#pendingAnswer !== null;
  }

  /** Whether another answer than the one that is shown is to come. */
  get otherPending(): boolean {
    return this.pending && this.shown.id !== this.wanted.id;
  }

  /** The bytes of all that is kept. */
  get bytes(): number {
    return this.#shelf.bytes;
  }

  has(id: string): boolean {
    return this.#shelf.get(id) !== undefined;
  }

  /** Of `fresh`, those that are not here already, byte for byte. */
  unknown(fresh: readonly T[]): T[] {
    return fresh.filter((input, at) => ![...this.wanted.inputs, ...fresh.slice(0, at)].some((other) => equalBytes(other.bytes, input.bytes)));
  }

  /** Makes these inputs the wanted answer. `undo`: its Undo, where something is replaced or removed; `show`: false where the answer of a later input is to be shown in its place. */
  want(inputs: readonly T[], undo: Omit<Undoable, "before"> | null, go: Go = "push", show = true): void {
    this.undos.countAction();
    this.leaveText();
    const before = this.wanted;
    this.#put({ id: newId(), inputs });
    this.#unshown.push(this.wanted.id);
    if (undo && before.inputs.length) this.#newUndos.push({ ...undo, before: before.id });
    if (show) this.#show(go);
  }

  /** Does the last action otherwise (added in place of replaced, or the reverse): Undo leads to what was there before either. */
  wantInstead(inputs: readonly T[], undo: Omit<Undoable, "before">): void {
    this.#replacedUndo = this.undos.pop();
    this.want(inputs, null, "push", false);
    if (this.#replacedUndo) this.#newUndos.push({ ...undo, before: this.#replacedUndo.before });
    this.#show("push");
  }

  /** Has what is wanted shown, where the later input that it waited for has brought nothing. */
  ready(): void {
    if (this.pending && !this.#pendingAnswer) this.#show("push");
  }

  /** Wants an answer that is on the shelf; false where it is not. */
  recall(id: string, go: Go): boolean {
    const inputs = this.#shelf.get(id);
    if (!inputs) return false;
    this.leaveText();
    this.#put({ id, inputs });
    this.#show(go);
    return true;
  }

  /** Undoes what was done last, if it still can be. */
  back(): void {
    const one = this.undos.pop();
    if (one?.revert) one.revert();
    else if (one) this.recall(one.before, "push");
  }

  /**
   * Another text of an input of an answer. Where that answer has been replaced meanwhile, it comes back so: it was wanted last. While the reader is at the
   * text, its own Undo takes changes back; `undo` takes all of them back afterwards.
   */
  edit({ key }: T, of: InputSet<T>, bytes: Uint8Array, undo: Omit<Undoable, "before">): void {
    const edited = (inputs: readonly T[]) => inputs.map((input) => (input.key === key ? { ...input, bytes } : input));
    if (!this.wanted.inputs.some((input) => input.key === key)) return this.want(edited(of.inputs), undo);
    const { id, inputs } = this.wanted;
    if (this.#editing?.key !== key || this.#editing.id !== id) {
      this.leaveText();
      const before = newId();
      this.#shelf.put(before, inputs);
      this.#editing = { key, id, before, undo };
    }
    this.#put({ id, inputs: edited(inputs) });
    this.#show("none");
  }

  /** The reader has left the text that was changed, unless it is that of the input `key`. Whether the Undo of it is lost for want of room. */
  leaveText(key?: string): boolean {
    const left = this.#editing;
    if (!left || left.key === key) return false;
    this.#editing = null;
    const bytes = (id: string) => this.#shelf.get(id)?.find((input) => input.key === left.key)?.bytes;
    const [was, is] = [bytes(left.before), bytes(left.id)];
    const expired = () => this.#shelf.drop([left.before]);
    if (!was) return true;
    if (is && equalBytes(was, is)) expired();
    else this.undos.push({ ...left.undo, before: left.before, expired });
    return false;
  }

  /** What is wanted is shown now. Returns how the history takes it, and whether an Undo was lost for want of room. */
  settle(): { go: Go; lost: boolean } | null {
    const wish = this.#pendingAnswer;
    if (!wish) return null;
    this.#pendingAnswer = this.#replacedUndo = null;
    this.#unshown = [];
    this.shown = { id: wish.id, inputs: wish.inputs };
    const kept = wish.undo.filter(({ before }) => this.has(before));
    for (const one of kept) this.undos.push(one);
    for (const one of wish.undo) if (!kept.includes(one)) one.expired?.();
    this.#expire();
    return { go: wish.go, lost: kept.length < wish.undo.length };
  }

  /** What is not shown yet is not wanted any more. */
  cancel(): void {
    if (this.#replacedUndo) this.undos.push(this.#replacedUndo);
    this.#pendingAnswer = this.#replacedUndo = null;
    this.#newUndos = [];
    this.wanted = this.shown;
    this.#shelf.drop(this.#unshown.splice(0));
    // Older answers make room for what is wanted; this one is wanted again.
    if (this.shown.id) this.#put(this.shown);
  }

  /** Keeps nothing of these, but for what is shown. */
  drop(ids: readonly string[]): void {
    this.#shelf.drop(ids.filter((id) => id !== this.shown.id && id !== this.wanted.id));
    this.#expire();
  }

  /** What was in an answer is undone there alone. */
  #expire(): void {
    this.undos.retain(({ before, revert }) => (revert ? before === this.shown.id : this.has(before)));
  }

  get ids(): string[] {
    return this.#shelf.ids;
  }

  #put(answer: InputSet<T>): void {
    this.wanted = answer;
    this.#shelf.put(answer.id, answer.inputs);
  }

  #show(go: Go): void {
    // A step that was not made yet is still to be made.
    this.#pendingAnswer = { ...this.wanted, go: go === "none" && this.#pendingAnswer ? this.#pendingAnswer.go : go, undo: [...(this.#pendingAnswer?.undo ?? []), ...this.#newUndos] };
    this.#newUndos = [];
  }
}
