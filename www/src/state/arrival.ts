// What comes in while an answer stands: what belongs to it is added, what is in it changes nothing, and all else takes its place. The core tells which; what comes together
// is judged together.
import { type Inspection, type Relation, relationsTo } from "../core/core.ts";
import { painted } from "../core/lazy.ts";
import type { Words } from "../words/words.ts";
import type { Input, Read } from "./input.ts";

/** What was read, and what each of it is to the answer that stands; null: that was not asked, or cannot be told. */
export interface Arrival extends Read {
  relations: readonly Relation[] | null;
  /** The language of what they say. */
  language: Words["language"];
}

type Text = (words: Words) => string;

export interface Decision {
  /** Nothing of it is new, and so nothing is done: why. */
  nothing: Text | null;
  /** Whether it is added, in place of replacing what is there. */
  adds: boolean;
  /** It is known to add to what is there. */
  related: boolean;
  /** What of it is not there yet. */
  more: readonly Input[];
  /** What was done, if it was added, and if it has replaced. */
  added: Text;
  replaced: Text;
}

/** An input of so many bytes is read in less than a frame or two. */
const SHORT = 10_000_000;

/** What each input is to an answer; null where the core cannot read them. */
export async function relate(inspection: Inspection, fresh: readonly Input[]): Promise<Relation[] | null> {
  // What takes longer leaves time for a picture of how far it is.
  if (fresh.some(({ bytes }) => bytes.length > SHORT)) await painted();
  try {
    return relationsTo(inspection, fresh.map(({ bytes }) => bytes));
  } catch {
    return null;
  }
}

/** `unknown`: what is not there byte for byte; `before`: what is there; `joins`: it is added, whatever it is. */
export function decide({ inputs: fresh, relations, language }: Arrival, unknown: readonly Input[], before: readonly Input[], joins: boolean): Decision {
  const kindOf = (input: Input) => relations?.[fresh.indexOf(input)]?.kind ?? "other";
  const what: Text = (words) => (fresh.length === 1 && words.language === language ? (relations?.[0]?.what ?? "") : "");
  const more = unknown.filter((input) => kindOf(input) !== "same");
  const belongs = more.some((input) => kindOf(input) !== "other");
  const name: Text = (words) => fresh.map((input) => input.name(words)).join(words.t("listed"));
  const same: Text = (words) => (unknown.length ? what(words) || words.t("toast.noRows") : words.t("toast.same", { name: name(words) }));
  return {
    nothing: before.length > 0 && more.length === 0 ? same : null,
    adds: before.length > 0 && (joins || belongs),
    related: before.length > 0 && belongs,
    more,
    added: (words) => {
      if (fresh.length > 1) return words.count("toast.added", more.length);
      return belongs && what(words) ? words.t("toast.related", { what: what(words) }) : words.t("toast.addedText");
    },
    replaced: (words) => (!belongs && what(words) ? words.t("sentences", { one: words.t("toast.replaced"), two: what(words) }) : words.t("toast.replaced")),
  };
}
