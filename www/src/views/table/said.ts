// What is said aloud of the table once another query or order is in force.
import type { View } from "../../state/view.ts";
import { visible } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";
import { COLUMNS } from "./columns.ts";

/** Whether other rows are shown than before, or in another order; `before`: undefined where the table has just come. */
export function isNews(before: View | undefined, { query, sort, only }: View): boolean {
  return before ? before.query !== query || before.sort !== sort || before.only !== only : query !== "";
}

/** How many are shown, and where the order is another one, which. */
export function countsSaid(words: Words, before: View | undefined, { sort }: View, shown: number, all: number): string {
  const count = words.t("table.said", { shown, all });
  return before && before.sort !== sort ? words.t("table.said.order", { order: orderSaid(words, sort), count }) : count;
}

function orderSaid(words: Words, sort: string): string {
  if (sort === "") return words.t("order.document");
  const one = (by: string) => {
    const column = COLUMNS.find((each) => each.sort === by.replace("-", ""));
    return words.t(by.startsWith("-") ? "order.down" : "order.up", { column: column ? words.t(column.word) : visible(by) });
  };
  return sort.split(",").map(one).join("; ");
}
