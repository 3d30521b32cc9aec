// The list of files that the service worker keeps, and their edition: a hash of all of them.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** What the page does not use itself. */
const NOT = ["sw.js", "inspector.js"];

export function precache(folder: string): Plugin {
  return {
    name: "precache",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") return;
        const files = new Map<string, string | Uint8Array>(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
        for (const file of Object.values(bundle)) files.set(file.fileName, file.type === "chunk" ? file.code : file.source);
        const names = [...files.keys()].filter((name) => !NOT.includes(name)).sort();
        const edition = createHash("sha256");
        for (const name of names) edition.update(name).update("\0").update(files.get(name) ?? "");
        const listed = names.map((name) => (name === "index.html" ? "./" : name));
        worker.code = worker.code.replace("__FILES__", JSON.stringify(listed)).replace("__EDITION__", JSON.stringify(edition.digest("hex").slice(0, 16)));
      },
    },
  };
}
