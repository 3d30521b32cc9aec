// Where the wasm modules come from: from the files beside the scripts, unless a host hands them in.

/** A module, compiled or as bytes, or where to fetch it; a function is called when the module is needed. */
export type WasmSource = string | URL | Response | BufferSource | WebAssembly.Module;
export type WasmGiven = WasmSource | Promise<WasmSource> | (() => WasmSource | Promise<WasmSource>);

/** What was handed in: for the core, and for the views of outputs. */
export const wasm: { core?: WasmGiven | undefined; outputs?: WasmGiven | undefined } = {};

/** Where the core comes in two parts: fetches the second, if it is not there; whether it came now. */
export const second: { fetch?: () => Promise<boolean> } = {};

/** Starts a module from what was handed in for it, if anything was. */
export async function load(init: (from?: { module_or_path: WasmSource }) => Promise<unknown>, given: WasmGiven | undefined): Promise<unknown> {
  const from = await (typeof given === "function" ? given() : given);
  return init(from === undefined ? from : { module_or_path: from });
}
