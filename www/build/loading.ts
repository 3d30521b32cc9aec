// What the page's HTML asks for at once, so that nothing of the first load is found out late: all scripts of its start, and the core. And what it
// shows meanwhile: the words that the start screen begins with, in the language that `public/begin.js` finds out.
import { readFileSync } from "node:fs";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";
import { LANGUAGES } from "../src/words/languages.ts";

const HELPER = "\0vite/preload-helper.js";
const CORE = /\/first_bg-[\w-]+\.wasm$/;

/** A text, or a template of the catalogue that has no values, as HTML. */
function markup(template: string): string {
  const pieces = template.replaceAll("&", "&amp;").replaceAll("<", "&lt;").split("`");
  return pieces.map((piece, i) => (i % 2 ? `<code>${piece}</code>` : piece)).join("");
}

/** A text as the value of an attribute. */
export const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** The words of a catalogue. `loading` is in no script: nothing but the HTML says it. */
const wordsOf = (language: string, name: "page" | "loading") => JSON.parse(readFileSync(new URL(`../../lang/${language}/${name}.json`, import.meta.url), "utf8")) as Record<string, string>;

/** The title and the lead of the start screen in each language, with the place for what is said of an early paste, and the script that shows one of them. */
function firstWords(): string {
  const each = Object.entries(LANGUAGES).map(([language, { locale }]) => {
    const words = { ...wordsOf(language, "page"), ...wordsOf(language, "loading") };
    const region = `<p role="status" data-kept="${attribute(words["start.kept"]!)}" data-lost="${attribute(words["start.lost"]!)}"></p>`;
    return `<div class="first" lang="${attribute(locale)}" hidden><h1>${markup(words["start.title"]!)}</h1><p>${markup(words["start.lead"]!)}</p>${region}</div>`;
  });
  return [...each, `<script src="./begin.js"></script>`].map((line) => `      ${line}\n`).join("");
}

/** Without Vite's helper, which loads what a lazy part needs before its script: that is next to nothing here, and webpack warns of the helper's addresses. */
export const plainImports = (): Plugin => ({ name: "plain-imports", enforce: "pre", load: (id) => (id === HELPER ? "export const __vitePreload = (load) => load();" : null) });

export function plainLoading(): Plugin {
  return {
    name: "plain-loading",
    transformIndexHtml: {
      order: "post",
      handler(page, { bundle, path }) {
        if (path !== "/index.html") return page;
        const core = Object.keys(bundle ?? {}).find((name) => CORE.test(name));
        if (!core) throw new Error("the core is not among what was built");
        // As the glue fetches it; else it would be fetched twice. Of low priority: the page comes first.
        const preload: HtmlTagDescriptor = { tag: "link", attrs: { rel: "preload", as: "fetch", type: "application/wasm", crossorigin: true, fetchpriority: "low", href: `./${core}` }, injectTo: "head" };
        const place = "<inspector-page>\n";
        if (!page.includes(place)) throw new Error("the page has no place for its first words");
        return { html: page.replace(place, () => place + firstWords()), tags: [preload] };
      },
    },
  };
}

/** What lazy parts share with each other: a few lines, which a file of their own would make them wait for once more. */
const SHARED = /\/src\/ui\/|^\0rolldown\//;

/** Names the chunk of what a script imports before it begins, and of what its lazy parts share. */
export function neededBy(script: string, name: string): Rolldown.CodeSplittingNameFunction {
  const needed = new Set<string>();
  return (id, context) => {
    if (needed.size === 0) {
      needed.add(script);
      // A set gives what is added to it meanwhile, too.
      for (const one of needed) for (const imported of context.getModuleInfo(one)?.importedIds ?? []) needed.add(imported);
    }
    return needed.has(id) || SHARED.test(id) ? name : null;
  };
}
