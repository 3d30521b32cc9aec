// The package's ./core: the reading alone, without any element.
import { start } from "../core.ts";
import { wasm, type WasmGiven } from "../parts/wasm.ts";

export { explain, explanations, inspect, initSync } from "../core.ts";

/** Gets the core ready, once; rejects where WebAssembly is forbidden or missing. */
export async function ready(): Promise<void> {
  await start();
}

/** Says where the core comes from: an address, bytes or a compiled module. Before the first use. */
export function setWasm(modules: { core?: WasmGiven }): void {
  Object.assign(wasm, modules);
}
