// A module's file that is not where it is looked for: most bundlers leave it out. Says which it is, where, and what to write. In the package alone.

export class Missing extends TypeError {
  constructor(
    /** `core.wasm` or `outputs.wasm`. */
    readonly file: string,
    readonly address: string,
    /** What stands there. */
    readonly found: string,
  ) {
    super(`${file}: ${address} (${found})`);
  }
}

const told = new Set<string>();

function missing(file: string, address: string, found: string): Missing {
  const disk = address.startsWith("file:") ? "A page from a disk cannot fetch it: take invocation-inspector/inline. " : "";
  if (!told.has(address)) {
    console.error(
      `invocation-inspector: ${file} is not at ${address} (${found}). ${disk}Either copy core.wasm and outputs.wasm from the package to that folder, or say where they are before the first use: import { setWasm } from "invocation-inspector"; setWasm({ core: "/assets/core.wasm", outputs: "/assets/outputs.wasm" }); or import "invocation-inspector/inline", which holds them.`,
    );
  }
  told.add(address);
  return new Missing(file, address, found);
}

/** What stands at a module's address; rejects with `Missing` where that is no module. */
export async function moduleAt(name: string, address: string | URL): Promise<Response> {
  const file = `${name}.wasm`;
  const { href } = new URL(address, globalThis.document?.baseURI);
  let answer: Response;
  try {
    answer = await fetch(href);
  } catch (failure) {
    throw missing(file, href, failure instanceof Error ? failure.message : String(failure));
  }
  // A server of a program of one page answers any address with that page.
  const type = answer.headers.get("content-type") ?? "";
  if (!answer.ok) throw missing(file, href, `status ${answer.status}`);
  if (/^text\/html/i.test(type)) throw missing(file, href, type);
  return answer;
}
