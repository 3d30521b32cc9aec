// The browser's history. It holds random ids alone, since browsers write it to disk; what they stand for is kept in memory, and is gone with the page.
import { newId } from "./shelf.ts";
import type { View } from "./view.ts";

export interface Step {
  screen: "start" | "answer";
  /** Which answer; empty where there is none. */
  answer: string;
  /** Steps since the answer came. */
  depth: number;
  view: View | null;
  /** The step before it. */
  before: string;
}

const START: Step = { screen: "start", answer: "", depth: 0, view: null, before: "" };

/** Steps that are remembered; of older ones Back knows nothing. */
const REMEMBERED_STEPS = 500;

const steps = new Map<string, Step>();

function currentId(): string {
  const state: unknown = history.state;
  return typeof state === "string" ? state : "";
}

export function currentStep(): Step {
  return steps.get(currentId()) ?? START;
}

/** What Back leads to; null where that is not known. */
export function stepBefore(): Step | null {
  return steps.get(currentStep().before) ?? null;
}

function remember(step: Step): string {
  const id = newId();
  steps.set(id, step);
  for (const oldest of steps.keys()) {
    if (steps.size <= REMEMBERED_STEPS) break;
    steps.delete(oldest);
  }
  return id;
}

export function pushStep(step: Omit<Step, "before">): void {
  history.pushState(remember({ ...step, before: currentId() }), "");
}

export function replaceStep(step: Omit<Step, "before">): void {
  const id = currentId();
  if (steps.has(id)) steps.set(id, { ...step, before: currentStep().before });
  else history.replaceState(remember({ ...step, before: "" }), "");
}

/** Forgets the steps of answers that are not kept any more. */
export function forget(gone: (answer: string) => boolean): void {
  for (const [id, step] of steps) if (step.answer && gone(step.answer)) steps.delete(id);
}
