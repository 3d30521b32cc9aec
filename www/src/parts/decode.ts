// The text of an input's bytes, as the core counts its places: without a byte order mark, UTF-16 where a mark says so.
export function decode(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const label = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}
