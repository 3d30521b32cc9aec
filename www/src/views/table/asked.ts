// What hangs on the query alone, and not on the rows in sight: its pieces, what could be asked besides, what can be done with what it chooses.
import type { Facet, Inspection, QueryPiece } from "../../core/core.ts";
import { frame } from "../../core/lazy.ts";
import { MANY } from "../../state/context.ts";
import type { View } from "../../state/view.ts";
import { Once } from "../../ui/once.ts";
import type { Words } from "../../words/words.ts";
import { type Actable, beforeCounting, ofQuery, type Whole, wholeOf } from "./act.ts";
import type { Ahead } from "./ahead.ts";
import { suggested } from "./pieces.ts";

/** Milliseconds without a change of the query, after which is counted what no row hangs on. */
const REST = 250;

/** Of what is asked. */
export interface Asking {
  readonly inspection: Inspection;
  readonly words: Words;
  readonly edition: number;
  readonly view: View;
}

export class Asked {
  pieces: readonly QueryPiece[] = [];
  facets: readonly Facet[] = [];
  /** What can be done with the rows that are shown; null: all are. */
  actable: Actable | null = null;
  /** What these were read for. */
  #of: readonly unknown[] = [];
  /** Counts these, once the reader rests. */
  #counting: ReturnType<typeof setTimeout> | undefined;
  #whole = new Once<Whole>();
  #values = new Once<readonly Facet[]>();
  /** What those hang on that are suggested now. */
  #wanted: readonly unknown[] | null = null;

  /** Asks where something of it is another than before. `ahead`: what the rest is counted after; `then`: once it is. */
  read(asking: Asking, ahead: Ahead, then: () => void): void {
    const { inspection, words, edition, view } = asking;
    const now = [inspection, words, edition, view.invocation, view.query];
    if (now.every((one, i) => one === this.#of[i])) return;
    this.#of = now;
    this.pieces = inspection.readQuery(view.query).pieces;
    clearTimeout(this.#counting);
    this.actable = view.query === "" ? null : this.#known(asking, ahead, then);
  }

  /** Values are counted anew only where others are meant, not with each letter; of many once the rows are on the screen. `then`: when they are. */
  suggest({ inspection, words, edition, view }: Asking, suggests: boolean, all: number, then: () => void): void {
    const [query, keys] = suggested(view.query, this.pieces);
    const of = [inspection, words, edition, view.invocation, query, keys];
    const count = () => (this.facets = this.#values.get(of, () => inspection.facets(view.invocation, query, keys)));
    this.#wanted = suggests ? of : null;
    this.facets = [];
    if (!suggests) return;
    if (all < MANY || this.#values.has(of)) count();
    else
      frame()
        .then(() => this.#wanted === of && (count(), then()))
        // The answer has gone meanwhile; of the next it is asked again.
        .catch(() => undefined);
  }

  forget(): void {
    clearTimeout(this.#counting);
    this.#of = [];
    this.#wanted = null;
  }

  /** What hangs on no query, and is found out before one is typed. */
  whole({ inspection, edition, view: { invocation } }: Asking): Whole {
    return this.#whole.get([inspection, edition, invocation], () => wholeOf(inspection, invocation));
  }

  /** As far as it is known at once, and soon the rest. */
  #known(asking: Asking, ahead: Ahead, then: () => void): Actable {
    const { inspection, view } = asking;
    const { invocation, query } = view;
    const whole = this.whole(asking);
    const later = () => {
      this.#counting = setTimeout(() => {
        if (!ahead.done) return later();
        this.actable = ofQuery(inspection, invocation, whole, query);
        then();
      }, REST);
    };
    later();
    return beforeCounting(whole, query);
  }
}
