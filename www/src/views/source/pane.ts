// One text in an editor: a part of it where it is long, laid out so that it can be drawn, with offsets as the core counts them.
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension, MapMode, StateEffect, StateField, Transaction } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import type { Diagnostic, Phrase } from "../../core/core.ts";
import type { Words } from "../../words/words.ts";
import { highlight, type Syntax } from "./highlight.ts";
import { hanging } from "./indent.ts";
import { before, type Layout, layOut, textOf, toShown, toText } from "./layout.ts";
import { type Mark, marks, marksAt, marksField, setChosen, setMarks } from "./marks.ts";
import { phrases } from "./phrases.ts";
import { type Part, PART, partAround, type Text } from "./text.ts";

const NO_LAYOUT: Layout = { soft: [], pairs: [], lone: [] };
const setLayout = StateEffect.define<Layout>();

/** Follows the text while it is edited. */
const layoutField = StateField.define<Layout>({
  create: () => NO_LAYOUT,
  update(layout, { changes, docChanged, effects }) {
    for (const effect of effects) if (effect.is(setLayout)) return effect.value;
    if (!docChanged) return layout;
    const move = (list: readonly number[]) =>
      list.map((at) => changes.mapPos(at, 1, MapMode.TrackAfter)).filter((at) => at !== null);
    return { soft: move(layout.soft), pairs: move(layout.pairs), lone: move(layout.lone) };
  },
});

