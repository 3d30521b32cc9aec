// Figures as a person reads them.

export const ms = (time) => (time >= 10_000 ? `${(time / 1000).toFixed(1)} s` : time >= 100 ? `${time.toFixed(0)} ms` : `${time.toFixed(time >= 10 ? 1 : 2)} ms`);
export const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const bytes = (count) => (count < 1e6 ? `${(count / 1000).toFixed(1)} KB` : mb(count));
const ratio = (value) => (value < 0.1 ? value.toFixed(4) : value < 10 ? value.toFixed(2) : value.toFixed(1));

/** One row for each work: who was how fast, and whether that is what is wanted. */
export function printTable(rows) {
  if (rows.length === 0) return;
  const lines = [["work", "ours", "against", "rival", "ratio", "at most", ""]];
  for (const { work, ours, against, rival, unit, ratio: value, most } of rows) {
    const show = unit === "B" ? bytes : ms;
    lines.push([work, show(ours), against, show(rival), ratio(value), most === null ? "" : String(most), most === null ? "" : value <= most ? "ok" : "missed"]);
  }
  const right = [false, true, false, true, true, true, false];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const print = (line) => console.log(`  ${line.map((cell, i) => (right[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join("  ")}`.trimEnd());
  print(lines[0]);
  print(widths.map((width) => "-".repeat(width)));
  lines.slice(1).forEach(print);
}

export function printFacts(facts) {
  for (const fact of facts) console.log(`  ${fact}`);
}
