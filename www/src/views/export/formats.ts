// The formats in which an answer leaves, in the order in which they are offered.
import type { ExportFormat } from "../../core/core.ts";

/** What the page makes: outputs in a ZIP, the tree as it is drawn, and a link that brings the answer. */
export type FileFormat = "zip" | "svg" | "png" | "answer";

export const isFile = (format: ExportFormat | FileFormat): format is FileFormat => format === "zip" || format === "answer" || isPicture(format);
/** Whether its beginning can be looked through before it leaves: a report in one file begins with its script. */
export const isPreviewed = (format: ExportFormat | FileFormat): boolean => format === "answer" || (!isFile(format) && format !== "html");
export const isPicture = (format: ExportFormat | FileFormat): format is "svg" | "png" => format === "svg" || format === "png";

interface Offered {
  readonly id: ExportFormat | FileFormat;
  /** Whether it is a text that is pasted somewhere; else it is saved as a file. */
  readonly copied: boolean;
}

export const FORMATS: readonly Offered[] = [
  { id: "md", copied: true },
  { id: "chat", copied: true },
  { id: "jira", copied: true },
  { id: "text", copied: true },
  { id: "html", copied: false },
  { id: "answer", copied: true },
  { id: "csv", copied: false },
  { id: "tsv", copied: true },
  { id: "groups", copied: true },
  { id: "ndjson", copied: false },
  { id: "json", copied: false },
  { id: "junit", copied: false },
  { id: "sarif", copied: false },
  { id: "zip", copied: false },
  { id: "svg", copied: false },
  { id: "png", copied: false },
];
