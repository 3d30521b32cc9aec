// The inputs of an answer, arranged otherwise: each way gives the inputs as they are then, and what was done.
import type { Words } from "../words/words.ts";
import type { Input } from "./input.ts";

/** null: that changes nothing. `stays`: the reader is to stay where they are in the answer. */
export type Arrangement = (inputs: readonly Input[], words: Words) => { inputs: readonly Input[]; text: (words: Words) => string; stays?: boolean } | null;

export const removed =
  (index: number): Arrangement =>
  (inputs, words) => {
    const name = inputs[index]?.name(words) ?? "";
    return { inputs: inputs.filter((_, i) => i !== index), text: (words) => words.t("toast.removed", { name }) };
  };

export const renamed =
  (index: number, to: string): Arrangement =>
  (inputs, words) => {
    const name = to.trim();
    if (!inputs[index] || name === "" || name === inputs[index].name(words)) return null;
    const called = (input: Input, i: number): Input => (i === index ? { ...input, name: () => name, unnamed: false } : input);
    return { inputs: inputs.map(called), text: (words) => words.t("toast.renamed", { name }) };
  };

export const moved =
  (index: number, to: number): Arrangement =>
  (inputs, words) => {
    const one = inputs[index];
    if (!one || to < 0 || to >= inputs.length || to === index) return null;
    const others = inputs.filter((_, i) => i !== index);
    const name = one.name(words);
    return { inputs: [...others.slice(0, to), one, ...others.slice(to)], text: (words) => words.t("toast.moved", { name }), stays: true };
  };
