// The inputs of the answer as lines of a list. There may be thousands: they are the same objects until one of them changes, so that nothing is drawn anew for a view.
import type { Inspection, Summary } from "../core/core.ts";
import { visible } from "../ui/visible.ts";
import type { Words } from "../words/words.ts";
import type { Input } from "../state/input.ts";

export interface InputLine {
  name: string;
  /** What it was recognized as; empty before it is read. */
  label: string;
  bytes: number;
  /** What it brought to those before it; empty of one alone. */
  brought: string;
}

interface Lines {
  inputs: readonly InputLine[];
  names: readonly string[];
}

export class InputLines {
  #of: readonly unknown[] = [];
  #lines: Lines = { inputs: [], names: [] };

  /** By what the inputs are called; null: there is none yet. */
  summary: Summary | null = null;

  /** There is no answer any more. */
  forget(): void {
    this.#of = [];
    this.summary = null;
    this.#lines = { inputs: [], names: [] };
  }

  of(inputs: readonly Input[], answer: { readonly summary: Summary | null; readonly inspection: Inspection | null } | null, words: Words): Lines {
    const summary = (this.summary = answer?.summary ?? null);
    const brought = inputs.length > 1 && summary?.sources.length === inputs.length ? answer?.inspection?.brought() : undefined;
    const of = [inputs, summary, brought, words];
    if (of.some((one, i) => one !== this.#of[i])) {
      this.#of = of;
      const taken = new Set<string | null>([null]);
      const lines = inputs.map((input, i) => {
        const { title = null, label = "", syntax = "text" } = summary?.sources[i] ?? {};
        const name = visible(input.name(words));
        // A file keeps its name; what was pasted has none that tells, unless another is called the same.
        const called = input.unnamed && !taken.has(title);
        taken.add(title);
        return { name: called ? title! : name, label: visible(called || title === null ? label : words.t("inputs.titled", { title, syntax: syntax.toUpperCase() })), bytes: input.bytes.length, brought: visible(brought?.[i] ?? "") };
      });
      this.#lines = { inputs: lines, names: lines.map(({ name }) => name) };
    }
    return this.#lines;
  }
}
