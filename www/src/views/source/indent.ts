// Lines that wrap go on under their own indentation. By classes, since a policy without inline styles allows no style attribute.
import type { Extension } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import { css, unsafeCSS } from "lit";
import { decorateLines } from "./sight.ts";

/** Deeper lines go on where these do; there is a width to read in. */
const DEEPEST = 24;
const TAB = 4;

const indents = Array.from({ length: DEEPEST + 1 }, (_, n) => Decoration.line({ class: `indent-${n}` }));

/** The same in a narrow place. */
const DEEPEST_NARROW = 6;

const rule = (n: number, deepest: number) => {
  const indent = Math.min(n, deepest) + 2;
  return `.cm-editor .cm-line.indent-${n}{padding-inline-start:calc(4px + ${indent}ch);text-indent:-${indent}ch}`;
};

/** Two letters further in than the line itself. */
export const indentStyles = css`
  ${unsafeCSS(indents.map((_, n) => rule(n, DEEPEST)).join(""))}
  @container source (max-width: 479px) {
    ${unsafeCSS(indents.map((_, n) => rule(n, DEEPEST_NARROW)).join(""))}
  }
`;

export const hanging: Extension = decorateLines(({ from, text }, add) => {
  let indent = 0;
  for (const char of text) {
    if (indent >= DEEPEST || (char !== " " && char !== "\t")) break;
    indent += char === "\t" ? TAB : 1;
  }
  const decoration = indents[Math.min(indent, DEEPEST)];
  if (decoration) add(from, from, decoration);
});
