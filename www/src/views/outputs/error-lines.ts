// Lines that look like an error, by the words that programs use for one. A guess, told as one: programs have no common form.
import type { Rendered } from "./module.ts";

/** Words of an error; in the languages of the page. Alternatives without repetition: linear in the text. */
const ERROR =
  /\b(?:errors?|fatal|panic|exceptions?|traceback|fail(?:ed|ure|s)?|denied|cannot|can't|could not|couldn't|unable to|no such|not found|not permitted|refused|timed out|timeout|aborted|killed|segmentation fault|core dumped|out of memory|oom-killer|no space left|unrecognized|invalid|E:)(?![\w-])|错误|失败|异常|拒绝|超时|无法|找不到|不存在/iu;
/** What says that there is none: "0 errors", "no error", "failed=0". */
const NONE = /\b(?:0|no|without) (?:errors?|failures?|failed|exceptions?)\b|\b(?:errors?|failed|failures?)\s?[:=]\s?0\b|(?:没有|无|0 ?个)(?:错误|异常|失败)/giu;

export const looksLikeError = (line: string): boolean => ERROR.test(line) && ERROR.test(line.replace(NONE, ""));

/** Numbers of the lines that look like an error, from 1, ascending. */
export function errorLines(text: string): number[] {
  return text.split("\n").flatMap((line, at) => (looksLikeError(line) ? [at + 1] : []));
}

/** The first piece of a line that is drawn in pieces. */
export function pieceOf(rendered: Rendered, line: number): number {
  let low = 0;
  let high = rendered.count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [piece] = rendered.lines(middle, middle + 1);
    if ((piece?.number ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
