// The way to the second module: the only file that knows it.
import init, * as outputs from "../../../pkg/outputs/invocation_outputs.js";
import type { Charset, Texts } from "../../core/core.ts";
import { Life, load, wasm } from "../../core/wasm.ts";

type Collection = outputs.Collection;
type Rendered = outputs.Rendered;
export type { Collection };
export { hex, shape } from "../../../pkg/outputs/invocation_outputs.js";
export type {
  Difference,
  DifferencePiece,
  DifferenceRow,
  DifferenceSummary,
  Grouping,
  Groups,
  GroupsSummary,
  HoleKind,
  HoleValues,
  Line,
  OutputGroup,
  PatternFault,
  Rendered,
  Repair,
  Span,
  Search,
  SearchExcerpt,
  Shape,
  TemplatePiece,
} from "../../../pkg/outputs/invocation_outputs.js";

let loading: Promise<unknown> | undefined;

/** Fetches and compiles the module, once; where that fails, it is tried again when asked again. */
export function start(): Promise<unknown> {
  loading ??= load(init, wasm.outputs).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

const life = new Life(outputs);

/** After a trap: what is made from now on has an instance and a memory of its own. */
export function renew(): void {
  table = undefined;
  life.renew();
}

/** Gives back what an object of the module holds. */
export function free(made: { free(): void } | null | undefined): void {
  life.free(made);
}

/** A text as a view of it shows it. */
export function render(...args: Parameters<typeof outputs.render>): Rendered {
  return life.hold(outputs.render(...args));
}

/** Texts as one collection. */
export function collection(...args: ConstructorParameters<typeof outputs.Collection>): Collection {
  return life.hold(new outputs.Collection(...args));
}

/** Bytes in a row of the hex view. */
export const HEX_WIDTH = 16;

/** Character sets that a reader may choose, in the order in which they are offered. */
export const CHARSETS: readonly Charset[] = ["utf-8", "gb18030", "utf-16le", "utf-16be", "shift_jis", "big5", "windows-1252"];

/** A command, not an output. */
export const COMMAND = 0xffffffff;

/** What each text of the core is, as a collection of this module has it. */
export function flagsOf(texts: Texts): Uint8Array {
  const outcomes = [4, 8, 0];
  return texts.kinds.map((found, item) => (texts.instances[item] === COMMAND ? 1 : (outcomes[texts.outcomes[item] ?? 1] ?? 0)) + (found === 0 ? 2 : 0));
}

/** Texts of the core as a collection of this module. */
export function collect(texts: Texts): Collection {
  return collection(texts.bytes, texts.ends, flagsOf(texts), texts.exitCodes, texts.ids);
}

let table: outputs.Mojibake | null | undefined;

/** The second reading of a text that was UTF-8 and was taken for GBK on its way, if it looks like one. The table of GBK is the browser's. */
export function repaired(text: string): import("../../../pkg/outputs/invocation_outputs.js").Repair | null {
  // Most outputs are ASCII, and need no table.
  if (!/[^\0-\x7f]/.test(text)) return null;
  table ??= tableOfPairs();
  return table?.repair(text) ?? null;
}

function tableOfPairs(): outputs.Mojibake | null {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  try {
    return new outputs.Mojibake(new TextDecoder("gb18030").decode(new Uint8Array(bytes)));
  } catch {
    // A host without the table.
    return null;
  }
}

/** What a file of these first bytes is, in words; null where that is not known. */
export function fileKind(bytes: Uint8Array, language: string): string | null {
  const found = outputs.kind(bytes, language);
  return found.id === "unknown" ? null : found.label;
}
