// Above an answer that stays since what came after it cannot take its place: since when, why, and the way to what came.
import { html, nothing } from "lit";
import type { Answer } from "../state/answer.ts";
import type { Kept } from "../state/polled.ts";
import { severityIcon } from "../ui/status-icons.ts";
import { visible } from "../ui/visible.ts";
import type { Words } from "../words/words.ts";

/** In a sentence. The time is one of a clock: how long that is ago would be false by the next minute. */
export function keptWords(words: Words, { since, why, code }: Kept): string {
  return words.t(`kept.${why}`, { time: since.toLocaleTimeString(words.locale), code: visible(code ?? words.t("kept.code")) });
}

export function keptView(words: Words, answer: Answer): unknown {
  const { kept } = answer;
  // The region is there before its words, so that they are read aloud.
  return html`<div role="status">
    ${kept && answer.summary
      ? html`<div class="kept" part="kept">
          <p>${severityIcon("warning")}<span>${keptWords(words, kept)}</span></p>
          ${kept.why === "unread" ? nothing : html`<button @click=${() => void answer.insist()}>${words.t("kept.show")}</button>`}
        </div>`
      : nothing}
  </div>`;
}
