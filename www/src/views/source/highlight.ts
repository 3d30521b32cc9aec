// Colours of JSON and XML, line by line of what is in sight: no state, so that a part from the middle and a broken text fare as well.
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

export type Syntax = "json" | "xml" | "text";

const JSON_TOKENS = /("(?:[^"\\]|\\.)*(?:"|$))(?=(\s*:)?)|(-?\d[\w.+-]*|\b(?:true|false|null)\b)|([{}[\],:])/g;
const XML_TOKENS = /(<!--.*?(?:-->|$)|<\?.*?(?:\?>|$))|(<\/?|\/?>|<!\[CDATA\[|\]\]>)|((?<=<\/?)[^\s<>/]+)|(&#?\w+;)/g;
/** The rest of a string that began on the line before. */
const REST = /^(?:[^"\\]|\\.)*(?:"|$)/;

const kinds = Object.fromEntries(["name", "string", "atom", "mark", "comment"].map((kind) => [kind, Decoration.mark({ class: `code-${kind}` })])) as Record<"name" | "string" | "atom" | "mark" | "comment", Decoration>;

function jsonLine(line: string, broken: boolean, add: (from: number, to: number, kind: Decoration) => void): void {
  const rest = broken ? (REST.exec(line)?.[0].length ?? 0) : 0;
  if (rest) add(0, rest, kinds.string);
  JSON_TOKENS.lastIndex = rest;
  for (let token = JSON_TOKENS.exec(line); token; token = JSON_TOKENS.exec(line)) {
    const [whole, string, colon, atom] = token;
    add(token.index, token.index + whole.length, string ? (colon === undefined ? kinds.string : kinds.name) : atom ? kinds.atom : kinds.mark);
  }
}

function xmlLine(line: string, add: (from: number, to: number, kind: Decoration) => void): void {
  for (const token of line.matchAll(XML_TOKENS)) {
    const [whole, comment, mark, name] = token;
    add(token.index, token.index + whole.length, comment ? kinds.comment : mark ? kinds.mark : name ? kinds.name : kinds.atom);
  }
}

/** `broken` tells whether the line that begins at an offset goes on in the middle of a string. */
export function highlight(syntax: Syntax, broken: (view: EditorView, at: number) => boolean): Extension {
  if (syntax === "text") return [];
  const paint = (view: EditorView): DecorationSet => {
    const set = new RangeSetBuilder<Decoration>();
    let past = -1;
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to; ) {
        const line = view.state.doc.lineAt(at);
        at = line.to + 1;
        if (line.from <= past) continue;
        past = line.from;
        const add = (start: number, end: number, kind: Decoration) => set.add(line.from + start, line.from + end, kind);
        if (syntax === "json") jsonLine(line.text, broken(view, line.from), add);
        else xmlLine(line.text, add);
      }
    }
    return set.finish();
  };
  return ViewPlugin.define(
    (view) => ({
      decorations: paint(view),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = paint(update.view);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}
