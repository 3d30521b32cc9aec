// The line under the head: progress, a message, what can be undone, or a notice; the first of them that there is.
import { isHere } from "../core/core.ts";
import type { Undoable, UndoList } from "./undo.ts";
import type { Words } from "../words/words.ts";
import type { WaitingState } from "./waiting.ts";

export interface Toast {
  text: string;
  /** `name`: what is read aloud instead of the label, where that says too little. */
  actions: { label: string; name?: string; act: () => void }[];
  /** It cannot be put away. */
  open?: boolean;
}

interface Bar {
  words: Words;
  waiting: WaitingState;
  message: ((words: Words) => string) | null;
  undos: UndoList;
  notice: Toast | null;
  undo: () => void;
  cancel: () => void;
}

export function barOf({ words, waiting, message, undos, notice, undo, cancel }: Bar): Toast | null {
  const actions = ({ alternative, text }: Undoable) => [
    ...(alternative ? [{ label: words.t(alternative.label), act: alternative.act }] : []),
    { label: words.t("undo"), name: words.t("undo.of", { what: text(words) }), act: undo },
  ];
  if (waiting) return { text: progressOf(waiting, words), actions: [{ label: words.t("cancel"), act: cancel }], open: true };
  const { last } = undos;
  if (message) return { text: message(words), actions: last ? actions(last) : [] };
  if (last) return { text: last.text(words), actions: actions(last) };
  return notice;
}

function progressOf({ progress, singleDocument }: NonNullable<WaitingState>, words: Words): string {
  if (!isHere()) return words.t("reading.first");
  if (!progress) return words.t("reading");
  const { done, of, file, files } = progress;
  const sizes = { done: words.bytes(done), of: words.bytes(of), size: words.bytes(singleDocument ?? 0) };
  const position = files > 1 ? words.t("reading.files", { file, files, ...sizes }) : words.t("reading.file", sizes);
  if (singleDocument === null) return position;
  return files > 1 ? `${position} ${words.t("reading.alone", sizes)}` : words.t("reading.alone", sizes);
}
