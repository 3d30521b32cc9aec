// The answer that a link carries besides its place: a line of JSON, with the version of the list by which it was redacted (null: it is as it was received) and
// the length of each document in bytes, then the documents one after another; all of it in raw DEFLATE.
import { encode } from "../core/decode.ts";
import { deflated, inflated, lengthOf } from "./link-bytes.ts";

export interface LinkedAnswer {
  documents: Uint8Array<ArrayBuffer>[];
  /** Version of the list by which they are redacted; null: they are as they were received. */
  redaction: string | null;
}

/** Characters of a link with the address of its page: what browsers and servers take, and what any place takes. */
export const MOST_CHARACTERS = 8_000;
export const FEW_CHARACTERS = 2_000;
/** Bytes that an answer may come to when it is unpacked. */
const MOST_BYTES = 4 << 20;
const LINE_END = 10;

/** Whether an answer of so many packed bytes may be in a link. */
export const isPackable = (bytes: unknown): bytes is number => Number.isSafeInteger(bytes) && (bytes as number) > 0 && lengthOf(bytes as number) <= MOST_CHARACTERS;

export async function packed(documents: readonly string[], redaction: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = documents.map((document) => encode(document));
  const head = encode(`${JSON.stringify([redaction, ...bytes.map(({ length }) => length)])}\n`);
  return deflated(new Uint8Array(await new Blob([head, ...bytes]).arrayBuffer()));
}

/** null where it is none. Whoever made the link may have written anything. */
export async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<LinkedAnswer | null> {
  try {
    const all = await inflated(bytes, MOST_BYTES);
    const head = all.indexOf(LINE_END);
    const [redaction, ...lengths] = JSON.parse(new TextDecoder().decode(all.subarray(0, head))) as unknown[];
    const isVersion = redaction === null || (typeof redaction === "string" && /^\d{1,6}$/.test(redaction));
    if (!isVersion || lengths.length === 0 || !lengths.every(isLength)) return null;
    let at = head + 1;
    const documents = lengths.map((length) => all.slice(at, (at += length)));
    return at === all.length ? { documents, redaction } : null;
  } catch {
    return null;
  }
}

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
