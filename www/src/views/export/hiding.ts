// What of an answer is hidden before it leaves: by kind, each value to be kept, and what the reader adds.
import { html, nothing } from "lit";
import type { RedactionView } from "../../core/core.ts";
import { icons } from "../../ui/icons.ts";
import { visible } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";

/** Values of a kind that are listed. */
const LISTED = 20;

/** What the reader wants hidden. `kept`: findings that stay, by id; `added`: texts that are hidden besides. */
export interface Hiding {
  hides: boolean;
  kept: readonly string[];
  added: readonly string[];
}

/** As the core takes it. */
export const redactionOf = ({ kept, added }: Hiding) => ({ keep: [...kept], add: [...added] });

/** The choices; `found` is null until it is read; `previewed`: whether what leaves is seen before. */
export function hidingView(words: Words, { hides, kept, added }: Hiding, found: RedactionView | null, previewed: boolean, set: (change: Partial<Hiding>) => void) {
  const hidden = found?.kinds.filter((kind) => kind.count > 0 && kind.hidden) ?? [];
  const n = hidden.flatMap(({ count }) => count).reduce((sum, count) => sum + count, 0) - kept.length;
  const told = words.t("sentences", { one: n > 0 ? words.count("share.found", n) : words.t("share.found.none"), two: words.t(previewed ? "share.look" : "share.look.file") });
  const keep = (id: string) => set({ kept: kept.includes(id) ? kept.filter((one) => one !== id) : [...kept, id] });
  return html`<fieldset>
    <label class="hide"><input type="checkbox" role="switch" .checked=${hides} @change=${(event: Event) => set({ hides: (event.target as HTMLInputElement).checked })} />${words.t("share.hide")}</label>
    ${hides ? html`<p class="small muted">${found ? told : words.t("share.loading")}</p>` : html`<p class="small warning">${words.t("share.open")}</p>`}
    ${hidden.map(
      ({ label, count, findings }) => html`<details>
        <summary>${words.t("share.kind", { label, n: count })}</summary>
        <ul>
          ${findings.slice(0, LISTED).map(({ id, text }) => html`<li><label><input type="checkbox" .checked=${!kept.includes(id)} aria-label=${words.t("share.value", { text: visible(text) })} @change=${() => keep(id)} /><code>${visible(text)}</code></label></li>`)}
          ${count > LISTED ? html`<li class="muted">${words.count("share.more", count - LISTED)}</li>` : nothing}
        </ul>
      </details>`,
    )}
    ${hides
      ? html`<form class="add" @submit=${(event: SubmitEvent) => add(event, added, set)}>
          <label class="small muted">${words.t("share.add")} <input name="add" autocomplete="off" spellcheck="false" /></label><button>${words.t("share.add.button")}</button>
          ${added.map((text) => html`<span class="added"><code>${visible(text)}</code><button type="button" class="bare" aria-label=${words.t("share.remove", { text: visible(text) })} @click=${() => set({ added: added.filter((one) => one !== text) })}>${icons.close}</button></span>`)}
        </form>`
      : nothing}
  </fieldset>`;
}

function add(event: SubmitEvent, added: readonly string[], set: (change: Partial<Hiding>) => void): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const text = String(new FormData(form).get("add") ?? "").trim();
  if (text && !added.includes(text)) set({ added: [...added, text] });
  form.reset();
}
