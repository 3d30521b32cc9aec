// A group in the list: how many, what became of them and why, the first line in which it differs, what fills its holes.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Badge, InstanceRow } from "../../core/core.ts";
import { icons } from "../../ui/icons.ts";
import { badge, shorten } from "../../ui/text.ts";
import { visible as shown } from "../../ui/visible.ts";
import type { Key, Words } from "../../words/words.ts";
import { free, type HoleKind, type HoleValues, type OutputGroup, render, type TemplatePiece } from "./module.ts";
import { lineElement } from "./rows.ts";

/** Values of a hole named one by one in the list. */
const NAMED = 4;
/** Holes of which is told what keeps a group apart. */
const TOLD = 2;
/** What the members of a group may have come to, worst first: as they are counted, called and coloured. */
const CAME_TO = [
  ["groups.failed", "failed"],
  ["groups.otherwise", "unknown"],
  ["groups.succeeded", "succeeded"],
] as const;

/** What stands for a hole, where it is no number. */
const HOLES: Partial<Record<HoleKind, Key>> = {
  version: "hole.version",
  time: "hole.time",
  date: "hole.date",
  duration: "hole.duration",
  pid: "hole.pid",
  ip: "hole.ip",
  port: "hole.port",
  mac: "hole.mac",
  uuid: "hole.uuid",
  hex: "hole.hex",
  instance: "hole.instance",
  host: "hole.host",
};

/** A piece of a line of an output, with what cannot be seen in it made visible. */
export function visible(text: string, words: Words): Node[] {
  const rendered = render(text, "plain", words.language);
  const nodes = rendered.lines(0, 1).flatMap((line) => [...lineElement(line).childNodes]);
  free(rendered);
  return nodes.length === 1 && nodes[0]?.textContent === "\n" ? [] : nodes;
}

/** A line of a template: its holes, and what keeps the group apart, stand out. */
export function pieces(line: readonly TemplatePiece[], words: Words): unknown[] {
  return line.map((piece) => {
    const named = piece.kind ? HOLES[piece.kind] : undefined;
    if (piece.hole !== null) return html`<span class="hole">${named ? `‹${words.t(named)}›` : visible(piece.text, words)}</span>`;
    return piece.apart ? html`<mark class="apart-by">${visible(piece.text, words)}</mark>` : visible(piece.text, words);
  });
}

/** "differs in: 3.2.1 (35), 3.2.0 (4)": what keeps a group apart from others of its template, its own value first to be seen. */
function told(group: OutputGroup, words: Words): unknown {
  return group.told.slice(0, TOLD).map(
    (of) => html`<span class="told small">${words.t("groups.differs")} ${values(of, of.values.length, words)}</span>`,
  );
}

function values({ values, more, others }: HoleValues, most: number, words: Words): unknown {
  const rest = values.slice(most);
  const [kinds, outputs] = [more + rest.length, others + rest.reduce((sum, { count }) => sum + count, 0)];
  return html`${values.slice(0, most).map(({ text, count, own }, at) => {
    const one = html`<span class="value mono" translate="no"><bdi>${visible(text, words)}</bdi></span> (${words.number(count)})`;
    return html`${at > 0 ? words.t("groups.comma") : nothing}${own ? html`<b>${one}</b>` : one}`;
  })}${kinds > 0 ? html`${words.t("groups.comma")}${words.count("groups.otherValues", kinds, { outputs })}` : nothing}`;
}

/** What fills the holes of a group. */
export function holes(of: readonly HoleValues[], words: Words): unknown {
  if (of.length === 0) return nothing;
  return html`<details class="holes small">
    <summary>${words.count("groups.holes", of.length)}</summary>
    <ol>
      ${of.map((hole) => html`<li>${HOLES[hole.kind] ? html`<span class="hole">‹${words.t(HOLES[hole.kind] as Key)}›</span> ` : nothing}${values(hole, NAMED, words)}</li>`)}
    </ol>
  </details>`;
}

/** How many of all, as a bar. */
function bar(count: number, all: number, outcome: string): TemplateResult {
  const width = all > 0 ? Math.max(2, (100 * count) / all) : 0;
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" data-outcome=${outcome}>
    ${svg`<rect class="all" width="100" height="6"/><rect width=${width} height="6"/>`}
  </svg>`;
}

export interface RowOf {
  group: OutputGroup;
  all: number;
  open: boolean;
  /** The rows of its members; of a large group none. */
  rows: readonly (InstanceRow | null)[];
  /** How many of its members failed, came to something else, succeeded. */
  outcomes: readonly number[];
  /** The first line that differs, of groups of equal outputs. */
  line: string | null;
  /** The instance that is named, without its members being opened; null: none. */
  who: string | null;
  words: Words;
  toggle(): void;
}

/** What became of a group: the status and the reason that all its members have, else their outcomes and exit codes. */
function why({ group: { codes }, rows, outcomes, words }: RowOf): unknown {
  const same = (of: (row: InstanceRow) => string | null) => (rows[0] && rows.every((row) => row && of(row) === of(rows[0]!)) ? rows[0] : null);
  const status = same((row) => row.badge.label)?.badge;
  const some = CAME_TO.flatMap(([key, outcome], at) => (outcomes[at] ? [{ key, outcome, n: outcomes[at] }] : []));
  const badges = status ? [status] : some.map(({ key, outcome, n }): Badge => ({ label: some.length > 1 ? words.t("counted", { n, label: words.t(key) }) : words.t(key), outcome, kind: "", entry: "" }));
  const code = (code: number | null) => (code === null ? words.t("groups.no-code") : words.t("groups.code", { code: String(code) }));
  const more = codes.length > NAMED ? [words.count("groups.more", codes.length - NAMED)] : [];
  const ends = codes.length > 1 ? [...codes.slice(0, NAMED).map(({ code: of, count }) => `${code(of)} × ${words.number(count)}`), ...more].join(" · ") : code(codes[0]?.code ?? null);
  const reason = same((row) => row.reason)?.reason;
  return html`<span class="why small">${badges.map(badge)}<span class="muted">${reason ? shown(reason) : ends}</span></span>`;
}

/** The closed row: a button that opens it. */
export function groupRow(of: RowOf): TemplateResult {
  const { group, all, open, line, who, words, toggle } = of;
  const { first } = group;
  return html`<button class="bare opener" aria-expanded=${open} @click=${toggle}>
    <span class="chevron" aria-hidden="true">${icons.down}</span>
    <span class="much"><span class="count">${words.t("groups.count", { n: group.count, all })}</span>${bar(group.count, all, group.outcome === "other" ? "unknown" : group.outcome)}</span>
    ${why(of)}
    <span class="first mono" translate="no"><bdi>${first ? html`${first.cut ? "…" : nothing}${pieces(first.pieces, words)}` : visible(line ?? "", words)}</bdi></span>
    ${first?.ends ? html`<span class="ends small muted">${words.t("groups.ends", { line: first.line })}</span>` : nothing}
    ${told(group, words)}
    ${who ? html`<span class="who small muted"><bdi class="mono" translate="no">${shorten(who, 24)}</bdi>${group.count > 1 ? html` ${words.count("groups.more", group.count - 1)}` : nothing}</span>` : nothing}
  </button>`;
}
