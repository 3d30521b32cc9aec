// @ts-check
// node build/notices.js: writes ../THIRD-PARTY-NOTICES.txt, the licences of what others made and every artefact of the page holds a part of: the crates
// that are compiled into the modules, and the npm packages that are bundled into the scripts; and ../cli/THIRD-PARTY-NOTICES.txt, of the crates in the
// command line. Both stand in the repository, so that a build needs nothing for them; a test refuses what is not of the lock files
// (test/boundary/notices.test.js).
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
export const FILE = join(TOP, "THIRD-PARTY-NOTICES.txt");
export const CLI_FILE = join(TOP, "cli/THIRD-PARTY-NOTICES.txt");
const CLI = "invocation-inspector-cli";

/** @typedef {{ name: string, version: string, licence: string, texts: string[] }} Part */
/** @typedef {{ id: string, name: string, version: string, license: string | null, manifest_path: string, targets: { kind: string[] }[] }} Crate */

/** Types alone, and what build/no-dom.ts stands in for. */
const NOT_BUNDLED = /^(@types\/|@lit-labs\/ssr-dom-shim$)/;
/** Sources in other languages that a crate brings along, with licences of their own. @type {Record<string, string[]>} */
const BROUGHT = { "libmimalloc-sys": ["c_src/mimalloc/v3"] };
/** Tools that put a few lines of their own into what they make. */
const TOOLS = ["rolldown"];

const MIT = (/** @type {string} */ whose) => `MIT License

Copyright (c) ${whose}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The licence texts in a folder: of several that may be chosen, MIT's; what must be kept besides stays. @param {string} folder @param {string} licence @param {string} whose */
function textsIn(folder, licence, whose) {
  const files = readdirSync(folder).filter((file) => /^(licen[sc]e|copying|copyright|notice|unlicense)/i.test(file) && !/third-party/i.test(file)).sort();
  const choice = /\bMIT\b.*\bOR\b|\bOR\b.*\bMIT\b/.test(licence) && files.some((file) => /mit/i.test(file));
  const kept = choice ? files.filter((file) => !/apache|zlib|unlicense|copying/i.test(file)) : files;
  if (kept.length) return kept.map((file) => readFileSync(join(folder, file), "utf8").replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").trim());
  if (licence !== "MIT") throw new Error(`${folder} has no licence text for ${licence}`);
  return [MIT(`the authors of ${whose}`)];
}

/** The crates in the modules, or in the command line on any system. @param {boolean} ofCli @returns {Part[]} */
function crates(ofCli) {
  const platform = ofCli ? [] : ["--filter-platform", "wasm32-unknown-unknown"];
  const told = execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", ...platform], { cwd: TOP, encoding: "utf8", maxBuffer: 2 ** 28 });
  /** @type {{ packages: Crate[], workspace_members: string[], resolve: { nodes: { id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }[] } }} */
  const { packages, workspace_members, resolve } = JSON.parse(told);
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((one) => [one.id, one]));
  /** @type {Set<string>} */
  const found = new Set();
  const walk = (/** @type {string} */ id) => {
    // Macros run while it is compiled, and are no part of what comes out.
    if (found.has(id) || byId.get(id)?.targets.some(({ kind }) => kind.includes("proc-macro"))) return;
    found.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id)?.deps ?? []) if (dep_kinds.some(({ kind }) => kind === null)) walk(pkg);
  };
  workspace_members.filter((id) => (byId.get(id)?.name === CLI) === ofCli).forEach(walk);
  return [...found].filter((id) => !workspace_members.includes(id)).map((id) => {
    const { name, version, license, manifest_path } = /** @type {Crate} */ (byId.get(id));
    const folders = ["", ...(BROUGHT[name] ?? [])].map((folder) => join(dirname(manifest_path), folder));
    return { name, version, licence: license ?? "", texts: folders.flatMap((folder) => textsIn(folder, license ?? "", name)) };
  });
}

/** @returns {Part[]} */
function npmPackages() {
  /** @type {{ packages: Record<string, { version?: string, license?: string, dev?: boolean }> }} */
  const lock = JSON.parse(readFileSync(join(TOP, "www/package-lock.json"), "utf8"));
  return Object.entries(lock.packages).flatMap(([path, { version = "", license = "", dev }]) => {
    const name = path.replace(/^.*node_modules\//, "");
    if (name === "" || NOT_BUNDLED.test(name) || (dev && !TOOLS.includes(name)) || path !== `node_modules/${name}`) return [];
    return [{ name, version, licence: license, texts: textsIn(join(TOP, "www", path), license, name) }];
  });
}

/** Parts with the same texts stand together. @param {Part[]} parts */
function grouped(parts) {
  /** @type {Map<string, Part[]>} */
  const groups = new Map();
  for (const part of parts) {
    const text = part.texts.join("\n\n");
    const key = text.replace(/\s+/g, " ");
    groups.set(key, [...(groups.get(key) ?? []), { ...part, texts: [text] }]);
  }
  return [...groups.values()].map((group) => ({ group, text: group[0]?.texts[0] ?? "" }));
}

/** The whole file of the page, or of the command line. */
export function notices(ofCli = false) {
  const order = (/** @type {Part} */ a, /** @type {Part} */ b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const rust = { name: "Rust's standard library", version: "", licence: "MIT OR Apache-2.0", texts: [MIT("The Rust Project Contributors")] };
  const parts = [rust, ...[...crates(ofCli), ...(ofCli ? [] : npmPackages())].sort(order)];
  const rule = "-".repeat(80);
  const blocks = grouped(parts).map(({ group, text }) => `${rule}\n${group.map(({ name, version, licence }) => `${[name, version].filter(Boolean).join(" ")} (${licence})`).join("\n")}\n\n${text}\n`);
  return `Invocation Inspector holds parts of the following works. It is licensed itself under MIT or Apache-2.0, as you like.\n\n${blocks.join("\n")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(join(TOP, "www/node_modules"))) throw new Error("the npm packages are not here: make build fetches them");
  writeFileSync(FILE, notices());
  writeFileSync(CLI_FILE, notices(true));
  console.log(`${FILE}\n${CLI_FILE}`);
}
