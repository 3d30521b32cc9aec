// The elements as the package's manifest has them, for the page that documents them (src/elements): what is declared is on that page.
import type { Plugin } from "vite";
import { declarations } from "./elements.ts";
import { customElements } from "./manifest.ts";

const PREFIX = "virtual:documented";

export function documented(): Plugin {
  return {
    name: "documented",
    resolveId: (id) => (id === PREFIX ? `\0${id}` : null),
    load: (id) => {
      if (id !== `\0${PREFIX}`) return null;
      const { modules } = customElements(declarations()) as { modules: { declarations?: unknown[] }[] };
      // The whole first, then what it is made of.
      const elements = modules.flatMap((module) => module.declarations ?? []) as { tagName: string }[];
      const first = ({ tagName }: { tagName: string }) => Number(tagName !== "invocation-inspector");
      return `export default ${JSON.stringify(elements.toSorted((one, other) => first(one) - first(other)))}`;
    },
  };
}
