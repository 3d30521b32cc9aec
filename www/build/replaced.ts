// Replacements in a script that keep its source map.
import MagicString from "magic-string";

type Replacement = [pattern: RegExp, to: string | ((match: string, ...groups: string[]) => string)];

/** A script with every match replaced, and the map of that; null, for a bundler "as it was", where nothing matches. Matches must not overlap. */
export function replaced(code: string, ...replacements: Replacement[]): { code: string; map: ReturnType<MagicString["generateMap"]> } | null {
  const text = new MagicString(code);
  for (const [pattern, to] of replacements) text.replace(pattern, to);
  return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ hires: "boundary" }) } : null;
}
