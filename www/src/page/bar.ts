// The line under the head: how far reading is, what was refused, what can be undone, what holds until it is put away; the first of them that there is.
import { isHere } from "../core/core.ts";
import type { Words } from "../words/words.ts";
import type { Toast } from "./toast.ts";
import type { UndoList } from "../state/undo.ts";
import type { WaitingState } from "./waiting.ts";

export interface Bar {
  words: Words;
  waiting: WaitingState;
  said: ((words: Words) => string) | null;
  undos: UndoList;
  standing: Toast | null;
  undo: () => void;
  cancel: () => void;
}

export function barOf({ words, waiting, said, undos, standing, undo, cancel }: Bar): Toast | null {
  const ways = ({ instead }: { instead?: { label: Parameters<Words["t"]>[0]; act: () => void } }) => [
    ...(instead ? [{ label: words.t(instead.label), act: instead.act }] : []),
    { label: words.t("undo"), act: undo },
  ];
  if (waiting) return { text: progressOf(waiting, words), actions: [{ label: words.t("cancel"), act: cancel }], open: true };
  const { last } = undos;
  if (said) return { text: said(words), actions: last ? ways(last) : [] };
  if (last) return { text: last.text(words), actions: ways(last) };
  return standing;
}

function progressOf({ progress, alone }: NonNullable<WaitingState>, words: Words): string {
  if (!isHere()) return words.t("reading.first");
  if (!progress) return words.t("reading");
  const { done, of, file, files } = progress;
  const sizes = { done: words.bytes(done), of: words.bytes(of), size: words.bytes(alone ?? 0) };
  const far = files > 1 ? words.t("reading.files", { file, files, ...sizes }) : words.t("reading.file", sizes);
  if (alone === null) return far;
  return files > 1 ? `${far} ${words.t("reading.alone", sizes)}` : words.t("reading.alone", sizes);
}
