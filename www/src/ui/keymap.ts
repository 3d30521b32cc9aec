// The keys that do something, once: handlers ask whether one was pressed, and the help dialog lists those that have a word, by place. Keys are matched by what
// they type, not by where they lie: `?` needs Shift on some keyboards and not on others. None is taken that a browser or a screen reader uses in a page.
import { preferences } from "../state/preferences.ts";
import type { Key } from "../words/words.ts";

export type KeyPlace = "page" | "lists" | "record" | "source";

export interface Binding {
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** Whether Ctrl, or Command, is held; else neither is, nor Alt. */
  readonly control?: boolean;
  /** Whether it types a character: one switch turns all of these off. */
  readonly single?: boolean;
  /** Where it is listed in the help, how it is written there, and what it does; missing where a control says it. */
  readonly help?: readonly [place: KeyPlace, written: string, word: Key];
}

/** What each key that moves means where it moves something. */
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Home: "first", End: "last", PageUp: "pageUp", PageDown: "pageDown" } as const;
export type Move = (typeof MOVES)[keyof typeof MOVES] | "none";

export const KEYMAP = {
  /** The browser's own: it gives a paste. */
  paste: { keys: ["v"], control: true, help: ["page", "Ctrl V", "keys.paste"] },
  inspect: { keys: ["Enter"], control: true, help: ["page", "Ctrl Enter", "keys.inspect"] },
  undo: { keys: ["z"], control: true, help: ["page", "Ctrl Z", "keys.undo"] },
  query: { keys: ["/"], single: true, help: ["page", "/", "keys.query"] },
  help: { keys: ["?"], single: true, help: ["page", "?", "keys.help"] },
  escape: { keys: ["Escape"], help: ["page", "Esc", "keys.escape"] },
  move: { keys: Object.keys(MOVES), help: ["lists", "↑ ↓ ← →", "keys.arrows"] },
  choose: { keys: ["Enter", " "], help: ["lists", "Enter", "keys.enter"] },
  guide: { keys: ["e"], single: true, help: ["lists", "e", "keys.guide"] },
  next: { keys: ["j"], single: true, help: ["record", "j", "keys.next"] },
  previous: { keys: ["k"], single: true, help: ["record", "k", "keys.previous"] },
  wide: { keys: ["f"], single: true, help: ["record", "f", "keys.wide"] },
  /** With Shift backwards. */
  hit: { keys: ["n", "N"], single: true, help: ["record", "n N", "keys.hit"] },
  /** With Shift backwards. */
  diagnostic: { keys: ["F8"], help: ["source", "F8", "keys.diagnostic"] },
  /** In the guide. */
  search: { keys: ["/"], single: true },
  firstHit: { keys: ["Enter"] },
} as const satisfies Record<string, Binding>;

export function pressed({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, { keys, control = false, single = false }: Binding): boolean {
  return keys.includes(key) && (control ? ctrlKey || metaKey : !ctrlKey && !metaKey && !altKey) && (!single || preferences.singleKeys);
}

/** Whether what has the keyboard takes what is typed, or is a dialog over the page. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.composedPath().some((one) => one instanceof HTMLElement && (one.isContentEditable || one.matches("input, textarea, select, dialog")));

/** Where the reader moves by a key; with Ctrl, Command or Alt it is the browser's. */
export function moveOf(event: KeyboardEvent): Move {
  return pressed(event, KEYMAP.move) ? MOVES[event.key as keyof typeof MOVES] : "none";
}
