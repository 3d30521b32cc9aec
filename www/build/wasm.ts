// What becomes of the wasm modules in a build: files beside the scripts, or text inside them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { constants, deflateRawSync } from "node:zlib";
import type { Plugin } from "vite";
import { replaced } from "./replaced.ts";

/** Each module: the name of its file in what is built, and where it is. */
export const MODULES = {
  core: fileURLToPath(new URL("../pkg/invocation_inspector_bg.wasm", import.meta.url)),
  outputs: fileURLToPath(new URL("../pkg/outputs/invocation_outputs_bg.wasm", import.meta.url)),
} as const;

const MISSING = JSON.stringify(fileURLToPath(new URL("../src/core/missing.ts", import.meta.url)));
const ADDRESS = /new URL\(['"`]([\w.]+_bg\.wasm)['"`], import\.meta\.url\)/g;
const nameOf = (file: string): string => (file.includes("outputs") ? "outputs" : "core");

/** The glue's address of its file stays an address, under our name, for the host's own bundler to follow; where the file is missing, that is said. */
export function wasmBeside(): Plugin {
  return {
    name: "wasm-beside",
    enforce: "pre",
    transform: (code, id) => (/\/pkg\/.*\.js$/.test(id) ? replaced(code, [/^[^]/, (first) => `import { moduleAt } from ${MISSING};\n${first}`], [ADDRESS, (_, file = "") => `moduleAt("${nameOf(file)}", __WASM_${nameOf(file)}__)`]) : null),
    renderChunk: (code) => replaced(code, [/\b__WASM_(core|outputs)__\b/g, (_, name = "") => `new URL("./${name}.wasm", import.meta.url)`]),
    // The minifier writes back quotes, which not every bundler looks for. Quotes of the same length move nothing in the source map.
    generateBundle: (_, bundle) => {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = file.code.replace(/new URL\(`(\.\/\w+\.wasm)`,/g, 'new URL("$1",');
      }
    },
  };
}

/** The bytes themselves, for src/package/inlined.ts; nothing is fetched. */
export function wasmInside(): Plugin {
  const prefix = "virtual:";
  return {
    name: "wasm-inside",
    enforce: "pre",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load: (id) => {
      const name = id.startsWith(`\0${prefix}`) ? id.slice(prefix.length + 1, -".wasm".length) : "";
      if (!(name in MODULES)) return null;
      const bytes = readFileSync(MODULES[name as keyof typeof MODULES]);
      // No map: the source map would hold the bytes again.
      return { code: `export default "${deflateRawSync(bytes, { level: constants.Z_BEST_COMPRESSION }).toString("base64")}"`, map: { mappings: "" } };
    },
    transform: (code, id) => (/\/pkg\/.*\.js$/.test(id) ? replaced(code, [ADDRESS, "undefined"]) : null),
  };
}
