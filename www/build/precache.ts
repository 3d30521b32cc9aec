// The list of files that the service worker keeps, each with its hash, and their edition: a hash of all of them. Made when all is built, the guide too.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** What the page does not use itself: the worker, the viewer's own entry and what documents it, what is one file each, what servers say of no address, and the way to the guide, which not every server gives for the name of its folder. */
const NOT = ["sw.js", "inspector.js", "invocation-inspector.html", "embed.html", "elements.html", "404.html", "third-party-notices.txt", "guide/index.html", "guide/which.js"];

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
        const listed = kept.map((name) => {
          const bytes = readFileSync(join(folder, name));
          edition.update(name).update("\0").update(bytes);
          return [name === "index.html" ? "./" : name, `sha256-${createHash("sha256").update(bytes).digest("base64")}`];
        });
        const worker = join(folder, "sw.js");
        const code = readFileSync(worker, "utf8");
        if (!code.includes("__FILES__") || !code.includes("__EDITION__")) this.error("the worker has no place for the list of files");
        writeFileSync(worker, code.replace("__FILES__", JSON.stringify(listed)).replace("__EDITION__", JSON.stringify(edition.digest("hex").slice(0, 16))));
      },
    },
  };
}
