// Entries -> a ZIP file (PKWARE APPNOTE 6.3.10) without ZIP64: names in UTF-8, each entry packed by the browser's own deflate, or stored where that
// does not shrink it.
import { Parts } from "./parts.ts";

/** A file to be packed. */
export interface Entry {
  /** Its path, with `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** More than a ZIP file without ZIP64 can hold. */
export class TooMuch extends Error {}

/** Files that the directory's end can count: 0xFFFF there means ZIP64 (APPNOTE 4.4.1.4). */
export const MOST_FILES = 0xfffe;
/** Bytes that an offset can tell, likewise. */
const MOST_BYTES = 0xfffffffe;

/** Version 2.0: deflate, folders. */
const VERSION = 20;
/** Bit 11: the name is UTF-8 (APPNOTE appendix D). */
const UTF8 = 1 << 11;
const [STORED, DEFLATED] = [0, 8];
/** Bytes between two looks at the clock. */
const SLICE = 1 << 18;
/** So few bytes do not shrink. */
const TINY = 32;

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 of ISO 3309 over further bytes. */
function crc32(bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (let at = 0; at < bytes.length; at += 1) value = (value >>> 8) ^ CRC[(value ^ bytes[at]!) & 0xff]!;
  return ~value >>> 0;
}

interface Packed {
  readonly crc: number;
  readonly method: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What a stream gives. A reader of its own takes a third of the time of a `Response` around it. */
async function drained(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return parts.length === 1 ? parts[0]! : new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** `pace` is awaited between short pieces of work; what it throws ends the packing. */
async function pack(bytes: Uint8Array<ArrayBuffer>, pace: () => Promise<unknown>): Promise<Packed> {
  const deflate = bytes.length > TINY ? new CompressionStream("deflate-raw") : null;
  const packed = deflate && drained(deflate.readable as ReadableStream<Uint8Array<ArrayBuffer>>);
  // A packing that is given up is nobody's failure.
  packed?.catch(() => undefined);
  const writer = deflate?.writable.getWriter();
  let crc = 0;
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      const slice = bytes.subarray(at, at + SLICE);
      crc = crc32(slice, crc);
      await writer?.write(slice);
      await pace();
    }
    await writer?.close();
  } catch (failure) {
    void writer?.abort().catch(() => undefined);
    throw failure;
  }
  const shrunk = (await packed) ?? bytes;
  return shrunk.length < bytes.length ? { crc, method: DEFLATED, data: shrunk } : { crc, method: STORED, data: bytes };
}

/** What the local header and the directory have in common (APPNOTE 4.3.7, 4.3.12), from the version needed on. */
function facts(at: DataView, offset: number, name: Uint8Array, bytes: number, { crc, method, data }: Packed, time: number): void {
  const words = [VERSION, UTF8, method, time & 0xffff, time >>> 16];
  words.forEach((word, i) => at.setUint16(offset + 2 * i, word, true));
  [crc, data.length, bytes].forEach((value, i) => at.setUint32(offset + 10 + 4 * i, value, true));
  at.setUint16(offset + 22, name.length, true);
}

function localHeader(name: Uint8Array, bytes: number, packed: Packed, time: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(30 + name.length);
  const at = new DataView(header.buffer);
  at.setUint32(0, 0x04034b50, true);
  facts(at, 4, name, bytes, packed, time);
  header.set(name, 30);
  return header;
}

function directoryEntry(name: Uint8Array, bytes: number, packed: Packed, time: number, offset: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(46 + name.length);
  const at = new DataView(header.buffer);
  at.setUint32(0, 0x02014b50, true);
  at.setUint16(4, VERSION, true);
  facts(at, 6, name, bytes, packed, time);
  at.setUint32(42, offset, true);
  header.set(name, 46);
  return header;
}

function directoryEnd(files: number, bytes: number, offset: number): Uint8Array<ArrayBuffer> {
  const end = new Uint8Array(22);
  const at = new DataView(end.buffer);
  at.setUint32(0, 0x06054b50, true);
  at.setUint16(8, files, true);
  at.setUint16(10, files, true);
  at.setUint32(12, bytes, true);
  at.setUint32(16, offset, true);
  return end;
}

/** A date and a time of MS-DOS, which begins in 1980 and has no zone: the reader's. */
function dosTime(date: Date): number {
  const day = ((Math.max(1980, date.getFullYear()) - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

/**
 * Packs files one after the other, which is no slower than several at once. `pace` is awaited between short pieces of work, with the files and
 * bytes that are packed; what it throws ends the packing.
 * @throws TooMuch from 65,535 files or 4 GB on.
 */
export async function zip(entries: AsyncIterable<Entry> | Iterable<Entry>, modified: Date, pace: (files: number, bytes: number) => Promise<unknown>): Promise<Blob> {
  const time = dosTime(modified);
  const [content, directory] = [new Parts(), new Parts()];
  let files = 0;
  for await (const { name, bytes } of entries) {
    if (files === MOST_FILES) throw new TooMuch();
    const packed = await pack(bytes, () => pace(files, content.bytes));
    const path = new TextEncoder().encode(name);
    directory.add(directoryEntry(path, bytes.length, packed, time, content.bytes));
    content.add(localHeader(path, bytes.length, packed, time));
    content.add(packed.data);
    files += 1;
    if (bytes.length > MOST_BYTES || content.bytes + directory.bytes > MOST_BYTES) throw new TooMuch();
    await pace(files, content.bytes);
  }
  return new Blob([content.blob(), directory.blob(), directoryEnd(files, directory.bytes, content.bytes)], { type: "application/zip" });
}
