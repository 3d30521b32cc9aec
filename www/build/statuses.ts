// The words for statuses, which the core alone knows, as a table for the badge: it shows a status without loading the core.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import type { ExplanationKind } from "../pkg/invocation_inspector.js";

type Core = typeof import("../pkg/invocation_inspector.js");

const PREFIX = "virtual:statuses";

/** Each spelling of either vocabulary, the current one first, in lower case: what its badge says. */
async function table(): Promise<Record<string, string[]>> {
  const core = (await import(new URL("../pkg/invocation_inspector.js", import.meta.url).href)) as Core;
  core.initSync({ module: readFileSync(new URL("../pkg/invocation_inspector_bg.wasm", import.meta.url)) });
  const found: Record<string, string[]> = {};
  for (const kind of ["legacy", "status"] satisfies ExplanationKind[]) {
    for (const status of core.explanations(kind)) {
      const explained = core.explain(kind, status, "en");
      if (!explained?.facts) throw new Error(`${kind} ${status} has no facts`);
      for (const spelling of [explained.code, ...explained.facts.spellings]) found[spelling.toLowerCase()] = [explained.code, explained.facts.outcome, explained.kind, explained.entry];
    }
  }
  return found;
}

export function statuses(): Plugin {
  return {
    name: "statuses",
    resolveId: (id) => (id === PREFIX ? `\0${id}` : null),
    load: async (id) => (id === `\0${PREFIX}` ? `export default Object.assign(Object.create(null), ${JSON.stringify(await table())})` : null),
  };
}
