// Input from a host, as documents: a property's value of any kind.
import { encode, equalBytes } from "../core/decode.ts";
import type { ReaderInput } from "../state/reader.ts";
import { Coming, comes, type Got } from "./coming.ts";

/** One document: its text, its bytes, a file, the answer of a fetch or a stream, or what JSON.parse made of it. */
export type DocumentInput = string | ArrayBuffer | ArrayBufferView | Blob | Response | ReadableStream<string | BufferSource> | object;
/** Documents: one, a list, or the promise of either. */
export type DocumentsInput = DocumentInput | readonly (DocumentInput | PromiseLike<DocumentInput>)[] | PromiseLike<DocumentInput | readonly DocumentInput[]>;

/** The bytes of what leaves; later of what is in the browser's keeping. */
export function bytesOf(content: string | Uint8Array | Blob): Uint8Array | Promise<Uint8Array> {
  if (content instanceof Blob) return content.arrayBuffer().then((bytes) => new Uint8Array(bytes));
  return typeof content === "string" ? encode(content) : content;
}

/** Copies of what hosts gave: theirs may change, or be handed on to a worker. */
const copies = new WeakSet<Uint8Array>();

function copy(bytes: Uint8Array): Uint8Array {
  if (copies.has(bytes)) return bytes;
  const own = new Uint8Array(bytes.byteLength);
  own.set(bytes);
  copies.add(own);
  return own;
}

/** What it is, by its name, since an object of another window has another class. */
const nameOf = (input: object): string => Object.prototype.toString.call(input).slice(8, -1);

/** So many values one object may have: what names the same part again and again is short in memory and endless when written. */
const VALUES = 10_000_000;

/** JSON of anything: numbers without a form in it as text, maps as objects, and of what holds itself once. */
function json(input: object): string {
  const above: unknown[] = [];
  let values = 0;
  return JSON.stringify(input, function (this: unknown, _, value: unknown) {
    if ((values += 1) > VALUES) throw new RangeError("more values than can be written");
    while (above.length && above.at(-1) !== this) above.pop();
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object" || value === null) return value;
    if (above.includes(value)) return undefined;
    const plain = nameOf(value) === "Map" ? Object.fromEntries(value as Map<string, unknown>) : value;
    above.push(plain);
    return plain;
  });
}

/** Kinds of objects that can be a document. */
const KINDS = ["Object", "Array", "Map", "ArrayBuffer", "SharedArrayBuffer", "Blob", "File", "ReadableStream"];
/** So many documents an answer is made of, at most: 10,000 pages of 50 rows. */
const MOST = 10_000;

/** Whether something from outside can be a document at all. */
export const isDocument = (input: unknown): input is DocumentInput => typeof input === "string" || (typeof input === "object" && input !== null && (ArrayBuffer.isView(input) || KINDS.includes(nameOf(input))));

/** A list without holes, of a length that can be gone through. */
export function isList(input: unknown, fits: (one: unknown) => boolean): input is unknown[] {
  if (!Array.isArray(input) || input.length > MOST) return false;
  for (let i = 0; i < input.length; i += 1) if (!fits(input[i])) return false;
  return true;
}

/** The type of what cannot be a document, `number` or `function`; null where it can. */
export function misfit(input: unknown): string | null {
  if (Array.isArray(input)) return input.map(misfit).find((kind) => kind !== null) ?? null;
  return input === null || ["string", "object", "undefined"].includes(typeof input) ? null : typeof input;
}

function one(input: unknown): ReaderInput {
  if (typeof input === "string") return input;
  if (typeof input !== "object" || input === null) return "";
  if (ArrayBuffer.isView(input)) return copy(new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
  if (/^(Shared)?ArrayBuffer$/.test(nameOf(input))) {
    const { byteLength } = input as ArrayBuffer;
    return copy(byteLength ? new Uint8Array(input as ArrayBuffer) : new Uint8Array());
  }
  if (comes(input)) return comingOf(input);
  if ("arrayBuffer" in input && typeof input.arrayBuffer === "function") return input as unknown as Blob;
  try {
    return json(input) ?? "";
  } catch (failure) {
    // Too deep to be written, or written by a method that fails: the reader is told, as of a file that cannot be read.
    return { arrayBuffer: () => Promise.reject(failure) };
  }
}

/** What comes later, by what it comes from: the same given twice, or to two elements, is read once. */
const coming = new WeakMap<object, Coming>();

function comingOf(input: object): Coming {
  if (input instanceof Coming) return input;
  const known = coming.get(input) ?? new Coming(input, got);
  coming.set(input, known);
  return known;
}

/** What was promised, as the documents that it is. */
const got: Got = (found) => misfit(found) ?? documentsOf(found as DocumentsInput);

/** Whether both lists hold the same: so a host that asks again and again does not disturb the reader. */
export function same(one: readonly ReaderInput[], other: readonly ReaderInput[]): boolean {
  const alike = (a: ReaderInput | undefined, b: ReaderInput | undefined) => a === b || (a instanceof Uint8Array && b instanceof Uint8Array && equalBytes(a, b));
  return one.length === other.length && one.every((document, i) => alike(document, other[i]));
}

/** One document or a list of them. */
export function documentsOf(input: DocumentsInput | null | undefined): ReaderInput[] {
  if (input === null || input === undefined || input === "") return [];
  return Array.isArray(input) ? Array.from(input, one) : [one(input)];
}
