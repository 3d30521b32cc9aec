// The words of the page: one flat catalogue per language, plurals and numbers by the platform's own rules.
import type { Language, Phrase } from "../core/core.ts";
import { LANGUAGES, spaced, TAGS } from "./languages.ts";
import { fill, plain, type Values } from "./template.ts";

/** Entries of this catalogue, and of those of the lazy parts, which are loaded with them. */
type Entry = keyof typeof import("../../../lang/en/page.json") | keyof typeof import("../../../lang/en/views.json") | keyof typeof import("../../../lang/en/help.json") | keyof typeof import("../../../lang/en/source.json") | keyof typeof import("../../../lang/en/printed.json") | keyof typeof import("../../../lang/en/widget.json") | keyof typeof import("../../../lang/en/install.json") | keyof typeof import("../../../lang/en/files.json") | keyof typeof import("../../../lang/en/sharing.json") | keyof typeof import("../../../lang/en/links.json") | keyof typeof import("../../../lang/en/comparing.json") | keyof typeof import("../../../lang/en/elements.json");
type Counted<K> = K extends `${infer Base}.other` ? Base : never;

/** A sentence without a number that bends it. */
export type Key = Exclude<Entry, `${string}.one` | `${string}.other`>;
/** A sentence with a plural: `key.one`, `key.other`. */
export type CountKey = Counted<Entry>;

const CATALOGUES = Object.fromEntries(TAGS.map((language) => [language, {}])) as Record<Language, Record<string, string>>;
addWords(import.meta.glob("../../../lang/*/page.json", { eager: true, import: "default" }));

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export class Words {
  readonly locale: string;
  readonly #catalogue: Record<string, string>;
  readonly #plural: Intl.PluralRules;
  readonly #number: Intl.NumberFormat;

  /** `guide`: the folder of the guide, or its place in this very document (`#guide/`), for links to it; empty where there is none. */
  constructor(
    readonly language: Language,
    private readonly guide = "",
  ) {
    this.locale = LANGUAGES[language].locale;
    this.#catalogue = CATALOGUES[language];
    this.#plural = new Intl.PluralRules(this.locale);
    this.#number = new Intl.NumberFormat(this.locale);
  }

  /** The sentence as its parts. */
  phrase(key: Key, values: Values = {}): Phrase {
    return this.#fill(this.#catalogue[key] ?? CATALOGUES[TAGS[0]][key] ?? key, values);
  }

  /** The sentence as plain text. */
  t(key: Key, values: Values = {}): string {
    return plain(this.phrase(key, values));
  }

  /** The sentence for `n` things; `{n}` is the number, written as the language writes it. */
  count(key: CountKey, n: number, values: Values = {}): string {
    const form = this.#catalogue[`${key}.${this.#plural.select(n)}`] ?? this.#catalogue[`${key}.other`] ?? key;
    return plain(this.#fill(form, { n, ...values }));
  }

  /** Where the guide explains something; null where there is no guide. */
  explained(anchor: string): string | null {
    return this.guide ? guideAt(this.guide, this.language, anchor) : null;
  }

  number(n: number): string {
    return this.#number.format(n);
  }

  /** A size as people say it: "685 bytes", "1.2 kB", "46 MB". */
  bytes(n: number): string {
    let unit = 0;
    let size = n;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit += 1;
    }
    const format = new Intl.NumberFormat(this.locale, {
      style: "unit",
      unit: UNITS[unit] ?? "byte",
      unitDisplay: unit === 0 ? "long" : "short",
      maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
    });
    return spaced(format.format(size));
  }

  #fill(template: string, values: Values): Phrase {
    return fill(template, values, (n) => this.number(n));
  }
}

/** The address of an entry of the guide, or of its beginning. */
export function guideAt(guide: string, language: Language, anchor = ""): string {
  if (guide.startsWith("#")) return `${guide}${language}/${anchor}`;
  return `${guide}${language}.html${anchor ? "#" : ""}${anchor}`;
}

/** Adds the entries of a part: what `import.meta.glob` finds in `lang/<language>/`. */
export function addWords(catalogues: Record<string, unknown>): void {
  for (const [path, words] of Object.entries(catalogues)) Object.assign(CATALOGUES[path.split("/").at(-2) as Language], words);
}

const cache = new Map<string, Words>();

export function wordsFor(language: Language, guide = ""): Words {
  const known = cache.get(language + guide);
  if (known) return known;
  const made = new Words(language, guide);
  cache.set(language + guide, made);
  return made;
}
