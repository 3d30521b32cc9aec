// The build of the npm package: src/package, package and pkg become ../package. `--mode inline` adds the script that holds everything.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { quietLit } from "./build/lit.ts";
import { declarations } from "./build/elements.ts";
import { plainImports } from "./build/loading.ts";
import { customElements, llmsText, vscodeData, webTypes } from "./build/manifest.ts";
import { noticed } from "./build/noticed.ts";
import { packageJson, version } from "./build/package-json.ts";
import { statuses } from "./build/statuses.ts";
import { leanStyles } from "./build/styles.ts";
import { withTables } from "./build/tables.ts";
import { indexTypes, reactTypes, svelteTypes, vueTypes } from "./build/types.ts";
import { MODULES, wasmBeside, wasmInside } from "./build/wasm.ts";

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What is in the package besides scripts. */
function besides(): Plugin {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return {
    name: "besides",
    generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array) => this.emitFile({ type: "asset", fileName, source });
      const declared = declarations();
      for (const name of ["badge", "core", "define", "inline"]) emit(`${name}.d.ts`, readFileSync(file(`package/${name}.d.ts`)));
      emit("index.d.ts", indexTypes(declared, readFileSync(file("pkg/invocation_inspector.d.ts"), "utf8"), readFileSync(file("src/package/index.ts"), "utf8")));
      for (const [name, types] of Object.entries({ react: reactTypes, vue: vueTypes, svelte: svelteTypes })) {
        emit(`${name}.d.ts`, types(declared));
        // What is for types alone is a module all the same.
        emit(`${name}.js`, "export {};\n");
      }
      // Programs whose library has no Symbol.dispose have `free`; those without a browser's types know no names of its modules.
      const report = readFileSync(file("pkg/invocation_inspector.d.ts"), "utf8").replace(/^ *\[Symbol\.dispose\].*\n/gm, "");
      emit("report.d.ts", report.replace(/(type \w*InitInput =) .*;/g, "$1 string | object;").replace(/: WebAssembly\.\w+;/g, ": object;"));
      emit("README.md", withTables(readFileSync(file("package/README.md"), "utf8"), declared));
      for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) emit(name, readFileSync(file(`../${name}`)));
      for (const [name, path] of Object.entries(MODULES)) {
        emit(`${name}.wasm`, readFileSync(path));
        emit(`${name}.wasm.d.ts`, "/** The address of the module, as bundlers give it that treat it as a file. */\ndeclare const address: string;\nexport default address;\n");
      }
      // The command line: the native program, under Node's WASI.
      for (const name of ["cli.js", "cli-run.js"]) emit(name, readFileSync(file(`package/${name}`)));
      emit("cli.wasm", readFileSync(file("pkg/cli.wasm")));
      emit("third-party-notices-cli.txt", readFileSync(file("../cli/THIRD-PARTY-NOTICES.txt")));
      emit("package.json", json(packageJson()));
      emit("custom-elements.json", json(customElements(declared)));
      emit("vscode.html-custom-data.json", json(vscodeData(declared)));
      emit("web-types.json", json(webTypes(declared, version)));
      emit("llms.txt", llmsText(declared));
      emit("CHANGELOG.md", readFileSync(file("../CHANGELOG.md")));
    },
  };
}

/** What one script says is handed to the module beside it by a symbol, so that nothing is named on the global object. */
function classic(): Plugin {
  const place = 'globalThis[Symbol.for("invocation-inspector/inline")]';
  return {
    name: "classic",
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const start = "var invocationInspector=";
        if (!chunk.code.startsWith(start)) this.error(`the script does not begin with ${start}`);
        // One line more, and what follows at its column: that is what the source map is told.
        chunk.code = `${place} =\n${" ".repeat(start.length)}${chunk.code.slice(start.length)}`;
        const map = bundle[`${chunk.fileName}.map`];
        if (chunk.map) chunk.map.mappings = `;${chunk.map.mappings}`;
        if (map?.type === "asset") map.source = String(map.source).replace('"mappings":"', '"mappings":";');
        this.emitFile({ type: "asset", fileName: "inline.module.js", source: `import "./inline.js";\nexport const { ${chunk.exports.join(", ")} } = ${place};\n` });
      }
    },
  };
}

export default defineConfig(({ mode }) => {
  const inline = mode === "inline";
  const entries = inline ? ["inline"] : ["index", "define", "badge", "core", "core.node"];
  return {
    // lit's build for Node can be imported without a DOM; in browsers it is the same.
    resolve: { conditions: ["module", "node", "production"] },
    base: "./",
    define: { "process.env.NODE_ENV": '"production"' },
    publicDir: false,
    plugins: [plainImports(), leanStyles(), statuses(), quietLit(), ...(inline ? [wasmInside(), noticed(false), classic()] : [wasmBeside(), besides(), noticed()])],
    build: {
      target: "es2022",
      outDir: file("../package"),
      emptyOutDir: !inline,
      modulePreload: false,
      assetsInlineLimit: 0,
      sourcemap: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      copyPublicDir: false,
      rollupOptions: {
        input: Object.fromEntries(entries.map((name) => [name, file(`src/package/${name}.ts`)])),
        external: [/^node:/, /\/inline\.module\.js$/],
        // Nothing is loaded by the one script whose address would matter.
        checks: { emptyImportMeta: !inline },
        preserveEntrySignatures: "strict",
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "part-[name]-[hash].js",
          // From the top of the repository, whatever it is called: the sources are in the maps themselves.
          sourcemapPathTransform: (source) => source.replace(/^(\.\.\/)+/, ""),
          // One script, for `<script src>` as well as for modules, which inline.module.js serves.
          ...(inline ? { codeSplitting: false, format: "iife" as const, name: "invocationInspector" } : {}),
        },
      },
    },
  };
});
