// What the core shows of one text at most; a longer one ends in how long it was (`view/json.rs`).
const SHOWN = 2_000;

/** Whether all of a text is here: what is here in part is read, and neither copied nor executed. */
export function isWhole(text: string): boolean {
  return text.length <= SHOWN;
}
