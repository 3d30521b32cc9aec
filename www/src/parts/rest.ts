// The core in two parts (build/split.js): the first answers to a well-formed response; the rest (repairs, XML, schedules, the report) is fetched when
// the reader first touches the page, or when it has been still for a while. Where the first part gets to it sooner, it is fetched on the spot.
import { whenTouched } from "./signs.ts";
import { second } from "./wasm.ts";

const ADDRESS = new URL("../../pkg/parts/rest.wasm", import.meta.url);

type Functions = Record<string, (...values: unknown[]) => unknown>;

let there: Functions | undefined;

/** The first part's import object: its own imports, and what it looks for in the rest. `exports`: those of the first part, once it is there. */
export function withRest(own: WebAssembly.Imports, exports: () => WebAssembly.Exports): WebAssembly.Imports {
  const rest = (): WebAssembly.Imports => ({ ...own, first: exports() as WebAssembly.ModuleImports });
  const at = (name: string) => (there ??= now(rest()))[name];
  second.fetch = () => fetched(rest);
  whenTouched(second.fetch);
  return { ...own, rest: new Proxy({}, { get: (_, name) => (...values: unknown[]) => at(String(name))?.(...values) }) };
}

/** A failure is told when the rest is needed, and tried again then. */
async function fetched(imports: () => WebAssembly.Imports): Promise<boolean> {
  if (there) return false;
  try {
    const module = await WebAssembly.compileStreaming(fetch(ADDRESS));
    there ??= (await WebAssembly.instantiate(module, imports())).exports as Functions;
    return true;
  } catch {
    // What is needed of it will be fetched on the spot.
    return false;
  }
}

/** Waits for it: the core is in the middle of an answer. */
function now(imports: WebAssembly.Imports): Functions {
  const request = new XMLHttpRequest();
  request.open("GET", ADDRESS, false);
  // Bytes as letters: a request that is waited for has no other form.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${ADDRESS.pathname}: ${request.status}`);
  const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports as Functions;
}
