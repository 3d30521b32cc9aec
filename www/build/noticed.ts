// The licences of what others made, in what is built: as a file, or as a part of the one file. And no package is bundled that has no notice.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

export const NAME = "third-party-notices.txt";

export const notices = (): string => readFileSync(fileURLToPath(new URL("../../THIRD-PARTY-NOTICES.txt", import.meta.url)), "utf8");

/** Data that no browser runs or shows, for a page that is one file. */
export const noticesInside = (): string => `<script type="text/plain" id="third-party-notices">\n${notices().replace(/<(?=[!/s])/gi, "&lt;")}</script>\n`;

/** `emit`: whether the file is put beside the scripts. */
export function noticed(emit = true): Plugin {
  return {
    name: "noticed",
    generateBundle(_, bundle) {
      const text = notices();
      for (const output of Object.values(bundle)) {
        for (const id of output.type === "chunk" ? output.moduleIds : []) {
          const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
          if (name && !text.includes(`\n${name} `)) this.error(`${name} is bundled and has no notice: type "node build/notices.js" in www`);
        }
      }
      if (emit) this.emitFile({ type: "asset", fileName: NAME, source: text });
    },
  };
}
