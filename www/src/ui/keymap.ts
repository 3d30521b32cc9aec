// The keys that do something, once: handlers ask whether one was pressed, and the help dialog (`page/help.ts`) lists them by place. Keys are matched by what
// they type, not by where they lie: `?` needs Shift on some keyboards and not on others. None is taken that a browser or a screen reader uses in a page.
import { preferences } from "../state/preferences.ts";

export interface Binding {
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** Whether Ctrl, or Command, is held; else neither is. */
  readonly control?: boolean;
  /** Whether Alt is held; else it is not. */
  readonly alt?: boolean;
  /** Whether it types a character: one switch turns all of these off. */
  readonly single?: boolean;
}

/** What each key that moves means where it moves something. */
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Home: "first", End: "last", PageUp: "pageUp", PageDown: "pageDown" } as const;
export type Move = (typeof MOVES)[keyof typeof MOVES] | "none";

export const KEYMAP = {
  /** The browser's own: it gives a paste. */
  paste: { keys: ["v"], control: true },
  inspect: { keys: ["Enter"], control: true },
  undo: { keys: ["z", "Z"], control: true },
  query: { keys: ["/"], single: true },
  help: { keys: ["?"], single: true },
  escape: { keys: ["Escape"] },
  move: { keys: Object.keys(MOVES) },
  choose: { keys: ["Enter", " "] },
  /** Where instances can be chosen to act on, before `choose`. With Shift those from the last one on. */
  select: { keys: [" "] },
  selectAll: { keys: ["a", "A"], control: true },
  guide: { keys: ["e"], single: true },
  next: { keys: ["j"], single: true },
  previous: { keys: ["k"], single: true },
  wide: { keys: ["f"], single: true },
  /** With Shift backwards. */
  hit: { keys: ["n", "N"], single: true },
  /** With Shift backwards. */
  diagnostic: { keys: ["F8"] },
  /** In the list of inputs. */
  rename: { keys: ["F2"] },
  reorder: { keys: ["ArrowUp", "ArrowDown"], alt: true },
  /** In the guide. */
  search: { keys: ["/"], single: true },
  firstHit: { keys: ["Enter"] },
} as const satisfies Record<string, Binding>;

export function pressed({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, { keys, control = false, alt = false, single = false }: Binding): boolean {
  return keys.includes(key) && (control ? ctrlKey || metaKey : !ctrlKey && !metaKey && altKey === alt) && (!single || preferences.singleKeys);
}

/** Whether what has the keyboard takes what is typed, or is a dialog over the page. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.composedPath().some((one) => one instanceof HTMLElement && (one.isContentEditable || one.matches("input, textarea, select, dialog")));

/** Where the reader moves by a key; with Ctrl, Command or Alt it is the browser's. */
export function moveOf(event: KeyboardEvent): Move {
  return pressed(event, KEYMAP.move) ? MOVES[event.key as keyof typeof MOVES] : "none";
}
