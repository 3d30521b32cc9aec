// The build of the guide, after that of the page and into the same folder: guide/en.html and guide/zh.html. A build of its own, so that
// nothing of it can make the page's first load heavier; the wasm comes out under the same name as the page's. Then all is there that the service worker is to keep.
// `--mode package`: for the npm package, alone in its folder.
import { defineConfig } from "vite";
import { precache } from "./build/precache.ts";
import { noticed } from "./build/noticed.ts";
import { guide, PAGES } from "./guide/plugin.ts";
import { build, resolve } from "./vite.config.ts";

export default defineConfig(({ mode }) => {
  const alone = mode === "package";
  const [folder, names] = alone ? ["guide", "[name]-[hash]"] : ["assets", "guide-[name]-[hash]"];
  return {
    base: "./",
    publicDir: alone ? false : "public",
    resolve,
    plugins: [guide(alone), noticed(false), ...(alone ? [] : [precache("dist")])],
    build: {
      ...build,
      outDir: alone ? "../package" : "dist",
      emptyOutDir: false,
      rollupOptions: {
        input: PAGES,
        output: {
          entryFileNames: alone ? "guide/[hash].js" : "assets/guide-[hash].js",
          chunkFileNames: `${folder}/${names}.js`,
          assetFileNames: (asset) => (asset.names.some((name) => name.endsWith(".wasm")) ? "assets/[name]-[hash][extname]" : `${folder}/${names}[extname]`),
        },
      },
    },
  };
});
