// What the editor itself says, aloud and on its panels, in the words of the page.
import { EditorState, type Extension } from "@codemirror/state";
import type { Words } from "../../words/words.ts";

/** The editor's own words, and where theirs stand in our catalogue. */
const PHRASES = {
  Find: "editor.find",
  next: "editor.next",
  previous: "editor.previous",
  all: "editor.all",
  "match case": "editor.case",
  regexp: "editor.regexp",
  "by word": "editor.word",
  Replace: "editor.replace",
  replace: "editor.replace",
  "replace all": "editor.replaceAll",
  close: "close",
  "current match": "editor.current",
  "on line": "editor.onLine",
  "replaced match on line $": "editor.replacedOne",
  "replaced $ matches": "editor.replaced",
  "Control character": "editor.control",
  "Selection deleted": "editor.deleted",
} as const;

export function phrases(words: Words): Extension {
  return EditorState.phrases.of(Object.fromEntries(Object.entries(PHRASES).map(([phrase, key]) => [phrase, words.t(key)])));
}
