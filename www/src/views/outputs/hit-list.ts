// Hits of a search in outputs and commands: whose they are, what became of it, and what to do with them.
import { html, nothing } from "lit";
import type { Badge } from "../../core/core.ts";
import { condition } from "../../state/condition.ts";
import { type Selection, shareOf } from "../../state/selection.ts";
import type { Find } from "../../state/view.ts";
import { severityIcon } from "../../ui/status-icons.ts";
import { badge } from "../../ui/text.ts";
import { visible as visibleText, visibleId } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";
import { idOf } from "./gathering.ts";
import { visible } from "./group-row.ts";
import { COMMAND, type SearchExcerpt } from "./module.ts";
import type { Search } from "./search.ts";

/** Instances that a query names one by one. */
const MOST_NAMED = 200;

export interface HitsOf {
  search: Search;
  find: Find | null;
  listed: number;
  /** Ids of the instances that are chosen to act on. */
  selection: Selection;
  words: Words;
  severalInvocations: boolean;
  /** The invocation that the table shows. */
  invocation: number;
  /** What became of the execution that printed it. */
  badge(item: number): Badge | null;
  /** The instance by name, a way to its record. */
  instance(item: number): unknown;
  choose(item: number): void;
  /** Chooses instances of the table's invocation to act on, or no longer. */
  select(ids: readonly string[], on: boolean): void;
  more(): void;
  /** Shows what a query chooses in the table. */
  show(query: string): void;
  /** Chooses these, and shows them alone in the table. */
  showChosen(ids: readonly string[]): void;
}

export function hitList(of: HitsOf): unknown {
  const { search, find, words } = of;
  const { fault, items, total, running } = search;
  if (fault) {
    const end = Math.max(fault.end, fault.start + 1);
    const shown = (from: number, to?: number) => visibleText(find?.text.slice(from, to) ?? "");
    return html`<div class="fault" role="alert">
      ${severityIcon("error")}
      <p>${words.t("search.fault", { fault: fault.sentence })}<br /><code translate="no">${shown(0, fault.start)}<mark>${shown(fault.start, end)}</mark>${shown(end)}</code></p>
    </div>`;
  }
  if (!find?.text) return html`<p class="muted summary">${words.t("search.what")}</p>`;
  const rest = items - of.listed;
  const step = Math.min(20, rest);
  return html`<p class="summary" aria-live=${running ? "off" : "polite"}>
      ${total > 0 ? words.count("search.found", items, { hits: total }) : running ? nothing : words.t("search.none")}
      ${running ? html`${words.t("search.progress", { percent: Math.floor(search.progress * 100) })} <button class="link" @click=${() => search.cancel()}>${words.t("search.cancel")}</button>` : nothing}
      ${search.cancelled ? words.t("search.cancelled", { percent: Math.floor(search.progress * 100) }) : nothing}
      ${search.partial > 0 ? words.count("search.partial", search.partial) : nothing}
    </p>
    ${items > 0 && !running ? actions(of, find) : nothing}
    <ol class="hits">
      ${search.excerpts(0, of.listed).map((found) => hit(of, found))}
    </ol>
    ${rest > 0 ? html`<p class="apart"><button class="link" @click=${of.more}>${words.count("showMore", step)}</button></p>` : nothing}`;
}

/** What to do with the hits: their instances chosen to act on, copied by their ids, shown in the table. */
function actions(of: HitsOf, find: Find): unknown {
  const { search, words, selection } = of;
  const { texts } = search;
  if (!texts) return nothing;
  const items = search.found().filter((item) => texts.instances[item] !== COMMAND);
  if (items.length === 0) return nothing;
  const ids = (from: readonly number[]) => [...new Set(from.map((item) => idOf(texts, item)).filter((id) => id !== ""))];
  const shown = ids(items.filter((item) => texts.invocations[item] === of.invocation));
  const plain = !find.pattern && !find.word && !find.matchCase;
  const query = () => (plain ? condition("out", find.text) : shown.map((id, at) => (at === 0 ? condition("id", id) : condition("id", id).slice(3))).join(","));
  const share = shareOf(selection, shown);
  return html`<div class="actions">
    ${shown.length > 0 ? html`<label class="small"><input type="checkbox" .checked=${share === "all"} .indeterminate=${share === "some"} @change=${(event: Event) => of.select(shown, (event.target as HTMLInputElement).checked)} /> ${words.count("diagram.select", shown.length)}</label>` : nothing}
    <ii-copy .text=${() => ids(items).join("\n")} label=${words.t("search.copyAll")}></ii-copy>
    ${shown.length === 0
      ? nothing
      : plain || shown.length <= MOST_NAMED
        ? html`<button class="link" @click=${() => of.show(query())}>${words.t("search.table")}</button>`
        : html`<button class="link" @click=${() => of.showChosen(shown)}>${words.t("search.chosenTable")}</button>`}
  </div>`;
}

function hit(of: HitsOf, { item, count, more, line, before, hit, after }: SearchExcerpt): unknown {
  const { words, search } = of;
  const { texts } = search;
  if (!texts) return nothing;
  const command = texts.instances[item] === COMMAND;
  const found = of.badge(item);
  const id = command ? words.t("search.command") : idOf(texts, item);
  const invocation = of.severalInvocations ? html`<span class="small muted">${words.t("search.invocation", { n: (texts.invocations[item] ?? 0) + 1 })}</span>` : nothing;
  return html`<li class="hit">
    <header>
      ${command || id === "" || texts.invocations[item] !== of.invocation ? nothing : html`<input type="checkbox" aria-label=${words.t("selection.instance", { id: visibleId(id) })} .checked=${of.selection.has(id)} @change=${(event: Event) => of.select([id], (event.target as HTMLInputElement).checked)} />`}
      ${command ? html`<button class="link" @click=${() => of.choose(item)}>${id}</button>` : of.instance(item)}
      ${found ? html`<span class="small">${badge(found)}</span>` : nothing} ${invocation}
      <span class="small muted">${words.count(more ? "search.hitsAtLeast" : "search.hits", count)} · ${words.t("search.line", { line })}</span>
    </header>
    <p class="excerpt mono" translate="no"><bdi>${visible(before, words)}<mark>${visible(hit, words)}</mark>${visible(after, words)}</bdi></p>
  </li>`;
}
