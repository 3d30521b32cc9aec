// A row of the table, as it is drawn.
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { InstanceRow } from "../../core/core.ts";
import { visible } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";
import { type Column, nameIn, type Room } from "./columns.ts";

/** What is drawn of the table besides. */
export interface Around {
  readonly words: Words;
  readonly columns: readonly Column[];
  readonly room: Room;
  /** The row, by its place, and the cell on which the keyboard stands; null: on the row itself. */
  readonly active: number;
  readonly cell: number | null;
  /** The instance whose record is open. */
  readonly current: number | null;
}

/** The row in this place. */
export function rowLine(around: Around, row: InstanceRow, at: number, chosen: boolean, clicked: (event: MouseEvent) => void): unknown {
  const { words, columns, active, cell, current } = around;
  const { index, instanceId } = row;
  const mark = (n: number): string => (at === active && n === cell ? "at" : "");
  return html`<div
    id="row-${index}"
    class="row ${at === active ? "active" : ""}"
    role="row"
    aria-rowindex=${at + 2}
    aria-selected=${chosen}
    aria-current=${index === current ? "true" : nothing}
    @click=${clicked}
  >
    <span role="gridcell" class="check ${mark(0)}" id="cell-${index}-0"
      ><input
        type="checkbox"
        tabindex="-1"
        .checked=${live(chosen)}
        ?disabled=${instanceId === null}
        aria-label=${words.t("selection.instance", { id: visible(instanceId ?? words.t("id.none")) })}
    /></span>
    ${columns.map((column, n) => cellOf(around, column, row, n + 1, mark(n + 1)))}
  </div>`;
}

function cellOf({ words, room }: Around, column: Column, row: InstanceRow, n: number, mark: string): unknown {
  const { id, value, draw, titled, numeric } = column;
  const name = nameIn(room, column);
  const raw = value(row);
  const plain = typeof raw === "string" ? visible(raw) : raw;
  const drawn = draw?.(row, words, room) ?? plain;
  return html`<span role="gridcell" id="cell-${row.index}-${n}" class="${id} ${numeric ? "numeric" : ""} ${mark}" title=${titled ? (plain ?? "") : nothing}>${name ? html`<span class="name">${words.t(name)}</span>` : nothing}${drawn ?? html`<span class="muted">–</span>`}</span>`;
}
