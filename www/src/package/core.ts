// The package's ./core: the reading alone, without any element.
import * as core from "../core/core.ts";
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

export const initSync: typeof core.initSync = (module) => {
  const exports = core.initSync(module);
  started = true;
  return exports;
};

export const inspect: typeof core.inspect = (...args) => (needStart(), core.inspect(...args));
export const explain: typeof core.explain = (...args) => (needStart(), core.explain(...args));
export const explanations: typeof core.explanations = (...args) => (needStart(), core.explanations(...args));

/** Says where the core comes from: an address, bytes or a compiled module. Before the first use. */
export function setWasm(modules: { core?: WasmInput }): void {
  Object.assign(wasm, modules);
}
