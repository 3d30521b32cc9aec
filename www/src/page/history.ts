// The browser's history: screens and views as state objects, never data of a response, never in the address.
import type { View } from "../view.ts";

export interface Step {
  screen: "start" | "answer";
  /** Which set of inputs; the sets themselves stay in memory. */
  edition: number;
  /** Steps since the answer came. */
  depth: number;
  view: View | null;
}

const START: Step = { screen: "start", edition: 0, depth: 0, view: null };

export function currentStep(): Step {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "screen" in state ? (state as Step) : START;
}

export function pushStep(step: Step): void {
  history.pushState(step, "");
}

export function replaceStep(step: Step): void {
  history.replaceState(step, "");
}
