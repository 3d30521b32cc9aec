// The words that the guide's script says, from the page itself.
const element = document.getElementById("words");
const WORDS: Record<string, string> = JSON.parse(element?.textContent ?? "{}");

export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

export function said(key: string, values: Record<string, string | number> = {}): string {
  return (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** The sentence for `n` things. */
export function counted(key: string, n: number): string {
  const form = `${key}.${new Intl.PluralRules(language).select(n)}`;
  return said(form in WORDS ? form : `${key}.other`, { n });
}
