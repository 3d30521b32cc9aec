// What the page remembers between visits: the language and the theme, where the browser lets it. Nothing else, never an input.
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`invocation-inspector.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`invocation-inspector.${name}`, value);
  } catch {
    // Storage is forbidden or full: the choice holds for this visit.
  }
}
