// The core's catalogue and lang/ -> what the guide is made of, in both languages, and its samples; for its pages and for the file that holds it all.
import { readFileSync } from "node:fs";
import { statusStyles } from "../src/ui/base.ts";
import { tokens, tones } from "../src/ui/tokens.ts";
import { TAGS } from "../src/words/languages.ts";
import type { Source, Sources } from "./entries.ts";
import type { Group } from "./fields.ts";
import { type Sample, samples } from "./samples.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The section whose table is computed by the core while one reads. */
const COMPUTED = /^### try:[^]*?(?=^##)/m;

export interface Made {
  guides: { source: Source; text: string }[];
  samples: Map<string, Sample>;
}

/** `alone`: without the inspector, which shows samples, and without the core. */
export async function make(alone = false): Promise<Made> {
  // By a variable, so that the module is loaded when it is built and not bundled into a configuration.
  const path = new URL("../pkg/invocation_inspector.js", import.meta.url).href;
  const core = (await import(path)) as typeof import("../pkg/invocation_inspector.js");
  core.initSync({ module: readFileSync(new URL("../pkg/invocation_inspector_bg.wasm", import.meta.url)) });
  const fields = JSON.parse(read("../../lang/fields.json")) as Group[];
  const examples = samples(core, fields);
  const sources = JSON.parse(read("../../lang/sources.json")) as Sources;
  const guides = TAGS.map((language) => {
    const words = JSON.parse(read(`../../lang/${language}/guide.json`)) as Record<string, string>;
    const text = read(`../../lang/${language}/guide.md`);
    return { source: { language, words, fields, core, samples: new Set(alone ? [] : examples.keys()), alone, sources }, text: alone ? text.replace(COMPUTED, "") : text };
  });
  return { guides, samples: examples };
}

/** The guide's style: under it the tokens and the signs of the inspector, on the document rather than on an element. */
export function guideStyle(): string {
  const read = (path: string) => readFileSync(new URL(`../src/guide/${path}`, import.meta.url), "utf8");
  const style = read("style.css").replace(/@import "\.\/(.+)";/g, (_, part: string) => read(part));
  return `${tokens.cssText}${tones.cssText}${statusStyles.cssText}`.replace(/:host\(([^)]*)\)/g, ":root$1").replaceAll(":host", ":root") + `\n${style}`;
}
