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
    .summary {
      margin-block: 8px 16px;
    }
    .fault {
      display: flex;
      gap: 8px;
    }
    ol {
      display: grid;
      gap: 24px;
    }
    li {
      min-inline-size: 0;
    }
    .group header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 12px;
      margin-block-end: 4px;
    }
    .group header .count {
      font-size: var(--ii-size-lead);
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    .group header .space {
      flex: 1;
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
      align-items: baseline;
      gap: 0 12px;
      margin-block-end: 4px;
    }
    .apart {
      margin-block-start: 24px;
    }
  `,
];
