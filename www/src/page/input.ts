// Inputs: a name and the bytes; and the events of the page that bring them.
import { encode } from "../core/decode.ts";
import { newId } from "../state/shelf.ts";
import type { Words } from "../words/words.ts";
import { type Sample, sampleText } from "./samples.ts";

export interface Input {
  /** Stays when the text is edited. */
  key: string;
  name: (words: Words) => string;
  bytes: Uint8Array;
  /** Whether a text field may hold it: it came as text, or is text of a bearable length. */
  pasted: boolean;
}

export type PageInput =
  | { kind: "text"; text: string }
  | { kind: "html"; html: string }
  | {
      kind: "files";
      files: readonly File[];
      /** Whether they take the place of what is there, rather than be added. */
      replaces?: boolean;
      /** Names of files that came with them and could not be had. */
      lost?: readonly string[];
    }
  /** Something without a text: its media types. */
  | { kind: "none"; types: readonly string[] }
  | { kind: "sample"; sample: Sample };

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

/** Progress: bytes of all, and which file of how many. */
export interface Progress {
  done: number;
  of: number;
  file: number;
  files: number;
}

/** What was read; `refused`: what was not, and why, with what it is instead. */
export interface Read {
  inputs: Input[];
  refused: { name: string; why: "toast.notText" | "toast.tooLarge" | "toast.unreadable"; kind: string }[];
}

export type Refusal = "toast.unloaded";

/** What was not read, a sentence for each reason. */
export function refusalOf(refused: Read["refused"], words: Words): string {
  const reasons = [...new Set(refused.map(({ why }) => why))];
  return reasons
    .map((reason) => {
      const all = refused.filter(({ why }) => why === reason);
      return words.t(reason, { name: all.map(({ name }) => name).join(words.t("listed")), kind: all[0]?.kind ?? "" });
    })
    .join(" ");
}

const one = (name: (words: Words) => string, text: string): Read => ({ inputs: [{ key: newId(), name, bytes: encode(text), pasted: true }], refused: [] });

const none = (types: readonly string[], words: Words): Read => ({ inputs: [], refused: [{ name: words.t("input.this"), why: "toast.notText", kind: types.join(words.t("listed")) }] });

/** Reads an input; else why there is none. `n` numbers a pasted text. */
export async function readInput(input: PageInput, n: number, words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read | Refusal> {
  switch (input.kind) {
    case "sample": {
      const { title } = input.sample;
      const text = await sampleText(input.sample);
      return text === null ? "toast.unloaded" : one((words) => words.t(title), text);
    }
    case "text":
      return one((words) => words.t("input.pasted", { n }), input.text);
    case "html": {
      const made = await import("./html-text.ts").catch(() => null);
      const text = made?.textOfHtml(input.html);
      if (text === undefined) return "toast.unloaded";
      return text === "" ? none(["text/html"], words) : one((words) => words.t("input.pasted", { n }), text);
    }
    case "files": {
      const made = await import("./files.ts").catch(() => null);
      return made ? made.filesOf(input.files, input.lost ?? [], words, signal, onProgress) : "toast.unloaded";
    }
    case "none":
      return none(input.types, words);
  }
}
