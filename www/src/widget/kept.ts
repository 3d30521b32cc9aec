// What a host is told and a reader sees of requests that failed: above an answer that stays, since what came after it cannot take its place; above the
// answer of a request that failed; and in the place of one that could not be had at all.
import { html, nothing } from "lit";
import { Missing } from "../core/missing.ts";
import { Failure } from "../core/wasm.ts";
import type { Answer } from "../state/answer.ts";
import type { Kept } from "../state/polled.ts";
import type { Refusal } from "../state/reader.ts";
import { severityIcon } from "../ui/status-icons.ts";
import { phrase } from "../ui/text.ts";
import { visible } from "../ui/visible.ts";
import type { Words } from "../words/words.ts";
import { shownAddress, Unread } from "./coming.ts";

/** In a sentence. The time is one of a clock: how long that is ago would be false by the next minute. */
export function keptWords(words: Words, { since, why, code }: Kept): string {
  return words.t(`kept.${why}`, { time: since.toLocaleTimeString(words.locale), code: visible(code ?? words.t("kept.code")) });
}

/** Of the request whose answer is shown; whether that answer says anything. */
export function refusalWords(words: Words, { of, status }: Refusal, isEmpty: boolean): string {
  const values = { status: String(status), of: visible(of ?? "") };
  return words.t(isEmpty ? (of ? "refused.empty.of" : "refused.empty") : of ? "refused.of" : "refused", values);
}

/** Why there is nothing to show, in the words of this element, where it knows. */
export const unreadOf = (failure: unknown): Unread | null => (failure instanceof Failure && failure.cause instanceof Unread ? failure.cause : null);

/** Of documents of which none holds anything. */
export const areEmpty = ({ documents }: Answer): boolean => documents.every(({ length }) => length === 0);

export function keptView(words: Words, answer: Answer): unknown {
  const { kept, refusal, summary } = answer;
  const said = summary && kept ? keptWords(words, kept) : summary && refusal && !areEmpty(answer) ? refusalWords(words, refusal, false) : null;
  // The region is there before its words, so that they are read aloud.
  return html`<div role="status">
    ${said === null
      ? nothing
      : html`<div class="kept" part="kept">
          <p>${severityIcon("warning")}<span>${said}</span></p>
          ${!kept || kept.why === "unread" ? nothing : html`<button @click=${() => void answer.insist()}>${words.t("kept.show")}</button>`}
        </div>`}
  </div>`;
}

/** Where a module's file is missing: which, where, and who is to do what. */
function missingView(words: Words, answer: Answer, { file, address, found }: Missing): unknown {
  return html`<div class="broken" part="broken" role="alert">
    <h1 tabindex="-1">${severityIcon("error")}${words.t("broken.unreached")}</h1>
    <p>${phrase(words.phrase("missing", { file, of: visible(shownAddress(address)) }))}</p>
    <p class="small muted mono">${visible(found)}</p>
    <button @click=${() => void answer.retry()}>${words.t("broken.again")}</button>
  </div>`;
}

/** Where there is no answer for a reason of this element's: what was given could not be had, or a file of its own is missing. */
export function unreadView(words: Words, answer: Answer): unknown {
  if (answer.failure instanceof Missing) return missingView(words, answer, answer.failure);
  const unread = unreadOf(answer.failure);
  const { refusal } = answer;
  if (!unread && !(refusal && areEmpty(answer))) return null;
  const why = unread ? phrase(words.phrase(unread.key, { ...unread.values, of: visible(unread.values["of"] ?? "") })) : refusal && refusalWords(words, refusal, true);
  return html`<div class="broken" part="broken" role="alert">
    <h1 tabindex="-1">${severityIcon("error")}${words.t("broken.unread")}</h1>
    <p>${why}</p>
    ${unread?.beneath ? html`<p class="small muted mono">${visible(unread.beneath)}</p>` : nothing}
    ${unread?.key === "given.unreached" || unread?.key === "given.broke" || refusal ? html`<button @click=${() => void answer.retry()}>${words.t("broken.again")}</button>` : nothing}
  </div>`;
}
