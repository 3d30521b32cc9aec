// What a host hands over before it is here: a promise, the answer of a fetch, a stream, an address. Each is read when it is first needed, and once.
import { encode } from "../core/decode.ts";
import type { ReaderInput, Refusal } from "../state/reader.ts";
import { type Key, wordsFor } from "../words/words.ts";

/** Why something could not be had, for which there is a sentence. */
type Why = Extract<Key, `given.${string}`>;

/** Something that was given, or promised, and cannot be had. */
export class Unread extends Error {
  constructor(
    readonly key: Why,
    readonly values: { [name: string]: string } = {},
    /** What failed beneath, in the browser's or the host's own words. */
    readonly beneath: string | null = null,
  ) {
    super(`${wordsFor("en").t(key, values)}${beneath ? ` (${beneath})` : ""}`);
  }
}

/** Documents of what was promised, or what kind of thing it is that cannot be one. */
export type Got = (found: unknown) => ReaderInput[] | string;

const isPromise = (input: object): input is PromiseLike<unknown> => "then" in input && typeof input.then === "function";
/** Also those of another window, which have another class. */
const kindOf = (input: object): string => Object.prototype.toString.call(input).slice(8, -1);
const isAnswer = (input: object): input is Response => kindOf(input) === "Response";
const isStream = (input: object): input is ReadableStream<unknown> => kindOf(input) === "ReadableStream";
const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));

/** Whether it is to be waited for. */
export const comes = (input: object): boolean => input instanceof Coming || isPromise(input) || isAnswer(input) || isStream(input);

/** An address as it may be shown: without what may be secret in it. */
export function shownAddress(address: string): string {
  try {
    const { protocol, host, pathname, search } = new URL(address);
    return protocol === "data:" ? "data:…" : `${protocol}//${host}${pathname}${search ? "?…" : ""}`;
  } catch {
    return address;
  }
}

async function bytesOfStream(stream: ReadableStream<unknown>, of: string | null): Promise<Uint8Array> {
  if (stream.locked) throw new Unread("given.consumed");
  const parts: BlobPart[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((failure: unknown) => {
      throw of === null ? new Unread("given.failed", {}, messageOf(failure)) : new Unread("given.broke", { of }, messageOf(failure));
    });
    if (done) break;
    if (typeof value !== "string" && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) throw new Unread("given.chunk", { kind: value === null ? "null" : typeof value });
    parts.push(value as BlobPart);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export class Coming {
  /** What a server said whose answer this is, where the request failed; known once it has been read. */
  refusal: Refusal | null = null;
  #read: Promise<readonly Uint8Array[]> | undefined;

  constructor(
    private given: object,
    private readonly got: Got,
  ) {
    if (!isPromise(given)) return;
    // Asked once: what is no promise of the browser's may begin anew each time. Whoever hands it over need not catch it besides.
    this.given = Promise.resolve(given);
    (this.given as Promise<unknown>).catch(() => undefined);
  }

  /** The documents that it turns out to be; rejects with `Unread`. */
  documents(): Promise<readonly Uint8Array[]> {
    return (this.#read ??= this.documentsOf(this.given));
  }

  protected async documentsOf(given: object): Promise<readonly Uint8Array[]> {
    if (isAnswer(given)) return [await this.bytesOfAnswer(given)];
    if (isStream(given)) return [await bytesOfStream(given, null)];
    if (!isPromise(given)) return [];
    let found: unknown;
    try {
      found = await given;
    } catch (failure) {
      throw failure instanceof Unread ? failure : new Unread("given.failed", {}, messageOf(failure));
    }
    const documents = this.got(found);
    if (typeof documents === "string") throw new Unread("given.kind", { kind: documents });
    if (documents.length === 0) throw new Unread("given.nothing");
    const read: Uint8Array[] = [];
    for (const one of documents) read.push(...(await this.#bytesOf(one)));
    return read;
  }

  async #bytesOf(one: ReaderInput): Promise<readonly Uint8Array[]> {
    if (typeof one === "string") return [encode(one)];
    if (one instanceof Coming) {
      const documents = await one.documents();
      this.refusal ??= one.refusal;
      return documents;
    }
    return [one instanceof Uint8Array ? one : new Uint8Array(await (one as Blob).arrayBuffer())];
  }

  protected async bytesOfAnswer(answer: Response): Promise<Uint8Array> {
    const { bodyUsed, body, ok, status, type, url } = answer;
    const of = url ? shownAddress(url) : null;
    if (type === "opaque" || type === "opaqueredirect") throw new Unread("given.opaque");
    if (bodyUsed) throw new Unread("given.consumed");
    if (!ok && type !== "error") this.refusal = { of, status };
    if (type === "error") throw new Unread("given.failed", {}, "Response.error()");
    return body ? bytesOfStream(body, of) : new Uint8Array();
  }
}

/** What stands at an address; fetched when it is first needed, and again where that failed or was given up. */
export class Fetched extends Coming {
  #fetching: Promise<readonly Uint8Array[]> | undefined;
  #isHere = false;
  #abort = new AbortController();

  constructor(
    private readonly address: string,
    private readonly base: string,
  ) {
    super({}, () => []);
  }

  override documents(): Promise<readonly Uint8Array[]> {
    if (this.#fetching) return this.#fetching;
    this.refusal = null;
    this.#abort = new AbortController();
    const fetching = this.#fetch(this.#abort.signal).then((bytes) => [bytes]);
    this.#fetching = fetching;
    const ended = (isHere: boolean) => {
      if (this.#fetching !== fetching) return;
      this.#isHere = isHere;
      if (!isHere) this.#fetching = undefined;
    };
    fetching.then(() => ended(this.refusal === null), () => ended(false));
    return fetching;
  }

  /** It is not wanted any more. */
  abandon(): void {
    this.#abort.abort();
    if (!this.#isHere) this.#fetching = undefined;
  }

  async #fetch(signal: AbortSignal): Promise<Uint8Array> {
    let answer: Response;
    let of = this.address;
    try {
      const url = new URL(this.address, this.base).href;
      of = shownAddress(url);
      answer = await fetch(url, { signal, credentials: "same-origin" });
    } catch (failure) {
      throw new Unread("given.unreached", { of }, messageOf(failure));
    }
    return this.bytesOfAnswer(answer);
  }
}
