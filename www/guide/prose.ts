// lang/*/guide.md -> sections of the page. A block is a heading, a paragraph, a list, a table, a note, code, or a place for a list that is made.
import { escape, linked } from "./markup.ts";

export interface Section {
  id: string;
  title: string;
  /** Markup under the heading. */
  body: string;
  parts: Section[];
}

/** `made` gives the markup of a list by its name. */
export function sections(text: string, made: (name: string) => string): Section[] {
  const found: Section[] = [];
  let current: Section | undefined;
  for (const block of text.trim().split(/\n{2,}/)) {
    const heading = /^(##|###) ([\w-]+): (.+)$/.exec(block);
    if (heading) {
      current = { id: heading[2] ?? "", title: heading[3] ?? "", body: "", parts: [] };
      if (heading[1] === "##") found.push(current);
      else found.at(-1)?.parts.push(current);
    } else if (current) current.body += body(block, made);
    else throw new Error(`the guide begins without a heading: ${block}`);
  }
  return found;
}

function body(block: string, made: (name: string) => string): string {
  const lines = block.split("\n");
  if (block.startsWith("@")) return made(block.slice(1));
  if (block.startsWith("```")) return `<pre tabindex="0"><code translate="no">${escape(lines.slice(1, -1).join("\n"))}</code></pre>\n`;
  if (block.startsWith("> ")) return `<aside class="note"><p>${linked(block.slice(2))}</p></aside>\n`;
  if (block.startsWith("| ")) return table(lines);
  if (block.startsWith("- ")) return `<ul>${lines.map((line) => `<li>${linked(line.slice(2))}</li>`).join("")}</ul>\n`;
  if (/^1\. /.test(block)) return `<ol>${lines.map((line) => `<li>${linked(line.replace(/^\d+\. /, ""))}</li>`).join("")}</ol>\n`;
  if (lines.length > 1) throw new Error(`the guide has a paragraph of several lines: ${block}`);
  return `<p>${linked(block)}</p>\n`;
}

function table(lines: string[]): string {
  const [head = [], , ...rows] = lines.map((line) => line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => linked(cell.trim())));
  return grid(head, rows);
}

/** A table of markup; it scrolls by itself where it is too wide. */
export function grid(head: readonly string[], rows: readonly (readonly string[])[], attributes: readonly string[] = []): string {
  const line = (cells: readonly string[], tag: string) => cells.map((cell, i) => (i === 0 && tag === "td" ? `<th scope="row">${cell}</th>` : `<${tag}${tag === "th" ? ' scope="col"' : ""}>${cell}</${tag}>`)).join("");
  return `<div class="wide" tabindex="0"><table><thead><tr>${line(head, "th")}</tr></thead><tbody>${rows
    .map((cells, i) => `<tr${attributes[i] ? ` ${attributes[i]}` : ""}>${line(cells, "td")}</tr>`)
    .join("\n")}</tbody></table></div>\n`;
}
