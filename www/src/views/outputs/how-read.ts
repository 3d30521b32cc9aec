// How an output was read: which encoding, which character set, and what speaks for them. Told when it is asked for.
import { html, nothing, type TemplateResult } from "lit";
import type { Charset, OutputDetail } from "../../core/core.ts";
import type { Key, Words } from "../../words/words.ts";
import { CHARSETS, fileKind } from "./module.ts";

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

/** Another character set is chosen, null for its own; `all`: for every output. */
export type ChooseCharset = (charset: Charset | null, all: boolean) => void;

/** What kind of file bytes are that are no text, where their beginning tells. */
export function kindView(bytes: Uint8Array | null, words: Words): unknown {
  const kind = bytes && fileKind(bytes, words.language);
  return kind ? html`<p class="small muted kind">${words.t("printed.kind", { kind })}</p>` : nothing;
}

/** Whether two readings of an output show the same; bytes that are no text are looked at anew. */
export function sameText(one: OutputDetail | undefined, other: OutputDetail): boolean {
  return one !== undefined && other.text !== null && one.text === other.text && one.bytes === other.bytes && one.charset === other.charset && one.encoding === other.encoding && one.alternative?.text === other.alternative?.text;
}

/** `written`: a short field as it was written, where it may be plain; `choose`: null where the character set cannot be chosen. Open where the bytes are no text. */
export function howRead(view: OutputDetail, words: Words, written: string, choose: ChooseCharset | null): TemplateResult {
  const why = words.t(WHY[view.charsetReason]);
  return html`<details class="why small muted" ?open=${view.charset === null || view.charsetReason === "chosen"}>
    <summary>${words.t("printed.how")}</summary>
    <p>${words.t("printed.read", { label: view.label, encoded: words.t(ENCODED[view.encodingReason], { text: written }), why: view.charset === null ? why : words.t("printed.why.of", { charset: view.charset.toUpperCase(), why }) })}</p>
    ${choose ? charsets(view, words, choose) : nothing}
  </details>`;
}

function charsets({ charset: own, charsetReason }: OutputDetail, words: Words, choose: ChooseCharset): TemplateResult {
  const chosen = charsetReason === "chosen" ? own : null;
  return html`<label class="charset">
      <span class="aloud">${words.t("printed.charset")}</span>
      <select @change=${(event: Event) => choose(((event.target as HTMLSelectElement).value || null) as Charset | null, false)}>
        <option value="" ?selected=${chosen === null}>${words.t("printed.charset.own", { charset: chosen === null && own ? own.toUpperCase() : "–" })}</option>
        ${CHARSETS.map((charset) => html`<option value=${charset} ?selected=${charset === chosen}>${charset.toUpperCase()}</option>`)}
      </select>
    </label>
    ${chosen === null ? nothing : html`<button class="link small" @click=${() => choose(chosen, true)}>${words.t("printed.charset.all")}</button>`}`;
}
