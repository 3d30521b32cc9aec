// Text -> markup of a static page: escaping, the small notation of the guide's prose (`code`, **bold**, *word*, [text](#anchor)), the icons.
import type { TemplateResult } from "lit";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** A sentence with its code, emphasis and links. */
export function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece, i) => (i % 2 ? code(piece.slice(1, -1)) : emphasis(escape(piece))))
    .join("");
}

/** Links may hold code, so that they are closed after it. */
export function linked(text: string): string {
  const pieces = text.split(/\[([^\]]+)\]\((#[\w.-]+)\)/);
  let out = "";
  for (let i = 0; i < pieces.length; i += 3) {
    out += inline(pieces[i] ?? "");
    const target = pieces[i + 2];
    if (target) out += `<a href="${escape(target)}">${inline(pieces[i + 1] ?? "")}</a>`;
  }
  return out;
}

export function code(text: string): string {
  const whole = text.length <= 32 && !text.includes(" ") ? ' class="whole"' : "";
  return `<code${whole} translate="no">${escape(text)}</code>`;
}

/** A code that stands alone and may be broken between its words. */
export function name(text: string): string {
  return `<code translate="no">${escape(text).replace(/([a-z])(?=[A-Z])|([/._-])(?=\w)/g, "$1$2<wbr />")}</code>`;
}

function emphasis(escaped: string): string {
  return escaped.replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>").replace(/\*([^*]+)\*/g, "<em>$1</em>");
}

/** A Lit template as the text of its markup: ours hold texts and templates only. */
export function drawn(value: unknown): string {
  if (Array.isArray(value)) return value.map(drawn).join("");
  if (typeof value === "object" && value !== null && "strings" in value) {
    const { strings, values } = value as TemplateResult;
    return strings.map((piece, i) => piece + (i < values.length ? drawn(values[i]) : "")).join("");
  }
  return typeof value === "string" || typeof value === "number" ? escape(String(value)) : "";
}

/** A name in an address. */
export function anchor(kind: string, name: string): string {
  return `${kind}-${name.replaceAll("/", "-")}`;
}
