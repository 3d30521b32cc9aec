// Shapes of what crosses the boundary as plain data.

// --- Showing --------------------------------------------------------------------------------------------------------
//
// const shown = render(text, "terminal", "en");      // free() when the output is closed
// shown.count                                        // pieces of lines; virtual rows of the page
// shown.lines(0, 200)                                // Line[]
// shown.text()                                       // what Copy copies: signs as <U+202E>, no line end at the end
// shown.notes()                                      // Note[], to be said above the output
//
// All text is data: draw it with textContent, never as markup. Each output belongs into an element of its own with
// `unicode-bidi: isolate; direction: ltr; white-space: pre; contain: content`.

/** `zh` in any form is Chinese, all else English. */
export type Language = string;

/**
 * - `terminal`: as a terminal would leave it, with colours; progress bars are their last state.
 * - `plain`: without colours, and nothing overwritten: each state of a progress bar in a line of its own.
 * - `raw`: controls as pictures (␛ ␍ ␊), sequences as what they consist of, every unusual blank by its number.
 */
export type View = "terminal" | "plain" | "raw";

/** A line, or a piece of a line of more than 2,000 cells. */
export interface Line {
  /** The number of the line, from 1; all pieces of a line have the same. */
  number: number;
  /** Set if this continues the piece before: no line number in the margin, no line end between them when copied. */
  continued?: true;
  /** Empty for an empty line. */
  runs: Run[];
}

/** Characters in a row that look the same, or a sign for what cannot be seen. What is not set is absent. */
export interface Run {
  /** What is drawn. Holds no control character, no control of direction and nothing invisible. */
  text: string;
  /**
   * The colour of the text. A number from 0 to 15 is a colour of the theme (`palette()` has the values that the custom
   * properties must have); a pair is that for the light and that for the dark surface, `#rrggbb`. Either has a contrast
   * of at least 4.5 to 1 to what is behind it. Absent: the page's own colour.
   */
  colour?: number | [light: string, dark: string];
  /** What is behind it, for light and dark. If set, `colour` is a pair. Reversed text is already reversed. */
  ground?: [light: string, dark: string];
  bold?: true;
  /** The colour already is dim: no opacity, which would take the contrast away. */
  dim?: true;
  italic?: true;
  underline?: "single" | "double" | "curly" | "dotted" | "dashed";
  strike?: true;
  overline?: true;
  /** Meant to blink: draw it steady. */
  blink?: true;
  /** Meant not to be seen (a password prompt, a trick): draw it, and say so in its title. */
  hidden?: true;
  /** Only in the raw view: a part of a control sequence. */
  escape?: true;
  /**
   * Where a link of the output leads: http or https, ASCII only. Draw the target beside or in the title, since the text
   * may say something else, with `rel="noopener noreferrer nofollow"`.
   */
  link?: string;
  /** Set if `text` is a sign, as `RLO`, `NUL`, `U+E0B0`, `␛` or `+12`, and not what the machine printed. */
  mark?: Mark;
  /** Only in `Shape`: what the text is, for highlighting. */
  token?: Token;
}

/** What a sign stands for. Its title and accessible name: `name`, with `code`, and `count` where it is above 1. */
export interface Mark {
  /** `U+202E`; absent for combining marks beyond eight on a character, of which `text` is the number, `+12`. */
  code?: string;
  /** `right-to-left override`, in the language that was asked for. */
  name: string;
  /** How many of it stand here in a row: 512 NULs are one run. */
  count: number;
}

/** Something to say about an output as a whole. */
export interface Note {
  /**
   * - `overwritten`: the program replaced text of its own (offer the plain view)
   * - `skipped`: titles, images and device commands are not shown (offer the raw view)
   * - `unclosed`: sequences begin and do not end
   * - `bidi`: characters that reorder text are shown by name
   * - `invisible`: other invisible characters are
   * - `marks`: combining marks beyond eight on a character are only counted
   * - `limited`: movements that are not followed
   * - `links`: links that lead neither to http nor to https
   */
  id: "overwritten" | "skipped" | "unclosed" | "bidi" | "invisible" | "marks" | "limited" | "links";
  count: number;
  /** It in words. */
  text: string;
}

/** The sixteen colours of the themes as text, `#rrggbb`, and the surfaces that they and all pairs can be read on. */
export interface Palette {
  light: string[];
  dark: string[];
  surfaces: [light: string, dark: string];
}

/** `kind(bytes, language)`: what binary data is. */
export interface BinaryKind {
  /** Stable: `gzip`, `zip`, `tar`, `xz`, `zstd`, `png`, `pdf`, `elf`, `pe`, `sqlite`, `utf-16le` and others, or `unknown`. */
  id: string;
  label: string;
}

/**
 * What `TextDecoder` makes of all pairs of bytes, so that the module needs no table of its own:
 *
 *     const bytes = [];
 *     for (let lead = 0x81; lead <= 0xfe; lead += 1)
 *       for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
 *     const table = new Mojibake(new TextDecoder("gb18030").decode(new Uint8Array(bytes)));
 *     table.repair(text)       // Repair | null; keep the table for all outputs
 */
export type MojibakeTable = string;

/** A second reading of a text that was UTF-8 and was decoded as GBK; to be offered, never put in its place unasked. */
export interface Repair {
  text: string;
  /** How many characters were garbled and are whole again. */
  repaired: number;
  /** How many lost a byte on the way; each is U+FFFD in the text. */
  lost: number;
}

/** For highlighting. */
export type Token =
  | "punctuation"
  | "key"
  | "string"
  | "number"
  | "word"
  | "tag"
  | "attribute"
  | "text"
  | "comment";
