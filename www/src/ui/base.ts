// What every element's style begins with: text, buttons, fields, focus, icons of severity.
import { css } from "lit";
import { tones } from "./tokens.ts";

/** What is heard and not seen. */
export const aloud = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** The box of what was printed or executed. */
export const monoBox = css`
  overflow: auto;
  border: 1px solid var(--ii-line);
  border-radius: var(--ii-radius);
  background: var(--ii-sunken);
  font-family: var(--ii-mono);
  font-size: calc(0.8125 * var(--ii-rem));
  line-height: calc(1.25 * var(--ii-rem));
  font-variant-ligatures: none;
  tab-size: 8;
  scrollbar-width: thin;
`;

const text = css`
  /* A text that is written from right to left turns none of ours around it. */
  :is(code, .mono, .badge > span, .title, .rest, .link) {
    unicode-bidi: isolate;
  }
  :host {
    display: block;
    color: var(--ii-ink);
    font-size: var(--ii-size-text);
    line-height: calc(1.25 * var(--ii-rem));
    /* What a response holds may be one word of any length: it breaks where there is no room left. */
    overflow-wrap: anywhere;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  pre {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2,
  h3 {
    font-size: var(--ii-size-text);
    font-weight: 600;
  }
  code,
  .mono {
    font-family: var(--ii-mono);
    font-size: 0.93em;
    font-variant-ligatures: none;
  }
  .word {
    display: inline-block;
  }
  code.whole {
    white-space: nowrap;
  }
  .small {
    font-size: var(--ii-size-small);
    line-height: var(--ii-rem);
  }
  .muted {
    color: var(--ii-muted);
  }
  .aloud {
    ${aloud}
  }
  /* A heading with what belongs to it behind it. */
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-block-end: 8px;
  }
`;

const controls = css`
  button,
  summary,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  input,
  select {
    min-block-size: 32px;
    padding: 4px 8px;
    border: 1px solid var(--ii-edge);
    border-radius: var(--ii-radius);
    background: var(--ii-raised);
    color: var(--ii-ink);
  }
  input:is([type="radio"], [type="checkbox"]) {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--ii-accent);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 32px;
    padding: 4px 12px;
    border: 1px solid var(--ii-line);
    border-radius: var(--ii-radius);
    background: var(--ii-raised);
    cursor: pointer;
  }
  button:hover {
    border-color: var(--ii-edge);
  }
  .modes button {
    min-block-size: 28px;
    padding-block: 2px;
    border-radius: 0;
    margin-inline-end: -1px;
  }
  .modes button:first-child {
    border-start-start-radius: var(--ii-radius);
    border-end-start-radius: var(--ii-radius);
  }
  .modes button:last-child {
    border-start-end-radius: var(--ii-radius);
    border-end-end-radius: var(--ii-radius);
  }
  .modes button[aria-pressed="true"] {
    position: relative;
  }
  button.main {
    border-color: var(--ii-accent);
    background: var(--ii-accent);
    color: var(--ii-on-accent);
  }
  button.main:hover {
    border-color: var(--ii-ink);
  }
  button.bare {
    min-block-size: 28px;
    padding: 2px 8px;
    border-color: transparent;
    background: none;
    color: var(--ii-muted);
  }
  button.bare:hover {
    color: var(--ii-ink);
    background: var(--ii-accent-soft);
  }
  button.link {
    display: inline;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ii-accent);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  button[aria-pressed="true"] {
    color: var(--ii-accent);
    border-color: currentColor;
    background: var(--ii-accent-soft);
  }
  button.bare[aria-pressed="true"] {
    border-color: transparent;
  }
  button:disabled {
    color: var(--ii-muted);
    border-color: var(--ii-line);
    background: none;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--ii-accent);
    outline-offset: 2px;
  }
  summary {
    cursor: pointer;
  }
  @media (forced-colors: active) {
    button[aria-pressed="true"] {
      outline: 2px solid Highlight;
    }
  }
`;

/** Icons of outcomes and severities, and badges; the guide has them too. */
export const statusStyles = css`
  .outcome-icon,
  .severity-icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  .outcome-icon {
    color: var(--tone);
  }
  .severity-icon[data-severity="error"] {
    color: var(--ii-failed);
  }
  .severity-icon[data-severity="warning"] {
    color: var(--ii-stopped);
  }
  .severity-icon[data-severity="note"] {
    color: var(--ii-pending);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--tone);
    font-weight: 600;
    min-inline-size: 0;
  }
  .badge > span {
    min-inline-size: 0;
  }
`;

const detailStyles = css`
  .severity-icon {
    margin-block: 2px;
  }
  /* Inline: a line does not break between a word and the mark behind it, as it would before a block. */
  .guide {
    padding: 4px 9px;
    color: var(--ii-muted);
    font-weight: 400;
    font-size: var(--ii-size-text);
    line-height: 16px;
    text-decoration: underline dotted 1px;
    text-underline-offset: 4px;
    border-radius: 12px;
  }
  .guide:hover {
    color: var(--ii-accent);
    background: var(--ii-accent-soft);
  }
  /* So that no link begins a line alone. */
  .tail {
    white-space: nowrap;
  }
  .further {
    color: var(--ii-muted);
    font-size: var(--ii-size-small);
  }
  /* Shown by what stands around it; never pressed unseen. */
  .guide.quiet {
    flex: none;
    visibility: hidden;
  }
  .notes {
    display: grid;
    gap: 8px;
  }
  .notes > li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
  }
  .of::after {
    content: ":";
  }
  .likely {
    color: var(--ii-muted);
    font-size: var(--ii-size-small);
    white-space: nowrap;
  }
  .remedy::before {
    content: "→ " / "";
    color: var(--ii-muted);
  }
  @media print {
    button:not(.printed) {
      display: none;
    }
  }
`;

export const base = [tones, text, controls, statusStyles, detailStyles];
