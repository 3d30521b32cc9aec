// What comes in, and the events of the page that bring it.
import { type OtherInput, type Progress, type Read, readText } from "../state/input.ts";
import type { PendingInput } from "../state/page-host.ts";
import type { Key, Words } from "../words/words.ts";
import { type Sample, sampleText } from "./samples.ts";

/** All that can come in: a text (pasted, typed), a sample, or what `files.ts` reads. */
export type PageInput =
  | { kind: "text"; text: string }
  | { kind: "sample"; sample: Sample }
  | OtherInput;

/** An element has received an input, which the page is to read. */
export class InputReceivedEvent extends Event {
  constructor(readonly input: PageInput) {
    super("inspector-input", { bubbles: true, composed: true });
  }
}

/** An element asks something else of the page; `index`: the input that is to be removed, shown, renamed to `text` or moved before or after that at `to`. */
export class CommandEvent extends Event {
  constructor(
    readonly command: "new" | "help" | "answer" | "clear" | "remove" | "show" | "open" | "rename" | "move",
    readonly index = 0,
    readonly text = "",
    readonly to = 0,
  ) {
    super("inspector-command", { bubbles: true, composed: true });
  }
}

/** The input as the page's state takes it: with the way to read it. */
export function pendingInput(input: PageInput, words: Words): PendingInput {
  const isSample = input.kind === "sample" || (input.kind === "files" && input.sample === true);
  const kind = isSample ? "sample" : input.kind === "files" ? "files" : "text";
  const adds = input.kind === "files" && input.adds === true;
  return { kind, adds, replaces: isSample, read: (n, signal, onProgress) => readInput(input, n, words, signal, onProgress) };
}

/** Its documents as bytes, or the key of the words why there are none. `n` numbers what was pasted. */
async function readInput(input: PageInput, n: number, words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read | Key> {
  switch (input.kind) {
    case "sample": {
      const { title } = input.sample;
      const text = await sampleText(input.sample);
      return text === null ? "toast.unloaded" : readText((words) => words.t(title), text);
    }
    case "text":
      return readText((words) => words.t("input.pasted", { n }), input.text, true);
    default: {
      const files = await import("./files.ts").catch(() => null);
      return files ? files.readOther(input, n, words, signal, onProgress) : "toast.unloaded";
    }
  }
}
