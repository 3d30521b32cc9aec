// Registers the viewer's elements; the only place with that effect, so that the classes may be imported without it.
import { CopyButton } from "../parts/copy.ts";
import { DiagramView } from "./diagram.ts";
import { OutputPane } from "./output.ts";
import { RecordPane } from "./record.ts";
import { RunPane } from "./run.ts";
import { VerdictView } from "./verdict.ts";

/** What the viewer draws first; the rest is in more.ts. */
export const PARTS: [string, CustomElementConstructor][] = [
  ["ii-copy", CopyButton],
  ["ii-verdict", VerdictView],
  ["ii-diagram", DiagramView],
  ["ii-output", OutputPane],
  ["ii-record", RecordPane],
  ["ii-run", RunPane],
];

/** Where there is no DOM, as on a server, it does nothing. */
export function define(elements: readonly [string, CustomElementConstructor][]): void {
  if (typeof customElements === "undefined") return;
  for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
}
