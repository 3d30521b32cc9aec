// The beginning of a text that leaves, to be looked through before it does.
import { html, nothing } from "lit";
import { visible } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";

/** Characters of a text that are shown before it leaves. */
const PREVIEW = 4_000;

/** As much of a text as tells how it begins, and whether that is all of it: a character has at most three bytes for each UTF-16 unit. */
export const beginning = (content: Blob): Promise<string> => content.slice(0, 3 * (PREVIEW + 1)).text();

export function previewView(words: Words, text: string) {
  return html`<pre tabindex="0" role="region" aria-label=${words.t("share.preview")}>${visible(text.slice(0, PREVIEW))}</pre>${text.length > PREVIEW ? html`<p class="small muted">${words.t("share.cut")}</p>` : nothing}`;
}
