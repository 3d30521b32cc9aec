// The steps that Back leads through, of the page and of the widget. They are kept in memory; a driver knows only their ids and which one is the present.
import { newId } from "./shelf.ts";
import type { View } from "./view.ts";

export interface Step {
  screen: "start" | "answer";
  /** Which answer; empty where there is none, or only one. */
  answer: string;
  view: View | null;
}

interface KeptStep extends Step {
  /** Steps since the answer came. */
  depth: number;
  /** Id of the step before it. */
  before: string;
}

export interface HistoryDriver {
  /** Id of the present step; empty where it has none. */
  readonly current: string;
  push(id: string): void;
  replace(id: string): void;
  back(): void;
}

/** Browsers write their history to disk: it holds random ids and nothing else. `back` takes effect with its `popstate`. */
export const browserHistory: HistoryDriver = {
  get current() {
    const state: unknown = history.state;
    return typeof state === "string" ? state : "";
  },
  push: (id) => history.pushState(id, ""),
  replace: (id) => history.replaceState(id, ""),
  back: () => history.back(),
};

/** In memory only, for an element in somebody else's page. `back` takes effect at once. */
export class MemoryHistory implements HistoryDriver {
  #ids: string[] = [];

  get current(): string {
    return this.#ids.at(-1) ?? "";
  }

  push(id: string): void {
    this.#ids.push(id);
  }

  replace(id: string): void {
    this.#ids.splice(-1, 1, id);
  }

  back(): void {
    this.#ids.pop();
  }
}

const START: KeptStep = { screen: "start", answer: "", depth: 0, view: null, before: "" };

/** Steps that are remembered; of older ones Back knows nothing. */
const REMEMBERED_STEPS = 500;

export class Steps {
  #steps = new Map<string, KeptStep>();

  constructor(private readonly driver: HistoryDriver) {}

  get current(): KeptStep {
    return this.#steps.get(this.driver.current) ?? START;
  }

  push(step: Step, depth = 0): void {
    this.driver.push(this.#remember({ ...step, depth, before: this.driver.current }));
  }

  replace(step: Step, depth = this.current.depth): void {
    const id = this.driver.current;
    if (this.#steps.has(id)) this.#steps.set(id, { ...step, depth, before: this.current.before });
    else this.driver.replace(this.#remember({ ...step, depth, before: "" }));
  }

  /** Goes one step back within the answer; `stay`: not where it would lead to another tab. Whether there is one. */
  back(stay: boolean): boolean {
    const { depth, view, before } = this.current;
    if (depth === 0 || (stay && this.#steps.get(before)?.view?.tab !== view?.tab)) return false;
    this.driver.back();
    return true;
  }

  /** Forgets the steps of answers that are not kept any more. */
  forget(gone: (answer: string) => boolean): void {
    for (const [id, step] of this.#steps) if (step.answer && gone(step.answer)) this.#steps.delete(id);
  }

  #remember(step: KeptStep): string {
    const id = newId();
    this.#steps.set(id, step);
    for (const oldest of this.#steps.keys()) {
      if (this.#steps.size <= REMEMBERED_STEPS) break;
      this.#steps.delete(oldest);
    }
    return id;
  }
}
