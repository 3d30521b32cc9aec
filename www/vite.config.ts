// The build of the page: index.html and src become dist, every file beside it, nothing inlined, nothing fetched later. `--mode inspector`: the viewer
// alone, into the same folder, with the whole core, which its hosts ask for more than the page does at first; and elements.html, which shows it and what it is made of.
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";
import { documented } from "./build/documented.ts";
import { quietLit } from "./build/lit.ts";
import { plainImports, plainLoading, neededBy } from "./build/loading.ts";
import { noticed } from "./build/noticed.ts";
import { statuses } from "./build/statuses.ts";
import { leanStyles } from "./build/styles.ts";

const core = (name: string): string => fileURLToPath(new URL(`src/core/${name}.ts`, import.meta.url));

/** What the page loads first is not the whole core. */
export const resolve = {
  alias: [
    { find: /^\.\/glue\.ts$/, replacement: core("glue.first") },
    { find: /^(\.\.\/)+core\/full\.ts$/, replacement: core("full.second") },
  ],
};

/** What the builds of the page have in common. */
export const build = {
  target: "es2022",
  // A policy without inline code or data: every asset is a file of its own.
  assetsInlineLimit: 0,
  // All browsers that the page supports know modulepreload.
  modulePreload: { polyfill: false },
  // The first browsers with light-dark(): no stand-in for it is wanted.
  cssTarget: ["chrome123", "firefox120", "safari17.5"],
  reportCompressedSize: false,
};

const page: UserConfig = {
  base: "./",
  resolve,
  plugins: [leanStyles(), plainImports(), plainLoading(), quietLit(), noticed()],
  build: {
    ...build,
    rollupOptions: {
      // The page; and the service worker, under a name that does not change.
      input: { index: "index.html", sw: "src/worker/worker.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // One file beside the page's own instead of six, some of a few lines: a server without HTTP/2 sends six files at a time.
        codeSplitting: { groups: [{ name: neededBy(fileURLToPath(new URL("src/main.ts", import.meta.url)), "viewer"), minShareCount: 2 }] },
      },
    },
  },
};

const inspector: UserConfig = {
  base: "./",
  plugins: [leanStyles(), statuses(), documented(), quietLit(), noticed(false)],
  publicDir: false,
  build: {
    ...build,
    emptyOutDir: false,
    rollupOptions: {
      // The page that documents the elements is a host of them like any other.
      input: { inspector: "src/inspector.ts", elements: "elements.html" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "inspector" ? "inspector.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/inspector-[name]-[hash].js",
        codeSplitting: { groups: [{ name: neededBy(fileURLToPath(new URL("src/inspector.ts", import.meta.url)), "viewer"), minShareCount: 2 }] },
      },
    },
  },
};

export default defineConfig(({ mode }) => (mode === "inspector" ? inspector : page));
