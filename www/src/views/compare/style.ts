// The style of two invocations compared; in a narrow place the two stand under each other.
import { css } from "lit";

export const compareStyles = css`
  :host {
    container: compare / inline-size;
  }
  :host(:focus),
  [tabindex="-1"]:focus {
    outline: none;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
    align-items: start;
    gap: 8px 16px;
  }
  .side label {
    display: grid;
    gap: 2px;
  }
  .side select {
    inline-size: 100%;
    min-inline-size: 0;
    text-overflow: ellipsis;
  }
  .side p {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    margin-block-start: 4px;
  }
  .swap {
    margin-block-start: 16px;
  }
  .sides ~ .making,
  .sides + p {
    margin-block-start: 16px;
  }
  .again {
    margin-block-start: 8px;
  }
  .making {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .sentence {
    margin-block: 16px 8px;
    max-inline-size: 100ch;
    font-size: var(--ii-size-title);
    line-height: calc(1.5 * var(--ii-rem));
    font-variant-numeric: tabular-nums;
  }
  .notes {
    margin-block-end: 16px;
    max-inline-size: 100ch;
  }
  .matrix {
    overflow-x: auto;
    margin-block: 16px;
    scrollbar-width: thin;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 8px;
    border: 1px solid var(--ii-line);
    font-weight: inherit;
    text-align: end;
  }
  th {
    text-align: start;
    white-space: nowrap;
  }
  td:has(button) {
    padding: 0;
  }
  td button {
    inline-size: 100%;
    min-inline-size: 48px;
    justify-content: end;
    padding-inline: 8px;
    color: var(--ii-ink);
    border-radius: 0;
  }
  td button[aria-pressed="true"] {
    background: var(--ii-accent-soft);
  }
  td:is([data-change="new-failed"], [data-change="still-failed"]) button {
    color: var(--ii-failed);
    font-weight: 600;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-end: 8px;
  }
  .instances {
    margin-block-start: 16px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-block-end: 8px;
  }
  .tools input {
    flex: 1 1 240px;
    min-inline-size: 0;
  }
  .rows li {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    align-items: center;
    border-block-end: 1px solid var(--ii-line);
    /* What is out of sight is laid out when it comes into it. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 41px;
  }
  .rows button {
    display: grid;
    grid-template-columns: minmax(0, 22ch) 14ch minmax(0, 2fr) minmax(0, 1fr);
    align-items: center;
    gap: 2px 16px;
    inline-size: 100%;
    min-block-size: 40px;
    padding: 4px 8px;
    color: var(--ii-ink);
    font-weight: inherit;
    text-align: start;
    justify-items: start;
  }
  .rows button[aria-current="true"] {
    background: var(--ii-accent-soft);
  }
  .rows li:is([data-change="new-failed"], [data-change="still-failed"]) .change {
    color: var(--ii-failed);
    font-weight: 600;
  }
  .turn,
  .told {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
  }
  @container compare (max-width: 480px) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
    }
    .swap {
      justify-self: start;
      margin: 0;
    }
  }
  @container compare (max-width: 880px) {
    .rows button {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block: 8px;
    }
    .rows .turn,
    .rows button > .small {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    :is(td button[aria-pressed="true"], .rows button[aria-current="true"]) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
