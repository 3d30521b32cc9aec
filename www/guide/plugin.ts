// Vite's part: guide/en.html and guide/zh.html, and the samples beside them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { TAGS } from "../src/words/languages.ts";
import { guideStyle, make } from "./make.ts";
import { page } from "./page.ts";

const at = (path: string) => new URL(path, import.meta.url);

/** The pages by the paths at which Vite takes them for files. */
export const PAGES: Record<string, string> = Object.fromEntries(TAGS.map((language) => [language, fileURLToPath(at(`../guide/${language}.html`))]));

/** `alone`: with nothing beside it, as the package has it: it leads to no inspector, computes nothing, and has no samples. */
export function guide(alone = false): Plugin {
  let pages: Map<string, string>;
  let json = "";
  return {
    name: "guide",
    async buildStart() {
      const index = readFileSync(at("../index.html"), "utf8");
      const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(index)?.[1];
      const icon = /<link\s+rel="icon"[^]*?\/>/.exec(index)?.[0];
      if (!policy || !icon) throw new Error("index.html has no policy or no icon to take over");
      const { guides, samples } = await make(alone);
      json = JSON.stringify(Object.fromEntries(samples));
      pages = new Map(guides.map(({ source, text }) => [PAGES[source.language] ?? "", page(source, text, { policy, icon, alone })]));
    },
    resolveId(id) {
      return Object.values(PAGES).includes(id) ? id : null;
    },
    load(id) {
      return pages.get(id) ?? null;
    },
    transform: {
      order: "pre",
      handler: (_, id) => (id.endsWith("/src/guide/style.css") ? guideStyle() : null),
    },
    generateBundle() {
      if (!alone) this.emitFile({ type: "asset", fileName: "guide/samples.json", source: json });
    },
  };
}
