// Which columns the table shows, and in which order: those are ticked that are there, and no other.
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { preferences } from "../../state/preferences.ts";
import { icons } from "../../ui/icons.ts";
import type { Words } from "../../words/words.ts";
import { type Column, COLUMNS, columnsIn, type Room, showColumns } from "./columns.ts";

/** The menu. `changed`: the table is to be drawn anew. */
export function columnsMenu(words: Words, room: Room, changed: () => void): unknown {
  const shown = columnsIn(room);
  const hidden = COLUMNS.filter((column) => !shown.includes(column));
  const show = (columns: readonly Column[] | null) => {
    showColumns(columns?.map(({ id }) => id) ?? null);
    changed();
  };
  /** What was pressed may move to another place, on the way to which it would lose the keyboard. */
  const stay = ({ currentTarget }: Event) => setTimeout(() => (currentTarget as HTMLElement | null)?.focus({ preventScroll: true }));
  const moved = (at: number, by: number) => {
    const columns = shown.filter((_, i) => i !== at);
    columns.splice(at + by, 0, shown[at]!);
    show(columns);
  };
  const turn = (column: Column, on: boolean) => show(on ? [...shown, column] : shown.filter((one) => one !== column));
  /** Its button is then of no more use: the keyboard goes to the menu's own. */
  const first = (event: Event) => {
    (event.currentTarget as Element).closest("details")?.querySelector("summary")?.focus();
    show(null);
  };
  const line = (column: Column, at: number) => {
    const [name, on] = [words.t(column.word), at >= 0];
    return html`<li>
      <label><input type="checkbox" .checked=${on} ?disabled=${on && shown.length === 1} @change=${(event: Event) => (stay(event), turn(column, (event.target as HTMLInputElement).checked))} />${name}</label>
      <span class="moves">
        <button class="bare" ?disabled=${at < 1} aria-label=${words.t("columns.earlier", { column: name })} @click=${(event: Event) => (stay(event), moved(at, -1))}>${icons.up}</button>
        <button class="bare" ?disabled=${!on || at === shown.length - 1} aria-label=${words.t("columns.later", { column: name })} @click=${(event: Event) => (stay(event), moved(at, 1))}>${icons.down}</button>
      </span>
    </li>`;
  };
  return html`<details class="menu" @keydown=${leave}>
    <summary>${words.t("columns")}</summary>
    <div class="sheet" role="group" aria-label=${words.t("columns")}>
      <ul>${repeat([...shown, ...hidden], ({ id }) => id, (column, at) => line(column, at < shown.length ? at : -1))}</ul>
      <button ?disabled=${preferences.columns === null} @click=${first}>${words.t("columns.first")}</button>
    </div>
  </details>`;
}

function leave(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== "Escape" || !menu.open) return;
  event.preventDefault();
  event.stopPropagation();
  menu.open = false;
  menu.querySelector("summary")?.focus();
}
