// Lines of a rendered output as elements: runs of one look, signs for what cannot be seen. Text reaches the page as text.
import type { Line, Run } from "./module.ts";

const PICTURES = "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP DEL".split(" ");

const FLAGS = ["bold", "dim", "italic", "strike", "overline", "hidden", "escape"] as const;

/** One line, or a piece of a long one. */
export function lineElement(line: Line): HTMLElement {
  const row = document.createElement("div");
  row.className = line.continued ? "line continued" : "line";
  if (!line.continued) row.dataset.number = String(line.number);
  row.append(...line.runs.map(runNode));
  // An empty line has a height, and is copied as a line.
  if (line.runs.length === 0) row.append("\n");
  return row;
}

/** A run, or a sign. */
export function runNode(run: Run): Node {
  if (!run.mark && Object.keys(run).length === 1) return document.createTextNode(run.text);
  const element = run.link ? linkElement(run.link, run.text) : document.createElement("span");
  element.textContent = run.mark ? named(run.text) : run.text;
  if (run.mark) {
    element.classList.add("sign");
    element.title = [run.mark.name, run.mark.code, run.mark.count > 1 ? `× ${run.mark.count}` : ""].filter(Boolean).join(" ");
  }
  for (const flag of FLAGS) if (run[flag]) element.classList.add(flag);
  if (run.token) element.classList.add(`token-${run.token}`);
  if (run.underline) element.dataset.underline = run.underline;
  if (typeof run.colour === "number") element.dataset.colour = String(run.colour);
  else if (run.colour) element.style.color = pair(run.colour);
  if (run.ground) element.style.background = pair(run.ground);
  return element;
}

/** Pictures of control characters (␛) by their names: most monospaced faces lack them. */
function named(sign: string): string {
  const at = (sign.codePointAt(0) ?? 0) - 0x2400;
  return sign.length === 1 && at >= 0 ? (PICTURES[at] ?? sign) : sign;
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
