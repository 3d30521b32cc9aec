// What a view is to the viewer: its name, where it stands, what it needs, when it is loaded, and how it is drawn.
import type { Inspection, Summary } from "../core/core.ts";
import type { Answer } from "../state/answer.ts";
import type { Pane, Tab } from "../state/view.ts";
import type { Key, Words } from "../words/words.ts";

/** What is drawn: an answer that stands. */
export interface Shown {
  answer: Answer;
  words: Words;
  inspection: Inspection;
  summary: Summary;
  /** Names of the inputs, in order. */
  names: readonly string[];
  /** Whether the reader may change the inputs' texts. */
  editable: boolean;
}

interface Descriptor {
  /** Key of its name in the catalogues. */
  readonly word: Key;
  /** What must be there for it to be shown. */
  readonly needs: "answer" | "invocation" | "instance" | "reference" | "source";
  /** Registers its elements; missing where they come with the first paint. False where they cannot be fetched. */
  readonly load?: () => Promise<boolean>;
  /** Its element, with the choices that are its own; words and inspection come by the context. */
  draw(shown: Shown): unknown;
}

/** A view under a label over the center. */
export interface TabDescriptor extends Descriptor {
  readonly place: "tab";
  readonly id: Tab;
  /** What follows its name: counts. */
  label?(shown: Shown): unknown;
}

/** A view beside the center. */
export interface PaneDescriptor extends Descriptor {
  readonly place: "pane";
  readonly id: Pane;
}

export type ViewDescriptor = TabDescriptor | PaneDescriptor;
