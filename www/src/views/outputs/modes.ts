// The views that an output has, and their words.
import type { OutputMode } from "../../state/preferences.ts";
import type { Key } from "../../words/words.ts";

export const MODES: readonly (readonly [OutputMode, Key, Key])[] = [
  ["terminal", "printed.terminal", "printed.terminal.help"],
  ["plain", "printed.plain", "printed.plain.help"],
  ["raw", "printed.raw", "printed.raw.help"],
  ["hex", "printed.hex", "printed.hex.help"],
];

/** What an output can be laid out as. */
export const STRUCTURES = {
  json: "printed.structure.json",
  xml: "printed.structure.xml",
  table: "printed.structure.table",
  diff: "printed.structure.diff",
} as const;
