// The list of files that the service worker keeps, and their edition: a hash of all of them. Made when all is built, the guide too.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** What the page does not use itself: the worker, the viewer's own entry, and what is one file each. */
const NOT = ["sw.js", "inspector.js", "invocation-inspector.html", "embed.html"];

/** Writes into the worker of a built folder what it is to keep. */
export function precache(folder: string): Plugin {
  return {
    name: "precache",
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
        const names = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/"));
        const kept = names.filter((name) => !NOT.includes(name)).sort();
        const edition = createHash("sha256");
        for (const name of kept) edition.update(name).update("\0").update(readFileSync(join(folder, name)));
        const listed = kept.map((name) => (name === "index.html" ? "./" : name));
        const worker = join(folder, "sw.js");
        const code = readFileSync(worker, "utf8");
        if (!code.includes("__FILES__") || !code.includes("__EDITION__")) this.error("the worker has no place for the list of files");
        writeFileSync(worker, code.replace("__FILES__", JSON.stringify(listed)).replace("__EDITION__", JSON.stringify(edition.digest("hex").slice(0, 16))));
      },
    },
  };
}
