// The head of a column of the table.
import { html, nothing } from "lit";
import type { View } from "../../state/view.ts";
import type { Words } from "../../words/words.ts";
import { type Column, COLUMNS } from "./columns.ts";

/** A column's head: it orders by the column, then the other way round, then as the documents do; with Shift after what is ordered already. */
export function columnHead(words: Words, view: View, { id, word, sort, numeric }: Column, orderBy: (sort: string) => void): unknown {
  const order = view.sort === "" ? [] : view.sort.split(",");
  const at = order.findIndex((by) => by.replace("-", "") === sort);
  const way = at < 0 ? "none" : order[at]!.startsWith("-") ? "descending" : "ascending";
  const turned = way === "none" ? [sort] : way === "ascending" ? [`-${sort}`] : [];
  const click = (event: MouseEvent) => {
    const others = event.shiftKey ? order.filter((_, i) => i !== at) : [];
    orderBy([...others, ...turned].join(","));
  };
  const place = order.length > 1 && at >= 0 ? String(at + 1) : "";
  return html`<span role="columnheader" class="${id} ${numeric ? "numeric" : ""}" aria-sort=${way}><button class="bare" title=${words.t("order.also")} @click=${click}>${words.t(word)}${way === "none" ? nothing : html`<span class="way" aria-hidden="true">${way === "ascending" ? "↑" : "↓"}${place}</span>`}</button></span>`;
}

/** The same as a field, for any column, shown or not. */
export function orderField(words: Words, sort: string, refine: (sort: string) => void): unknown {
  const one = (column: Column, way: string) =>
    html`<option value=${way + column.sort} ?selected=${way + column.sort === sort}>${words.t(way ? "order.down" : "order.up", { column: words.t(column.word) })}</option>`;
  return html`<label class="order">${words.t("order")} <select @change=${(event: Event) => refine((event.target as HTMLSelectElement).value)}>
    <option value="" ?selected=${sort === ""}>${words.t("order.document")}</option>
    ${COLUMNS.flatMap((column) => [one(column, ""), one(column, "-")])}
  </select></label>`;
}
