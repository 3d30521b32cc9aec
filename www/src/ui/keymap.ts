// The keys that do something, once: handlers ask whether one was pressed, and the help dialog lists those that have a word.
import type { Key } from "../words/words.ts";

export interface Binding {
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** Whether Ctrl, or Command, is held; else neither is, nor Alt. */
  readonly control?: boolean;
  /** How it is written in the help, and what it does; missing where a control says it. */
  readonly help?: readonly [written: string, word: Key];
}

/** What each key that moves means where it moves something. */
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Home: "first", End: "last", PageUp: "pageUp", PageDown: "pageDown" } as const;
export type Move = (typeof MOVES)[keyof typeof MOVES] | "none";

export const KEYMAP = {
  /** The browser's own: it gives a paste. */
  paste: { keys: ["v"], control: true, help: ["Ctrl V", "keys.paste"] },
  inspect: { keys: ["Enter"], control: true, help: ["Ctrl Enter", "keys.inspect"] },
  move: { keys: Object.keys(MOVES), help: ["↑ ↓ ← →", "keys.arrows"] },
  choose: { keys: ["Enter", " "], help: ["Enter", "keys.enter"] },
  /** Where instances can be chosen to act on, before `choose`. With Shift those from the last one on. */
  select: { keys: [" "], help: ["Space", "keys.select"] },
  selectAll: { keys: ["a", "A"], control: true },
  guide: { keys: ["?"], help: ["?", "keys.guide"] },
  escape: { keys: ["Escape"], help: ["Esc", "keys.escape"] },
  /** With Shift backwards. */
  diagnostic: { keys: ["F8"] },
  hit: { keys: ["F3", "n", "N"] },
  /** In the guide. */
  search: { keys: ["/"] },
  firstHit: { keys: ["Enter"] },
} as const satisfies Record<string, Binding>;

export function pressed({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, { keys, control = false }: Binding): boolean {
  return keys.includes(key) && (control ? ctrlKey || metaKey : !ctrlKey && !metaKey && !altKey);
}

/** Where the reader moves by a key; with Ctrl, Command or Alt it is the browser's. */
export function moveOf(event: KeyboardEvent): Move {
  return pressed(event, KEYMAP.move) ? MOVES[event.key as keyof typeof MOVES] : "none";
}
