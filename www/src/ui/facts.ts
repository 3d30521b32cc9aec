// Facts as a list of label and value; what the service reported beside what its own rules give.
import { css, html, nothing } from "lit";
import type { Badge, Fact, RollupDetail } from "../core/core.ts";
import type { Words } from "../words/words.ts";
import { visible, visibleId } from "./visible.ts";
import { badge, guideLink, phrase, reason } from "./text.ts";
import { onOwnClock, relative } from "./zones.ts";

export const factStyles = css`
  .facts {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    gap: 4px 16px;
  }
  .facts dt {
    color: var(--ii-muted);
  }
  .facts .mono {
    line-height: 1;
  }
  .facts dd {
    font-variant-numeric: tabular-nums;
  }
  .facts .own {
    white-space: nowrap;
  }
  .facts dd > p {
    color: var(--ii-muted);
  }
  .rollups {
    display: grid;
    gap: 16px;
  }
  .rollups p {
    color: var(--ii-muted);
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin-block: 4px;
  }
  .pair > span {
    display: inline-flex;
    align-items: center;
  }
  .pair span.muted {
    margin-inline-end: 8px;
  }
`;

/** A time: how long ago that is, then as it is in the response, with its zone, and on the reader's own clock where that shows another. */
function time(fact: Fact, words: Words): unknown {
  const at = Date.parse(fact.instant ?? "");
  const own = onOwnClock(at, words.locale);
  return html`<dd>${relative(at - Date.now(), words.locale)} <span class="muted">${visibleId(fact.value)}${own === null ? nothing : html` · <span class="own">${own}</span>`}</span></dd>`;
}

export function facts(list: readonly Fact[], words: Words): unknown {
  if (list.length === 0) return nothing;
  return html`<dl class="facts">
    ${list.map(
      (fact) =>
        html`<dt>${visible(fact.label)}</dt>
          ${fact.instant ? time(fact, words) : html`<dd>${fact.code ? html`<span class="mono" translate="no">${visibleId(fact.value)}</span>` : visible(fact.value)}${fact.reason ? reason(fact.reason, words) : nothing}</dd>`}`,
    )}
  </dl>`;
}

export function rollups(list: readonly RollupDetail[], words: Words): unknown {
  if (list.length === 0) return nothing;
  const reported = (value: Badge) => html`${badge(value)}${guideLink(words, value.kind, value.entry)}`;
  return html`<div class="rollups">
    ${list.map(
      (one) =>
        html`<div>
          <h3><code translate="no">${one.field}</code></h3>
          <div class="pair">
            <span><span class="muted">${words.t("rollup.reported")}</span>${one.reported ? reported(one.reported) : words.t("rollup.none")}</span>
            <span><span class="muted">${words.t("rollup.computed")}</span>${one.computed ? reported(one.computed) : words.t("rollup.none")}</span>
          </div>
          <p>${phrase(one.rule)}</p>
          <p>${phrase(one.agreement)}</p>
          ${one.whatIf ? html`<p>${phrase(one.whatIf)}</p>` : nothing}
        </div>`,
    )}
  </div>`;
}
