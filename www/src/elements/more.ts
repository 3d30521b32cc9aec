// What the viewer shows behind its other tabs: a page may load it after the first picture.
import { NotesView } from "./notes.ts";
import { OutputsView } from "./outputs.ts";
import { InstanceTable } from "./table.ts";

export const MORE: [string, CustomElementConstructor][] = [
  ["ii-table", InstanceTable],
  ["ii-notes", NotesView],
  ["ii-outputs", OutputsView],
];
