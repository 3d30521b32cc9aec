// The style of the table of instances; in a narrow place a row takes two lines.
import { css } from "lit";

/** What can be done with some instances. */
export const actStyles = css`
  .ids {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    color: var(--ii-muted);
    font-size: var(--ii-size-small);
  }
  .act {
    margin: -8px 0 12px;
  }
  .ids span {
    display: inline-flex;
    align-items: center;
  }
`;

/** The pieces of a query. */
export const pieceStyles = css`
  .pieces {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: -8px 0 16px;
    padding: 0;
    list-style: none;
  }
  .pieces li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-inline-size: 0;
  }
  .piece {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-inline-size: 0;
    padding-inline-start: 8px;
    border: 1px solid var(--ii-line);
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  [data-kind="text"] .piece {
    border-style: dashed;
  }
`;

export const tableStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-block-end: 16px;
  }
  /* Wherever the line breaks, the menu opens towards the middle. */
  .tools > .end {
    display: flex;
    align-items: center;
    gap: 16px;
    margin-inline-start: auto;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  input {
    flex: 1 1 320px;
    min-inline-size: 0;
  }
  label {
    color: var(--ii-muted);
  }
  .all {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    padding-inline: 8px;
  }
  .order {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-inline-size: 0;
  }
  .order select {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  /* Where the heads are in sight, they order. */
  .tools:has(~ .grid:not(.narrow)) .order {
    display: none;
  }
  .head button {
    padding: 0;
    color: inherit;
    font-size: inherit;
    font-weight: inherit;
  }
  .head button:focus-visible {
    outline-offset: -2px;
  }
  .head [aria-sort]:not([aria-sort="none"]) {
    color: var(--ii-ink);
  }
  .way {
    margin-inline-start: 4px;
  }
  .grid {
    max-block-size: min(calc(0.6 * var(--ii-view, 100vh)), 720px);
    overflow: auto;
    border-block: 1px solid var(--ii-line);
    scrollbar-width: thin;
  }
  /* What goes on to the side fades there. */
  .grid[data-more] {
    mask-image: linear-gradient(to left, transparent, #000 40px);
  }
  .spacer {
    position: relative;
  }
  /* With more columns than there is room for, head and rows scroll to the side together. */
  .grid:not(.narrow) :is(.head, .spacer) {
    min-inline-size: var(--least);
  }
  /* Whose row it is stays in sight; what scrolls by goes below it, and below the gap behind it. */
  .grid:not(.narrow) .row > :is(.check, .instance) {
    position: sticky;
    inset-inline-start: 0;
    margin-inline: -8px -12px;
    padding-inline: 8px 12px;
    background: inherit;
  }
  .grid:not(.narrow) .row > .instance {
    inset-inline-start: var(--checks);
    align-self: stretch;
    align-content: center;
    margin-inline-start: 0;
    padding-inline-start: 0;
  }
  .window {
    position: sticky;
    inset-block-start: calc(2 * var(--ii-rem));
    overflow: clip;
  }
  /* The row on which the keyboard stands, where it is scrolled away: there for who is told of it, out of sight. */
  .rows .away {
    position: absolute;
    inset-block-end: 100%;
    inline-size: 100%;
  }
  .row {
    display: grid;
    grid-template-columns: var(--tracks);
    gap: 0 12px;
    align-items: center;
    block-size: var(--row, 36px);
    padding-inline: 8px;
    background: var(--ii-ground);
    border-block-end: 1px solid var(--ii-line);
    cursor: pointer;
  }
  .row > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row > .status:not([role="columnheader"]) {
    display: flex;
    align-items: center;
  }
  .rows .row:is(:hover, [aria-current]) .quiet,
  .grid:focus-visible .row.active .quiet {
    visibility: visible;
  }
  .row .reason {
    padding-inline-start: 4px;
  }
  /* The likely meaning stands behind the cause: where there is no room for both in a line, there is in two, in rows that stand close too. */
  .grid:not(.narrow) .rows .reason {
    font-size: var(--ii-size-small);
    line-height: 1.15;
    white-space: normal;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    block-size: calc(2 * var(--ii-rem));
    background: var(--ii-ground);
    color: var(--ii-muted);
    font-size: var(--ii-size-small);
    cursor: default;
  }
  .row .numeric {
    text-align: end;
  }
  .row :is(.numeric, .start, .end) {
    font-variant-numeric: tabular-nums;
  }
  .row .check {
    display: flex;
    align-items: center;
    align-self: stretch;
    cursor: default;
  }
  .contradiction .severity-icon {
    margin-block: 0;
    margin-inline-end: 6px;
    vertical-align: text-bottom;
  }
  .rows .row:is(:hover, [aria-current]) {
    background: var(--ii-sunken);
  }
  .rows .row[aria-selected="true"] {
    background: var(--ii-accent-soft);
  }
  .rows .row[aria-current],
  .rows .row[aria-current] > .check {
    box-shadow: inset 2px 0 var(--ii-accent);
  }
  /* There the checkbox stands inside of the row's edge. */
  .narrow .rows .row[aria-current] > .check {
    box-shadow: none;
  }
  /* The row the keyboard stands on shows where the focus is. */
  .grid:focus-visible {
    outline: none;
  }
  .rows .row {
    position: relative;
  }
  /* Above the cells that stay. */
  .rows .row::after {
    position: absolute;
    inset: 0;
    outline: 2px solid var(--ii-accent);
    outline-offset: -2px;
    pointer-events: none;
  }
  .grid:focus-visible .row.active::after {
    content: "";
  }
  .grid:focus-visible .row .at {
    outline: 2px solid var(--ii-accent);
    outline-offset: 1px;
  }
  .none {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding-block: 16px;
  }
  .menu {
    position: relative;
  }
  .menu .sheet {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    z-index: 2;
    display: grid;
    gap: 8px;
    inline-size: max-content;
    padding: 12px;
    border: 1px solid var(--ii-line);
    border-radius: 6px;
    background: var(--ii-raised);
    box-shadow: 0 4px 16px rgb(0 0 0 / 16%);
  }
  .menu li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 24px;
  }
  .menu label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    color: var(--ii-ink);
  }
  .moves {
    display: inline-flex;
  }
  .moves :disabled {
    visibility: hidden;
  }
  .narrow .row {
    grid-template-columns: 20px minmax(0, 1fr) auto;
    grid-template-rows: calc(1.5 * var(--ii-rem));
    grid-auto-rows: calc(1.25 * var(--ii-rem));
    align-content: center;
  }
  .narrow .head {
    display: none;
  }
  .narrow .window {
    inset-block-start: 0;
  }
  /* Badges stand at the end of the line, each in its place whether it has its link or not. */
  .narrow .row .status {
    flex-direction: row-reverse;
    order: 1;
  }
  .narrow .row .instance {
    order: 0;
  }
  .narrow .row .check {
    order: -1;
    grid-row: 1 / span calc(1 + var(--below));
  }
  .narrow .row > :not(.check, .status, .instance) {
    order: 2;
    padding: 0;
    grid-column: 2 / -1;
    color: var(--ii-muted);
    font-size: var(--ii-size-small);
    text-align: start;
  }
  .narrow .name::after {
    content: "\\00a0\\00a0";
  }
  .narrow .row > :not(.reason):has(> .name) {
    color: var(--ii-ink);
  }
  .narrow .name {
    color: var(--ii-muted);
  }
  /* The menu has the whole width to open in. */
  .tools:has(~ .grid.narrow) .end {
    position: relative;
    justify-content: space-between;
    inline-size: 100%;
  }
  .tools:has(~ .grid.narrow) .menu {
    position: static;
  }
  .tools:has(~ .grid.narrow) .sheet {
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    .rows .row:is([aria-selected="true"], [aria-current])::after {
      content: "";
      outline-color: Highlight;
    }
  }
  @media print {
    .grid {
      max-block-size: none;
    }
  }
`;
