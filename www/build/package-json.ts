// The package's own package.json.
import { readFileSync } from "node:fs";

const core = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");
const valueOf = (name: string): string => new RegExp(`^${name} *= *"(.*)"`, "m").exec(core)?.[1] ?? "";

/** The version is the core's. */
export const version = valueOf("version") || "0.0.0";

export function packageJson(): unknown {
  const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  return {
    name: "invocation-inspector",
    version,
    description: "Reads what DescribeInvocations and DescribeInvocationResults of Alibaba Cloud ECS answered, and shows it: custom elements over a WebAssembly core.",
    keywords: ["alibaba-cloud", "ecs", "cloud-assistant", "web-components", "custom-elements", "wasm"],
    homepage: valueOf("repository"),
    // Addresses in the README are those of its own folder.
    repository: { type: "git", url: `git+${valueOf("repository")}.git`, directory: "www/package" },
    license: "MIT OR Apache-2.0",
    type: "module",
    sideEffects: ["./badge.js", "./define.js", "./inline.js", "./inline.module.js", "./core.node.js", "./part-*.js"],
    main: "./index.js",
    types: "./index.d.ts",
    bin: { "invocation-inspector": "cli.js" },
    customElements: "./custom-elements.json",
    "web-types": "./web-types.json",
    exports: {
      ".": entry("index"),
      "./define": entry("define"),
      "./badge": entry("badge"),
      "./core": { types: "./core.d.ts", node: "./core.node.js", default: "./core.js" },
      "./inline": { types: "./inline.d.ts", default: "./inline.module.js" },
      "./react": entry("react"),
      "./svelte": entry("svelte"),
      "./vue": entry("vue"),
      "./core.wasm": { types: "./core.wasm.d.ts", default: "./core.wasm" },
      "./outputs.wasm": { types: "./outputs.wasm.d.ts", default: "./outputs.wasm" },
      "./custom-elements.json": "./custom-elements.json",
      "./vscode.html-custom-data.json": "./vscode.html-custom-data.json",
      "./web-types.json": "./web-types.json",
      "./package.json": "./package.json",
    },
    files: ["*.html", "guide", "*.js", "*.js.map", "*.d.ts", "*.wasm", "*.json", "llms.txt", "CHANGELOG.md", "LICENSE-*", "third-party-notices*.txt"],
    engines: { node: ">=20.19" },
  };
}
