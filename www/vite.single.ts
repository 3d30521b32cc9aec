// The build of what is one file each: the page with the guide (`--mode page`) and the inspector for a frame (`--mode embed`). Scripts, styles and both modules
// stand inside; the policy names them by their hashes and allows nothing else, no connection above all. And the package's elements.html (`--mode elements`), whose
// elements are those of inline.js beside it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { quietLit } from "./build/lit.ts";
import { guideInside } from "./guide/inside.ts";
import { documented } from "./build/documented.ts";
import { noticed, noticesInside } from "./build/noticed.ts";
import { statuses } from "./build/statuses.ts";
import { lean, leanStyles } from "./build/styles.ts";
import { wasmInside } from "./build/wasm.ts";

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Each: the page it is made from, its script, its name and folder, whether the guide stands inside, and the script beside it that it begins with. */
const FILES = {
  page: { html: "index.html", entry: "src/single.ts", name: "invocation-inspector.html", folder: "dist", guide: true, beside: null },
  embed: { html: "embed.html", entry: "src/embed/embed.ts", name: "embed.html", folder: "dist", guide: false, beside: null },
  elements: { html: "elements.html", entry: "src/elements/beside.ts", name: "elements.html", folder: "../package", guide: false, beside: "inline.js" },
} as const;

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The policy of a file that holds this script and these styles; `beside`: whether another script stands beside it, with a Lit of its own. */
function policy(script: string, styles: string[], beside: boolean): string {
  return [
    "default-src 'none'",
    `script-src ${beside ? "'self' " : ""}${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${styles.map(hash).join(" ")}`,
    // For the attribute `src`.
    ...(beside ? ["connect-src 'self'"] : []),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types lit-html${beside ? " 'allow-duplicates'" : ""}`,
  ].join("; ");
}

function one({ html, name, guide, beside }: (typeof FILES)[keyof typeof FILES]): Plugin {
  return {
    name: "one-file",
    // After the build's own last steps.
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
        const [chunk] = chunks;
        if (!chunk || chunks.length > 1) this.error(`${chunks.length} scripts instead of one`);
        // What would end the script for the parser of the page.
        const script = chunk.code.trim().replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
        const style = lean(readFileSync(file("src/style.css"), "utf8")).trim();
        const inside = guide ? await guideInside() : { style: "", markup: "" };
        // In force only while the guide is shown (src/guide/inside.ts), so that it and the inspector leave each other alone.
        const second = lean(inside.style).trim();
        const put = (text: string, what: RegExp, by: string): string => {
          if (!what.test(text)) this.error(`${html} has no ${what}`);
          return text.replace(what, () => by);
        };
        let text = readFileSync(file(html), "utf8");
        text = put(text, /(?<=http-equiv="Content-Security-Policy"\s+content=")[^"]*/, policy(script, second ? [style, second] : [style], beside !== null));
        text = put(text, /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>${second && `\n    <style id="guide-style" media="not all">${second}</style>`}`);
        text = text.replace(/ *<link rel="(manifest|icon)" href="(?!data:)[^>]*>\n/g, "");
        text = text.replace(/ *<script src="\/guard\.js"[^>]*><\/script>\n/, "");
        text = put(text, / *<script type="module" src="[^"]*"><\/script>\n/, "");
        // Beside the other script its notices stand, too.
        const before = beside ? `<script src="${beside}"></script>\n` : noticesInside();
        text = put(text, / *<\/body>/, `${inside.markup}    ${before}    <script type="module">${script}</script>\n  </body>`);
        for (const output of Object.keys(bundle)) delete bundle[output];
        this.emitFile({ type: "asset", fileName: name, source: text });
        this.info(`${name}: ${Buffer.byteLength(text)} bytes, SHA-256 ${createHash("sha256").update(text).digest("hex")}`);
      },
    },
  };
}

export default defineConfig(({ mode }) => {
  const which = FILES[mode === "embed" || mode === "elements" ? mode : "page"];
  return {
    base: "./",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [leanStyles(), statuses(), documented(), quietLit(), wasmInside(), noticed(false), one(which)],
    build: {
      target: "es2022",
      outDir: which.folder,
      emptyOutDir: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: file(which.entry), output: { entryFileNames: "one.js", codeSplitting: false } },
    },
  };
});
