// The outcomes of the reference against those of the other, as a table whose cells filter.
import { html, nothing } from "lit";
import type { Comparison, Outcome, OutcomePair } from "../../core/core.ts";
import { outcomeIcon } from "../../ui/status-icons.ts";
import type { Words } from "../../words/words.ts";

type Place = Outcome | null;

/** In the order of urgency; what is not on a side comes last. */
const ORDER: readonly Place[] = ["failed", "unknown", "stopped", "stopping", "finished", "pending", "running", "scheduled", "succeeded", null];

const head = (place: Place, label: string) => (place === null ? html`<span class="muted">${label}</span>` : html`<span class="badge" data-outcome=${place}>${outcomeIcon(place)}<span>${label}</span></span>`);

export function matrix({ outcomes }: Comparison, words: Words, query: string, ask: (query: string) => void): unknown {
  const present = (side: "reference" | "other") => ORDER.filter((place) => outcomes.some((pair) => pair[side] === place));
  const [rows, columns] = [present("reference"), present("other")];
  const label = (side: "reference" | "other", place: Place) => outcomes.find((pair) => pair[side] === place)?.[`${side}Label`] ?? "";
  const cell = (pair: OutcomePair | undefined) =>
    pair === undefined
      ? html`<td class="muted" aria-label="0">·</td>`
      : html`<td data-change=${pair.change}><button class="bare" aria-pressed=${query === pair.query} title=${words.t("verdict.show")} @click=${() => ask(pair.query)}>${words.number(pair.count)}</button></td>`;
  if (rows.length === 0) return nothing;
  return html`<div class="matrix" tabindex="0" role="group" aria-label=${words.t("compare.matrix")}>
    <table>
      <caption class="aloud">${words.t("compare.matrix")}</caption>
      <thead>
        <tr>
          <td class="corner small muted">${words.t("compare.reference")} ↓ · ${words.t("compare.compared")} →</td>
          ${columns.map((place) => html`<th scope="col">${head(place, label("other", place))}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (before) =>
            html`<tr>
              <th scope="row">${head(before, label("reference", before))}</th>
              ${columns.map((after) => cell(outcomes.find((pair) => pair.reference === before && pair.other === after)))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
