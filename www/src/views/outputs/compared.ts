// The outputs of one invocation, grouped; and two of them side by side.
import { Slices } from "../../core/slices.ts";
import type { Selection, Share } from "../../state/selection.ts";
import { Once } from "../../ui/once.ts";
import type { Words } from "../../words/words.ts";
import { Gathering, idOf, type Part } from "./gathering.ts";
import { type Collection, collection, type Difference, type DifferencePiece, type DifferenceRow, free, type Grouping, type Groups, type GroupsSummary, hex, type HoleValues, type OutputGroup, render, type TemplatePiece } from "./module.ts";
import { lineElement } from "./rows.ts";

/** Lines of a group's output that are shown in the list. */
const PREVIEW = 12;
/** Bytes of an output that are looked at for that. */
const HEAD = 16 * 1024;
/** Bytes that are grouped before it is looked at the clock. */
const STRIDE = 250_000;
/** Groups, or hits, that are listed at a time. */
export const LISTED = 20;
/** Equal lines around a difference. */
const CONTEXT = 1;
/** Rows of a difference drawn at a time. */
const ROWS = 500;
const BYTES = 2;

interface Preview {
  element: HTMLElement;
  /** Lines that are not shown, as far as they were looked at. */
  more: number;
}

export class Compared {
  /** What is compared, as far as it is here. */
  readonly texts: Gathering;
  #groups: Groups | null = null;
  #difference: { key: string; shown: Shown } | null = null;
  /** What was drawn of items, so that drawing the list again keeps what is selected and scrolled in it. */
  readonly #previews = new Map<string, Preview>();
  #grouping: Grouping | null = null;
  #turn = 0;
  #listed: OutputGroup[] = [];
  #shares = new Once<Map<number, Share>>();
  /** How many groups and outputs there are; null while they are being grouped. */
  summary: GroupsSummary | null = null;
  absent: number[] = [];
  empty: number[] = [];

  /** `changed` is called when a grouping that takes its time has ended, `failed` where it cannot. `step`: items that are asked for at once at first. */
  constructor(
    part: Part,
    readonly changed: () => void,
    readonly failed: (failure: unknown) => void,
    step?: number,
  ) {
    this.texts = new Gathering(part, 0, step);
  }

  free(): void {
    this.#difference?.shown.free();
    this.#reset();
    free(this.texts.collection);
    this.#difference = null;
  }

  #reset(): void {
    free(this.#grouping);
    free(this.#groups);
    this.#grouping = this.#groups = this.summary = null;
    this.#listed = [];
    this.#turn += 1;
  }

  /** Puts outputs together that are equal, or, masked, alike: a few at once, many in slices between which the page lives. */
  group(masked: boolean): void {
    this.#reset();
    this.#goOn(masked, this.#turn).catch(this.failed);
  }

  async #goOn(masked: boolean, turn: number): Promise<void> {
    const slices = new Slices();
    const goesOn = async () => {
      await slices.pass();
      return this.#turn === turn;
    };
    while (!this.texts.advance(slices.until)) if (!(await goesOn())) return;
    const grouping = (this.#grouping = this.texts.collection.grouping(masked));
    while (!slice(grouping, slices)) if (!(await goesOn())) return;
    const isLong = slices.passed;
    if (isLong && !(await goesOn())) return;
    this.#finish(grouping);
    if (!isLong || !(await goesOn())) return;
    // What is drawn first has a slice of its own.
    this.list(LISTED);
    if (await goesOn()) this.changed();
  }

  #finish(grouping: Grouping): void {
    this.#grouping = null;
    const groups = grouping.finish();
    this.#groups = groups;
    this.absent = [...groups.absent()];
    this.empty = [...groups.empty()];
    this.summary = groups.summary();
  }

