// A link to what is shown: `#1.` and, in base64url without padding, the length of the packed place, its complement, the place as JSON in raw DEFLATE
// (RFC 1951), and the CRC-32 of all that (RFC 1952, section 8). It names places by their ids and holds nothing of a response besides.
import { NOTHING } from "./selection.ts";
import { FIRST_VIEW, type Lines, type View } from "./view.ts";
import { faultInState, type InspectorState, stateOf, viewOf as viewOfState } from "./viewer-state.ts";

/** Characters of a link, from `#` on. */
export const LONGEST = 300;
const VERSION = "1";
const HEAD = 2;
const CHECK = 4;
const MODES: readonly string[] = ["terminal", "plain", "raw"] satisfies Lines["mode"][];
/** The members of a state that a link holds, in its order; lines of an output follow, and the reference of a comparison. */
const HELD = ["tab", "invokeId", "instanceId", "execution", "query", "sort"] as const satisfies (keyof InspectorState)[];

/** What stands in the place of lines where a reference follows them. */
const NO_LINES = [null, null, null];

/** Why a link cannot be read: its end is missing; it is another one than was made; a later edition of the page made it. */
export type LinkFault = "cut" | "damaged" | "newer";

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

const toText = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const toBytes = (text: string) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const lengthOf = (bytes: number) => Math.ceil((bytes * 4) / 3);

/** The link to a view, from `#` on; null where ids and query are too long for one. An instance without an id cannot be named: its invocation is. */
export async function linkOf(view: View): Promise<string | null> {
  // What is compared is named where it is what is shown; an invocation without an id cannot be.
  const reference = view.tab === "compare" && view.invokeId !== null ? view.referenceId : null;
  const named: View = { ...view, tab: view.tab === "compare" && reference === null ? "table" : view.tab, record: view.instanceId === null ? null : view.record };
  const state = stateOf(named, NOTHING, null, false);
  const lines = view.instanceId !== null && view.lines ? [view.lines.from, view.lines.to, view.lines.mode] : [];
  const values = [...HELD.map((name) => state[name]), ...(reference === null ? lines : [...NO_LINES.map((none, i) => lines[i] ?? none), reference])];
  const packed = await through(new TextEncoder().encode(JSON.stringify(values)), new CompressionStream("deflate-raw"));
  if (packed.length > 255) return null;
  const bytes = new Uint8Array(HEAD + packed.length + CHECK);
  bytes.set([packed.length, packed.length ^ 255]);
  bytes.set(packed, HEAD);
  new DataView(bytes.buffer).setUint32(HEAD + packed.length, crc32(bytes.subarray(0, HEAD + packed.length)));
  const link = `#${VERSION}.${toText(bytes)}`;
  return link.length > LONGEST ? null : link;
}

/** The view that a link leads to, or why it leads to none. What follows its end, as the punctuation of a sentence, is not part of it. */
export async function viewOf(hash: string): Promise<View | LinkFault> {
  const [, version = "", separator = "", rest = ""] = /^#(\d+)(.?)(.*)$/s.exec(readable(hash)) ?? [];
  if (separator === "") return version === "" ? "damaged" : "cut";
  if (separator !== ".") return "damaged";
  if (version !== VERSION) return Number(version) > Number(VERSION) ? "newer" : "damaged";
  const bytes = bytesOf(rest);
  return typeof bytes === "string" ? bytes : placeOf(bytes);
}

/** As it was before mails broke its lines and browsers escaped what follows it. */
function readable(hash: string): string {
  let text = hash;
  try {
    text = decodeURIComponent(hash);
  } catch {
    // A percent sign of its own.
  }
  return text.replace(/\s+/g, "");
}

/** The packed place, checked. */
function bytesOf(rest: string): Uint8Array<ArrayBuffer> | LinkFault {
  const run = /^[\w-]*/.exec(rest)?.[0] ?? "";
  // Chats end what they cut with dots; what has letters behind a sign that is none of its own was cut by nobody.
  const short = /[\w-]/.test(rest.slice(run.length)) ? "damaged" : "cut";
  if (run.length < lengthOf(HEAD)) return short;
  const [size = 0, complement] = toBytes(run.slice(0, lengthOf(HEAD)));
  if ((size ^ 255) !== complement) return "damaged";
  const text = run.slice(0, lengthOf(HEAD + size + CHECK));
  if (text.length < lengthOf(HEAD + size + CHECK)) return short;
  const bytes = toBytes(text);
  const end = HEAD + size;
  const sound = toText(bytes) === text && new DataView(bytes.buffer).getUint32(end) === crc32(bytes.subarray(0, end));
  return sound ? bytes.slice(HEAD, end) : "damaged";
}

/** Lines of an output; null where there are none, or something else. */
function linesOf([from, to, mode]: readonly unknown[]): Lines | null {
  const isLine = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
  return isLine(from) && isLine(to) && from <= to && typeof mode === "string" && MODES.includes(mode) ? { from, to, mode: mode as Lines["mode"] } : null;
}

/** The members by their types: a sum that is right does not say who made it. */
async function placeOf(packed: Uint8Array<ArrayBuffer>): Promise<View | LinkFault> {
  try {
    const values = JSON.parse(new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")))) as unknown[];
    const lines = values.slice(HELD.length);
    const referenceId = (lines[NO_LINES.length] ?? null) as string | null;
    const state: InspectorState = { ...Object.fromEntries(HELD.map((name, i) => [name, values[i]])), referenceId };
    if (HELD.some((name) => state[name] === undefined) || faultInState(state) !== null) return "damaged";
    const named = typeof state.instanceId === "string";
    const view = viewOfState({ ...state, execution: named ? state.execution! : null, pane: named ? "record" : "invocation" }, { ...FIRST_VIEW, invocation: 0 });
    return { ...view, lines: named ? linesOf(lines) : null };
  } catch {
    return "damaged";
  }
}
