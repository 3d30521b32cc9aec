// What comes in besides plain text: files, read once and piece by piece, and HTML. What cannot be read is named.
import { type Input, type OtherInput, type Progress, type Read, readText } from "../state/input.ts";
import { newId } from "../state/shelf.ts";
import { addWords, type Words } from "../words/words.ts";
import { textOfHtml } from "./html-text.ts";
import { HEAD, isBinary, kindOf } from "./wrong-file.ts";

addWords(import.meta.glob("../../../lang/*/files.json", { eager: true, import: "default" }));

/** What the core reads at most; larger files need not be brought into memory to be refused. */
const MOST = 512 * 2 ** 20;
/** So many bytes of a file are read before the page may breathe. */
const SLICE = 8 * 2 ** 20;

/** `head`: what of it is here already. */
async function bytesOf(file: File, head: Uint8Array, signal: AbortSignal, read: (bytes: number) => void): Promise<Uint8Array> {
  read(head.length);
  if (head.length === file.size) return head;
  const bytes = new Uint8Array(file.size);
  bytes.set(head);
  for (let at = head.length; at < file.size; at += SLICE) {
    signal.throwIfAborted();
    const piece = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
    bytes.set(piece, at);
    read(piece.length);
  }
  return bytes;
}

interface Refused {
  name: (words: Words) => string;
  why: "toast.notText" | "toast.tooLarge" | "toast.unreadable";
  /** What it is instead. */
  kind?: string;
}

/** A sentence for each reason. */
function refusalOf(refused: readonly Refused[]): Read["refusal"] {
  const sentence = (words: Words, reason: Refused["why"]) => {
    const all = refused.filter(({ why }) => why === reason);
    return words.t(reason, { name: all.map(({ name }) => name(words)).join(words.t("listed")), kind: all[0]?.kind ?? "" });
  };
  return refused.length ? (words) => [...new Set(refused.map(({ why }) => why))].map((reason) => sentence(words, reason)).join(" ") : null;
}

type Files = Extract<OtherInput, { kind: "files" }>;

async function filesOf({ files, lost = [] }: Files, words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read> {
  const of = files.reduce((sum, { size }) => sum + (size > MOST ? 0 : size), 0);
  const refused: Refused[] = lost.map((name) => ({ name: () => name, why: "toast.unreadable" }));
  const inputs: Input[] = [];
  let done = 0;
  for (const [at, file] of files.entries()) {
    const name = () => file.name;
    if (file.size > MOST) {
      refused.push({ name, why: "toast.tooLarge" });
      continue;
    }
    try {
      signal.throwIfAborted();
      const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
      if (isBinary(head)) {
        refused.push({ name, why: "toast.notText", kind: await kindOf(head, words) });
        continue;
      }
      const bytes = await bytesOf(file, head, signal, (more) => onProgress({ done: (done += more), of, file: at + 1, files: files.length }));
      inputs.push({ key: newId(), name, bytes, unnamed: false });
    } catch {
      signal.throwIfAborted();
      // A folder, or a file that has gone since.
      refused.push({ name, why: "toast.unreadable" });
    }
  }
  return { inputs, refusal: refusalOf(refused) };
}

const nothing = (types: readonly string[]): Read => ({ inputs: [], refusal: refusalOf([{ name: (words) => words.t("input.this"), why: "toast.notText", kind: types.join(", ") }]) });

/** Reads an input; `n` numbers a pasted text. */
export async function readOther(input: OtherInput, n: number, words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read> {
  switch (input.kind) {
    case "files":
      return filesOf(input, words, signal, onProgress);
    case "none":
      // A text that says nothing.
      return input.types.join() === "text/plain" ? { inputs: [], refusal: (words) => words.t("toast.blank") } : nothing(input.types);
    case "html": {
      const text = textOfHtml(input.html);
      return text === "" ? nothing(["text/html"]) : readText((words) => words.t("input.pasted", { n }), text);
    }
  }
}