  /** The first groups: failures first, of these the rarest. */
  list(most: number): readonly OutputGroup[] {
    const groups = this.#groups;
    if (groups && this.#listed.length < most) this.#listed = [...this.#listed, ...groups.range(this.#listed.length, most)];
    return this.#listed.slice(0, most);
  }

  /** One of them. */
  at(group: number): OutputGroup | undefined {
    return this.#listed[group] ?? this.#groups?.range(group, group + 1)[0];
  }

  get largest(): number {
    return this.summary?.largest ?? 0;
  }

  /** The first member of a group that came to the worst outcome in it. */
  worst(group: OutputGroup): number {
    const wanted = { failed: 0, other: 1, succeeded: 2 }[group.outcome];
    return this.#groups?.members(group.group).find((item) => this.texts.outcomes[item] === wanted) ?? group.representative;
  }

  /** How many members of a group failed, came to something else, succeeded. */
  outcomes(group: number): number[] {
    const counts = [0, 0, 0];
    for (const item of this.#groups?.members(group) ?? []) counts[this.texts.outcomes[item] ?? 1]! += 1;
    return counts;
  }

  /** The first line of a group that another one does not have at its place; of the group itself, its first. */
  line(group: OutputGroup): string | null {
    if (this.texts.kinds[group.representative] === BYTES) return null;
    const lines = (at: number) => new TextDecoder().decode(this.#bytes(at, HEAD)).split("\n");
    const own = lines(group.representative);
    const others = group.group === this.largest ? [] : lines(this.at(this.largest)?.representative ?? 0);
    return own.find((line, at) => line.trim() !== "" && line !== others[at]) ?? own[0] ?? null;
  }

  /** What fills the holes of a group. */
  values(group: number): HoleValues[] {
    return this.#groups?.values(group) ?? [];
  }

  /** Lines of a group's template. */
  template(group: number, lines: number): TemplatePiece[][] {
    return this.#groups?.template(group, 0, lines) ?? [];
  }

  /** Members of a group, so many at most. */
  members(group: number, most: number): number[] {
    return [...(this.#groups?.members(group).subarray(0, most) ?? [])];
  }

  /** The group that an instance's output is in; -1 where it is in none. */
  groupOf(instance: number): number {
    const item = this.texts.instances.indexOf(instance);
    const groups = this.summary?.groups ?? 0;
    for (let group = 0; item >= 0 && group < groups; group += 1) if (this.#groups?.members(group).includes(item)) return group;
    return -1;
  }

  /** How much of a group's instances is chosen: found out once for each selection. */
  share(group: number, selection: Selection): Share {
    if (selection.size === 0) return "none";
    const found = this.#shares.get([this.#groups, selection], () => new Map<number, Share>());
    const known = found.get(group) ?? this.#share(group, selection);
    found.set(group, known);
    return known;
  }

  /** Looks at no more of them than it needs. */
  #share(group: number, selection: Selection): Share {
    const [chosen, left] = [true, false].map((on) => this.#groups?.members(group).some((item) => idOf(this.texts, item) !== "" && selection.has(idOf(this.texts, item)) === on));
    return !chosen ? "none" : left ? "some" : "all";
  }

  /** Ids of a group's instances, as they are written. */
  instances(group: number): string[] {
    return this.members(group, Infinity).map((item) => idOf(this.texts, item)).filter((id) => id !== "");
  }

  /** Ids of a group's instances, folded, to be copied. */
  ids(group: number): string {
    const members = this.#groups?.members(group);
    return members ? this.texts.collection.fold(members, 60).whole : "";
  }

  #bytes(item: number, most: number): Uint8Array {
    return this.texts.collection.bytes(item, most);
  }

  /** The beginning of a group's output, as a terminal would leave it; of bytes that are no text, in hex. */
  preview(item: number, words: Words): Preview {
    const key = `${item} ${words.language}`;
    const known = this.#previews.get(key) ?? this.#draw(item, words);
    this.#previews.set(key, known);
    return known;
  }

  #draw(item: number, words: Words): Preview {
    const element = document.createElement("div");
    element.className = "chunk";
    const bytes = this.#bytes(item, HEAD + 1);
    if (this.texts.kinds[item] === BYTES) {
      element.textContent = hex(bytes, 0, 4);
      return { element, more: 0 };
    }
    const rendered = render(new TextDecoder().decode(bytes.subarray(0, HEAD)), "terminal", words.language);
    element.append(...rendered.lines(0, PREVIEW).map(lineElement));
    const more = Math.max(0, rendered.count - PREVIEW);
    free(rendered);
    return { element, more: bytes.length > HEAD ? Math.max(more, 1) : more };
  }

  /**
   * What one group has instead of another, once for each pair: of what a terminal shows, or, where that is the same, of what was
   * printed. `whole`: with all lines in which they agree.
   */
  difference(groups: readonly [number, number], alike: boolean, whole: boolean, words: Words): Shown {
    const key = `${groups} ${alike} ${whole} ${words.language}`;
    if (this.#difference?.key !== key) {
      this.#difference?.shown.free();
      this.#difference = { key, shown: this.#shown(groups, alike, whole ? Infinity : CONTEXT, words) };
    }
    return this.#difference.shown;
  }

  #shown(groups: readonly [number, number], alike: boolean, context: number, words: Words): Shown {
    const [left, right] = groups.map((group) => this.at(group)?.representative ?? 0) as [number, number];
    const compare = (items: Collection, first: number, second: number) =>
      alike && this.#groups ? this.#groups.difference(items, first, second, new Uint32Array(groups), context) : items.difference(first, second, false, context);
    const show = (difference: Difference, view: "plain" | "raw") => new Shown(difference, view, groups[0] === this.largest, words);
    const own = () => show(compare(this.texts.collection, left, right), "raw");
    if (this.texts.kinds[left] === BYTES || this.texts.kinds[right] === BYTES) return own();
    const bytes = [left, right].map((item) => {
      const rendered = render(new TextDecoder().decode(this.#bytes(item, Infinity)), "terminal", words.language);
      const text = rendered.text();
      free(rendered);
      return new TextEncoder().encode(`${text}\n`);
    });
    const [first, second] = bytes as [Uint8Array, Uint8Array];
    const both = new Uint8Array(first.length + second.length);
    both.set(first);
    both.set(second, first.length);
    const ids = [idOf(this.texts, left), idOf(this.texts, right)].join("\n");
    const pair = collection(both, new Uint32Array([first.length, both.length]), new Uint8Array(2), new Float64Array(2), ids);
    const shown = show(compare(pair, 0, 1), "plain");
    free(pair);
    if (!shown.summary.same) return shown;
    shown.free();
    return own();
  }
}

/** A difference that is shown as far as it was asked for. */
export class Shown {
  readonly summary: ReturnType<Difference["summary"]>;
  #element: HTMLElement | null = null;
  #drawn = 0;

  constructor(
    readonly difference: Difference,
    readonly view: "plain" | "raw",
    /** Whether it is one to the largest group. */
    readonly toLargest: boolean,
    readonly words: Words,
  ) {
    this.summary = difference.summary();
  }

  free(): void {
    free(this.difference);
  }

  get element(): HTMLElement {
    if (!this.#element) {
      this.#element = document.createElement("div");
      this.more();
    }
    return this.#element;
  }

  /** Rows that are not drawn yet. */
  get rest(): number {
    return this.summary.rows - this.#drawn;
  }

  more(): void {
    const rows = this.difference.rows(this.#drawn, this.#drawn + ROWS);
    this.#drawn += rows.length;
    this.#element?.append(...rows.map((row) => rowElement(row, this)));
  }
}

/** Groups to the end of the slice. Says whether all is read. */
function slice(grouping: Grouping, slices: Slices): boolean {
  while (!grouping.advance(STRIDE)) if (slices.over) return false;
  return true;
}

const SYMBOLS = { equal: " ", removed: "−", added: "+", folded: "⋯" } as const;

function rowElement(row: DifferenceRow, { view, words, toLargest }: Shown): HTMLElement {
  const element = document.createElement("div");
  element.className = "row";
  element.dataset.kind = row.kind;
  const cell = (name: string, text: string) => {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    element.append(span);
    return span;
  };
  const fold = row.kind === "folded";
  cell("n", fold || row.left === null ? "" : String(row.left));
  cell("n", fold || row.right === null ? "" : String(row.right));
  cell("sign-of", SYMBOLS[row.kind]);
  const text = cell("line-text", "");
  if (fold) {
    const button = document.createElement("button");
    button.className = "link unfold";
    button.textContent = words.count(toLargest ? "groups.foldedLargest" : "groups.folded", row.count);
    text.append(button);
  }
  text.append(...row.pieces.flatMap((piece) => pieceNodes(piece, view, words)));
  return element;
}

function pieceNodes(piece: DifferencePiece, view: "plain" | "raw", words: Words): Node[] {
  const node = document.createElement(piece.changed ? "mark" : "span");
  const rendered = render(piece.text, view, words.language);
  for (const line of rendered.lines(0, rendered.count)) node.append(...lineElement(line).childNodes);
  free(rendered);
  if (!piece.omitted) return [node];
  const gap = document.createElement("span");
  gap.className = "sign";
  gap.textContent = words.count("groups.omitted", piece.omitted);
  return [node, gap];
}
