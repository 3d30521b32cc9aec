// The text of a piece of HTML that came without a plain text. It is cut out by hand: the page's policy keeps the browser's parser from text of others. What was opened
// and is never closed is looked for once, so that no text takes longer than its length asks for.

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const LINE_ENDS = /<(?:br|\/(?:p|div|li|tr|pre|h[1-6]))\b[^>]*>/gi;

function signOf(whole: string, name: string): string {
  if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Without comments, and without what is no text of the page's. */
function shownOf(html: string): string {
  const opening = /<!--|<(script|style|title)\b/gi;
  const unclosed = new Set<string>();
  let shown = "";
  let from = 0;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const name = (found[1] ?? "").toLowerCase();
    if (unclosed.has(name)) continue;
    const closing = name === "" ? /-->/g : new RegExp(`</${name}\\s*>`, "gi");
    closing.lastIndex = opening.lastIndex;
    if (!closing.test(html)) {
      unclosed.add(name);
      continue;
    }
    shown += html.slice(from, found.index);
    from = opening.lastIndex = closing.lastIndex;
  }
  return shown + html.slice(from);
}

export function textOfHtml(html: string): string {
  const shown = shownOf(html);
  // Behind the last one no tag can end.
  const end = shown.lastIndexOf(">") + 1;
  const text = shown
    .slice(0, end)
    .replace(LINE_ENDS, "\n")
    .replace(/<[a-z/!][^>]*>/gi, "");
  return (text + shown.slice(end)).replace(/&(#\d{1,7}|#x[\da-f]{1,6}|\w{1,8});/gi, signOf).trim();
}
