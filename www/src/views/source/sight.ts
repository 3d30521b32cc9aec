// What is drawn over the lines in sight of an editor, and drawn anew when others come into sight.
import { type Extension, type Line, RangeSetBuilder } from "@codemirror/state";
import { type Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Adds a decoration over a part of the document. */
export type Add = (from: number, to: number, decoration: Decoration) => void;

/** An extension of the editor. `decorate` adds the decorations of one line, in the order in which they begin. */
export function decorateLines(decorate: (line: Line, add: Add, view: EditorView) => void): Extension {
  const paint = (view: EditorView): DecorationSet => {
    const set = new RangeSetBuilder<Decoration>();
    // Where the last line began that was done: ranges in sight may share one.
    let past = -1;
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to; ) {
        const line = view.state.doc.lineAt(at);
        at = line.to + 1;
        if (line.from <= past) continue;
        past = line.from;
        decorate(line, (start, end, decoration) => set.add(start, end, decoration), view);
      }
    }
    return set.finish();
  };
  return ViewPlugin.define(
    (view) => ({
      decorations: paint(view),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = paint(update.view);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}
