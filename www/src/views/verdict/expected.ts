// What the reader takes for a success here, by exit codes, summed up beside what the service says and never in its place.
import { html, nothing } from "lit";
import type { Inspection } from "../../core/core.ts";
import { visible } from "../../ui/visible.ts";
import type { Words } from "../../words/words.ts";

/** Exit codes and ranges of them, as the query takes them; null where a text is something else. */
export function exitCodes(text: string): string | null {
  const codes = text.split(/[\s,，、;；]+/u).filter(Boolean);
  return codes.every((code) => /^-?\d{1,10}(\.\.-?\d{1,10})?$/u.test(code)) ? codes.join(",") : null;
}

/** How many instances ended as expected, and what chooses them. */
export interface Share {
  readonly word: "expected.as" | "expected.not" | "expected.open" | "expected.unknown";
  readonly query: string;
  readonly count: number;
}

export function shares(inspection: Inspection, invocation: number, codes: string): Share[] {
  const share = (word: Share["word"], query: string): Share => ({ word, query, count: inspection.instances(invocation, { query, start: 0, end: 0 }).total });
  const all = [share("expected.as", `is:final exit:${codes}`), share("expected.not", `is:final -exit:${codes}`), share("expected.open", "is:active"), share("expected.unknown", "-is:active -is:final")];
  return all.filter(({ count }) => count > 0);
}

/** `text`: as it is typed; `change`: with what is typed; `show`: the instances of a share. */
export function expectedLine(words: Words, text: string, found: readonly Share[], change: (text: string) => void, show: (query: string) => void): unknown {
  const fault = exitCodes(text) === null;
  return html`<div class="expected">
    <label>${words.t("expected")} <input size="8" inputmode="text" autocomplete="off" spellcheck="false" .value=${text} aria-invalid=${fault} @input=${(event: Event) => change((event.target as HTMLInputElement).value)} /></label>
    <span role="status">
      ${found.map(({ word, query, count }) => html`<button class="bare printed" title=${words.t("verdict.show")} @click=${() => show(query)}>${words.count(word, count)}</button>`)}
      ${fault ? html`<span class="muted">${words.t("expected.fault", { text: visible(text) })}</span>` : nothing}
    </span>
  </div>`;
}
