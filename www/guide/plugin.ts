// Vite's part: guide/en.html and guide/zh.html made of the core's catalogue and lang/, and the samples beside them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { tokens, tones } from "../src/parts/tokens.ts";
import type { Group } from "./entries.ts";
import { page } from "./page.ts";
import { samples } from "./samples.ts";

const LANGUAGES = ["en", "zh"] as const;
const at = (path: string) => new URL(path, import.meta.url);
const read = (path: string) => readFileSync(at(path), "utf8");

/** The pages by the paths at which Vite takes them for files. */
export const PAGES: Record<string, string> = Object.fromEntries(LANGUAGES.map((language) => [language, fileURLToPath(at(`../guide/${language}.html`))]));

/** The tokens of the inspector, on the document rather than on an element. */
export function documentTokens(): string {
  return `${tokens.cssText}${tones.cssText}`.replace(/:host\(([^)]*)\)/g, ":root$1").replaceAll(":host", ":root");
}

export function guide(): Plugin {
  let made: Map<string, string>;
  let told = "";
  return {
    name: "guide",
    async buildStart() {
      // By a variable, so that the module is loaded when it is built and not bundled into this configuration.
      const path = at("../pkg/invocation_inspector.js").href;
      const core = (await import(path)) as typeof import("../pkg/invocation_inspector.js");
      core.initSync({ module: readFileSync(at("../pkg/invocation_inspector_bg.wasm")) });
      const index = read("../index.html");
      const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(index)?.[1];
      const icon = /<link\s+rel="icon"[^]*?\/>/.exec(index)?.[0];
      if (!policy || !icon) throw new Error("index.html has no policy or no icon to take over");
      const examples = samples(core);
      told = JSON.stringify(Object.fromEntries(examples));
      const fields = JSON.parse(read("../../lang/fields.json")) as Group[];
      made = new Map(
        LANGUAGES.map((language) => {
          const words = JSON.parse(read(`../../lang/${language}/guide.json`)) as Record<string, string>;
          const source = { language, words, fields, core, samples: new Set(examples.keys()) };
          return [PAGES[language] ?? "", page(source, read(`../../lang/${language}/guide.md`), { policy, icon })];
        }),
      );
    },
    resolveId(id) {
      return Object.values(PAGES).includes(id) ? id : null;
    },
    load(id) {
      return made.get(id) ?? null;
    },
    transform: {
      order: "pre",
      handler: (code, id) => (id.endsWith("/src/guide/style.css") ? `${documentTokens()}\n${code}` : null),
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "guide/samples.json", source: told });
    },
  };
}
