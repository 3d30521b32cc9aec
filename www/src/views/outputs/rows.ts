// Lines of a rendered output as elements: spans of one style, symbols for what cannot be seen. Text reaches the page as text.
import type { Line, Span } from "./module.ts";

const PICTURES = "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP DEL".split(" ");

const FLAGS = ["bold", "dim", "italic", "strike", "overline", "hidden", "escape"] as const;

/** One line, or a piece of a long one. */
export function lineElement(line: Line): HTMLElement {
  const row = document.createElement("div");
  row.className = line.continued ? "line continued" : "line";
  if (!line.continued) row.dataset.number = String(line.number);
  row.append(...line.spans.map(spanNode));
  // An empty line has a height, and is copied as a line.
  if (line.spans.length === 0) row.append("\n");
  return row;
}

/** A span of text, or a symbol for a character that cannot be seen. */
export function spanNode(span: Span): Node {
  if (!span.mark && Object.keys(span).length === 1) return document.createTextNode(span.text);
  const element = span.link ? linkElement(span.link, span.text) : document.createElement("span");
  element.textContent = span.mark ? named(span.text) : span.text;
  if (span.mark) {
    element.classList.add("sign");
    element.title = [span.mark.name, span.mark.code, span.mark.count > 1 ? `× ${span.mark.count}` : ""].filter(Boolean).join(" ");
  }
  for (const flag of FLAGS) if (span[flag]) element.classList.add(flag);
  if (span.token) element.classList.add(`token-${span.token}`);
  if (span.underline) element.dataset.underline = span.underline;
  if (typeof span.colour === "number") element.dataset.colour = String(span.colour);
  else if (span.colour) element.style.color = pair(span.colour);
  if (span.ground) element.style.background = pair(span.ground);
  return element;
}

/** Pictures of control characters (␛) by their names: most monospaced faces lack them. */
function named(symbol: string): string {
  const at = (symbol.codePointAt(0) ?? 0) - 0x2400;
  return symbol.length === 1 && at >= 0 ? (PICTURES[at] ?? symbol) : symbol;
}

function pair([light, dark]: readonly [string, string]): string {
  return `light-dark(${light}, ${dark})`;
}

/** A link whose target is in sight, beside a text that says something else. */
function linkElement(target: string, text: string): HTMLElement {
  const link = document.createElement("a");
  link.href = target;
  link.title = target;
  link.rel = "noopener noreferrer nofollow";
  link.target = "_blank";
  if (text !== target) link.dataset.target = target;
  return link;
}
