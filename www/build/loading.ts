// What the page's HTML asks for at once, so that nothing of the first load is found out late: all scripts of its start, and the core.
import type { Plugin, Rolldown } from "vite";

const HELPER = "\0vite/preload-helper.js";
const CORE = /\/invocation_inspector_bg-[\w-]+\.wasm$/;

export function plainLoading(): Plugin {
  return {
    name: "plain-loading",
    enforce: "pre",
    // A lazy part brings next to nothing beside its script: Vite's helper, which would load that first, would weigh more.
    load: (id) => (id === HELPER ? "export const __vitePreload = (load) => load();" : null),
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle, path }) {
        if (path !== "/index.html") return [];
        const core = Object.keys(bundle ?? {}).find((name) => CORE.test(name));
        if (!core) throw new Error("the core is not among what was built");
        // As the glue fetches it; else it would be fetched twice. Of low priority: the page comes first.
        return [{ tag: "link", attrs: { rel: "preload", as: "fetch", type: "application/wasm", crossorigin: true, fetchpriority: "low", href: `./${core}` }, injectTo: "head" }];
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
