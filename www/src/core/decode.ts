// Texts and bytes. The text of an input's bytes is as the core counts its places: without a byte order mark, UTF-16 where that is what it is.
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encoding(bytes)).decode(bytes);
}

/** The text as it is to be copied: with its byte order mark. */
export function decodeExact(bytes: Uint8Array): string {
  return new TextDecoder(encoding(bytes), { ignoreBOM: true }).decode(bytes);
}

/** The same text as `decode` gives, in UTF-8, without a copy where it is that already. */
export function utf8(bytes: Uint8Array): Uint8Array {
  if (encoding(bytes) !== "utf-8") return encode(decode(bytes));
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** By the mark, or by the zero bytes between the first letters of a document. */
function encoding([a = 1, b = 1, c = 1, d = 1]: Uint8Array): string {
  const opens = (byte: number) => "{[<\"".includes(String.fromCharCode(byte));
  if ((a === 0xff && b === 0xfe) || (opens(a) && !b && !d)) return "utf-16le";
  return (a === 0xfe && b === 0xff) || (opens(b) && !a && !c) ? "utf-16be" : "utf-8";
}

/** A text in UTF-8. Into room that is there already: Chromium's `encode` takes twice as long. Most texts hold little but ASCII; the rest of others gets room of its own. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const room = new Uint8Array(text.length + (text.length >> 3) + 16);
  const { read, written } = encoder.encodeInto(text, room);
  if (read === text.length) return room.subarray(0, written);
  const rest = encoder.encode(text.slice(read));
  const whole = new Uint8Array(written + rest.length);
  whole.set(room.subarray(0, written));
  whole.set(rest, written);
  return whole;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b || a.length !== b.length) return a === b;
  // Without a call for each byte: they may be many.
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
