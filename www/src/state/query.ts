// A query as text, which is its only form: conditions added, changed and taken away where they stand in it.
import type { Inspection, Outcome, QueryPiece } from "../core/core.ts";
import { quoted } from "./condition.ts";

/** The query with something else in the place of a piece; without it where that is nothing. */
export function replaced(query: string, { start, end }: QueryPiece, by: string): string {
  const [before, after] = [query.slice(0, start), query.slice(end)];
  return by === "" ? `${before.trimEnd()} ${after.trimStart()}`.trim() : before + by + after;
}

/**
 * The query with conditions more, which are read as themselves. Where its end would take them in (an operator, a parenthesis or a quote that is still open), they
 * stand before it; where its beginning would (an operator), that is put in quotes: either way it is searched as text.
 */
export function added(inspection: Inspection, query: string, conditions: string): string {
  const begins = (text: string, at: number) => inspection.readQuery(text).pieces.some(({ start }) => start === at);
  const before = query === "" || /\s$/.test(query) ? query : `${query} `;
  if (begins(before + conditions, before.length)) return before + conditions;
  const all = `${conditions} ${query}`;
  const [first] = inspection.readQuery(query).pieces;
  return !first || begins(all, all.length - query.length + first.start) ? all : `${conditions} ${replaced(query, first, quoted(first.text))}`;
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
export function toggled(inspection: Inspection, query: string, pieces: readonly QueryPiece[], outcome: Outcome): string {
  const piece = outcomePiece(pieces);
  if (!piece) return added(inspection, query, `outcome:${outcome}`);
  const values = piece.values.includes(outcome) ? piece.values.filter((other) => other !== outcome) : [...piece.values, outcome];
  return replaced(query, piece, values.length > 0 ? `outcome:${values.join(",")}` : "");
}
