// Outputs as files: as the machines printed them, or, where something is hidden, the texts of the core's rows.
import type { ExportOptions, FullInspection } from "../../core/core.ts";
import { safeName, UniqueNames } from "./names.ts";
import { exportPieces } from "./pieces.ts";
import type { Entry } from "./zip.ts";

/** Instances of a page of rows. */
const ROWS = 200;
const LINE_END = 10;

/** A record that printed something. */
interface Printed {
  readonly invokeId: string | null;
  readonly instanceId: string | null;
  /** Which execution on its instance, oldest first, from 1; null where there is one. */
  readonly execution: number | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: boolean;
}

/** The members of a row of `export("ndjson")` that are used here. */
interface Row {
  readonly invokeId: string | null;
  readonly instanceId: string | null;
  readonly output: string | null;
  readonly execution: number;
}

/** The outputs that are chosen, a file each: by instance, in a folder by invocation where there are several. `ids`: of the instances that are chosen; null: all that the options choose. */
export async function* outputFiles(core: FullInspection, options: ExportOptions, ids: ReadonlySet<string> | null, pace: () => Promise<unknown>): AsyncGenerator<Entry> {
  const names = new UniqueNames();
  const folders = options.invocation === undefined && core.summary().counts.invocations > 1;
  const printed = options.redact === false ? asPrinted(core, options, ids, pace) : redacted(core, options, pace);
  for await (const { invokeId, instanceId, execution, bytes, text } of printed) {
    const folder = folders ? `${safeName(invokeId ?? "", "invocation")}/` : "";
    const name = `${folder}${safeName(instanceId ?? "", "instance")}${execution === null ? "" : `-${execution}`}`;
    yield { name: names.take(name, text ? ".txt" : ".bin"), bytes };
  }
}

/** The bytes that the machines printed. */
async function* asPrinted(core: FullInspection, { invocation, query }: ExportOptions, ids: ReadonlySet<string> | null, pace: () => Promise<unknown>): AsyncGenerator<Printed> {
  const [first, end] = invocation === undefined ? [0, core.summary().counts.invocations] : [invocation, invocation + 1];
  for (let of = first; of < end; of += 1) {
    const invokeId = core.invocation(of)?.invokeId ?? null;
    for (let start = 0, total = 1; start < total; start += ROWS) {
      const page = core.instances(of, { query: query ?? "", start, end: start + ROWS });
      total = page.total;
      for (const { index, instanceId, records } of page.rows) {
        if (ids && !(instanceId !== null && ids.has(instanceId))) continue;
        for (let record = 0; record < records; record += 1) {
          const bytes = core.outputBytes(of, index, record) as Uint8Array<ArrayBuffer> | null;
          if (!bytes?.length) continue;
          const text = isUtf8(bytes) || core.record(of, index, record)?.output?.text != null;
          yield { invokeId, instanceId, execution: records > 1 ? record + 1 : null, bytes, text };
        }
      }
      await pace();
    }
  }
}

/** Quickly told of nearly all; of others the core is asked. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return !bytes.includes(0);
  } catch {
    return false;
  }
}

/** The texts with what is hidden replaced; what is no text is left out: nothing can be hidden in it. */
async function* redacted(core: FullInspection, options: ExportOptions, pace: () => Promise<unknown>): AsyncGenerator<Printed> {
  let last: Row | null = null;
  for await (const row of rowsOf(core, options, pace)) {
    if (last) yield* printedOf(last, row);
    last = row;
  }
  if (last) yield* printedOf(last, null);
}

/** Records of an instance stand one after the other, so that the next one tells whether there are several. */
function* printedOf(row: Row, next: Row | null): Generator<Printed> {
  const several = row.execution > 1 || (next?.execution ?? 1) > 1;
  if (row.output) yield { ...row, execution: several ? row.execution : null, bytes: new TextEncoder().encode(row.output), text: true };
}

/** A piece ends where a row ends. */
async function* rowsOf(core: FullInspection, options: ExportOptions, pace: () => Promise<unknown>): AsyncGenerator<Row> {
  for await (const piece of exportPieces(core, "ndjson", options, pace)) {
    for (let start = 0, end; (end = piece.indexOf(LINE_END, start)) >= 0; start = end + 1) {
      yield JSON.parse(new TextDecoder().decode(piece.subarray(start, end))) as Row;
      await pace();
    }
  }
}
