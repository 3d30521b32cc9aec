// The style of all outputs together: groups, differences, hits.
import { css } from "lit";
import { lineStyles } from "./printed-style.ts";

export const comparisonStyles = [
  lineStyles,
  css`
    .tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      margin-block-end: 8px;
    }
    .search {
      display: flex;
      flex: 1 1 24ch;
      min-inline-size: 0;
      align-items: center;
      gap: 4px;
    }
    .search input {
      flex: 1 1 8ch;
      min-inline-size: 0;
    }
    .search button {
      min-inline-size: 32px;
      padding-inline: 6px;
      font-family: var(--ii-mono);
    }
    .modes {
      display: flex;
    }
    .filter {
      margin-block: 16px;
    }
    .filter .pieces {
      margin: 4px 0 0;
    }
    .summary {
      margin-block: 8px 16px;
    }
    .fault {
      display: flex;
      gap: 8px;
    }
    ol {
      display: grid;
    }
    .hits {
      gap: 16px;
    }
    li {
      min-inline-size: 0;
    }
    .group {
      border-block-end: 1px solid var(--ii-line);
    }
    .group > header {
      display: flex;
      align-items: start;
      gap: 4px;
    }
    .group > header ii-copy {
      margin-block-start: 6px;
    }
    .group > header > .these {
      margin: 11px 4px 0 0;
    }
    .actions label {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-block-size: 32px;
    }
    .opener {
      display: grid;
      flex: 1;
      grid-template-columns: 16px var(--much, 13ch) minmax(0, 24ch) minmax(0, 1fr);
      align-items: start;
      gap: 2px 12px;
      min-inline-size: 0;
      padding: 8px 4px;
      text-align: start;
      font-weight: inherit;
    }
    .chevron {
      align-self: start;
      padding-block-start: 3px;
      transform-origin: 50% 60%;
    }
    .opener[aria-expanded="false"] .chevron {
      transform: rotate(-90deg);
    }
    .count {
      display: block;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .bar {
      display: block;
      inline-size: 100%;
      block-size: 6px;
      margin-block-start: 2px;
      fill: var(--tone);
    }
    .bar .all {
      fill: var(--ii-sunken);
    }
    .why {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
    }
    .first {
      overflow: hidden;
      color: var(--ii-ink);
      font-size: calc(0.8125 * var(--ii-rem));
      text-overflow: ellipsis;
      white-space: pre;
    }
    .ends,
    .told,
    .who {
      grid-column: 4;
      white-space: normal;
    }
    .told .value {
      overflow-wrap: anywhere;
    }
    .hole {
      color: var(--ii-accent);
    }
    .apart-by {
      background: none;
      font-weight: 700;
    }
    .opened {
      padding: 0 4px 16px 32px;
    }
    .holes {
      margin-block-start: 8px;
    }
    .holes ol {
      margin-block-start: 4px;
      gap: 2px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      margin-block-end: 12px;
    }
    @container center (max-width: 640px) {
      .search {
        flex-basis: 100%;
      }
      .opener {
        grid-template-columns: 16px var(--much, 13ch) minmax(0, 1fr);
      }
      .first,
      .ends,
      .told,
      .who {
        grid-column: 2 / -1;
      }
      .opened {
        padding-inline-start: 4px;
      }
    }
    .members {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 10px;
      margin-block-end: 6px;
    }
    .members button.link {
      font-family: var(--ii-mono);
      font-size: calc(0.8125 * var(--ii-rem));
      min-block-size: 24px;
    }
    .members button[aria-current="true"] {
      font-weight: 700;
      text-decoration: none;
      color: var(--ii-ink);
    }
    .text {
      max-block-size: 248px;
    }
    .difference {
      margin-block-start: 12px;
    }
    .difference .against {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      margin-block-end: 4px;
    }
    .difference .text {
      max-block-size: calc(0.6 * var(--ii-view, 100vh));
    }
    .row {
      display: grid;
      grid-template-columns: 4ch 5ch 3ch minmax(0, 1fr);
      padding-inline: 4px 16px;
    }
    .row .n {
      color: var(--ii-muted);
      text-align: end;
      user-select: none;
      font-variant-numeric: tabular-nums;
    }
    .row .sign-of {
      text-align: center;
      user-select: none;
    }
    .row .line-text {
      min-block-size: calc(1.25 * var(--ii-rem));
      white-space: pre-wrap;
      unicode-bidi: isolate;
    }
    .row[data-kind="removed"] {
      background: light-dark(#fdebe7, #3a1c17);
    }
    .row[data-kind="added"] {
      background: light-dark(#e4f5ee, #10322a);
    }
    .row[data-kind="removed"] mark {
      background: light-dark(#f6bfb2, #7a2f20);
    }
    .row[data-kind="added"] mark {
      background: light-dark(#a9dfca, #1c6a55);
    }
    .row[data-kind="folded"] {
      color: var(--ii-muted);
      padding-block: 4px;
    }
    .unfold {
      font: inherit;
    }
    mark {
      color: inherit;
      border-radius: 2px;
    }
    .hit mark {
      background: light-dark(#ffe58a, #6b5300);
      color: light-dark(#1c1d21, #fff6d6);
    }
    .excerpt {
      padding: 4px 12px;
      border-radius: var(--ii-radius);
      background: var(--ii-sunken);
      font-size: calc(0.8125 * var(--ii-rem));
      white-space: pre-wrap;
    }
    .hit header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 12px;
      margin-block-end: 4px;
    }
    .apart {
      margin-block-start: 24px;
    }
  `,
];
