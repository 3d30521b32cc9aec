// Colours of JSON and XML, line by line of what is in sight: no state, so that a part from the middle and a broken text fare as well.
import type { Extension } from "@codemirror/state";
import { Decoration, type EditorView } from "@codemirror/view";
import { type Add, decorateLines } from "./sight.ts";

export type Syntax = "json" | "xml" | "text";

const JSON_TOKENS = /("(?:[^"\\]|\\.)*(?:"|$))(?=(\s*:)?)|(-?\d[\w.+-]*|\b(?:true|false|null)\b)|([{}[\],:])/g;
const XML_TOKENS = /(<!--.*?(?:-->|$)|<\?.*?(?:\?>|$))|(<\/?|\/?>|<!\[CDATA\[|\]\]>)|((?<=<\/?)[^\s<>/]+)|(&#?\w+;)/g;
/** The rest of a string that began on the line before. */
const REST = /^(?:[^"\\]|\\.)*(?:"|$)/;

const kinds = Object.fromEntries(["name", "string", "atom", "mark", "comment"].map((kind) => [kind, Decoration.mark({ class: `code-${kind}` })])) as Record<"name" | "string" | "atom" | "mark" | "comment", Decoration>;

function jsonLine(line: string, broken: boolean, add: Add): void {
  const rest = broken ? (REST.exec(line)?.[0].length ?? 0) : 0;
  if (rest) add(0, rest, kinds.string);
  JSON_TOKENS.lastIndex = rest;
  for (let token = JSON_TOKENS.exec(line); token; token = JSON_TOKENS.exec(line)) {
    const [whole, string, colon, atom] = token;
    add(token.index, token.index + whole.length, string ? (colon === undefined ? kinds.string : kinds.name) : atom ? kinds.atom : kinds.mark);
  }
}

function xmlLine(line: string, add: Add): void {
  for (const token of line.matchAll(XML_TOKENS)) {
    const [whole, comment, mark, name] = token;
    add(token.index, token.index + whole.length, comment ? kinds.comment : mark ? kinds.mark : name ? kinds.name : kinds.atom);
  }
}

/** `broken` tells whether the line that begins at an offset goes on in the middle of a string. */
export function highlight(syntax: Syntax, broken: (view: EditorView, at: number) => boolean): Extension {
  if (syntax === "text") return [];
  return decorateLines(({ from, text }, add, view) => {
    const addToLine: Add = (start, end, kind) => add(from + start, from + end, kind);
    if (syntax === "json") jsonLine(text, broken(view, from), addToLine);
    else xmlLine(text, addToLine);
  });
}
