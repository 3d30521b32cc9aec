// A template of a catalogue and values -> a phrase. `{name}` is a value, backticks mark code: read in the template, once, before any value is put in.
import type { Phrase } from "../core/core.ts";

export type Values = Record<string, string | number | Phrase>;

type Piece = string | { value: string } | { code: readonly Piece[] };

const PARSED = new Map<string, readonly Piece[]>();

function parse(template: string): readonly Piece[] {
  const pieces = (text: string): Piece[] => text.split(/\{(\w+)\}/).flatMap((piece, i) => (i % 2 ? { value: piece } : piece || []));
  return template.split("`").flatMap((piece, i) => (i % 2 ? { code: pieces(piece) } : pieces(piece)));
}

/** A value that is missing stays a hole. */
export function fill(template: string, values: Values, number: (n: number) => string = String): Phrase {
  const value = (name: string): Phrase => {
    const one = values[name] ?? `{${name}}`;
    return typeof one === "object" ? one : [typeof one === "number" ? number(one) : one];
  };
  const filled = (pieces: readonly Piece[]): Phrase =>
    pieces.flatMap((piece): Phrase => {
      if (typeof piece === "string") return [piece];
      return "value" in piece ? value(piece.value) : [{ code: plain(filled(piece.code)) }];
    });
  let pieces = PARSED.get(template);
  if (!pieces) PARSED.set(template, (pieces = parse(template)));
  return filled(pieces);
}

/** What stands in a part that is no text. */
export function code(part: Exclude<Phrase[number], string>): string {
  return "code" in part ? part.code : "id" in part ? part.id : part.command;
}

/** A phrase as plain text, what is no text between backticks. For eyes only: its parts cannot be told apart again. */
export function plain(parts: Phrase): string {
  return parts.map((part) => (typeof part === "string" ? part : `\`${code(part)}\``)).join("");
}
