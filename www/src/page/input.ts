// Inputs: a name and the bytes; and the events of the page that bring them.
import { encode } from "../core/decode.ts";
import { newId } from "../state/shelf.ts";
import type { Words } from "../words/words.ts";
import { type Sample, sampleText } from "./samples.ts";
import { HEAD, isBinary, kindOf } from "./wrong-file.ts";

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
  | { kind: "files"; files: readonly File[]; /** Whether they take the place of what is there, rather than be added. */ replaces?: boolean }
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

/** What the core reads at most; larger files need not be brought into memory to be refused. */
const MOST = 512 * 2 ** 20;
/** So many bytes of a file are read before the page may breathe. */
const SLICE = 8 * 2 ** 20;

/** Progress: bytes of all, and which file of how many. */
export interface Progress {
  done: number;
  of: number;
  file: number;
  files: number;
}

/** What was read; `wrong`: files of which nothing was, since they are no text. */
export interface Read {
  inputs: Input[];
  refused: { name: string; kind: string }[];
}

export type Refusal = "toast.tooLarge" | "toast.unreadable" | "toast.unloaded";

/** A file's bytes, read once, piece by piece. */
async function bytesOf(file: File, signal: AbortSignal, read: (bytes: number) => void): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < file.size; at += SLICE) {
    signal.throwIfAborted();
    const piece = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
    bytes.set(piece, at);
    read(piece.length);
  }
  return bytes;
}

async function filesOf(files: readonly File[], words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read | Refusal> {
  if (files.some((file) => file.size > MOST)) return "toast.tooLarge";
  const of = files.reduce((sum, file) => sum + file.size, 0);
  const read: Read = { inputs: [], refused: [] };
  let done = 0;
  try {
    for (const [at, file] of files.entries()) {
      const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
      if (isBinary(head)) {
        read.refused.push({ name: file.name, kind: await kindOf(head, words) });
        continue;
      }
      const bytes = await bytesOf(file, signal, (more) => onProgress({ done: (done += more), of, file: at + 1, files: files.length }));
      read.inputs.push({ key: newId(), name: () => file.name, bytes, pasted: false });
    }
    return read;
  } catch {
    return "toast.unreadable";
  }
}

const one = (name: (words: Words) => string, text: string): Read => ({ inputs: [{ key: newId(), name, bytes: encode(text), pasted: true }], refused: [] });

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
    case "files":
      return filesOf(input.files, words, signal, onProgress);
  }
}