/** Typing over what is selected, done here: browsers keep the look of what goes by a style of their own, which the policy refuses. */
function overtype(event: InputEvent, view: EditorView): boolean {
  if (event.inputType !== "insertText" || event.data === null || view.composing || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

export interface PaneOptions {
  root: ShadowRoot;
  words: () => Words;
  /** The reader's own change, as the whole text. */
  edited?: (text: string) => void;
  /** A diagnostic was pointed at: in the gutter, or by the cursor, with the pointer or the keyboard. */
  chosen?: (mark: Mark, how: "gutter" | "pointer" | "keys") => void;
  /** Another part is shown. */
  moved: () => void;
}

export class TextPane {
  readonly view: EditorView;
  part: Part = { from: 0, to: 0 };
  #text: Text | null = null;
  /** Line breaks before the part. */
  #breaks = 0;
  readonly #syntax = new Compartment();
  readonly #access = new Compartment();
  readonly #language = new Compartment();

  constructor(
    parent: HTMLElement,
    readonly options: PaneOptions,
  ) {
    this.view = new EditorView({ parent, root: options.root, state: EditorState.create({ extensions: this.#extensions() }) });
  }

  #extensions(): Extension {
    const { words, chosen, edited } = this.options;
    return [
      layoutField,
      EditorState.tabSize.of(4),
      lineNumbers({ formatNumber: (line, state) => this.#number(line, state) }),
      chosen ? marks(words, !edited, (mark) => chosen(mark, "gutter")) : marksField,
      EditorView.lineWrapping,
      hanging,
      // Also the marks of direction that the editor lets pass.
      highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/g }),
      // A text that is dragged would be taken as a new response where it is let go.
      EditorView.domEventHandlers({ dragstart: (event) => (event.preventDefault(), true), beforeinput: overtype }),
      history(),
      search({ top: true }),
      highlightSelectionMatches({ minSelectionLength: 3, maxMatches: 200 }),
      // Tab is bound to nothing: it leaves the editor, as it leaves every field.
      keymap.of([...searchKeymap.filter(({ key }) => key !== "Mod-Alt-g" && key !== "Alt-g"), ...historyKeymap, ...standardKeymap]),
      EditorView.clipboardOutputFilter.of((text, state) => {
        const ranges = state.selection.ranges.filter(({ empty }) => !empty);
        return ranges.length ? ranges.map(({ from, to }) => textOf(state.field(layoutField), state.sliceDoc(from, to), from)).join("\n") : text;
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && edited && update.transactions.some((one) => one.isUserEvent("input") || one.isUserEvent("delete") || one.isUserEvent("undo") || one.isUserEvent("redo") || one.isUserEvent("move"))) {
          edited(textOf(update.state.field(layoutField), update.state.doc.toString()));
        } else if (update.selectionSet && !update.docChanged && chosen && update.transactions.some((one) => one.isUserEvent("select"))) {
          const { field, head } = { field: update.state.field(marksField), head: update.state.selection.main.head };
          const [mark] = marksAt(update.state, head);
          const pointer = update.transactions.some((one) => one.isUserEvent("select.pointer"));
          if (mark && mark.index !== field.chosen) chosen(mark, pointer ? "pointer" : "keys");
        }
      }),
      this.#syntax.of([]),
      this.#access.of([]),
      this.#language.of([]),
    ];
  }

  #number(line: number, state: EditorState): string {
    // Asked for the widest as well, which may lie behind the last line.
    const from = line <= state.doc.lines ? state.doc.line(line).from : state.doc.length + 1;
    const { soft } = state.field(layoutField);
    const broken = before(soft, from);
    return broken > 0 && soft[broken - 1] === from - 1 ? "" : String(this.#breaks + line - broken);
  }

  /** Whether the line goes on in a string that was broken for its length alone. */
  readonly #inString = (view: EditorView, at: number): boolean => {
    const { soft } = view.state.field(layoutField);
    return at > 0 && soft[before(soft, at - 1)] === at - 1 && !",{[>".includes(view.state.sliceDoc(at - 2, at - 1));
  };

  get whole(): boolean {
    return this.#text === null || this.#text.length <= PART;
  }

  get text(): Text | null {
    return this.#text;
  }

  /** Lines of the part that is shown, from 1. */
  get lines(): { first: number; last: number; all: number } {
    const text = this.#text;
    const all = (text?.breaks ?? 0) + 1;
    return { first: this.#breaks + 1, last: text ? text.breaksBefore(this.part.to) + 1 : all, all };
  }

  /** Shows a text, from its beginning or around an offset. What was undone in another text stays there. */
  show(text: Text, syntax: Syntax, access: { editable: boolean; label: string }, at = 0): void {
    this.#text = text;
    this.view.setState(EditorState.create({ extensions: this.#extensions() }));
    this.#colour(syntax);
    this.access(access);
    this.#fill(partAround(text, at));
  }

  /** The text as it was changed here, and what it is now. */
  adopt(text: Text, syntax: Syntax): void {
    this.#text = text;
    this.part = { from: 0, to: text.length };
    this.#colour(syntax);
  }

  #colour(syntax: Syntax): void {
    this.view.dispatch({ effects: this.#syntax.reconfigure(highlight(syntax, this.#inString)) });
  }

  /** Whether it may be edited, and what it is called. */
  access({ editable, label }: { editable: boolean; label: string }): void {
    const free = editable && this.whole;
    this.view.dispatch({
      effects: [
        this.#access.reconfigure([
          EditorState.readOnly.of(!free),
          EditorView.editable.of(free),
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", ...(free ? {} : { "aria-readonly": "true" }), spellcheck: "false", autocapitalize: "off", autocorrect: "off", translate: "no" }),
        ]),
        this.#language.reconfigure(phrases(this.options.words())),
      ],
    });
  }

  #fill(part: Part): void {
    const text = this.#text;
    if (!text) return;
    this.part = part;
    this.#breaks = text.breaksBefore(part.from);
    const { text: shown, ...layout } = layOut(text.slice(part.from, part.to));
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: shown }, effects: [setLayout.of(layout), setMarks.of([])], selection: { anchor: 0 }, annotations: Transaction.addToHistory.of(false) });
    this.view.scrollDOM.scrollTop = 0;
    this.options.moved();
  }

  /** Shows the part around an offset, if that is not shown already. */
  moveTo(at: number): boolean {
    const { from, to } = this.part;
    if (!this.#text || (at >= from && at < to) || (at === to && to === this.#text.length)) return false;
    this.#fill(partAround(this.#text, at));
    return true;
  }

  #shown(offset: number): number {
    const { state } = this.view;
    return toShown(state.field(layoutField), Math.max(0, offset - this.part.from), state.doc.length);
  }

  /** Offset of the first line in sight. */
  get top(): number {
    const { from } = this.view.lineBlockAtHeight(this.view.scrollDOM.scrollTop);
    return this.part.from + toText(this.view.state.field(layoutField), from);
  }

  /** Brings the line of an offset to the top. */
  set top(offset: number) {
    this.view.scrollDOM.scrollTop = this.view.lineBlockAt(this.#shown(offset)).top;
  }

  mark(list: readonly { diagnostic: Diagnostic<Phrase>; index: number; start?: number; end?: number }[]): void {
    const placed = list.map(({ diagnostic, index, start = diagnostic.start, end = diagnostic.end }) => ({ diagnostic, index, from: this.#shown(start), to: this.#shown(end) }));
    this.view.dispatch({ effects: setMarks.of(placed) });
  }

  get marks(): readonly Mark[] {
    return this.view.state.field(marksField).list;
  }

  /** Brings a place into sight and selects it; `index`: of the diagnostic that stands there. */
  reveal(start: number, end: number, index: number | null, messageShown = false): void {
    this.moveTo(start);
    const from = this.#shown(start);
    const to = Math.max(from, this.#shown(Math.min(end, this.part.to)));
    this.view.dispatch({
      // A record is marked only: all of it selected would be loud.
      selection: { anchor: from, head: index === null ? from : to },
      effects: [setChosen.of({ chosen: index, messageShown, place: { from, to } }), EditorView.scrollIntoView(from, { y: "center" })],
    });
  }

  /** Marks a diagnostic as the chosen one where the cursor is already. */
  choose(index: number | null, messageShown: boolean): void {
    this.view.dispatch({ effects: setChosen.of({ chosen: index, messageShown, place: null }) });
  }

  /** Puts the keyboard into the text. */
  edit(at: number): void {
    this.view.focus();
    this.view.dispatch({ selection: { anchor: this.#shown(at) }, scrollIntoView: true });
  }

  /** Offset of the cursor. */
  get cursor(): number {
    return this.part.from + toText(this.view.state.field(layoutField), this.view.state.selection.main.head);
  }

  destroy(): void {
    this.view.destroy();
  }
}

/** The editor keeps the range that it has measured last, and so all that stands around it: it measures something else. */
export function forgetRange(): void {
  // Its style goes into a root of its own, as the page's policy lets it.
  const view = new EditorView({ doc: "x", root: document.createElement("div").attachShadow({ mode: "open" }) });
  view.coordsAtPos(0);
  view.destroy();
}
