// A search in all outputs and commands: in slices, between which the page draws and handles input.
import type { Language, Texts } from "../../core/core.ts";
import type { Find } from "../../state/view.ts";
import { collect, type Collection, collection, free, type PatternFault, type Search as SearchHandle, type SearchExcerpt } from "./module.ts";

/** Milliseconds that a slice may take, and bytes that are read before it is looked at the clock. */
const SLICE = 8;
const STRIDE = 64_000;

export class Search {
  texts: Texts | null = null;
  fault: PatternFault | null = null;
  total = 0;
  /** How many items have hits. */
  items = 0;
  /** In how many of them not all hits were counted. */
  partial = 0;
  /** How much has been read, from 0 to 1. */
  progress = 0;
  running = false;
  /** The reader does not want the rest. */
  cancelled = false;
  #texts: () => Texts = () => {
    throw new Error("nothing to search in");
  };
  #collection: Collection | null = null;
  #search: SearchHandle | null = null;
  /** The search that was begun last. */
  #last = "";

  constructor(
    readonly changed: () => void,
    readonly failed: (failure: unknown) => void,
  ) {}

  /** Sets what is searched; `texts` is called when a search begins. */
  over(texts: () => Texts): void {
    this.free();
    this.#texts = texts;
  }

  free(): void {
    free(this.#search);
    free(this.#collection);
    this.#search = this.#collection = this.texts = null;
    this.#last = "";
  }

  search(find: Find | null, language: Language): void {
    const wanted = JSON.stringify([find, language]);
    if (wanted === this.#last) return;
    this.#last = wanted;
    free(this.#search);
    this.#search = this.fault = null;
    this.total = this.items = this.partial = this.progress = 0;
    this.running = this.cancelled = false;
    if (!find?.text) return;
    if (!this.#collection) {
      this.texts = this.#texts();
      this.#collection = collect(this.texts);
    }
    const search = this.#collection.search(find.text, { pattern: find.pattern, whole: find.word, ignoreCase: !find.matchCase }, language);
    this.#search = search;
    this.fault = search.fault ?? null;
    this.#advance(search).catch(this.failed);
  }

  /** Leaves it at what has been found. */
  cancel(): void {
    this.cancelled = this.running;
    this.running = false;
    this.changed();
  }

  async #advance(search: SearchHandle): Promise<void> {
    this.running = true;
    while (!this.#slice(search)) {
      this.#count(search);
      this.changed();
      await new Promise((done) => setTimeout(done));
      if (this.#search !== search || !this.running) return;
    }
    this.running = false;
    this.#count(search);
    this.changed();
  }

  #slice(search: SearchHandle): boolean {
    const end = performance.now() + SLICE;
    while (!search.advance(STRIDE)) if (performance.now() >= end) return false;
    return true;
  }

  #count(search: SearchHandle): void {
    this.total = search.total;
    this.items = search.found().length / 2;
    this.partial = search.partial;
    this.progress = search.progress;
  }

  /** All items with hits, in their order. */
  found(): number[] {
    return [...(this.#search?.found() ?? [])].filter((_, at) => at % 2 === 0);
  }

  /** The first hit of each item that has one, with what stands around it: of the `from`-th such item up to the `to`-th, which is not included. */
  excerpts(from: number, to: number): SearchExcerpt[] {
    return this.#search?.excerpts(from, to) ?? [];
  }
}

/** Hits in one text, as pairs of UTF-16 offsets. */
export function findIn(text: string, find: Find, most: number): [number, number][] {
  const bytes = new TextEncoder().encode(text);
  const texts = collection(bytes, new Uint32Array([bytes.length]), new Uint8Array(1), new Float64Array([Number.NaN]), "");
  const search = texts.search(find.text, { pattern: find.pattern, whole: find.word, ignoreCase: !find.matchCase }, "en");
  const places = search.hits(0, most);
  free(search);
  free(texts);
  const hits: [number, number][] = [];
  for (let i = 0; i + 2 < places.length + 1; i += 3) hits.push([places[i] ?? 0, places[i + 1] ?? 0]);
  return hits;
}
