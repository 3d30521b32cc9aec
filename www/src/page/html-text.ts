// The text of a piece of HTML that came without a plain text. It is cut out by hand: the page's policy keeps the browser's parser from text of others.

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const LINE_ENDS = /<(?:br|\/(?:p|div|li|tr|pre|h[1-6]))\b[^>]*>/gi;

function signOf(whole: string, name: string): string {
  if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

export function textOfHtml(html: string): string {
  return html
    .replace(/<!--[^]*?-->|<(script|style|title)\b[^]*?<\/\1\s*>/gi, "")
    .replace(LINE_ENDS, "\n")
    .replace(/<[a-z/!][^>]*>/gi, "")
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|\w{1,8});/gi, signOf)
    .trim();
}
