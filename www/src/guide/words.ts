// The words of the guide's elements: those of the guide that is shown.
import type { Language } from "../core/core.ts";
import { fill, plain, type Values } from "../words/template.ts";

let words: Record<string, string> = {};
export let language: Language = "en";

/** Sets them from the JSON in the guide itself. */
export function setWords(of: Language, json: string | null | undefined): void {
  language = of;
  words = JSON.parse(json || "{}") as Record<string, string>;
}

export function word(key: string, values: Values = {}): string {
  return plain(fill(words[key] ?? key, values));
}

/** The sentence for `n` things. */
export function counted(key: string, n: number): string {
  const form = `${key}.${new Intl.PluralRules(language).select(n)}`;
  return word(form in words ? form : `${key}.other`, { n });
}
