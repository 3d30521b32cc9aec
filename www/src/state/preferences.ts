// What the reader prefers. Language, theme, keys, the table's columns and the width of the pane are remembered between visits where the browser lets
// it; nothing else, never an input.

export type Theme = "auto" | "light" | "dark";
/** In the order in which the button walks through them. */
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export type OutputMode = "terminal" | "plain" | "raw" | "hex" | "structured";

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

export const preferences = {
  /** null: none was chosen. */
  get language(): string | null {
    return recall("language");
  },
  set language(language: string) {
    remember("language", language);
  },

  get theme(): Theme {
    const chosen = recall("theme");
    return THEMES.find((theme) => theme === chosen) ?? "auto";
  },
  set theme(theme: Theme) {
    remember("theme", theme);
  },

  /** Ids of the table's columns, in their order; null: none were chosen. */
  get columns(): readonly string[] | null {
    const chosen = recall("columns");
    return chosen ? chosen.split(" ") : null;
  },
  set columns(ids: readonly string[] | null) {
    remember("columns", ids?.join(" ") ?? "");
  },

  /** Whether keys that type a character do something. */
  get singleKeys(): boolean {
    return recall("keys") !== "off";
  },
  set singleKeys(on: boolean) {
    remember("keys", on ? "on" : "off");
  },

  /** How outputs are shown, for this visit. */
  output: { mode: "terminal" as OutputMode, wrap: true, numbers: false },
};

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
}
