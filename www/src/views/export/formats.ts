// The formats in which an answer leaves, in the order in which they are offered.
import type { ExportFormat } from "../../core/core.ts";

interface Offered {
  readonly id: ExportFormat;
  /** Whether it is a text that is pasted somewhere; else it is saved as a file. */
  readonly copied: boolean;
}

export const FORMATS: readonly Offered[] = [
  { id: "md", copied: true },
  { id: "chat", copied: true },
  { id: "jira", copied: true },
  { id: "text", copied: true },
  { id: "html", copied: false },
  { id: "csv", copied: false },
  { id: "tsv", copied: true },
  { id: "groups", copied: true },
  { id: "ndjson", copied: false },
  { id: "json", copied: false },
  { id: "junit", copied: false },
  { id: "sarif", copied: false },
];
