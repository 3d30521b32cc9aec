// The package's types, as strict programs with real frameworks see them: each file of types/ compiles, and each of its lines that must not is refused.
import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { installed } from "./prepared.js";

const TSC = fileURLToPath(new URL("../www/node_modules/typescript/bin/tsc", import.meta.url));
const DOM = ["es2023", "dom", "dom.iterable"];

let shop;
before(() => {
  shop = installed();
});
after(() => shop?.close());

/** @param {string} file @param {{ lib?: string[], resolution?: string, paths?: Record<string, string[]> }} [how] */
function check(file, { lib = DOM, resolution = "bundler", paths = {} } = {}) {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    // The package is a folder beside this one, which is linked to.
    preserveSymlinks: true,
    target: "es2022",
    lib,
    types: [],
    jsx: "react-jsx",
    module: resolution === "nodenext" ? "nodenext" : "esnext",
    moduleResolution: resolution,
    paths,
  };
  writeFileSync(join(shop.folder, "types/tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
  execFileSync(process.execPath, [TSC, "--project", "types/tsconfig.json", "--pretty", "false"], { cwd: shop.folder, encoding: "utf8", stdio: ["ignore", "inherit", "inherit"] });
}

for (const resolution of ["bundler", "nodenext"]) {
  test(`plain, by ${resolution}`, () => check("plain.ts", { resolution }));
  test(`the core without a browser's types, by ${resolution}`, () => check("core.ts", { resolution, lib: ["es2023"] }));
}
test("React 19", () => check("react.tsx"));
test("React 18, by its own module and by the global JSX", () => {
  const types = "../node_modules/@types/react-18";
  copyFileSync(join(shop.folder, "types/react.tsx"), join(shop.folder, "types/react-18.tsx"));
  check("react-18.tsx", { paths: { react: [`${types}/index.d.ts`], "react/jsx-runtime": [`${types}/jsx-runtime.d.ts`] } });
});
test("Vue", () => check("vue.ts"));
test("Svelte", () => check("svelte.ts"));
