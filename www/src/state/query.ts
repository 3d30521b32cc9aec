// A query as text, which is its only form: conditions written, added, changed and taken away where they stand in it.
import type { Outcome, QueryKey, QueryPiece } from "../core/core.ts";

/** A condition for one value, in quotes, in which only the quote itself means anything. */
export function condition(key: QueryKey, value: string): string {
  return `${key}:"${value.replaceAll('"', '""')}"`;
}

/** The query with something else in the place of a piece; without it where that is nothing. */
export function replaced(query: string, { start, end }: QueryPiece, by: string): string {
  const [before, after] = [query.slice(0, start), query.slice(end)];
  return by === "" ? `${before.trimEnd()} ${after.trimStart()}`.trim() : before + by + after;
}

/** The query with one more piece. */
export function added(query: string, piece: string): string {
  return `${query.trimEnd()} ${piece}`.trim();
}

/** Whether a piece says which outcomes are asked for. */
export function isOutcomePiece({ key, negated }: QueryPiece): boolean {
  return key === "outcome" && !negated;
}

function outcomePiece(pieces: readonly QueryPiece[]): QueryPiece | undefined {
  return pieces.find(isOutcomePiece);
}

/** The outcomes that a query asks for; none: all. */
export function outcomesOf(pieces: readonly QueryPiece[]): readonly string[] {
  return outcomePiece(pieces)?.values ?? [];
}

/** The query that asks for an outcome where it did not, and no longer where it did. */
export function toggled(query: string, pieces: readonly QueryPiece[], outcome: Outcome): string {
  const piece = outcomePiece(pieces);
  if (!piece) return added(query, `outcome:${outcome}`);
  const values = piece.values.includes(outcome) ? piece.values.filter((other) => other !== outcome) : [...piece.values, outcome];
  return replaced(query, piece, values.length > 0 ? `outcome:${values.join(",")}` : "");
}
