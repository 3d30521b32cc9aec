// What the reader gave: a name and the bytes. How it came, said by the element that took it.
import { encode } from "../parts/decode.ts";
import type { Words } from "../words.ts";
import { type Sample, sampleText } from "./samples.ts";

export interface Input {
  name: (words: Words) => string;
  bytes: Uint8Array;
  /** Whether a text field may hold it: it came as text, or is text of a bearable length. */
  pasted: boolean;
}

export type Taken =
  | { kind: "text"; text: string; /** Where the caret stood, for a text that is being typed. */ caret: number | null }
  | { kind: "files"; files: readonly File[]; /** Whether they take the place of what is there, rather than be added. */ replaces?: boolean }
  | { kind: "sample"; sample: Sample };

export class TakeEvent extends Event {
  constructor(readonly taken: Taken) {
    super("inspector-take", { bubbles: true, composed: true });
  }
}

/** Something else is asked of the page: `what` names it. */
export class AskEvent extends Event {
  constructor(
    readonly what: "new" | "help" | "answer" | "clear" | "remove" | "show" | "open",
    readonly index = 0,
  ) {
    super("inspector-ask", { bubbles: true, composed: true });
  }
}

/** What the core reads at most; larger files need not be brought into memory to be refused. */
const MOST = 512 * 2 ** 20;

/** The inputs in what was taken; else why there are none. `n` numbers a pasted text. */
export async function readTaken(taken: Taken, n: number): Promise<Input[] | "toast.tooLarge" | "toast.unreadable" | "toast.unloaded"> {
  switch (taken.kind) {
    case "sample": {
      const { title } = taken.sample;
      const text = await sampleText(taken.sample);
      if (text === null) return "toast.unloaded";
      return [{ name: (words) => words.t(title), bytes: encode(text), pasted: true }];
    }
    case "text":
      return [{ name: (words) => words.t("input.pasted", { n }), bytes: encode(taken.text), pasted: true }];
    case "files":
      if (taken.files.some((file) => file.size > MOST)) return "toast.tooLarge";
      try {
        return await Promise.all(
          taken.files.map(async (file) => ({ name: () => file.name, bytes: new Uint8Array(await file.arrayBuffer()), pasted: false })),
        );
      } catch {
        return "toast.unreadable";
      }
  }
}
