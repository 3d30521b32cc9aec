// The reading alone, without any element; needs no types of a browser.
export type * from "./report.js";
export { explain, explanations, inspect, initSync } from "./report.js";

/** A module, compiled (`WebAssembly.Module`) or as bytes, or where to fetch it. */
type WasmSource = string | object;
/** A function is called when the module is needed. */
export type WasmInput = WasmSource | Promise<WasmSource> | (() => WasmSource | Promise<WasmSource>);

/** Gets the core ready, once; rejects where WebAssembly is forbidden or missing. */
export function ready(): Promise<void>;

/** Says where the core comes from: an address, bytes or a compiled module. Before the first use. */
export function setWasm(modules: { core?: WasmInput }): void;
