// The package's ./core under Node: the same, reading its module from the disk. Where a server's bundler has parted the two, as that of Next does, the one script
// that holds the module's bytes is loaded instead.
import { readFile } from "node:fs/promises";
import type { WasmSource } from "../core/wasm.ts";
import { setWasm } from "./core.ts";

async function core(): Promise<WasmSource> {
  try {
    return await readFile(new URL("./core.wasm", import.meta.url));
  } catch {
    const { inlined } = await import("./inline.module.js");
    return inlined.core();
  }
}

setWasm({ core });

export * from "./core.ts";
