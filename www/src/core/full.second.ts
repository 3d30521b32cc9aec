// Everything that can be asked of an answer, in a second module that is loaded when something of it is first asked for: it reads the same documents,
// and so says the same.
import init, { Incoming, inspection, type Inspection as FullInspection, memory, renew } from "../../pkg/invocation_inspector.js";
import { type Charset, endsWith, type Inspection, type Language } from "./core.ts";
import { Slices } from "./slices.ts";
import { turn } from "./turn.ts";
import { Life, load } from "./wasm.ts";

const life = new Life({ renew, memory });
let loading: Promise<unknown> | undefined;

function start(): Promise<unknown> {
  loading ??= load(init, undefined).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

/** Bytes that are copied, or read, before it is looked at the clock. */
const STRIDE = 1 << 20;

/** Copies a document into the module, which takes about as long as reading it, in slices between which the page lives. */
async function copied(document: Uint8Array): Promise<Incoming> {
  const incoming = life.try(() => new Incoming(document.byteLength), document.byteLength);
  const slices = new Slices();
  for (let at = 0; at < document.byteLength; at += STRIDE) {
    life.try(() => incoming.push(document.subarray(at, at + STRIDE)), document.byteLength);
    if (slices.over) await slices.pass();
  }
  return incoming;
}

/** Reads a document and adds it, in slices between which the page lives. */
async function add(made: FullInspection, document: Uint8Array): Promise<void> {
  const incoming = await copied(document);
  await turn();
  const adding = life.try(() => made.adding(incoming), document.byteLength);
  const slices = new Slices();
  while (life.try(() => adding.next(STRIDE), document.byteLength)) if (slices.over) await slices.pass();
  await turn();
  life.try(() => made.added(adding), document.byteLength);
}

/** The same answer with everything that can be asked of it, as it is now. */
async function made(documents: readonly Uint8Array[], language: Language, charset: Charset | null): Promise<FullInspection> {
  await start();
  const size = sum(documents);
  const made = life.try(() => life.hold(inspection({ language, now: new Date().toISOString() })), size);
  try {
    for (const document of documents) {
      await add(made, document);
      await turn();
    }
    life.try(() => made.setCharset(charset), size);
    // What they say together takes a while as well.
    life.try(() => made.invocations("document", 0, 0), size);
    await turn();
    return made;
  } catch (failure) {
    life.free(made);
    throw failure;
  }
}

const sum = (documents: readonly Uint8Array[]): number => documents.reduce((all, { byteLength }) => all + byteLength, 0);

/** Milliseconds for which it is kept when nobody asks: who comes back to a comparison, or exports it, does not wait again. Of so many bytes, and no more. */
const KEPT = 60_000;
const MOST_KEPT = 1 << 27;

/** What was read, and by how many it is asked. */
class Shared {
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Nobody can ask for it any more. */
  #ended = false;
  readonly reading: Promise<FullInspection>;
  #made: FullInspection | null = null;

  constructor(
    private readonly of: readonly unknown[],
    private readonly size: number,
    read: () => Promise<FullInspection>,
  ) {
    this.reading = read();
    this.reading.then((made) => {
      this.#made = made;
      byMade.set(made, this);
      this.#look();
    }, this.end);
  }

  /** Whether it is what is asked for, and can be asked. */
  is(of: readonly unknown[]): boolean {
    return !this.#ended && (this.#made === null || life.holds(this.#made)) && of.every((one, at) => one === this.of[at]);
  }

  isOf(answer: Inspection): boolean {
    return this.of[0] === answer;
  }

  use(): void {
    clearTimeout(this.#timer);
    this.#users += 1;
  }

  leave(): void {
    this.#users -= 1;
    this.#look();
  }

  /** Nobody is to ask for it any more. */
  readonly end = (): void => {
    this.#ended = true;
    clearTimeout(this.#timer);
    shared.delete(this);
    this.#look();
  };

  /** Where nobody asks, it goes: at once where nobody can, else after a while. */
  #look(): void {
    if (this.#users > 0 || this.#made === null) return;
    if (!this.#ended && this.size <= MOST_KEPT) this.#timer = setTimeout(this.end, KEPT);
    else {
      shared.delete(this);
      byMade.delete(this.#made);
      life.free(this.#made);
      this.#made = null;
    }
  }
}

const shared = new Set<Shared>();
const byMade = new Map<FullInspection, Shared>();

/** The same answer with everything that can be asked of it, for as many as ask; each hands it to `free`, so that nothing of an answer stays behind. */
export function full(answer: Inspection, documents: readonly Uint8Array[], language: Language, charset: Charset | null): Promise<FullInspection> {
  const of = [answer, documents, language, charset];
  let one = [...shared].find((each) => each.is(of));
  if (!one) {
    one = new Shared(of, sum(documents), () => made(documents, language, charset));
    shared.add(one);
    endsWith(answer, () => [...shared].filter((each) => each.isOf(answer)).forEach((each) => each.end()));
  }
  one.use();
  return one.reading;
}

/** `isSound`: nothing of it failed; else nobody else is to be given it. */
export function free(made: FullInspection, isSound = true): void {
  const one = byMade.get(made);
  if (!isSound) one?.end();
  one?.leave();
}
