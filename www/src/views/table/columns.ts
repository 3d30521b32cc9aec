// The columns of the table: what each is called, how wide it is, what a row says in it. What else a column needs, a value, an order
// and a place in the search, is the core's: www/README.md says where. Which of them are shown, and in which order, the reader decides.
import { html, nothing } from "lit";
import type { InstanceRow } from "../../core/core.ts";
import { preferences } from "../../state/preferences.ts";
import { severityIcon } from "../../ui/status-icons.ts";
import { badge, idText, subtleGuideLink } from "../../ui/text.ts";
import { visible } from "../../ui/visible.ts";
import type { Key, Words } from "../../words/words.ts";

/** How much room the table has: rows of two lines; columns left out; ids in full; all. */
export type Room = "narrow" | "middle" | "wide" | "full";

/** The room in so many pixels, as many as at first for a letter. */
export function roomIn(width: number): Room {
  return width < 560 ? "narrow" : width < 720 ? "middle" : width < 900 ? "wide" : "full";
}

/** Whether ids are written in full: those of an instance have 22 signs. */
const isFull = (room: Room): boolean => room === "wide" || room === "full";

export interface Column {
  readonly id: string;
  readonly word: Key;
  /** Its track in the grid: where there is room for all, and in less; null: it is left out there unless the reader has chosen the columns. */
  readonly width: readonly [full: string, less: string | null];
  /** Its width where the table scrolls to the side, if that is another. */
  readonly ample?: string;
  /** What the row has in it, as plain data. */
  value(row: InstanceRow): string | number | null;
  /** What is drawn where that is not the value itself. */
  draw?(row: InstanceRow, words: Words, room: Room): unknown;
  /** Whether a pointer shows all of the value. */
  readonly titled?: boolean;
  /** Whether its values are numbers, which stand at the end of their column. */
  readonly numeric?: boolean;
  /** The core's name of the column to order by. */
  readonly sort: string;
  /** Whether it needs `InstanceRow.printed`, for which all outputs are compared. */
  readonly printed?: boolean;
}

const TIME = "minmax(96px, 1.3fr)";
const AMPLE_TIME = "176px";

export const COLUMNS: readonly Column[] = [
  {
    id: "status",
    word: "table.status",
    width: ["132px", "124px"],
    value: (row) => row.badge.label,
    draw: (row, words) => html`${badge(row.badge)}${subtleGuideLink(words, row.badge)}`,
    sort: "outcome",
  },
  {
    id: "instance",
    word: "table.instance",
    width: ["196px", "148px"],
    value: (row) => row.instanceId,
    draw: (row, words, room) => idText(row.instanceId, words, isFull(room) ? 24 : 18),
    sort: "id",
  },
  { id: "exit", word: "table.exit", width: ["44px", "40px"], value: (row) => row.exitCode, numeric: true, sort: "exit" },
  { id: "duration", word: "table.duration", width: ["88px", "84px"], value: (row) => row.duration, numeric: true, sort: "duration" },
  { id: "start", word: "table.start", width: [TIME, null], ample: AMPLE_TIME, value: (row) => row.startTime, titled: true, sort: "start" },
  { id: "reason", word: "table.reason", width: ["minmax(120px, 1.6fr)", "minmax(64px, 1fr)"], ample: "200px", value: (row) => row.reason, draw: reason, titled: true, sort: "reason" },
  { id: "end", word: "table.end", width: [TIME, null], ample: AMPLE_TIME, value: (row) => row.finishTime, titled: true, sort: "end" },
  { id: "error", word: "table.error", width: ["minmax(96px, 1fr)", null], ample: "160px", value: (row) => row.errorCode, titled: true, sort: "error" },
  { id: "records", word: "table.records", width: ["64px", null], value: (row) => row.records, numeric: true, sort: "records" },
  { id: "dropped", word: "table.dropped", width: ["80px", null], value: (row) => row.dropped, draw: (row, words) => (row.dropped === null ? null : words.number(row.dropped)), numeric: true, sort: "dropped" },
  {
    id: "group",
    word: "table.group",
    width: ["120px", "112px"],
    value: ({ printed }) => printed?.label ?? null,
    draw: ({ printed }) => (printed?.group === null ? html`<span class="muted">${printed.label}</span>` : null),
    titled: true,
    sort: "group",
    printed: true,
  },
  {
    id: "difference",
    word: "table.difference",
    width: ["minmax(120px, 2fr)", "minmax(96px, 1fr)"],
    ample: "240px",
    value: ({ printed }) => printed?.difference ?? printed?.note ?? null,
    draw: ({ printed }) => (printed?.note ? html`<span class="muted">${printed.note}</span>` : printed?.difference ? html`<bdi class="mono" translate="no">${visible(printed.difference)}</bdi>` : null),
    titled: true,
    sort: "difference",
    printed: true,
  },
];

