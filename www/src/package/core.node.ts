// The package's ./core under Node: the same, reading its module from the disk.
import { readFile } from "node:fs/promises";
import { setWasm } from "./core.ts";

setWasm({ core: () => readFile(new URL("./core.wasm", import.meta.url)) });

export * from "./core.ts";
