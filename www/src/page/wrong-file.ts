// Recognizes files that are no text: nothing of them is read, and their kind is shown instead.
import { loadViews } from "../views/outputs/load.ts";
import type { Words } from "../words/words.ts";

/** So many first bytes are examined. */
export const HEAD = 4096;

const PDF = "%PDF-";

/** Whether these first bytes are no text in any character set: zeros and control characters that no program prints. */
export function isBinary(head: Uint8Array): boolean {
  if (head.length > 1 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))) return false;
  const zeros = [0, 1].map((from) => head.filter((byte, at) => at % 2 === from && byte === 0).length);
  // UTF-16 without a mark has its zeros on one side, and many of them.
  if (zeros.some((n, side) => n > head.length / 4 && zeros[1 - side] === 0)) return false;
  const controls = head.filter((byte) => byte < 7 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)).length;
  return controls > head.length / 100 || String.fromCharCode(...head.subarray(0, PDF.length)) === PDF;
}

/** What it is, in words. */
export async function kindOf(head: Uint8Array, words: Words): Promise<string> {
  const known = (await loadViews()) ? (await import("../views/outputs/module.ts")).fileKind(head, words.language) : null;
  return known ?? words.t("binary");
}
