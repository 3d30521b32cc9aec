// The style of one output: a pane of its own, that nothing in the text reaches out of.
import { css, unsafeCSS } from "lit";
import { monoBox } from "../../ui/base.ts";

/** The sixteen colours of a terminal, each as light and dark grounds need it. */
const COLOURS = [
  "#24262b, #8b919a", "#b42318, #f27a70", "#1b6e2c, #5fbf72", "#7a5700, #d9b24a",
  "#1d55b8, #74a8f5", "#8a2b9b, #d58ae3", "#0b6770, #4fc1cb", "#5a5e66, #c9ccd1",
  "#62666e, #9aa0a9", "#c42b1f, #ff9289", "#1f7431, #7dd88f", "#805e00, #f0cb66",
  "#2a63c9, #93bdff", "#9938ab, #e6a5f2", "#0f6c75, #72dae3", "#3a3d44, #f2f3f5",
];
const colourRules = unsafeCSS(COLOURS.map((pair, n) => `[data-colour="${n}"]{color:light-dark(${pair})}`).join(""));

/** Lines of text as `rows.ts` makes them; also for groups and differences. */
export const lineStyles = css`
  .text {
    ${monoBox}
    position: relative;
    contain: content;
    padding-block: 12px;
  }
  .body {
    inline-size: fit-content;
    min-inline-size: 100%;
    white-space: pre;
  }
  .wrap .body {
    inline-size: auto;
    white-space: pre-wrap;
  }
  .chunk {
    padding-inline: 16px;
  }
  .line {
    min-block-size: calc(1.25 * var(--ii-rem));
    overflow: clip;
    overflow-clip-margin: content-box;
    unicode-bidi: isolate;
    direction: ltr;
  }
  .numbers .line {
    padding-inline-start: 6ch;
    position: relative;
  }
  .numbers .line::before {
    content: attr(data-number);
    position: absolute;
    inset-inline-start: 0;
    inline-size: 5ch;
    text-align: end;
    color: var(--ii-muted);
    user-select: none;
  }
  .sign {
    padding-inline: 2px;
    border-radius: 2px;
    outline: 1px solid var(--ii-edge);
    outline-offset: -1px;
    color: var(--ii-muted);
    font-size: 0.85em;
  }
  a {
    color: var(--ii-accent);
  }
  a[data-target]::after {
    content: " (" attr(data-target) ")";
    color: var(--ii-muted);
  }
  .escape {
    color: var(--ii-muted);
  }
  .bold {
    font-weight: 700;
  }
  .italic {
    font-style: italic;
  }
  .strike {
    text-decoration-line: line-through;
  }
  .overline {
    text-decoration-line: overline;
  }
  [data-underline] {
    text-decoration-line: underline;
  }
  [data-underline="double"] {
    text-decoration-style: double;
  }
  [data-underline="curly"] {
    text-decoration-style: wavy;
  }
  [data-underline="dotted"] {
    text-decoration-style: dotted;
  }
  [data-underline="dashed"] {
    text-decoration-style: dashed;
  }
  ${colourRules}
  .tree .line {
    position: relative;
    overflow: visible;
  }
  .fold {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0;
    inline-size: 2ch;
    block-size: calc(1.25 * var(--ii-rem));
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ii-muted);
  }
  .fold::before {
    content: "▾";
  }
  .fold[aria-expanded="false"]::before {
    content: "▸";
  }
  .folded::after {
    content: " …";
    color: var(--ii-muted);
  }
  .token-key,
  .token-tag {
    color: light-dark(#1d55b8, #74a8f5);
  }
  .token-string,
  .token-text {
    color: light-dark(#1b6e2c, #5fbf72);
  }
  .token-number,
  .token-word {
    color: light-dark(#8a2b9b, #d58ae3);
  }
  .token-attribute {
    color: light-dark(#0b6770, #4fc1cb);
  }
  .token-punctuation,
  .token-comment {
    color: var(--ii-muted);
  }
  table {
    border-collapse: collapse;
    white-space: nowrap;
  }
  th,
  td {
    padding: 2px 24px 2px 0;
    border-block-end: 1px solid var(--ii-line);
    text-align: start;
    vertical-align: top;
  }
  th {
    font-weight: 600;
  }
  .right {
    text-align: end;
  }
  .unified .added {
    background: light-dark(#e4f5ee, #10322a);
  }
  .unified .removed {
    background: light-dark(#fdebe7, #3a1c17);
  }
  .unified .hunk,
  .unified .file {
    color: var(--ii-muted);
  }
  ::highlight(ii-hit) {
    background-color: light-dark(#ffe58a, #6b5300);
    color: light-dark(#1c1d21, #fff6d6);
  }
  ::highlight(ii-hit-chosen) {
    background-color: light-dark(#ffb84d, #d99a00);
    color: #1c1d21;
  }
  @media print {
    .text {
      max-block-size: none !important;
    }
    .body {
      inline-size: auto;
      white-space: pre-wrap;
    }
  }
`;

export const printedStyles = [
  lineStyles,
  css`
    .text {
      overflow-y: hidden;
    }
    .places {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px;
      margin: -4px -8px 4px;
    }
    .found,
    .linked {
      background: var(--ii-accent-soft);
      box-shadow: -3px 0 var(--ii-accent);
    }
    .why summary {
      inline-size: fit-content;
      min-block-size: 24px;
      padding-block: 4px;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      margin-block-end: 8px;
    }
    .bar .space {
      flex: 1;
    }
    .modes,
    .toggles {
      display: flex;
    }
    /* They wrap together, and to the end of the line. */
    .toggles {
      gap: 8px;
      margin-inline-start: auto;
    }
    select {
      min-block-size: 28px;
      padding-block: 2px;
      max-inline-size: 28ch;
      field-sizing: content;
    }
    .hits {
      display: inline-flex;
      align-items: center;
      font-variant-numeric: tabular-nums;
    }
    .up svg {
      transform: rotate(180deg);
    }
    .mending {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      margin-block-start: 8px;
      padding: 8px 12px;
      border-inline-start: 3px solid var(--ii-accent);
      background: var(--ii-accent-soft);
    }
    .mending p {
      flex: 1 1 32ch;
    }
    .notes,
    .kind,
    .why {
      margin-block-start: 8px;
    }
  `,
];
