// An outcome as it is shown everywhere: an icon and a word.
import { html, type TemplateResult } from "lit";
import type { Badge } from "../core/core.ts";
import { outcomeIcon } from "./status-icons.ts";
import { visibleId } from "./visible.ts";

export function badge(value: Badge): TemplateResult {
  return html`<span class="badge" data-outcome=${value.outcome}>${outcomeIcon(value.outcome)}<span>${visibleId(value.label)}</span></span>`;
}
