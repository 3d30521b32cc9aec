// Lines of an output as a link has them: which the reader means, and where those are that a link leads to.
import type { Lines } from "../../state/view.ts";
import type { Rendered } from "./module.ts";

/** Marks of what is drawn the lines from one number to another, with all pieces of long ones. */
export function markLines(chunk: Element, { from, to }: Lines): void {
  let number = 0;
  for (const line of chunk.querySelectorAll<HTMLElement>(".line")) {
    number = Number(line.dataset.number ?? number);
    line.classList.toggle("linked", number >= from && number <= to);
  }
}

/** What the reader has marked in a shadow tree. Of the document's own selection browsers say there that it is empty. */
function selectedRanges(root: ShadowRoot): Range[] {
  const composed = getSelection()?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
  return composed.filter(({ startContainer, collapsed }) => !collapsed && root.contains(startContainer)).map(({ startContainer, startOffset, endContainer, endOffset }) => {
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range;
  });
}

/** The lines that the reader has marked; else those that were looked for, or a link led to; else the first that is drawn. And the number of the last there is. */
export function markedLines(root: ShadowRoot, rendered: Rendered | null, found: { from: number; to: number } | null): { from: number; to: number; last: number } {
  const last = rendered?.lines(rendered.count - 1, rendered.count)[0]?.number ?? 1;
  const [range] = selectedRanges(root);
  const drawn = [...root.querySelectorAll<HTMLElement>(".line[data-number]")];
  const numbers = (range ? drawn.filter((line) => range.intersectsNode(line)) : []).map(({ dataset }) => Number(dataset.number));
  const first = Number(drawn[0]?.dataset.number ?? 1);
  const { from, to } = numbers.length > 0 ? { from: numbers[0] ?? first, to: numbers.at(-1) ?? first } : (found ?? { from: first, to: first });
  return { from, to, last };
}
