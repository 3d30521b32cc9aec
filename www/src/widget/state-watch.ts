// Tells a host of what is looked at and chosen: once per change, after it was drawn, and never of what is as it was told last.
import { frame } from "../core/lazy.ts";
import type { Answer } from "../state/answer.ts";
import type { ChangedBy } from "../state/view.ts";
import type { InspectorState } from "../state/viewer-state.ts";

interface Watched {
  readonly answer: Answer;
  readonly state: InspectorState;
  readonly isWide: boolean;
  readonly isConnected: boolean;
}

export class StateWatch {
  /** What the state was made of when it was looked at last: a selection may be long. */
  #parts: readonly unknown[] = [];
  /** As JSON: as it was told, and as it is to be told. */
  #told = "";
  #next = "";
  #cause: ChangedBy = "data";
  #telling = false;

  constructor(
    private readonly watched: Watched,
    private readonly tell: (state: InspectorState, cause: ChangedBy) => void,
  ) {}

  /** Called after each drawing. */
  look(): void {
    const { answer, isWide } = this.watched;
    if (!answer.inspection) return;
    const parts = [answer.view, answer.selection, answer.charset, isWide, answer.awaited];
    if (parts.every((part, i) => part === this.#parts[i])) return;
    this.#parts = parts;
    const next = JSON.stringify(this.watched.state);
    if (next === this.#next) return;
    this.#next = next;
    this.#cause = answer.cause;
    if (this.#telling) return;
    this.#telling = true;
    void frame().then(() => this.#tell());
  }

  #tell(): void {
    this.#telling = false;
    if (this.#next === this.#told || !this.watched.isConnected) return;
    this.#told = this.#next;
    this.tell(JSON.parse(this.#next) as InspectorState, this.#cause);
  }
}
