// The words of the page: one flat catalogue per language, placeholders in braces, plurals and numbers by the platform's own rules.
import en from "../../../lang/en/page.json";
import zh from "../../../lang/zh/page.json";
import type { Language, Phrase } from "../core/core.ts";

/** Entries of this catalogue, and of those of the lazy parts, which are loaded with them. */
type Entry = keyof typeof en | keyof typeof import("../../../lang/en/views.json") | keyof typeof import("../../../lang/en/help.json") | keyof typeof import("../../../lang/en/source.json") | keyof typeof import("../../../lang/en/printed.json") | keyof typeof import("../../../lang/en/widget.json") | keyof typeof import("../../../lang/en/install.json") | keyof typeof import("../../../lang/en/files.json");
type Counted<K> = K extends `${infer Base}.other` ? Base : never;

/** A sentence without a number that bends it. */
export type Key = Exclude<Entry, `${string}.one` | `${string}.other`>;
/** A sentence with a plural: `key.one`, `key.other`. */
export type CountKey = Counted<Entry>;

type Values = Record<string, string | number>;

const CATALOGUES: Record<Language, Record<string, string>> = { en: { ...en }, zh: { ...zh } };
const LOCALES: Record<Language, string> = { en: "en", zh: "zh-CN" };
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
    this.locale = LOCALES[language];
    this.#catalogue = CATALOGUES[language];
    this.#plural = new Intl.PluralRules(this.locale);
    this.#number = new Intl.NumberFormat(this.locale);
  }

  t(key: Key, values: Values = {}): string {
    return this.#fill(this.#catalogue[key] ?? CATALOGUES.en[key] ?? key, values);
  }

  /** The sentence as its parts. Backticks mark code in the catalogue alone, which is read before the values are put in. */
  phrase(key: Key, values: Record<string, string | Phrase> = {}): Phrase {
    const value = (name: string): Phrase => [values[name] ?? `{${name}}`].flat();
    const filled = (piece: string): Phrase => piece.split(/\{(\w+)\}/).flatMap((part, i) => (i % 2 ? value(part) : part || []));
    const pieces = this.t(key).split("`");
    return pieces.flatMap((piece, i): Phrase => (i % 2 ? [{ code: filled(piece).join("") }] : filled(piece)));
  }

  /** The sentence for `n` things; `{n}` is the number, written as the language writes it. */
  count(key: CountKey, n: number, values: Values = {}): string {
    const form = this.#catalogue[`${key}.${this.#plural.select(n)}`] ?? this.#catalogue[`${key}.other`] ?? key;
    return this.#fill(form, { n, ...values });
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
    return new Intl.NumberFormat(this.locale, {
      style: "unit",
      unit: UNITS[unit] ?? "byte",
      unitDisplay: unit === 0 ? "long" : "short",
      maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
    }).format(size);
  }

  #fill(sentence: string, values: Values): string {
    return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name];
      if (value === undefined) return hole;
      return typeof value === "number" ? this.number(value) : value;
    });
  }
}

/** The address of an entry of the guide, or of its beginning. */
export function guideAt(guide: string, language: Language, anchor = ""): string {
  if (guide.startsWith("#")) return `${guide}${language}/${anchor}`;
  return `${guide}${language}.html${anchor ? "#" : ""}${anchor}`;
}

/** Adds the entries of a lazy part. */
export function addWords(catalogues: Record<Language, Record<string, string>>): void {
  for (const language of ["en", "zh"] as const) Object.assign(CATALOGUES[language], catalogues[language]);
}

const cache = new Map<string, Words>();

export function wordsFor(language: Language, guide = ""): Words {
  const known = cache.get(language + guide);
  if (known) return known;
  const made = new Words(language, guide);
  cache.set(language + guide, made);
  return made;
}

/** The language a tag such as "zh-Hans-CN" asks for. */
export function languageOf(tag: string): Language {
  // A host may set anything.
  return String(tag).toLowerCase().startsWith("zh") ? "zh" : "en";
}
