// A search in all outputs and commands: in slices, between which the page draws and handles input.
import type { Language, Texts } from "../../core/core.ts";
import type { Find } from "../../state/view.ts";
import { collect, type Collection, collection, free, type PatternFault, type Search as SearchHandle, type SearchExcerpt } from "./module.ts";

/** Bytes that are read in a slice. */
const SLICE = 8_000_000;

export class Search {
  texts: Texts | null = null;
  fault: PatternFault | null = null;
  total = 0;
  /** How many items have hits. */
  items = 0;
  running = false;
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
    this.total = this.items = 0;
    this.running = false;
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

  async #advance(search: SearchHandle): Promise<void> {
    this.running = true;
    while (this.#search === search && !search.advance(SLICE)) {
      this.#count(search);
      this.changed();
      await new Promise((done) => setTimeout(done));
    }
    if (this.#search !== search) return;
    this.running = false;
    this.#count(search);
    this.changed();
  }

  #count(search: SearchHandle): void {
    this.total = search.total;
    this.items = search.found().length / 2;
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
  search.advance(bytes.length * 2 + 1);
  while (!search.advance(SLICE));
  const places = search.hits(0, most);
  free(search);
  free(texts);
  const hits: [number, number][] = [];
  for (let i = 0; i + 2 < places.length + 1; i += 3) hits.push([places[i] ?? 0, places[i + 1] ?? 0]);
  return hits;
}
