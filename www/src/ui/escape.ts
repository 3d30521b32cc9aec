// Fields for searching. Escape empties one first, then leaves it for what it searches in, and goes no further; what is searched for has a length.
import { html, nothing } from "lit";
import type { Words } from "../words/words.ts";
import { KEYMAP, pressed } from "./keymap.ts";

/** UTF-16 units that are searched for at most: a text that was pasted by mistake would hold up the page. */
const LONGEST = 1_000;

/** What was typed into a field, as far as it is searched for; the field holds no more. */
export function searchedFor(event: Event): string {
  const field = event.target as HTMLInputElement;
  if (field.value.length > LONGEST) field.value = field.value.slice(0, LONGEST);
  return field.value;
}

/** Where the limit is reached: what it is. */
export function searchLimit(text: string, words: Words): unknown {
  return text.length < LONGEST ? nothing : html`<p class="small muted" role="status">${words.t("search.limit", { n: LONGEST })}</p>`;
}

/** Where the keyboard goes from a field: the list or grid behind it. */
const NEXT = '[role="grid"], [role="group"][tabindex="0"], button.link, [tabindex="0"]';

export function escapeField(event: KeyboardEvent, empty: () => void, host: { renderRoot: HTMLElement | DocumentFragment }): void {
  if (!pressed(event, KEYMAP.escape)) return;
  event.preventDefault();
  const field = event.currentTarget as HTMLInputElement;
  if (field.value !== "") return empty();
  const next = host.renderRoot.querySelector<HTMLElement>(NEXT);
  if (next) next.focus();
  else field.blur();
}
