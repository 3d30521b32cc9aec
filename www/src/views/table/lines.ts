// Instances as lines of a table to be pasted: id, status, exit code and reason, with tabs between them.
import { frame } from "../../core/lazy.ts";
import type { Inspection, InstanceRow } from "../../core/core.ts";
import type { Selection } from "../../state/selection.ts";
import { visible } from "../../ui/visible.ts";

/** Rows that are asked for at once. */
const BLOCK = 2_000;
/** What a spreadsheet takes for a formula (`docs/exports.md`, CSV and TSV). */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]/u;

function line({ instanceId, badge, exitCode, reason }: InstanceRow): string {
  const text = (value: string | null) => {
    const shown = visible(value ?? "").replaceAll(/\s+/g, " ");
    return FORMULA.test(shown) ? `'${shown}` : shown;
  };
  return [text(instanceId), text(badge.label), exitCode ?? "", text(reason)].join("\t");
}

/** The rows that a query chooses, in its order, a block after another, between which the page draws; of a selection only those in it. */
export async function tableLines(inspection: Inspection, invocation: number, query: string, among: Selection | null): Promise<string> {
  // Ids are handed over where they are few; of many, the rows are passed through.
  const asked = among !== null && among.size <= BLOCK ? { ids: [...among] } : { query };
  const lines: string[] = [];
  for (let start = 0, total = 1; start < total; start += BLOCK) {
    if (start > 0) await frame();
    const page = inspection.instances(invocation, { ...asked, start, end: start + BLOCK });
    total = page.total;
    for (const row of page.rows) if (among === null || among.has(row.instanceId ?? "")) lines.push(line(row));
  }
  return `${lines.join("\n")}\n`;
}
