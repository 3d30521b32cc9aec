// What the core makes piece by piece, between which the page draws and listens.
import type { ExportFormat, ExportInfo, ExportOptions, FullInspection, LinkPayload, LinkRequest, RedactionOptions } from "../../core/core.ts";
import { Parts } from "./parts.ts";

/** Rows at a time, at first and at most: rows that are only counted tell nothing of what it takes to write them. */
const FIRST = 16;
const MOST = 256;
/** Milliseconds that a piece should take: of a few the page's share of a frame is made. */
const [SHORT, LONG] = [2, 5];

type Pace = () => Promise<unknown>;
/** Hears how far it is, from 0 to 1. */
type Told = (progress: number) => void;

/** Acts on ever more rows at a time, as long as that is quick. */
async function piecewise(pace: Pace, next: (rows: number) => boolean): Promise<void> {
  let rows = FIRST;
  for (;;) {
    const since = performance.now();
    if (!next(rows)) return;
    const took = performance.now() - since;
    if (took < SHORT) rows = Math.min(MOST, 2 * rows);
    else if (took > LONG) rows = Math.max(1, rows >> 1);
    await pace();
  }
}

/** Reads all for what should not leave, which `redaction` and exports then need not. */
export async function readRedaction(core: FullInspection, options: RedactionOptions, pace: Pace, told: Told): Promise<void> {
  const reading = core.readRedaction(options);
  try {
    await piecewise(pace, (rows) => {
      const more = reading.next(core, rows);
      told(reading.progress);
      return more;
    });
  } finally {
    reading.free();
  }
}

/** Compares two invocations, and chooses what a query asks for, where there is one: `compare` and `compared` of the same then wait no more. */
export async function compared(core: FullInspection, [reference, other]: readonly [number, number], query: string | null, pace: Pace, told: Told): Promise<void> {
  const comparing = core.comparing(reference, other, query);
  try {
    await piecewise(pace, (rows) => {
      const more = comparing.next(core, rows);
      told(comparing.progress(core));
      return more;
    });
  } finally {
    comparing.free();
  }
}

/** What a link can carry of the answer. */
export async function linkPayload(core: FullInspection, request: LinkRequest, pace: Pace, told: Told): Promise<LinkPayload> {
  const linking = core.linking(request);
  let payload: LinkPayload | null = null;
  try {
    await piecewise(pace, (rows) => {
      payload = linking.next(core, rows);
      told(linking.progress(core));
      return payload === null;
    });
  } finally {
    linking.free();
  }
  return payload!;
}

/**
 * An export, in the browser's keeping, with what it came to. `told` hears what it will be as soon as that is known; with `only` it ends there.
 */
export async function exported(
  core: FullInspection,
  format: ExportFormat,
  options: ExportOptions,
  pace: Pace,
  { told, only = false }: { told?: (progress: number, info: ExportInfo | null) => void; only?: boolean } = {},
): Promise<{ content: Blob; info: ExportInfo | null }> {
  const exporting = core.exporting(format, options);
  const parts = new Parts();
  let info: ExportInfo | null = null;
  try {
    await piecewise(pace, (rows) => {
      const piece = exporting.next(core, rows) as Uint8Array<ArrayBuffer> | null;
      info ??= exporting.info(core);
      told?.(exporting.progress, info);
      if (piece?.length && !only) parts.add(piece);
      return piece !== null && !(only && info);
    });
    return { content: parts.blob(), info: exporting.info(core) };
  } finally {
    exporting.free();
  }
}

/** The pieces of an export, one after the other, none kept. */
export async function* exportPieces(core: FullInspection, format: ExportFormat, options: ExportOptions, pace: Pace): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const exporting = core.exporting(format, options);
  try {
    for (let piece = exporting.next(core, FIRST); piece; piece = exporting.next(core, FIRST)) {
      if (piece.length > 0) yield piece as Uint8Array<ArrayBuffer>;
      await pace();
    }
  } finally {
    exporting.free();
  }
}
