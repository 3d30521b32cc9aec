// The build of the page: index.html and src become dist, every file beside it, nothing inlined, nothing fetched later.
import { defineConfig } from "vite";
import { quietLit } from "./build/lit.ts";
import { plainLoading } from "./build/loading.ts";
import { noticed } from "./build/noticed.ts";
import { leanStyles } from "./build/styles.ts";

export default defineConfig({
  base: "./",
  plugins: [leanStyles(), plainLoading(), quietLit(), noticed()],
  build: {
    target: "es2022",
    // A policy without inline code or data: every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The first browsers with light-dark(): no stand-in for it is wanted.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    reportCompressedSize: false,
    rollupOptions: {
      // The page; the viewer alone and the service worker, under names that do not change.
      input: { index: "index.html", inspector: "src/inspector.ts", sw: "src/worker/worker.ts" },
      output: { entryFileNames: (chunk) => (["inspector", "sw"].includes(chunk.name) ? `${chunk.name}.js` : "assets/[name]-[hash].js") },
    },
  },
});
