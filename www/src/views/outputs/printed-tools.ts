// What stands around an output as it is printed: its other readings, and the ways through a long one. No state: what is pressed is told back.
import { html, nothing } from "lit";
import type { OutputDetail } from "../../core/core.ts";
import type { Words } from "../../words/words.ts";
import type { Repair } from "./module.ts";

/** The second reading of a text that went through a wrong character set on its way; `on`: it is the one that is shown. */
export function repairing(words: Words, found: Repair | null, on: boolean, turn: () => void): unknown {
  if (!found) return nothing;
  return html`<div class="mending" role="status">
    <p>${on ? words.t("printed.repaired") : words.t("printed.garbled")} ${on && found.lost ? words.count("printed.lost", found.lost) : nothing}</p>
    <button @click=${turn}>${on ? words.t("printed.original") : words.t("printed.repair")}</button>
  </div>`;
}

/** Where nothing decides for certain whether a field is Base64: the other reading, one click away. `otherwise`: that is the one that is shown. */
export function readings(words: Words, view: OutputDetail, otherwise: boolean, turn: () => void): unknown {
  const other = view.alternative;
  if (!other || (other.text ?? view.text) === null) return nothing;
  const next = otherwise ? view.encoding : other.encoding;
  return html`<div class="mending" role="status">
    <p>${words.t("printed.either")}</p>
    <button @click=${turn}>${words.t(next === "base64" ? "printed.either.base64" : "printed.either.plain")}</button>
  </div>`;
}

/** Where the reader is in a long text, and where they may go. */
export interface Places {
  /** The chosen one of the lines that look like an error; null before any was looked for. */
  error: { line: number; at: number; of: number } | null;
  /** Lines before those that are drawn. */
  skipped: number;
  earlier(): void;
  go(to: "start" | "end"): void;
  nextError(): void;
}

/** The ways to the places of a text that is longer than what is opened of it. */
export function places(words: Words, { error, skipped, earlier, go, nextError }: Places): unknown {
  const status = error && (error.of ? words.t("printed.error.at", { line: words.number(error.line), at: error.at + 1, of: error.of }) : words.t("printed.error.none"));
  return html`<div class="places small" role="group" aria-label=${words.t("printed.places")}>
    ${skipped > 0 ? html`<button class="bare" @click=${earlier}>↑ ${words.count("printed.earlier", skipped)}</button>` : nothing}
    <button class="bare" @click=${() => go("start")}>${words.t("printed.start")}</button>
    <button class="bare" @click=${() => go("end")}>${words.t("printed.end")}</button>
    <button class="bare" @click=${nextError}>${words.t("printed.error.next")}</button>
    <span class="muted" aria-live="polite">${status ?? nothing}</span>
  </div>`;
}
