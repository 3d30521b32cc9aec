// The build of the page: index.html and src become dist, every file beside it, nothing inlined, nothing fetched later.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { quietLit } from "./build/lit.ts";
import { plainLoading, neededBy } from "./build/loading.ts";
import { noticed } from "./build/noticed.ts";
import { leanStyles } from "./build/styles.ts";

export default defineConfig({
  base: "./",
  plugins: [leanStyles(), plainLoading(), quietLit(), noticed()],
  build: {
    target: "es2022",
    // A policy without inline code or data: every asset is a file of its own.
    assetsInlineLimit: 0,
    // All browsers that the page supports know modulepreload.
    modulePreload: { polyfill: false },
    // The first browsers with light-dark(): no stand-in for it is wanted.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    reportCompressedSize: false,
    rollupOptions: {
      // The page; the viewer alone and the service worker, under names that do not change.
      input: { index: "index.html", inspector: "src/inspector.ts", sw: "src/worker/worker.ts" },
      output: {
        entryFileNames: (chunk) => (["inspector", "sw"].includes(chunk.name) ? `${chunk.name}.js` : "assets/[name]-[hash].js"),
        // One file beside the page's own instead of six, some of a few lines: a server without HTTP/2 sends six files at a time.
        codeSplitting: { groups: [{ name: neededBy(fileURLToPath(new URL("src/main.ts", import.meta.url)), "viewer"), minShareCount: 2 }] },
      },
    },
  },
});
