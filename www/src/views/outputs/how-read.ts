// How an output was read: which encoding, which character set, and what speaks for them. Told when it is asked for.
import { html, type TemplateResult } from "lit";
import type { OutputDetail } from "../../core/core.ts";
import type { Key, Words } from "../../words/words.ts";

/** What speaks for the character set. */
const WHY: Record<OutputDetail["charsetReason"], Key> = {
  mark: "printed.why.byteOrderMark",
  strict: "printed.why.strict",
  cut: "printed.why.cut",
  damaged: "printed.why.damaged",
  zeros: "printed.why.zeros",
  pairs: "printed.why.pairs",
  script: "printed.why.script",
  chosen: "printed.why.chosen",
  text: "printed.why.text",
  nothing: "printed.why.nothing",
};

/** Why a field is taken to be Base64, or not to be. */
const ENCODED: Record<OutputDetail["encodingReason"], Key> = {
  decodes: "printed.encoded.decodes",
  unsure: "printed.encoded.unsure",
  form: "printed.encoded.form",
  letters: "printed.encoded.letters",
  nonsense: "printed.encoded.nonsense",
  likelier: "printed.encoded.likelier",
  others: "printed.encoded.others",
};

/** `written`: a short field as it was written, where it may be plain; `choice`: the way to another character set. Open where the bytes are no text. */
export function howRead(view: OutputDetail, words: Words, written: string, choice: unknown): TemplateResult {
  const why = words.t(WHY[view.charsetReason]);
  return html`<details class="why small muted" ?open=${view.charset === null || view.charsetReason === "chosen"}>
    <summary>${words.t("printed.how")}</summary>
    <p>${view.label}. ${words.t(ENCODED[view.encodingReason], { text: written })} ${view.charset === null ? why : `${view.charset.toUpperCase()}: ${why}`}</p>
    ${choice}
  </details>`;
}
