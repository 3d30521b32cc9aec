// The columns of the table, in order: what each is called, how wide it is, what a row says in it. What else a column needs, a value, an order
// and a place in the search, is the core's: www/README.md says where.
import { html, nothing } from "lit";
import type { InstanceRow } from "../../core/core.ts";
import { severityIcon } from "../../ui/status-icons.ts";
import { badge, idText, subtleGuideLink } from "../../ui/text.ts";
import { visible } from "../../ui/visible.ts";
import type { Key, Words } from "../../words/words.ts";

export interface Column {
  readonly id: string;
  readonly word: Key;
  /** Its track in the grid: where there is room, and in a middle width; null: it is left out there. */
  readonly width: readonly [wide: string, middle: string | null];
  /** What the row has in it, as plain data. */
  value(row: InstanceRow): string | number | null;
  /** What is drawn where that is not the value itself. `narrow`: the row takes two lines, and columns are left out. */
  draw?(row: InstanceRow, words: Words, narrow: boolean): unknown;
  /** Whether a pointer shows all of the value. */
  readonly titled?: boolean;
  /** The core's name of the column to order by. */
  readonly sort: string;
}

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
    width: ["172px", "160px"],
    value: (row) => row.instanceId,
    draw: (row, words) => idText(row.instanceId, words, 18),
    sort: "id",
  },
  { id: "exit", word: "table.exit", width: ["44px", "36px"], value: (row) => row.exitCode, sort: "exit" },
  { id: "duration", word: "table.duration", width: ["88px", "84px"], value: (row) => row.duration, sort: "duration" },
  { id: "start", word: "table.start", width: ["minmax(96px, 1fr)", null], value: (row) => row.startTime, titled: true, sort: "start" },
  { id: "reason", word: "table.reason", width: ["minmax(0, 2.2fr)", "minmax(0, 1fr)"], value: (row) => row.reason, draw: reason, titled: true, sort: "reason" },
];

export const tracks = (at: 0 | 1): string => COLUMNS.flatMap(({ width }) => width[at] ?? []).join(" ");

function reason(row: InstanceRow, words: Words, narrow: boolean): unknown {
  const { contradiction, records, duration, startTime } = row;
  const many = records > 1 ? html`<span class="muted">${words.count("record.records", records)} </span>` : nothing;
  const contradicts = contradiction === null ? nothing : html`<span class="contradiction" title=${visible(contradiction)}>${severityIcon("warning")}<span class="aloud">${visible(contradiction)} </span></span>`;
  return html`${many}${contradicts}${row.reason === null ? (narrow ? visible([startTime, duration].filter(Boolean).join(" · ")) : nothing) : visible(row.reason)}`;
}