/** What is shown as long as the reader has not chosen. */
const FIRST: readonly string[] = ["status", "instance", "exit", "duration", "start", "reason"];

/** The columns that are shown, in their order: those that the reader has chosen, of which one is always there. */
export function shownColumns(): readonly Column[] {
  const chosen = (preferences.columns ?? FIRST).flatMap((id) => COLUMNS.find((column) => column.id === id) ?? []);
  return chosen.length > 0 ? chosen : COLUMNS.filter(({ id }) => FIRST.includes(id));
}

/** Shows these columns, in this order; null: as at first. */
export function showColumns(ids: readonly string[] | null): void {
  preferences.columns = ids;
}

/** Pixels between columns, and on both sides of a row. */
const [GAP, SIDES] = [12, 16];

/**
 * The tracks of the grid, that of the checkboxes first, and the least width of a row; in fewer pixels of `sight` it scrolls to the side, and no column is narrow.
 * `grown`: how many times as large as at first its text is.
 */
export function tracks(columns: readonly Column[], room: Room, grown: number, sight: number): Record<"--tracks" | "--least" | "--checks", string> {
  const at = room === "full" ? 0 : 1;
  const track = ({ id, width }: Column) => (id === "instance" && isFull(room) ? width[0] : (width[at] ?? "minmax(72px, 1fr)"));
  const leastOf = (all: readonly string[]) => all.reduce((sum, width) => sum + grown * parseFloat(/\d+(?=px)/.exec(width)?.[0] ?? "0"), GAP * columns.length + SIDES);
  const fitting = ["20px", ...columns.map(track)];
  const all = leastOf(fitting) <= sight ? fitting : ["20px", ...columns.map(({ width, ample }) => ample ?? width[0])];
  const least = leastOf(all);
  return { "--tracks": all.join(" ").replaceAll(/\d+px/g, (width) => `calc(${grown} * ${width})`), "--least": `${least}px`, "--checks": `${SIDES / 2 + grown * 20 + GAP}px` };
}

/** Columns that tell themselves; in a narrow place the first two share the line in which a row begins. */
const BARE: readonly string[] = ["status", "instance", "reason"];

/** The columns for which there is room: less than for all leaves some out, unless the reader has said which. */
export function columnsIn(room: Room): readonly Column[] {
  const columns = shownColumns();
  if (preferences.columns !== null || room === "full") return columns;
  return columns.filter(({ id, width }) => (room === "narrow" ? BARE.includes(id) : width[1] !== null));
}

/** In a narrow place: the lines of a row below its first, one for each column. */
export function linesBelow(room: Room): number {
  return room === "narrow" ? columnsIn(room).filter(({ id }) => id !== "status" && id !== "instance").length : 0;
}

/** What stands before a value in a narrow place, where no head says whose it is. */
export function nameIn(room: Room, { id, word }: Column): Key | null {
  return room === "narrow" && !BARE.includes(id) ? word : null;
}

function reason(row: InstanceRow, words: Words, room: Room): unknown {
  const { contradiction, records, duration, startTime } = row;
  const many = records > 1 ? html`<span class="muted">${words.count("record.records", records)} </span>` : nothing;
  const contradicts = contradiction === null ? nothing : html`<span class="contradiction" title=${visible(contradiction)}>${severityIcon("warning")}<span class="aloud">${visible(contradiction)} </span></span>`;
  return html`${many}${contradicts}${row.reason === null ? (room === "narrow" ? visible([startTime, duration].filter(Boolean).join(" · ")) : nothing) : visible(row.reason)}`;
}
