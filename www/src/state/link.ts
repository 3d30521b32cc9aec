// A link to what is shown: `#1.` and, in base64url without padding, the length of the packed place, its complement, the place as JSON in raw DEFLATE, and the
// CRC-32 of all that. It names places by their ids and holds nothing of a response besides, unless it is to: then the place ends with the length and the CRC-32
// of the packed answer (link-answer.ts), which follows in base64url. A page that knows nothing of it reads the place.
import { isPackable, type LinkedAnswer, unpacked } from "./link-answer.ts";
import { crc32, deflated, inflated, lengthOf, toBytes, toText } from "./link-bytes.ts";
import { NOTHING } from "./selection.ts";
import { FIRST_VIEW, type Lines, type View } from "./view.ts";
import { faultInState, type InspectorState, stateOf, viewOf as viewOfState } from "./viewer-state.ts";

/** Characters of a link, from `#` on, without the answer. */
export const LONGEST = 300;
const VERSION = "1";
const HEAD = 2;
const CHECK = 4;
/** Bytes of a place, which is packed in 255 at most: more of the same, over and over, is nobody's filter, and would hold up the page. */
const PLACE = 1 << 12;
const MODES: readonly string[] = ["terminal", "plain", "raw"] satisfies Lines["mode"][];
/** The members of a state that a link holds, in its order; lines of an output follow, the reference of a comparison, and what the answer comes to. */
const HELD = ["tab", "invokeId", "instanceId", "execution", "query", "sort"] as const satisfies (keyof InspectorState)[];

/** What stands in the place of lines where something follows them. */
const NO_LINES = [null, null, null];

/** Why a link cannot be read: its end is missing; it is another one than was made; a later edition of the page made it. */
export type LinkFault = "cut" | "damaged" | "newer";

/** Where a link leads, and the answer that it brings, if it brings one. */
export interface Link {
  view: View;
  answer: LinkedAnswer | null;
}

/** What follows the place in a link. */
interface Behind {
  /** Length of the answer in bytes, and its CRC-32. */
  size: number;
  sum: number;
}

/** The link to a view, from `#` on, and with `answer` one that brings it, packed; null where ids and query are too long for one. An instance without an id cannot be named: its invocation is. */
export async function linkOf(view: View, answer: Uint8Array | null = null): Promise<string | null> {
  // What is compared is named where it is what is shown; an invocation without an id cannot be.
  const reference = view.tab === "compare" && view.invokeId !== null ? view.referenceId : null;
  const named: View = { ...view, tab: view.tab === "compare" && reference === null ? "table" : view.tab, record: view.instanceId === null ? null : view.record };
  const state = stateOf(named, NOTHING, null, false);
  const lines = view.instanceId !== null && view.lines ? [view.lines.from, view.lines.to, view.lines.mode] : [];
  const rest = answer ? [reference, answer.length, crc32(answer)] : reference === null ? [] : [reference];
  const values = [...HELD.map((name) => state[name]), ...(rest.length > 0 ? [...NO_LINES.map((none, i) => lines[i] ?? none), ...rest] : lines)];
  const written = new TextEncoder().encode(JSON.stringify(values));
  const place = written.length > PLACE ? written : await deflated(written);
  if (place.length > 255) return null;
  const bytes = new Uint8Array(HEAD + place.length + CHECK);
  bytes.set([place.length, place.length ^ 255]);
  bytes.set(place, HEAD);
  new DataView(bytes.buffer).setUint32(HEAD + place.length, crc32(bytes.subarray(0, HEAD + place.length)));
  const link = `#${VERSION}.${toText(bytes)}`;
  return link.length > LONGEST ? null : link + (answer ? toText(answer) : "");
}

/** What a link leads to, or why it leads to nothing. What follows its end, as the punctuation of a sentence, is not part of it. */
export async function readLink(hash: string): Promise<Link | LinkFault> {
  const [, version = "", separator = "", rest = ""] = /^#(\d+)(.?)(.*)$/s.exec(readable(hash)) ?? [];
  if (separator === "") return version === "" ? "damaged" : "cut";
  if (separator !== ".") return "damaged";
  if (version !== VERSION) return Number(version) > Number(VERSION) ? "newer" : "damaged";
  const parts = partsOf(rest);
  if (typeof parts === "string") return parts;
  const place = await placeOf(parts.place);
  if (place === null) return "damaged";
  const { view, behind } = place;
  if (behind === null) return { view, answer: null };
  const text = parts.behind.slice(0, lengthOf(behind.size));
  if (text.length < lengthOf(behind.size)) return parts.short;
  const bytes = toBytes(text);
  const answer = toText(bytes) === text && crc32(bytes) === behind.sum ? await unpacked(bytes) : null;
  return answer ? { view, answer } : "damaged";
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

/** The packed place, checked, and the letters behind it; `short`: what a link is that ends before its end. */
function partsOf(rest: string): { place: Uint8Array<ArrayBuffer>; behind: string; short: LinkFault } | LinkFault {
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
  return sound ? { place: bytes.slice(HEAD, end), behind: run.slice(text.length), short } : "damaged";
}

/** Lines of an output; null where there are none, or something else. */
function linesOf([from, to, mode]: readonly unknown[]): Lines | null {
  const isLine = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
  return isLine(from) && isLine(to) && from <= to && typeof mode === "string" && MODES.includes(mode) ? { from, to, mode: mode as Lines["mode"] } : null;
}

/** The members by their types, null where one is none: a sum that is right does not say who made it. */
async function placeOf(packed: Uint8Array<ArrayBuffer>): Promise<{ view: View; behind: Behind | null } | null> {
  try {
    const values = JSON.parse(new TextDecoder().decode(await inflated(packed, PLACE))) as unknown[];
    const lines = values.slice(HELD.length);
    const [referenceId = null, size, sum] = lines.slice(NO_LINES.length);
    const state: InspectorState = { ...Object.fromEntries(HELD.map((name, i) => [name, values[i]])), referenceId: referenceId as string | null };
    if (HELD.some((name) => state[name] === undefined) || faultInState(state) !== null) return null;
    const behind = size === undefined ? null : isPackable(size) && typeof sum === "number" ? { size, sum } : undefined;
    if (behind === undefined) return null;
    const named = typeof state.instanceId === "string";
    const view = viewOfState({ ...state, execution: named ? state.execution! : null, pane: named ? "record" : "invocation" }, { ...FIRST_VIEW, invocation: 0 });
    return { view: { ...view, lines: named ? linesOf(lines) : null }, behind };
  } catch {
    return null;
  }
}
