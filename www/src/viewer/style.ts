// The viewer's layout: three zones where there is room, stacked where there is not. It looks at its own box, not at the window.
import { css } from "lit";

const threeZones = css`
  grid-template-columns: 240px minmax(0, var(--center, 1fr)) minmax(400px, var(--pane, var(--beside, 0.9fr)));
  grid-template-areas: "side head head" "side center pane" "side next pane";
`;
const sideOpen = css`
  grid-area: side;
  justify-self: stretch;
`;
const asideOpen = css`
  position: static;
  display: grid;
  gap: 32px;
  inline-size: auto;
  margin: 0;
  padding: 0;
  max-block-size: none;
  overflow: visible;
  border: 0;
  background: none;
  box-shadow: none;
`;

export const viewerStyles = css`
  /* A box that fits its content is given a width: by containment there is none. */
  :host {
    container: viewer / inline-size;
    contain-intrinsic-inline-size: 640px;
    min-inline-size: 0;
    max-inline-size: 100%;
    background: var(--ii-ground);
  }
  .frame {
    /* A letter with hundreds of marks is one letter to the browser, and breaks nowhere. */
    overflow-x: clip;
    --stacked: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-areas: "head" "center" "pane" "next";
    gap: 24px 40px;
    align-items: start;
    padding: 16px;
  }
  .frame.with-aside {
    grid-template-areas: "side" "head" "center" "pane" "next";
  }
  .frame > * {
    min-inline-size: 0;
  }
  .frame.dense {
    gap: 12px 24px;
  }
  .side {
    grid-area: side;
  }
  aside {
    display: none;
  }
  aside.open {
    display: grid;
    gap: 24px;
    margin-block-start: 16px;
  }
  .head {
    grid-area: head;
    scroll-margin-block-start: 16px;
  }
  .invocation-head {
    margin-block-start: 24px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--ii-line);
  }
  .invocation-head > p {
    margin-block-end: 4px;
  }
  .center {
    grid-area: center;
    container: center / inline-size;
  }
  .pane {
    grid-area: pane;
    scroll-margin-block-start: 16px;
    border-block-start: 1px solid var(--ii-line);
    padding-block-start: 16px;
  }
  .next {
    grid-area: next;
    border-block-start: 1px solid var(--ii-line);
    padding-block-start: 16px;
  }
  .next ul {
    display: grid;
    gap: 8px;
    margin-block-start: 8px;
  }
  .next li {
    display: flex;
    align-items: start;
    gap: 8px;
  }
  .next li::before {
    content: "→";
    color: var(--ii-muted);
  }
  .next li p {
    flex: 1;
    max-inline-size: 80ch;
  }
  .next .command {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 8px;
    margin-block: 4px;
    padding: 4px 4px 4px 12px;
    border-radius: var(--ii-radius);
    background: var(--ii-sunken);
  }
  .next .ids ii-copy {
    margin-block: -4px;
  }
  .next .ids p {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
  }
  .next .ids {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
  }
  .next .ids p + p {
    grid-column: 2;
  }
  .next .ids span {
    display: inline-flex;
    align-items: center;
    color: var(--ii-muted);
  }
  .tab-row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0 8px;
    margin-block-end: 16px;
    border-block-end: 1px solid var(--ii-line);
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0 clamp(14px, 4cqi, 24px);
  }
  .tabs button {
    min-block-size: 40px;
    margin-block-end: -1px;
    padding: 0;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    color: var(--ii-muted);
    font-variant-numeric: tabular-nums;
  }
  .tabs button:hover {
    background: none;
  }
  .tabs button[aria-selected="true"] {
    color: var(--ii-ink);
    font-weight: 600;
    border-block-end-color: var(--ii-accent);
  }
  .tabs .count {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-weight: 400;
  }
  .waiting,
  .broken {
    padding: 24px 16px;
  }
  .broken h1 {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-block-end: 8px;
    font-size: var(--ii-size-title);
    line-height: calc(1.5 * var(--ii-rem));
  }
  .broken p {
    max-inline-size: 72ch;
  }
  .broken button {
    margin-block-start: 12px;
  }
  .raw {
    margin: 0 16px 16px;
    padding: 12px 16px;
    max-block-size: calc(0.6 * var(--ii-view, 100vh));
    overflow: auto;
    border: 1px solid var(--ii-line);
    border-radius: var(--ii-radius);
    background: var(--ii-sunken);
    font-family: var(--ii-mono);
    font-size: calc(0.8125 * var(--ii-rem));
    white-space: pre-wrap;
  }

  @container viewer (min-width: 700px) {
    .waiting,
    .broken {
      padding: 24px 32px;
    }
    .raw {
      margin-inline: 32px;
    }
    .frame {
      padding: 24px 32px 40px;
    }
  }
  @container viewer (min-width: 960px) {
    .frame {
      --stacked: 0;
      grid-template-columns: minmax(0, var(--center, 1.1fr)) minmax(400px, var(--pane, var(--beside, 1fr)));
      grid-template-rows: auto auto 1fr;
    }
    .frame,
    .frame.with-aside {
      grid-template-areas: "head head" "center pane" "next pane";
    }
    /* Its rows are long: of the room beside the table a record needs less. */
    .frame.with-table {
      --beside: 0.75fr;
    }
    ii-brief {
      display: none;
    }
    .pane {
      position: sticky;
      inset-block-start: 16px;
      max-block-size: calc(var(--box, var(--ii-view, 100vh)) - 32px);
      overflow-y: auto;
      margin-inline-start: -8px;
      padding: 4px 8px 16px 32px;
      border-block-start: 0;
      scrollbar-width: thin;
    }
    .frame.wide.wide {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: none;
      grid-template-areas: "head" "divider" "pane" "next";
    }
    .wide :is(.center, .side) {
      display: none;
    }
    .wide .pane {
      position: static;
      max-block-size: none;
      margin: 0;
      padding: 0;
      overflow: visible;
    }
    /* The lists hang from a button beside the verdict. */
    .side {
      grid-area: head;
      justify-self: end;
      position: relative;
      z-index: 2;
    }
    .with-aside .head {
      --ii-sentence-end: 160px;
    }
    aside.open {
      position: absolute;
      inset-inline-end: 0;
      inline-size: 320px;
      margin-block-start: 4px;
      padding: 16px;
      max-block-size: calc(0.7 * var(--ii-view, 100vh));
      overflow-y: auto;
      border: 1px solid var(--ii-line);
      border-radius: 8px;
      background: var(--ii-raised);
      box-shadow: 0 8px 32px rgb(0 0 0 / 16%);
    }
  }
  @container viewer (min-width: 1100px) {
    .frame.lists {
      ${threeZones}
    }
    .frame.lists .side {
      ${sideOpen}
    }
    .frame.lists aside {
      ${asideOpen}
    }
    .frame.lists .aside-button {
      display: none;
    }
    .frame.lists .head {
      --ii-sentence-end: 0;
    }
  }
  /* A text, with what was repaired beside it, needs more room than what leads to it. */
  @container viewer (min-width: 1200px) {
    .frame.with-source {
      grid-template-columns: minmax(300px, var(--center, 0.4fr)) minmax(0, var(--pane, 1fr));
    }
    .frame.with-source.lists {
      grid-template-columns: 240px minmax(280px, var(--center, 0.4fr)) minmax(0, var(--pane, 1fr));
    }
  }
  @container viewer (min-width: 1440px) {
    .frame.with-table {
      --beside: 0.55fr;
    }
    .frame.with-aside {
      ${threeZones}
    }
    .frame.with-aside.with-source {
      grid-template-columns: 240px minmax(280px, var(--center, 0.4fr)) minmax(0, var(--pane, 1fr));
    }
    .frame.with-aside .side {
      ${sideOpen}
    }
    .frame.with-aside aside {
      ${asideOpen}
    }
    .frame.with-aside .aside-button {
      display: none;
    }
    .frame.with-aside .head {
      --ii-sentence-end: 0;
    }
  }
  @media print {
    .frame:has(> ii-sheet:defined) > :not(ii-sheet) {
      display: none !important;
    }
    .frame {
      --stacked: 1;
      display: block !important;
      padding: 0;
    }
    .frame > * {
      margin-block-end: 24px;
    }
    .side,
    .tab-row {
      display: none !important;
    }
    .pane {
      position: static;
      max-block-size: none;
      overflow: visible;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .ids {
      display: none !important;
    }
  }
`;
