// A value, and a condition for it, as they are written in a query.
import type { QueryKey } from "../core/core.ts";

/** A text in quotes, in which only the quote itself means anything. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A condition for one value. */
export const condition = (key: QueryKey, value: string): string => `${key}:${quoted(value)}`;
