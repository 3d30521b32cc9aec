// One build for the examples that a bundler makes.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  // The package brings its modules as files beside its scripts; pre-bundling would part them.
  optimizeDeps: { exclude: ["invocation-inspector"] },
  // Here the package is a folder beside this one, not a copy.
  server: { fs: { allow: [".."] } },
  build: { assetsInlineLimit: 0, modulePreload: false, reportCompressedSize: false, rollupOptions: { input: ["vite/index.html", "react/index.html", "vue/index.html"] } },
});
