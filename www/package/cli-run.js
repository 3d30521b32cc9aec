// @ts-check
// Runs the command line in cli.wasm, with the files and the environment of this process.
import { readFileSync, writeSync } from "node:fs";
import process from "node:process";
import { WASI } from "node:wasi";

/** @type {WebAssembly.Module | undefined} */
let compiled;

/** The error of WASI for a pipe that is full, or empty, for now. */
const AGAIN = 6;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * A call of WASI that waits where the other end of a pipe is slow. And it is called by way of a function: where Node 20 is called from
 * WebAssembly at once, it may collect garbage where it must not, and ends.
 * @param {Function} call
 */
function patient(call) {
  return (/** @type {unknown[]} */ ...given) => {
    for (;;) {
      const error = Reflect.apply(call, undefined, given);
      if (error !== AGAIN) return error;
      Atomics.wait(pause, 0, 0, 2);
    }
  };
}

/** Runs it and gives its exit status. @param {string[]} args @param {{ stdin?: number, stdout?: number, stderr?: number, env?: Record<string, string | undefined> }} [ways] descriptors, and the environment */
export function run(args, { stdin = 0, stdout = 1, stderr = 2, env = process.env } = {}) {
  // Where a path begins with a drive, only the folder in which the work is done can be named: paths are those in it.
  const [root, folder] = process.platform === "win32" ? [process.cwd(), "/"] : ["/", process.cwd()];
  const wasi = new WASI({
    version: "preview1",
    args: ["invocation-inspector", ...args],
    env: { ...env, PWD: folder },
    preopens: { "/": root },
    returnOnExit: true,
    stdin,
    stdout,
    stderr,
  });
  const calls = Object.entries(wasi.wasiImport).map(([name, call]) => [name, patient(call)]);
  try {
    compiled ??= new WebAssembly.Module(readFileSync(new URL("cli.wasm", import.meta.url)));
    return wasi.start(new WebAssembly.Instance(compiled, { wasi_snapshot_preview1: Object.fromEntries(calls) }));
  } catch (error) {
    // What has no room in the 4 GB of WebAssembly ends it.
    writeSync(stderr, `invocation-inspector: ${String(error)}\n`);
    return 2;
  }
}
