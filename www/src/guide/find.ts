// Finding entries by words, in English and in Chinese, without a dictionary: every word must stand in an entry; a Chinese text that stands nowhere
// as a whole is looked for by its pairs of characters.

export interface Entry {
  id: string;
  kind: string;
  title: string;
  text: string;
}

export interface Found {
  entry: Entry;
  /** The words that stand in it, as they were looked for. */
  words: readonly string[];
}

const CHINESE = /[\u3400-\u9fff]/;
/** So much of a Chinese text must stand in an entry, in pairs of characters. */
const ENOUGH = 0.6;

/** Folded so that case, width and what joins words make no difference. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[_]/g, "");
}

/** The words of a query; letters and Chinese beside each other are words of their own. */
export function wordsOf(query: string): string[] {
  return fold(query).match(/[\u3400-\u9fff]+|[^\s\u3000-\u9fff，。、：；]+/g) ?? [];
}

function pairs(word: string): string[] {
  return word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

export class Finder {
  readonly #folded: { entry: Entry; title: string; all: string }[];

  constructor(entries: readonly Entry[]) {
    this.#folded = entries.map((entry) => {
      const title = fold(entry.title);
      return { entry, title, all: `${title} ${fold(entry.text)}` };
    });
  }

  /** The best entries first; none where the query says nothing. */
  find(query: string): Found[] {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const whole = words.join(" ");
    const hits = this.#folded.flatMap(({ entry, title, all }) => {
      if (!words.every((word) => all.includes(word))) return [];
      const exact = title === whole ? 100 : title.startsWith(whole) ? 50 : 0;
      const titled = words.filter((word) => title.includes(word)).length / words.length;
      const section = entry.kind === "section" ? 1 : 0;
      return [{ found: { entry, words }, rank: exact + titled * (20 + section) + 5 / (1 + all.indexOf(words[0] ?? "") / 40) }];
    });
    if (hits.length === 0 && words.some((word) => CHINESE.test(word) && word.length > 2)) return this.#byPairs(words);
    return hits.sort((a, b) => b.rank - a.rank).map((hit) => hit.found);
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
