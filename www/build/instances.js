// @ts-check
// Makes the glue of a module able to begin anew: `renew()` gives the module a fresh instance with memory of its own, for instance after a
// trap, or when the old one has grown large. What was made of the old instance goes on living there and can be freed there; once nothing of it
// is held, its memory is given back. wasm-bindgen's own way (--experimental-reset-state-function) frees old things in the new memory.
import { readFileSync, writeFileSync } from "node:fs";

const RENEW = `
/**
 * Begins anew, with an instance and a memory of its own. Before \`init\` or \`initSync\` has compiled the module, nothing happens; else the new instance is there at once.
 */
export function renew(): void;
/**
 * The memory of the instance, which never shrinks; before there is one, undefined.
 */
export function memory(): { readonly buffer: ArrayBuffer; grow(pages: number): number } | undefined;
`;

/** @param {string} path of the glue, without its ending */
function renewable(path) {
  const glue = readFileSync(`${path}.js`, "utf8");
  /** @type {string[]} */
  const names = [];
  const inner = glue
    .replace(/^export (class|(?:async )?function) (\w+)/gm, (_, kind, name) => {
      names.push(name);
      return `${kind} ${name}`;
    })
    .replace(/^export \{ initSync, __wbg_init as default \};$/m, "");
  if (/^(export|import)\b/m.test(inner) || names.length === 0 || !/^let wasmModule, wasmInstance, wasm;$/m.test(inner)) throw new Error(`${path}.js is not made as it was: look at build/instances.js`);
  const all = [...names, "initSync"].join(", ");
  writeFileSync(
    `${path}.js`,
    `function instance() {
${inner}
return { ${all}, init: __wbg_init, compiled: () => wasmModule, memory: () => wasm?.memory };
}
let current;
export let ${all};
export function renew() {
const module = current?.compiled();
if (current && !module) return;
current = instance();
({ ${all} } = current);
if (module) initSync({ module });
}
export const memory = () => current.memory();
export default (from) => current.init(from);
renew();
`,
  );
  writeFileSync(`${path}.d.ts`, readFileSync(`${path}.d.ts`, "utf8") + RENEW);
}

for (const path of process.argv.slice(2)) renewable(path);
