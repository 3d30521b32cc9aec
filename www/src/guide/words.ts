// The words of the guide's elements: those of the guide that is shown.
export type Language = "en" | "zh";

let words: Record<string, string> = {};
export let language: Language = "en";

/** Sets them from the JSON in the guide itself. */
export function setWords(of: Language, json: string | null | undefined): void {
  language = of;
  words = JSON.parse(json || "{}") as Record<string, string>;
}

export function word(key: string, values: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** The sentence for `n` things. */
export function counted(key: string, n: number): string {
  const form = `${key}.${new Intl.PluralRules(language).select(n)}`;
  return word(form in words ? form : `${key}.other`, { n });
}
