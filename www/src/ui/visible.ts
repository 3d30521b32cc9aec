// The text of a response as it is drawn: signs that cannot be seen, or that turn the text around them, stand by their code. What is copied stays as it is.

/** Kept: the joiners of emoji, blanks and line ends of prose. */
const IN_PROSE = /(\p{Extended_Pictographic}[\uFE0F\u200D]+)|(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const IN_ID = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const PLAIN = /^[!-~]*( [!-~]+)*$/;

const code = (sign: string): string => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;

/** A sentence, or a part of one. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(IN_PROSE, (sign, emoji?: string) => emoji ?? code(sign));
}

/** An id, a code, a status: two that differ never look the same because of what cannot be seen. */
export function visibleId(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(IN_ID, (sign, at: number) => (sign === " " && at > 0 && at < text.length - 1 && text[at - 1] !== " " ? sign : code(sign)));
}
