// The package's ./core: the reading alone, without any element.
import * as core from "../core/core.ts";
import * as glue from "../core/glue.ts";
import { moduleAt } from "../core/missing.ts";
import { wasm, type WasmInput } from "../core/wasm.ts";

let started = false;

/** Throws where the caller forgot to wait. */
function needStart(): void {
  if (!started) throw new Error("invocation-inspector: the core is not loaded yet; await ready(), or call initSync(), first");
}

/** Gets the core ready, once; rejects where WebAssembly is forbidden or missing. */
export async function ready(): Promise<void> {
  await core.start();
  started = true;
}

export const initSync: typeof glue.initSync = (module) => {
  const exports = glue.initSync(module);
  started = true;
  return exports;
};

export const inspect: typeof glue.inspect = (...args) => (needStart(), glue.inspect(...args));
export const explain: typeof glue.explain = (...args) => (needStart(), glue.explain(...args));
export const explanations: typeof glue.explanations = (...args) => (needStart(), glue.explanations(...args));

/** Says where the core comes from: an address, bytes or a compiled module. Before the first use. */
export function setWasm(modules: { core?: WasmInput }): void {
  for (const [name, given] of Object.entries(modules)) wasm[name as keyof typeof wasm] = typeof given === "string" || given instanceof URL ? () => moduleAt(name, given) : given;
}
