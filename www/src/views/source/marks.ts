// Diagnostics marked where they stand: underlined by severity, an icon in the gutter, the message where one points or has chosen.
import { type EditorState, type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, hoverTooltip, showTooltip, type Tooltip, WidgetType } from "@codemirror/view";
import { html, nothing, render } from "lit";
import type { Diagnostic, Phrase, Severity } from "../../core/core.ts";
import { severityIcon } from "../../ui/status-icons.ts";
import { phrase, severityWord } from "../../ui/text.ts";
import { plain } from "../../words/template.ts";
import type { Words } from "../../words/words.ts";

/** A diagnostic in what is shown. */
export interface Mark {
  from: number;
  to: number;
  diagnostic: Diagnostic<Phrase>;
  /** Place among all diagnostics. */
  index: number;
}

interface Marks {
  list: readonly Mark[];
  /** Index of the chosen one, and whether its message is shown beside it. */
  chosen: number | null;
  messageShown: boolean;
  /** What is chosen without being a diagnostic: a record. */
  place: { from: number; to: number } | null;
}

export const setMarks = StateEffect.define<readonly Mark[]>();
export const setChosen = StateEffect.define<Pick<Marks, "chosen" | "messageShown" | "place">>();

/** No more of a long place is underlined. */
const MOST = 400;

export const marksField = StateField.define<Marks>({
  create: () => ({ list: [], chosen: null, messageShown: false, place: null }),
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged) {
      const { changes } = transaction;
      const list = marks.list.map((mark) => ({ ...mark, from: changes.mapPos(mark.from, 1), to: Math.max(changes.mapPos(mark.from, 1), changes.mapPos(mark.to, -1)) }));
      next = { list, chosen: marks.chosen, messageShown: false, place: null };
    } else if (transaction.selection) next = { ...marks, messageShown: false };
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = { ...next, list: effect.value };
      if (effect.is(setChosen)) next = { ...next, ...effect.value };
    }
    return next;
  },
});

/** The marks that an offset lies in or touches, the narrowest first. */
export function marksAt(state: EditorState, at: number): Mark[] {
  const found = state.field(marksField).list.filter(({ from, to }) => from <= at && at <= Math.max(to, from + 1));
  return found.sort((a, b) => a.to - a.from - (b.to - b.from));
}

class Caret extends WidgetType {
  constructor(readonly severity: Severity) {
    super();
  }
  override eq(other: Caret): boolean {
    return other.severity === this.severity;
  }
  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `place-caret place-${this.severity}`;
    caret.setAttribute("aria-hidden", "true");
    return caret;
  }
}

/** What is chosen without being a diagnostic: a piece of a line, or whole lines. */
function chosenRange(state: EditorState, from: number, to: number) {
  const first = state.doc.lineAt(from).number;
  const last = Math.min(state.doc.lineAt(to).number, first + MOST);
  if (first === last) return [Decoration.mark({ class: "place-chosen" }).range(from, to)];
  const line = Decoration.line({ class: "place-chosen" });
  return Array.from({ length: last - first + 1 }, (_, i) => line.range(state.doc.line(first + i).from));
}

const underlines = EditorView.decorations.compute([marksField], (state) => {
  const { list, chosen, place } = state.field(marksField);
  const ranges = list.map(({ from, to, diagnostic, index }) => {
    const { doc } = state;
    const className = `place-${diagnostic.severity}${index === chosen ? " place-chosen" : ""}`;
    const line = doc.lineAt(from);
    // An empty place still needs something to see: the character behind it, or a caret where there is none.
    if (from === to && from === line.to) return Decoration.widget({ widget: new Caret(diagnostic.severity), side: 1 }).range(from);
    return Decoration.mark({ class: `place-mark ${className}` }).range(from, Math.min(Math.max(to, from + 1), from + MOST, doc.length));
  });
  if (place && chosen === null && place.to > place.from) ranges.push(...chosenRange(state, place.from, place.to));
  return Decoration.set(ranges, true);
});

/** Whole lines instead: where something stands now that was repaired elsewhere. */
const lines = EditorView.decorations.compute([marksField], (state) => {
  const { list, chosen, place } = state.field(marksField);
  const ranges = list.map(({ from, index }) => Decoration.line({ class: index === chosen ? "place-line place-chosen" : "place-line" }).range(state.doc.lineAt(from).from));
  if (place && chosen === null && place.to > place.from) ranges.push(...chosenRange(state, place.from, place.to));
  return Decoration.set(ranges, true);
});

const RANK: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

class GutterIcon extends GutterMarker {
  constructor(
    readonly severity: Severity,
    readonly title: string,
  ) {
    super();
  }
  override eq(other: GutterIcon): boolean {
    return other.severity === this.severity && other.title === this.title;
  }
  override toDOM(): HTMLElement {
    const holder = document.createElement("span");
    holder.className = "place-icon";
    holder.title = this.title;
    render(severityIcon(this.severity), holder);
    return holder;
  }
}

function gutterSigns(state: EditorState): RangeSet<GutterMarker> {
  const lines = new Map<number, Mark[]>();
  for (const mark of state.field(marksField).list) {
    const { from } = state.doc.lineAt(mark.from);
    const here = lines.get(from);
    if (here) here.push(mark);
    else lines.set(from, [mark]);
  }
  const found = [...lines].map(([from, marks]) => {
    const worst = marks.reduce((a, b) => (RANK[b.diagnostic.severity] < RANK[a.diagnostic.severity] ? b : a));
    return new GutterIcon(worst.diagnostic.severity, marks.map(({ diagnostic }) => plain(diagnostic.message)).join("\n")).range(from);
  });
  return RangeSet.of(found, true);
}

function tooltip(marks: readonly Mark[], words: Words, at: number): Tooltip {
  return {
    pos: at,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "place-message";
      render(
        marks.map(
          ({ diagnostic }) =>
            html`<div>
              ${severityIcon(diagnostic.severity)}
              <p><span class="aloud">${severityWord(diagnostic.severity, words)}: </span>${phrase(diagnostic.message)}</p>
              ${diagnostic.help ? html`<p class="muted">${phrase(diagnostic.help)}</p>` : nothing}
            </div>`,
        ),
        dom,
      );
      return { dom };
    },
  };
}

/** `choose`: a diagnostic was pointed at, by its icon in the gutter. `whole`: its line is marked, not its place. */
export function marks(words: () => Words, whole: boolean, choose: (mark: Mark) => void): Extension {
  return [
    marksField,
    whole ? lines : underlines,
    gutter({
      class: "place-gutter",
      markers: (view) => gutterSigns(view.state),
      lineMarkerChange: (update) => update.startState.field(marksField).list !== update.state.field(marksField).list,
      initialSpacer: () => new GutterIcon("note", ""),
      domEventHandlers: {
        mousedown: (view, line, event) => {
          const first = view.state.field(marksField).list.find(({ from }) => view.state.doc.lineAt(from).from === line.from);
          if (!first) return false;
          event.preventDefault();
          choose(first);
          return true;
        },
      },
    }),
    hoverTooltip((view, at) => {
      const found = marksAt(view.state, at);
      return found.length ? tooltip(found, words(), found[0]?.from ?? at) : null;
    }),
    showTooltip.compute([marksField], (state) => {
      const { list, chosen, messageShown } = state.field(marksField);
      const mark = messageShown ? list.find(({ index }) => index === chosen) : undefined;
      return mark ? tooltip([mark], words(), mark.from) : null;
    }),
  ];
}
