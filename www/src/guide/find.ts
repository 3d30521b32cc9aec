// Finding entries by words, in English and in Chinese, without a dictionary: every word must stand in an entry, among its other names or in those of
// its kind (`ErrorCode`), so that a line of a response finds what it is about. Else an entry that a word names will do, and a Chinese text that stands
// nowhere as a whole is looked for by its pairs of characters.

export interface Entry {
  id: string;
  kind: string;
  title: string;
  text: string;
  /** Other names of it, between blanks: `成功 执行成功`. */
  also: string;
  /** What its kind is called, in responses and by people. */
  called: string;
}

export interface Found {
  entry: Entry;
  /** The words that stand in it, as they were looked for. */
  words: readonly string[];
}

const CHINESE = /[\u3400-\u9fff]/;
/** Chinese; or a code with what joins its pieces: `json/missing-comma`, `OSS.NoSuchBucket`, `-1`, `t-hz0`. */
const WORD = /[\u3400-\u9fff]+|-?[a-z0-9\u00c0-\u024f]+(?:[./-][a-z0-9\u00c0-\u024f]+)*/g;
/** So much of a Chinese text must stand in an entry, in pairs of characters. */
const ENOUGH = 0.6;

/** Folded so that case, width and what joins words make no difference. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[_]/g, "");
}

/** The words of a query without what stands between them: letters and Chinese beside each other are words of their own, and a code is one word. */
export function wordsOf(query: string): string[] {
  return fold(query).match(WORD) ?? [];
}

function pairs(word: string): string[] {
  return word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

/** `周期=定时 …`: words of one meaning, each with that which stands for it. */
function alikes(text: string): (words: string) => string {
  const pairs = text.split(" ").map((pair) => pair.split("=") as [string, string?]);
  return (words) => pairs.reduce((all, [word, same]) => (same ? all.replaceAll(word, same) : all), words);
}

interface Folded {
  entry: Entry;
  title: string;
  names: readonly string[];
  all: string;
}

export class Finder {
  readonly #folded: Folded[];
  readonly #alike: (words: string) => string;

  /** `alike`: `周期=定时 …`, words for which entries with the other word are found, too. */
  constructor(entries: readonly Entry[], alike = "") {
    this.#alike = alikes(fold(alike));
    this.#folded = entries.map((entry) => {
      const [title, also, called, text] = [entry.title, entry.also, entry.called, entry.text].map((part) => this.#alike(fold(part))) as [string, string, string, string];
      return { entry, title, names: [title, ...also.split(" ")], all: `${title} ${also} ${called} ${text}` };
    });
  }

  /** The best entries first; none where the query says nothing. */
  find(query: string): Found[] {
    const words = wordsOf(this.#alike(fold(query)));
    if (words.length === 0) return [];
    const whole = words.join(" ");
    const rank = ({ entry, title, names, all }: Folded): number => {
      const exact = title === whole ? 100 : words.some((word) => names.includes(word)) ? 60 : title.startsWith(whole) ? 50 : 0;
      const titled = words.filter((word) => title.includes(word)).length / words.length;
      const section = entry.kind === "section" ? 1 : 0;
      return exact + titled * (20 + section) + 5 / (1 + Math.max(0, all.indexOf(words[0] ?? "")) / 40);
    };
    const best = (folded: readonly Folded[]): Found[] => {
      const ranked = folded.map((one) => ({ found: { entry: one.entry, words }, rank: rank(one) }));
      return ranked.sort((a, b) => b.rank - a.rank).map((hit) => hit.found);
    };
    const all = this.#folded.filter(({ all }) => words.every((word) => all.includes(word)));
    if (all.length) return best(all);
    const named = this.#folded.filter(({ names }) => words.some((word) => word.length > 2 && names.includes(word)));
    if (named.length) return best(named);
    return words.some((word) => CHINESE.test(word) && word.length > 2) ? this.#byPairs(words) : [];
  }

  #byPairs(words: readonly string[]): Found[] {
    const wanted = [...new Set(words.flatMap((word) => (CHINESE.test(word) ? pairs(word) : [word])))];
    const hits = this.#folded.flatMap(({ entry, title, all }) => {
      const there = wanted.filter((pair) => all.includes(pair));
      const share = there.length / wanted.length;
      const titled = there.filter((pair) => title.includes(pair)).length / wanted.length;
      return share >= ENOUGH ? [{ found: { entry, words: there }, rank: share + titled }] : [];
    });
    return hits.sort((a, b) => b.rank - a.rank).map((hit) => hit.found);
  }
}

/** A piece of an entry's text around the first word, cut into what was looked for and what was not. */
export function excerpt({ entry, words }: Found, room = 110): { text: string; hit: boolean }[] {
  const { text } = entry;
  // Folding keeps the length of what is written here, up to joined letters; a place that is off by one only moves the cut.
  const folded = text.toLowerCase();
  const at = Math.min(...words.map((word) => folded.indexOf(word)).filter((place) => place >= 0), text.length);
  const start = at === text.length || at < room / 3 ? 0 : at - Math.floor(room / 3);
  const piece = `${start > 0 ? "…" : ""}${text.slice(start, start + room).trim()}${start + room < text.length ? "…" : ""}`;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return piece.split(new RegExp(`(${escaped.join("|")})`, "i")).map((part, i) => ({ text: part, hit: i % 2 === 1 }));
}
