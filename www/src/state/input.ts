// An input as it is read, what else was read with it, and how far reading is.
import { encode, equalBytes } from "../core/decode.ts";
import type { Words } from "../words/words.ts";
import { newId } from "./shelf.ts";

export interface Input {
  /** Stays when the text is edited. */
  key: string;
  name: (words: Words) => string;
  bytes: Uint8Array;
  /** Whether its name is a number only: it is called by what it is, once that is known. */
  unnamed: boolean;
}

/** A text that is longer would freeze the start field: it is read without it. */
export const FIELD = 1_000_000;

/** What stands in the start field, unless one of these inputs is its text; null: nothing. */
export function unread(typed: string | null, read: readonly Input[]): string | null {
  const bytes = encode(typed ?? "");
  return typed?.trim() && !read.some((input) => equalBytes(input.bytes, bytes)) ? typed : null;
}

/** Progress: bytes of all, and which file of how many. */
export interface Progress {
  done: number;
  of: number;
  file: number;
  files: number;
}

/** What was read; `refusal`: what was not, and why. */
export interface Read {
  inputs: Input[];
  refusal: ((words: Words) => string) | null;
}

/** What is read by a part that is loaded when it is first needed (`files.ts`). */
export type OtherInput =
  | { kind: "html"; html: string }
  | {
      kind: "files";
      files: readonly File[];
      /** The reader has asked that they be added, whatever they are. */
      adds?: boolean;
      /** They are a sample, which takes the place of what is there and of nothing that comes. */
      sample?: boolean;
      /** Names of files that came with them and could not be had. */
      lost?: readonly string[];
    }
  /** Something without a text: its media types. */
  | { kind: "none"; types: readonly string[] };

export const readText = (name: (words: Words) => string, text: string, unnamed = false): Read => ({ inputs: [{ key: newId(), name, bytes: encode(text), unnamed }], refusal: null });
