// The viewer's elements and their names.
import { CopyButton } from "../ui/copy.ts";
import type { Elements } from "../ui/register.ts";
import { InvocationPane } from "../views/invocation/invocation.ts";
import { OutputPane } from "../views/outputs/output.ts";
import { RecordPane } from "../views/record/record.ts";
import { DiagramView } from "../views/tree/diagram.ts";
import { VerdictView } from "../views/verdict/verdict.ts";

/** What the viewer draws first; the rest is in lazy-elements.ts. */
export const ELEMENTS: Elements = [
  ["ii-copy", CopyButton],
  ["ii-verdict", VerdictView],
  ["ii-diagram", DiagramView],
  ["ii-output", OutputPane],
  ["ii-record", RecordPane],
  ["ii-invocation", InvocationPane],
];
