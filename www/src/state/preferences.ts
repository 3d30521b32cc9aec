// What the page remembers between visits: the language and the theme, where the browser lets it. Nothing else, never an input.

export type OutputMode = "terminal" | "plain" | "raw" | "hex" | "structured";

/** How the reader wants outputs shown, for this visit. */
export const outputPreferences: { mode: OutputMode; wrap: boolean; numbers: boolean } = { mode: "terminal", wrap: true, numbers: false };

/** Where storage is forbidden or full, a choice holds for this visit. */
const visit = new Map<string, string>();

export function recall(name: string): string | null {
  try {
    return visit.get(name) ?? localStorage.getItem(`invocation-inspector.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`invocation-inspector.${name}`, value);
    visit.delete(name);
  } catch {
    visit.set(name, value);
  }
}
