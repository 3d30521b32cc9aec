// Styles that stand in scripts lose their blanks and comments on the way: css`…` is text to every other minifier.
import type { Plugin } from "vite";
import { replaced } from "./replaced.ts";

export function lean(style: string): string {
  return style
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replaceAll(";}", "}");
}

/** Only templates without another template inside. */
export function leanStyles(): Plugin {
  return {
    name: "lean-styles",
    enforce: "pre",
    transform: (code, id) => (/\/src\/[^?]*\.ts$/.test(id) ? replaced(code, [/\bcss`([^`\\]*)`/g, (_, style = "") => `css\`${lean(style)}\``]) : null),
  };
}
