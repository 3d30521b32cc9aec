// Where a key leads in the table: by rows, or, once the keyboard stands on a cell, by cells too.
import { type Move, moveOf } from "../../ui/keymap.ts";

/** Where the keyboard stands; `cell`: null, the row itself. */
export interface Place {
  readonly row: number;
  readonly cell: number | null;
}

/** How far there is to go; `leap`: rows of a page. */
interface Ways {
  readonly rows: number;
  readonly lastCell: number;
  readonly leap: number;
}

/** Where the key leads, and whether to a row; null: nowhere. */
export function ledTo(event: KeyboardEvent, { row, cell }: Place, { rows, lastCell, leap }: Ways): (Place & { byRow: boolean }) | null {
  const { key, ctrlKey, metaKey } = event;
  const ends = ctrlKey || metaKey ? ({ Home: "first", End: "last" } as const)[key] : undefined;
  const move = ends ?? moveOf(event);
  const inRow = (to: number | null) => ({ row, cell: to, byRow: false });
  if (cell !== null && ends === undefined && (move === "first" || move === "last")) return inRow(move === "first" ? 0 : lastCell);
  if (move === "right") return inRow(cell === null ? 0 : Math.min(lastCell, cell + 1));
  if (move === "left") return inRow(cell === null || cell === 0 ? null : cell - 1);
  const steps: Partial<Record<Move, number>> = { down: 1, up: -1, pageDown: leap, pageUp: -leap, first: -rows, last: rows };
  const by = steps[move];
  return by === undefined ? null : { row: Math.min(rows - 1, Math.max(0, row + by)), cell, byRow: true };
}

/** Scrolls the table to the side, as far as a cell of it needs to be seen. */
export function bringIntoSight(scroller: HTMLElement, cell: Element | null): void {
  if (!cell) return;
  const [{ left, right }, sight] = [cell.getBoundingClientRect(), scroller.getBoundingClientRect()];
  // Where the cells end that stay and stand before it.
  const row = [...(cell.parentElement?.children ?? [])];
  const pinned = row.slice(0, row.indexOf(cell)).findLast((one) => one.matches(".check, .instance"));
  const begin = Math.max(sight.left, pinned?.getBoundingClientRect().right ?? 0);
  if (right > sight.right) scroller.scrollLeft += right - sight.right;
  if (left < begin) scroller.scrollLeft += left - begin;
}

/** Shows whether there is more to the side: not every system has a bar that does. */
export function tellMore(scroller: HTMLElement): void {
  scroller.toggleAttribute("data-more", scroller.scrollLeft + scroller.clientWidth < scroller.scrollWidth - 1);
}

/** The height rows can be seen in: without the head. */
export function sightOf(scroller: HTMLElement): number {
  return scroller.clientHeight - (scroller.querySelector<HTMLElement>(".head")?.offsetHeight ?? 0);
}

/** Content pixels per pixel of scrolling; `whole`: of all rows. */
export function scaleOf(scroller: HTMLElement, whole: number): number {
  const track = scroller.scrollHeight - scroller.clientHeight;
  return track > 0 ? Math.max(1, (whole - sightOf(scroller)) / track) : 1;
}
