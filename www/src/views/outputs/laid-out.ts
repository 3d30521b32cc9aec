// An output laid out as what it is: JSON and XML as lines that fold, blank-aligned columns as a table, a difference by its lines.
import type { Words } from "../../words/words.ts";
import { type Shape, type Span, shape } from "./module.ts";
import { spanNode } from "./rows.ts";

type Tree = Extract<Shape, { kind: "json" | "xml" }>;
type Table = Extract<Shape, { kind: "table" }>;
type Diff = Extract<Shape, { kind: "diff" }>;
/** What can be laid out. */
export type LaidOut = Tree | Table | Diff;

/** Lines drawn; the rest of a very long one is in the other views. */
const MOST = 5_000;

let last: { text: string; language: string; found: LaidOut | null } | undefined;

/** What a text is besides text, if that is certain; the last result is cached. */
export function structureOf(text: string, words: Words): LaidOut | null {
  if (last?.text !== text || last.language !== words.language) {
    const found = shape(text, words.language);
    last = { text, language: words.language, found: found && found.kind !== "too-large" ? found : null };
  }
  return last.found;
}

/** The output that it is of is not shown any more. */
export function forgetStructure(): void {
  last = undefined;
}

export function laidOut(found: LaidOut, words: Words): HTMLElement {
  const element = found.kind === "table" ? tableElement(found) : found.kind === "diff" ? diffElement(found) : treeElement(found, words);
  element.classList.add("chunk");
  return element;
}

function make(name: string, className: string, spans: readonly Span[] = []): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.append(...spans.map(spanNode));
  return element;
}

function lines(texts: readonly (readonly Span[])[]): HTMLElement[] {
  return texts.map((spans) => make("div", "line", spans));
}

function treeElement(tree: Tree, words: Words): HTMLElement {
  const element = make("div", "tree");
  const body = tree.lines.slice(0, MOST).map(({ indent, spans, closes }) => {
    const line = make("div", "line", spans);
    line.style.paddingInlineStart = `${indent * 2 + 2}ch`;
    return { line, closes };
  });
  // Lines in between are in how many folded ones.
  const folded = new Array<number>(body.length).fill(0);
  body.forEach(({ line, closes }, at) => {
    if (closes === undefined || closes <= at + 1) return;
    const fold = make("button", "fold") as HTMLButtonElement;
    fold.type = "button";
    fold.ariaExpanded = "true";
    fold.ariaLabel = words.t("printed.structure.fold");
    fold.addEventListener("click", () => {
      const open = fold.ariaExpanded !== "true";
      fold.ariaExpanded = String(open);
      line.classList.toggle("folded", !open);
      for (let i = at + 1; i < closes && i < body.length; i += 1) {
        folded[i] = (folded[i] ?? 0) + (open ? -1 : 1);
        body[i]?.line.toggleAttribute("hidden", (folded[i] ?? 0) > 0);
      }
    });
    line.prepend(fold);
  });
  element.append(...lines(tree.before), ...body.map(({ line }) => line), ...lines(tree.after));
  return element;
}

function tableElement({ before, header, align, rows, after }: Table): HTMLElement {
  const element = make("div", "columns");
  const table = document.createElement("table");
  const row = (cells: readonly (readonly Span[])[], name: "th" | "td") => {
    const line = document.createElement("tr");
    line.append(...cells.map((spans, column) => make(name, align[column] ?? "left", spans)));
    return line;
  };
  const head = document.createElement("thead");
  head.append(row(header, "th"));
  const body = document.createElement("tbody");
  body.append(...rows.slice(0, MOST).map((cells) => row(cells, "td")));
  table.append(head, body);
  element.append(...lines(before), table, ...lines(after));
  return element;
}

function diffElement(diff: Diff): HTMLElement {
  const element = make("div", "unified");
  element.append(...diff.lines.slice(0, MOST).map((line) => make("div", `line ${line.class}`, line.spans)));
  return element;
}
