// The outputs of one invocation, grouped; and two of them side by side.
import type { Texts } from "../../core/core.ts";
import type { Words } from "../../words/words.ts";
import { collect, type Collection, collection, type Difference, type DifferencePiece, type DifferenceRow, free, type Grouping, type Groups, type GroupsSummary, hex, idOf, type OutputGroup, render } from "./module.ts";
import { lineElement } from "./rows.ts";

/** Lines of a group's output that are shown in the list. */
const PREVIEW = 12;
/** Bytes of an output that are looked at for that. */
const HEAD = 16 * 1024;
/** Bytes that are grouped at a time. */
const SLICE = 4_000_000;
/** Equal lines around a difference. */
const CONTEXT = 3;
/** Rows of a difference drawn at a time. */
const ROWS = 500;
const BYTES = 2;

interface Preview {
  element: HTMLElement;
  /** Lines that are not shown, as far as they were looked at. */
  more: number;
}

export class Compared {
  #collection: Collection;
  #groups: Groups | null = null;
  #difference: { key: string; shown: Shown } | null = null;
  /** What was drawn of items, so that drawing the list again keeps what is selected and scrolled in it. */
  readonly #previews = new Map<string, Preview>();
  #grouping: Grouping | null = null;
  #listed: OutputGroup[] = [];
  /** How many groups and outputs there are; null while they are being grouped. */
  summary: GroupsSummary | null = null;
  absent: number[] = [];
  empty: number[] = [];

  /** `changed` is called when a grouping that takes its time has ended, `failed` where it cannot. */
  constructor(
    readonly texts: Texts,
    readonly changed: () => void,
    readonly failed: (failure: unknown) => void,
  ) {
    this.#collection = collect(texts);
  }

  free(): void {
    this.#difference?.shown.free();
    this.#reset();
    free(this.#collection);
    this.#difference = null;
  }

  #reset(): void {
    free(this.#grouping);
    free(this.#groups);
    this.#grouping = this.#groups = this.summary = null;
    this.#listed = [];
  }

  /** Puts outputs together that are equal, or, masked, alike: a few at once, many in slices between which the page lives. */
  group(masked: boolean): void {
    this.#reset();
    const grouping = this.#collection.grouping(masked);
    this.#grouping = grouping;
    if (grouping.advance(SLICE)) this.#finish(grouping);
    else this.#goOn(grouping).catch(this.failed);
  }

  async #goOn(grouping: Grouping): Promise<void> {
    do {
      await new Promise((done) => setTimeout(done));
      if (this.#grouping !== grouping) return;
    } while (!grouping.advance(SLICE));
    this.#finish(grouping);
    this.changed();
  }

  #finish(grouping: Grouping): void {
    this.#grouping = null;
    const groups = grouping.finish();
    this.#groups = groups;
    this.absent = [...groups.absent()];
    this.empty = [...groups.empty()];
    this.summary = groups.summary();
  }

  /** The first groups, the rarest first. */
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

  /** Ids of a group's instances, folded, to be copied. */
  ids(group: number): string {
    const members = this.#groups?.members(group);
    return members ? this.#collection.fold(members, 60).whole : "";
  }

  #bytes(item: number): Uint8Array {
    const { bytes, ends } = this.texts;
    return bytes.subarray(item === 0 ? 0 : ends[item - 1], ends[item]);
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
    const bytes = this.#bytes(item);
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
   * What one item has instead of another, once for each pair: of what a terminal shows, or, where that is the same, of what was
   * printed.
   */
  difference(left: number, right: number, masked: boolean, words: Words): Shown {
    const key = `${left} ${right} ${masked} ${words.language}`;
    if (this.#difference?.key !== key) {
      this.#difference?.shown.free();
      this.#difference = { key, shown: this.#shown([left, right], masked, words) };
    }
    return this.#difference.shown;
  }

  #shown([left, right]: readonly [number, number], masked: boolean, words: Words): Shown {
    const own = () => new Shown(this.#collection.difference(left, right, masked, CONTEXT), "raw", words);
    if (this.texts.kinds[left] === BYTES || this.texts.kinds[right] === BYTES) return own();
    const bytes = [left, right].map((item) => {
      const rendered = render(new TextDecoder().decode(this.#bytes(item)), "terminal", words.language);
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
    const shown = new Shown(pair.difference(0, 1, masked, CONTEXT), "plain", words);
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

const SYMBOLS = { equal: " ", removed: "−", added: "+", folded: "⋯" } as const;

function rowElement(row: DifferenceRow, { view, words }: Shown): HTMLElement {
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
  const text = cell("line-text", fold ? words.count("groups.folded", row.count) : "");
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
