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

/** A line, or a piece of a line of more than 2,000 cells or 256 spans. */
export interface Line {
  /** The number of the line, from 1; all pieces of a line have the same. */
  number: number;
  /** Set if this continues the piece before: no line number in the margin, no line end between them when copied. */
  continued?: true;
  /** Empty for an empty line. */
  spans: Span[];
}

/** Characters in a row that look the same, or a sign for what cannot be seen. What is not set is absent. */
export interface Span {
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
  /** How many of it stand here in a row: 512 NULs are one span. */
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

/**
 * `shape(text, language)`: what a decoded output is besides text, to be offered, not shown unasked. Null for all that is
 * not certain. Control sequences are gone, of a progress line its last state is left, signs are as in `Span`.
 */
export type Shape = TreeShape | TableShape | DiffShape | { kind: "too-large" };

/** One line as spans; nothing in it is coloured but by `token`. */
export type Text = Span[];

/** JSON (one value, one after some text, or one in each line) or XML, one member or element in a line. */
export interface TreeShape {
  kind: "json" | "xml";
  /** Lines of the output before it, as a log prefix. */
  before: Text[];
  lines: TreeLine[];
  after: Text[];
}

export interface TreeLine {
  /** How deep it lies, from 0. */
  indent: number;
  spans: Span[];
  /** If it opens something: the index of the line that closes it. Folded, the lines between the two are hidden. */
  closes?: number;
}

/** Blank-aligned columns: `df`, `ps`, `kubectl get`, `docker ps`, `netstat`, `systemctl`, PowerShell. */
export interface TableShape {
  kind: "table";
  before: Text[];
  /** As many as `align` and as the cells of every row; one is empty where a column has no name. */
  header: Text[];
  align: ("left" | "right")[];
  rows: Text[][];
  after: Text[];
}

/** A unified difference, line by line as it stands there. */
export interface DiffShape {
  kind: "diff";
  lines: { class: "file" | "hunk" | "added" | "removed" | "same" | "other"; spans: Span[] }[];
}

// ---- Comparing -------------------------------------------------------------------------------------------------------
//
// `new Collection(bytes, ends, flags, codes, ids)` holds all outputs and commands of the page at once, in the order of
// their items:
//
//   bytes: Uint8Array    the items' contents one after the other. Text goes in as UTF-8 (whatever character set the
//                        machine used), so that search and difference can read it; what is no text goes in as it is. A byte
//                        order mark that is left in counts as a letter in every offset.
//   ends:  Uint32Array   where each item's bytes end; the first starts at 0. Its length is the number of items.
//   flags: Uint8Array    of each item a sum of ItemFlag.COMMAND = 1 (a command, not an output: searched, never grouped),
//                        ItemFlag.ABSENT = 2 (the response holds no output, which is not the same as an empty one),
//                        ItemFlag.FAILED = 4 and ItemFlag.UNDECIDED = 8 (neither failed nor succeeded). Without either, an
//                        exit code other than 0 counts as failed.
//   codes: Float64Array  of each item the exit code, NaN where there is none.
//   ids:   string        of each item the instance's id, joined with "\n"; an empty line where there is none. The id is
//                        what masking knows the machine by (`<instance>`, and `<host>` for iZ…Z made of it).
//
// Where flags, codes or ids are shorter than ends, the rest is 0, NaN, "". An item is named by its place everywhere below.
// Many items may come in parts, so that the page stays responsive: `collection.add(bytes, ends, flags, codes, ids)` puts more
// of them after those that are there, before anything is made of the collection (after that it adds nothing, and says so by
// false). `collection.bytes(item, most)` gives back what an item has, or its beginning.
// Handles (Collection, Grouping, Groups, Difference, Search) hold memory of the module: call `free()` on each when it is
// no longer shown. The others keep the collection alive, so that it may be freed in any order. Nothing below throws.
//
// Ranges are from one to before another; what is beyond the end is left out.

/** Ids of instances as one text. */
export interface FoldedIds {
  /** All of them, to copy: `web-[01-32,40],i-bp1a2b3c`. */
  whole: string;
  /** As many as fit, then how many more there are: `web-[01-32,40] … +397`. */
  shown: string;
  /** How many different ids there are. */
  count: number;
}

/**
 * What `groups.summary()` gives. Groups come by `groups.range(from, to)`: those with a failure first, then those with what did
 * not succeed otherwise, of these the rarest first, then by their first member; `groups.members(group)` gives all items of one
 * in the collection's order, `groups.absent()` and `groups.empty()` the items without output. To copy a group's ids:
 * `collection.fold(groups.members(group), 60).whole`.
 *
 * `collection.groups(alike)` groups at once. To stay responsive: `const grouping = collection.grouping(alike); while
 * (!grouping.advance(5e5)) await pause(); const groups = grouping.finish()` (finish frees the grouping).
 *
 * Alike, outputs are together that differ only in what fills the holes of their template: numbers, names with numbers, sizes,
 * addresses, sums; times, dates, durations, process ids, their own instance's id and host name; the width of columns, blank
 * lines at the end, overwritten states of a progress bar. A hole with few values among many machines (a version, a state, a
 * count that one machine alone has) keeps groups apart and is told (`OutputGroup.told`). Nothing that differs in words is
 * together, and all that is equal byte for byte is. What is no text is alike only if its bytes are equal. The whole rule
 * stands in `src/alike.rs`.
 *
 * `collection.masked(item)` shows an item's text with the tokens `<time>`, `<date>`, `<duration>`, `<pid>`, `<ip>`, `<port>`,
 * `<mac>`, `<uuid>`, `<hex>`, `<instance>`, `<host>`.
 */
export interface GroupsSummary {
  /** How many groups there are. */
  groups: number;
  /** The largest group, to compare the others with; null where there is none. It is not always the last: of several as
   * large, it is the one whose first member comes first. */
  largest: number | null;
  /** How many outputs are in groups. */
  outputs: number;
  /** How many outputs the response does not hold. */
  absent: number;
  /** How many are there and empty; alike, also those of blanks and line ends only. */
  empty: number;
}

/** Outputs that are equal. */
export interface OutputGroup {
  /** Its number, for `members`. */
  group: number;
  /** How many outputs it has. */
  count: number;
  /** The item that stands for all: the first. */
  representative: number;
  /** The worst that became of one of them: "failed", "other" (neither failed nor succeeded) or "succeeded". */
  outcome: "failed" | "other" | "succeeded";
  /** How their commands ended, the most frequent first; null where the response does not say. */
  codes: { code: number | null; count: number }[];
  /** Ids of its instances, folded and shortened. */
  ids: string;
  /** The first line in which it differs from the largest group; of that itself, what keeps it apart or its first line. Null
   * where groups are of equal outputs, where that is no text, and where it stands more than 64 KB behind. */
  first: FirstLine | null;
  /** What keeps it apart from others of its template, in the order in which they part them, two holes at most: their values
   * among all outputs of the template. */
  told: HoleValues[];
}

/** A line of a template, with its number from 1. */
export interface FirstLine {
  line: number;
  /** Whether the output ends where the largest group's goes on: the line is its last. */
  ends: boolean;
  /** Whether letters of the line are left out before what is given. */
  cut: boolean;
  pieces: TemplatePiece[];
}

/** A piece of a line of a template (`groups.template(group, from, to)`). Text is data, with whatever controls are in it. */
export interface TemplatePiece {
  /** The text; of a hole its letters with `‹n›` for each number (`web-‹n›.prod`), or `‹time›` and the like. */
  text: string;
  /** The hole's number within the template; null of what all outputs of the group have there. */
  hole: number | null;
  kind: HoleKind | null;
  /** Whether what stands here keeps the group apart from another one. */
  apart: boolean;
}

export type HoleKind = "n" | "version" | "name" | "time" | "date" | "duration" | "pid" | "ip" | "port" | "mac" | "uuid" | "hex" | "instance" | "host";

/** What fills a hole, in the outputs of a group (`groups.values(group)`, the first twenty) or of a template (`OutputGroup.told`). */
export interface HoleValues {
  hole: number;
  kind: HoleKind;
  /** The most frequent first; eight at most. `own`: whether all outputs of the group have it. */
  values: { text: string; count: number; own: boolean }[];
  /** How many more values there are. */
  more: number;
  /** How many outputs have one of these. */
  others: number;
}

/**
 * What `collection.difference(left, right, masked, context).summary()` gives, and that of `groups.difference(collection, left,
 * right, [leftGroup, rightGroup], context)`, which compares by templates. Left and right are items, such as the
 * representatives of the largest group and of another one; context is how many equal lines stand around each change
 * (3; Infinity for all, so that nothing is folded). Rows come by `difference.rows(from, to)`: only what is asked for is
 * compared by word, so ask for what is on the screen.
 */
export interface DifferenceSummary {
  /** Whether nothing differs (masked: in anything that is not masked). */
  same: boolean;
  /** Whether either is no text: then there are no rows, and `same` says whether the bytes are equal. */
  binary: boolean;
  /** Whether there were too many lines of too few kinds to be compared one by one (more than 200,000 that are hardly
   * different from each other): then everything between the first and the last changed line is one change. */
  coarse: boolean;
  /** Lines of the left one only. */
  removed: number;
  /** Lines of the right one only. */
  added: number;
  /** How many rows there are. */
  rows: number;
}

/** A row of a difference. Lines of a change come together: first all removed ones, then all added ones. */
export interface DifferenceRow {
  kind: "equal" | "removed" | "added" | "folded";
  /** The line's number on the left, from 1; null of an added line. Of a fold, the number of its first line. */
  left: number | null;
  /** The same on the right; null of a removed line. */
  right: number | null;
  /** How many lines the row stands for: 1, but for a fold of equal lines. */
  count: number;
  /** The line's text, without its line end; none of a fold or of an empty line. Of an equal line, the left one's. */
  pieces: DifferencePiece[];
  /** The right one's text where the line is equal after masking only; else null. */
  other: DifferencePiece[] | null;
  /** Whether a line end follows. False only in the last line of a text that ends without one; "a" and "a\n" differ
   * in nothing else. */
  ended: boolean;
  /** Whether the change was too large to be compared by word (64 KB), so that at most one piece of a line is marked. */
  coarse: boolean;
}

/** A piece of a line. */
export interface DifferencePiece {
  text: string;
  /** Whether it has no counterpart on the other side. A line that has hardly anything in common with the other side has no
   * changed piece: that it is removed or added says all. */
  changed: boolean;
  /** Bytes that are left out after the text, in the middle of a very long line; else 0. */
  omitted: number;
}

/** How `collection.search(text, options, language)` looks for a text. */
export interface SearchOptions {
  /** Whether the text is a regular expression; `^` and `$` are starts and ends of lines. Takes linear time; look-around
   * and references back to groups are faults. `\w`, `\d` and `\s` know every alphabet, `\b` and whole words in patterns
   * the ASCII letters, digits and `_` only. */
  pattern?: boolean;
  /** Whole words only: no letter, digit or `_` may go on where the hit begins or ends with one. */
  whole?: boolean;
  /** Capital and small letters are equal, of every alphabet. */
  ignoreCase?: boolean;
}

/**
 * What is wrong with a pattern: `search.fault`. Such a search finds nothing.
 *
 * A search reads on when told to, so that the page stays responsive over any size: `while (!search.advance(5e5)) await
 * pause();` (the budget is in bytes read; 5e5 take a millisecond or two, whatever the pattern). A pattern that reads a text over
 * and over for its hits, as `a.*?z|a` does in a long line, does so 32 times at most: `search.partial` says in how many items
 * there may be more. Meanwhile and afterwards: `search.progress` (0 to 1), `search.total` (hits), `search.found()` (a Uint32Array of item, count, item, count …,
 * only items with hits, in the collection's order), `search.excerpts(from, to)` (by places in that list),
 * `search.hits(item, most)` (a Uint32Array of start, end, line, start, end, line …: UTF-16 offsets in the item's text, so that
 * `text.slice(start, end)` is the hit; lines from 1). Hits do not overlap and are never empty. Items that are no UTF-8 are
 * passed over. For a new query, free the old search and begin another one.
 */
export interface PatternFault {
  /** In the language given: lowercase, no full stop. */
  sentence: string;
  /** Where it is in the pattern, in UTF-16 units. */
  start: number;
  end: number;
}

/** The first hit of an item, in its line. */
export interface SearchExcerpt {
  item: number;
  /** How many hits the item has. */
  count: number;
  /** Whether it may have more: the pattern would have read it over and over. */
  more: boolean;
  /** The line's number, from 1. */
  line: number;
  /** Up to 80 letters before the hit in its line. */
  before: string;
  /** The hit, up to its first line end, 160 letters of it. */
  hit: string;
  /** Up to 160 letters after it. */
  after: string;
}
