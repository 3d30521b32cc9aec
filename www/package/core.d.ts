// The reading alone, without any element.
import type { WasmGiven } from "./index.js";

export type * from "./report.js";
export { explain, explanations, inspect, initSync } from "./report.js";

/** Gets the core ready, once; rejects where WebAssembly is forbidden or missing. */
export function ready(): Promise<void>;

/** Says where the core comes from: an address, bytes or a compiled module. Before the first use. */
export function setWasm(modules: { core?: WasmGiven }): void;
