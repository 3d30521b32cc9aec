// Inputs: a name and the bytes; and the events of the page that bring them.
import type { Words } from "../words/words.ts";
import { type OtherInput, type Progress, type Read, readText } from "./read.ts";
import { type Sample, sampleText } from "./samples.ts";

export type PageInput =
  | { kind: "text"; text: string }
  | { kind: "sample"; sample: Sample }
  | OtherInput;

export class InputReceivedEvent extends Event {
  constructor(readonly input: PageInput) {
    super("inspector-input", { bubbles: true, composed: true });
  }
}

/** Something else is asked of the page: `what` names it. */
export class CommandEvent extends Event {
  constructor(
    readonly command: "new" | "help" | "answer" | "clear" | "remove" | "show" | "open",
    readonly index = 0,
  ) {
    super("inspector-command", { bubbles: true, composed: true });
  }
}

export type Refusal = "toast.unloaded";

/** Reads an input; else why there is none. `n` numbers a pasted text. */
export async function readInput(input: PageInput, n: number, words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read | Refusal> {
  switch (input.kind) {
    case "sample": {
      const { title } = input.sample;
      const text = await sampleText(input.sample);
      return text === null ? "toast.unloaded" : readText((words) => words.t(title), text);
    }
    case "text":
      return readText((words) => words.t("input.pasted", { n }), input.text);
    default: {
      const files = await import("./files.ts").catch(() => null);
      return files ? files.readOther(input, n, words, signal, onProgress) : "toast.unloaded";
    }
  }
}
