// The modules' bytes, as the build puts them into a script: compressed, in Base64, unpacked when they are first needed.
import core from "virtual:core.wasm";
import outputs from "virtual:outputs.wasm";

async function unpack(packed: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

export const inlined = { core: () => unpack(core), outputs: () => unpack(outputs) };
