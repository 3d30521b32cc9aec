// The viewer's elements and their names.
import { CopyButton } from "../parts/copy.ts";
import type { Elements } from "../ui/register.ts";
import { DiagramView } from "./diagram.ts";
import { OutputPane } from "./output.ts";
import { RecordPane } from "./record.ts";
import { RunPane } from "./run.ts";
import { VerdictView } from "./verdict.ts";

/** What the viewer draws first; the rest is in more.ts. */
export const PARTS: Elements = [
  ["ii-copy", CopyButton],
  ["ii-verdict", VerdictView],
  ["ii-diagram", DiagramView],
  ["ii-output", OutputPane],
  ["ii-record", RecordPane],
  ["ii-run", RunPane],
];
