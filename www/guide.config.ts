// The build of the guide, after that of the page and into the same folder: guide/en.html and guide/zh.html. A build of its own, so that
// nothing of it can make the page's first load heavier; the wasm comes out under the same name as the page's. Then all is there that the service worker is to keep.
import { defineConfig } from "vite";
import { precache } from "./build/precache.ts";
import { noticed } from "./build/noticed.ts";
import { guide, PAGES } from "./guide/plugin.ts";
import { build, resolve } from "./vite.config.ts";

export default defineConfig({
  base: "./",
  resolve,
  plugins: [guide(), noticed(false), precache("dist")],
  build: {
    ...build,
    emptyOutDir: false,
    rollupOptions: {
      input: PAGES,
      output: { entryFileNames: "assets/guide-[hash].js", chunkFileNames: "assets/guide-[name]-[hash].js", assetFileNames: (asset) => (asset.names.some((name) => name.endsWith(".wasm")) ? "assets/[name]-[hash][extname]" : "assets/guide-[name]-[hash][extname]") },
    },
  },
});
