// What the page's state asks of the page around it: the element that shows the answer, drawing, the keyboard; and how an input comes to it.
import type { Inspection, Summary } from "../core/core.ts";
import type { Reselectable } from "./reselect.ts";
import type { Progress, Read } from "./input.ts";
import type { View } from "./view.ts";
import type { Key } from "../words/words.ts";

/** The element that reads the inputs and shows the answer. */
export interface Viewer {
  readonly response: unknown;
  readonly summary: Summary | null;
  readonly answer: Reselectable & { readonly inspection: Inspection | null; readonly failure: unknown; readonly busy: boolean };
  readonly current: View;
  flushEdit(): void;
  release(): void;
  restore(view: View, later: boolean): void;
}

export interface PageHost {
  readonly viewer: Viewer | null;
  /** Something is to be drawn anew. */
  changed(): void;
  /** What has the keyboard may be gone. `toUndo`: the reader has taken something away, which can be undone. */
  restoreFocus(toUndo?: boolean): void;
}

/** An input that is still to be read: `page/input.ts` makes it of what was pasted, dropped or chosen, the queue reads it. */
export interface PendingInput {
  /** Reads it; a key of words: why it cannot. `n` numbers a pasted text. */
  read(n: number, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Read | Key>;
  kind: "text" | "files" | "sample";
  /** The reader has asked that it be added, whatever it is. */
  adds: boolean;
  /** It takes the place of what is there, whatever it is. */
  replaces: boolean;
}
