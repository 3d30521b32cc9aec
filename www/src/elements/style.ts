// The style of the page that documents the elements: list, reference and live element beside each other, or one under the other with the element in sight.
import { css } from "lit";
import { aloud } from "../ui/base.ts";

export const pageStyles = css`
  :host {
    line-height: calc(1.375 * var(--ii-rem));
  }
  header .brand {
    display: inline-flex;
    align-items: center;
    margin: 0;
    padding: 4px 0;
  }
  header .acts {
    color: var(--ii-muted);
  }
  .frame {
    display: grid;
    grid-template-columns: 192px minmax(0, 1fr);
    gap: 0 32px;
    padding: 0 32px 64px;
  }
  nav {
    position: sticky;
    inset-block-start: 0;
    align-self: start;
    padding-block-start: 24px;
  }
  nav a {
    display: block;
    padding: 4px 12px;
    border-inline-start: 2px solid transparent;
    color: var(--ii-ink);
    text-decoration: none;
    white-space: nowrap;
  }
  nav a:hover {
    background: var(--ii-accent-soft);
  }
  nav a[aria-current] {
    border-inline-start-color: var(--ii-accent);
    color: var(--ii-accent);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 464px) minmax(0, 1fr);
    grid-template-rows: auto 1fr;
    gap: 0 32px;
    min-inline-size: 0;
  }
  .title {
    padding-block-start: 24px;
    scroll-margin-block-start: 80px;
  }
  h1 {
    margin: 0;
    font-size: var(--ii-size-title);
    line-height: 1.4;
    font-weight: 650;
  }
  .title p {
    margin-block-start: 4px;
    text-wrap: pretty;
  }
  .small {
    line-height: calc(1.125 * var(--ii-rem));
  }
`;

export const referenceStyles = css`
  .reference section {
    margin-block-start: 40px;
  }
  .reference h2 {
    font-size: var(--ii-size-lead);
    font-weight: 650;
  }
  .reference h2 .muted {
    font-weight: 400;
  }
  .rows {
    margin-block-start: 8px;
    margin-inline: -12px;
    border-block-start: 1px solid var(--ii-line);
  }
  .rows > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 16px;
    padding: 8px 12px 12px;
    border-block-end: 1px solid var(--ii-line);
    scroll-margin-block: 16px;
  }
  .rows > li > p {
    grid-column: 1 / -1;
    max-inline-size: 66ch;
  }
  .rows > li.chosen,
  .rows > li.marked {
    background: var(--ii-accent-soft);
  }
  .name {
    display: flex;
    align-items: center;
    justify-self: start;
    min-block-size: 24px;
    min-inline-size: 0;
    color: var(--ii-ink);
    font-weight: 600;
    text-decoration: none;
  }
  .name:hover {
    color: var(--ii-accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    color: var(--ii-muted);
    font-size: var(--ii-size-small);
    line-height: calc(1.25 * var(--ii-rem));
  }
  .control :is(input[type="text"], select) {
    inline-size: 168px;
  }
  .control label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
  }
  .sent {
    color: var(--ii-accent);
    font-variant-numeric: tabular-nums;
  }
  .absent {
    color: var(--ii-stopped);
  }
  .reference {
    outline: none;
  }
`;

export const stageStyles = css`
  .stage {
    grid-column: 2;
    grid-row: 1 / span 2;
    position: sticky;
    inset-block-start: 0;
    align-self: start;
    display: flex;
    flex-direction: column;
    gap: 16px;
    /* Under the head it is as high as beside the rows. */
    max-block-size: calc(100vh - 49px);
    padding-block: 24px 16px;
  }
  .skip:not(:focus-visible) {
    ${aloud}
  }
  .live {
    flex: 0 1 auto;
    min-block-size: 72px;
    overflow: auto;
    border: 1px solid var(--ii-line);
    border-radius: 8px;
    background: var(--ii-ground);
  }
  .live > :not(invocation-inspector) {
    margin: 24px;
  }
  .stage .top {
    margin-block-end: 0;
  }
  .code,
  .sent-events {
    flex: none;
  }
  .stage pre,
  .log {
    overflow: auto;
    padding: 8px 12px;
    border-radius: var(--ii-radius);
    background: var(--ii-sunken);
    font-family: var(--ii-mono);
    font-size: var(--ii-size-small);
    line-height: calc(1.125 * var(--ii-rem));
    white-space: pre-wrap;
    scrollbar-width: thin;
  }
  .stage pre {
    max-block-size: 152px;
  }
  .stage pre code {
    font-size: inherit;
  }
  .log {
    block-size: 112px;
    white-space: normal;
  }
  .log p + p {
    margin-block-start: 4px;
  }
`;

export const narrowStyles = css`
  @media (max-width: 1100px) {
    .frame {
      grid-template-columns: minmax(0, 1fr);
    }
    nav {
      position: static;
      padding-block-start: 8px;
    }
    nav ul {
      display: flex;
      flex-wrap: wrap;
    }
    nav a {
      padding-inline: 8px;
      border-inline-start: 0;
      border-block-end: 2px solid transparent;
    }
    nav a[aria-current] {
      border-block-end-color: var(--ii-accent);
    }
    main {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      gap: 0 24px;
    }
  }
  /* The live element stays in sight over the rows that change it. */
  @media (max-width: 760px) {
    .frame {
      padding-inline: 16px;
    }
    nav {
      margin-inline: -8px;
    }
    main {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: none;
    }
    .stage {
      display: contents;
    }
    .live {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      max-block-size: 45vh;
      margin: 16px -12px 0;
      box-shadow: 0 8px 16px var(--ii-ground);
    }
    .code,
    .sent-events {
      margin-block-start: 16px;
    }
    .rows > li,
    .rows > li :is(a, input, select) {
      scroll-margin-block-start: calc(45vh + 24px);
    }
    .control :is(input[type="text"], select) {
      inline-size: 136px;
    }
    header .acts {
      padding-inline-start: 8px;
    }
  }
  @media (forced-colors: active) {
    .rows > li.marked {
      outline: 2px solid Highlight;
    }
  }
`;
