// A lazy part brings nothing beside its script, so Vite's helper, which would load the rest first, has nothing to do.
import type { Plugin } from "vite";

const HELPER = "\0vite/preload-helper.js";

export function plainLoading(): Plugin {
  return { name: "plain-loading", enforce: "pre", load: (id) => (id === HELPER ? "export const __vitePreload = (load) => load();" : null) };
}
