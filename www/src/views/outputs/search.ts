// A search in outputs and commands: in slices, between which the page draws and handles input. What is searched is gathered with the first search, in slices too.
import type { Language } from "../../core/core.ts";
import { now, Slices } from "../../core/slices.ts";
import type { Find } from "../../state/view.ts";
import { Gathering, type Items, type Part } from "./gathering.ts";
import { collection, free, type PatternFault, type Search as SearchHandle, type SearchExcerpt } from "./module.ts";

/** Bytes that are read before it is looked at the clock. */
const STRIDE = 64_000;
/** Milliseconds after which what was found so far is shown, and again each time. */
const TOLD_EVERY = 100;

export class Search {
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
  #part: Part = () => null;
  #expected = 0;
  #gathering: Gathering | null = null;
  #search: SearchHandle | null = null;
  /** The search that was begun last. */
  #last = "";
  #turn = 0;

  constructor(
    readonly changed: () => void,
    readonly failed: (failure: unknown) => void,
  ) {}

  /** Whose the texts are that are searched; null before a search. */
  get texts(): Items | null {
    return this.#gathering;
  }

  /** Sets what is searched, about how many texts; they are asked for when a search begins. */
  over(part: Part, expected: number): void {
    this.free();
    [this.#part, this.#expected] = [part, expected];
  }

  free(): void {
    free(this.#search);
    free(this.#gathering?.collection);
    this.#search = this.#gathering = null;
    this.#last = "";
    this.#turn += 1;
  }

  search(find: Find | null, language: Language): void {
    const wanted = JSON.stringify([find, language]);
    if (wanted === this.#last) return;
    this.#last = wanted;
    this.#turn += 1;
    free(this.#search);
    this.#search = this.fault = null;
    this.total = this.items = this.partial = this.progress = 0;
    this.cancelled = false;
    this.running = Boolean(find?.text);
    if (find?.text) this.#run(find, language).catch(this.failed);
  }

  /** Leaves it at what has been found. */
  cancel(): void {
    this.cancelled = this.running;
    this.running = false;
    this.changed();
  }

  async #run(find: Find, language: Language): Promise<void> {
    const turn = this.#turn;
    const [slices, tell] = [new Slices(), now(TOLD_EVERY)];
    /** Lets the page live, and draw in a task of its own; whether the search is still wanted. */
    const goesOn = async () => {
      await slices.pass();
      if (this.#isWanted(turn) && tell(this.changed)) await slices.pass();
      return this.#isWanted(turn);
    };
    const gathering = (this.#gathering ??= new Gathering(this.#part, this.#expected));
    // What is still to be gathered is half of what is done.
    let before = 0;
    while (!gathering.advance(slices.until)) {
      before = 0.5;
      this.progress = before * gathering.progress;
      if (!(await goesOn())) return;
    }
    const search = gathering.collection.search(find.text, { pattern: find.pattern, whole: find.word, ignoreCase: !find.matchCase }, language);
    this.#search = search;
    this.fault = search.fault ?? null;
    while (!slice(search, slices)) {
      this.#count(search, before);
      if (!(await goesOn())) return;
    }
    this.running = false;
    this.#count(search, before);
    this.changed();
  }

  #isWanted(turn: number): boolean {
    return this.#turn === turn && this.running;
  }

  #count(search: SearchHandle, before: number): void {
    this.total = search.total;
    this.items = search.found().length / 2;
    this.partial = search.partial;
    this.progress = before + (1 - before) * search.progress;
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

/** Searches to the end of the slice. Says whether all is read. */
function slice(search: SearchHandle, slices: Slices): boolean {
  while (!search.advance(STRIDE)) if (slices.over) return false;
  return true;
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
