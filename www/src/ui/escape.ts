// Escape in a field for searching: empties it first, then leaves it for what it searches in. It goes no further.

import { KEYMAP, pressed } from "./keymap.ts";

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
