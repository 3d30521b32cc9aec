// A sentence of the core as plain text, code between backticks: for tests of what it says.

/** @param {readonly (string | { code: string } | { id: string } | { command: string })[] | null | undefined} phrase */
export function plain(phrase) {
  return (phrase ?? []).map((part) => (typeof part === "string" ? part : `\`${"code" in part ? part.code : "id" in part ? part.id : part.command}\``)).join("");
}
