// Files, read once and piece by piece; those of which nothing can be read are named.
import { newId } from "../state/shelf.ts";
import type { Words } from "../words/words.ts";
import type { Progress, Read } from "./input.ts";
import { HEAD, isBinary, kindOf } from "./wrong-file.ts";

/** What the core reads at most; larger files need not be brought into memory to be refused. */
const MOST = 512 * 2 ** 20;
/** So many bytes of a file are read before the page may breathe. */
const SLICE = 8 * 2 ** 20;

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

/** Reads these files; `lost`: names of those that could not be had at all. */
export async function filesOf(files: readonly File[], lost: readonly string[], words: Words, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read> {
  const of = files.reduce((sum, file) => sum + (file.size > MOST ? 0 : file.size), 0);
  const read: Read = { inputs: [], refused: lost.map((name) => ({ name, why: "toast.unreadable", kind: "" })) };
  let done = 0;
  for (const [at, file] of files.entries()) {
    const refuse = (why: Read["refused"][number]["why"], kind = "") => read.refused.push({ name: file.name, why, kind });
    if (file.size > MOST) {
      refuse("toast.tooLarge");
      continue;
    }
    try {
      const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
      if (isBinary(head)) {
        refuse("toast.notText", await kindOf(head, words));
        continue;
      }
      const bytes = await bytesOf(file, signal, (more) => onProgress({ done: (done += more), of, file: at + 1, files: files.length }));
      read.inputs.push({ key: newId(), name: () => file.name, bytes, pasted: false });
    } catch {
      signal.throwIfAborted();
      // A folder, or a file that has gone since.
      refuse("toast.unreadable");
    }
  }
  return read;
}
