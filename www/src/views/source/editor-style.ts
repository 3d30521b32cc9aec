// The style of the source view, editor included: the page's own tokens, over the editor's base.
import { css } from "lit";
import { indentStyles } from "./indent.ts";

const frame = css`
  :host {
    container: source / inline-size;
    outline: 0;
  }
  .bar,
  .modes,
  .steps,
  header,
  .part div {
    display: flex;
    align-items: center;
  }
  .bar {
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 16px;
    margin-block-end: 8px;
  }
  .steps span {
    margin-inline-end: 4px;
    font-variant-numeric: tabular-nums;
  }
  .steps {
    margin-inline-start: auto;
  }
  .steps button:disabled {
    border-color: transparent;
  }
  .steps .up svg {
    transform: rotate(180deg);
  }
  .texts {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  .texts[data-mode="both"] {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
  section {
    min-inline-size: 0;
  }
  header {
    min-block-size: 32px;
  }
  header > :first-child {
    flex: 1;
  }
  .part p {
    margin-block-end: 4px;
    font-variant-numeric: tabular-nums;
  }
  .part div {
    gap: 8px;
    margin-block-end: 8px;
  }
  .part input {
    flex: 1;
    min-inline-size: 0;
    accent-color: var(--ii-accent);
  }
  .part button {
    min-block-size: 28px;
    padding-block: 2px;
    white-space: nowrap;
  }
`;

const editor = css`
  .cm-editor {
    max-block-size: max(280px, calc(var(--ii-view, 100vh) - 216px));
    border: 1px solid var(--ii-line);
    border-radius: var(--ii-radius);
    background: var(--ii-sunken);
    color: var(--ii-ink);
    font-size: calc(0.8125 * var(--ii-rem));
  }
  .cm-editor:has([contenteditable="true"]) {
    border-color: var(--ii-edge);
    background: var(--ii-raised);
  }
  .cm-editor.cm-focused {
    outline: 2px solid var(--ii-accent);
    outline-offset: 1px;
  }
  .cm-editor .cm-scroller {
    overflow: auto;
    font-family: var(--ii-mono);
    font-variant-ligatures: none;
    line-height: calc(1.25 * var(--ii-rem));
    scrollbar-width: thin;
  }
  .cm-editor .cm-content {
    padding-block: 8px;
    caret-color: var(--ii-ink);
    unicode-bidi: isolate;
  }
  .cm-editor .cm-line {
    padding-inline: 4px 12px;
  }
  .cm-editor .cm-lineWrapping {
    word-break: break-all;
  }
  .cm-editor .cm-content:focus-visible {
    outline: 0;
  }
  .cm-editor .cm-gutters {
    border: 0;
    border-start-start-radius: var(--ii-radius);
    border-end-start-radius: var(--ii-radius);
    background: var(--ii-sunken);
    color: var(--ii-muted);
  }
  .cm-editor .cm-lineNumbers .cm-gutterElement {
    padding-inline: 8px 4px;
    min-inline-size: 4ch;
    font-variant-numeric: tabular-nums;
  }
  .place-gutter {
    inline-size: 20px;
  }
  .place-gutter .cm-gutterElement {
    display: flex;
    justify-content: center;
  }
  .place-icon {
    display: inline-flex;
    block-size: 20px;
    align-items: center;
    cursor: pointer;
  }
  .place-icon .severity-icon {
    inline-size: 14px;
    block-size: 14px;
    margin: 0;
  }
  ::selection {
    background: color-mix(in srgb, var(--ii-accent) 28%, transparent);
  }
  .cm-editor .cm-specialChar {
    color: var(--ii-failed);
    border: 1px dotted currentColor;
    border-radius: 2px;
  }
  .code-name {
    color: var(--ii-accent);
  }
  .code-atom {
    color: light-dark(#8a3b12, #e8b78f);
  }
  .code-mark,
  .code-comment {
    color: var(--ii-muted);
  }
  .code-comment {
    font-style: italic;
  }
`;

const places = css`
  .place-error {
    --severity: var(--ii-failed);
    --stroke: wavy;
  }
  .place-warning {
    --severity: var(--ii-stopped);
    --stroke: wavy;
  }
  .place-note {
    --severity: var(--ii-pending);
    --stroke: dotted;
  }
  .place-mark {
    text-decoration: underline var(--stroke) var(--severity) 1.5px;
    text-underline-offset: 3px;
    text-decoration-skip-ink: none;
  }
  .place-caret {
    display: inline-block;
    inline-size: 0;
    block-size: 0.7em;
    margin-inline: 1px 2px;
    border-inline-start: 2px solid var(--severity);
  }
  .place-line {
    background: color-mix(in srgb, var(--ii-stopped) 10%, transparent);
  }
  .place-chosen {
    background: color-mix(in srgb, var(--ii-accent) 16%, transparent);
  }
  .place-mark.place-chosen {
    background: color-mix(in srgb, var(--severity) 22%, transparent);
  }
  .cm-editor .cm-tooltip {
    z-index: 3;
    border: 1px solid var(--ii-edge);
    border-radius: var(--ii-radius);
    background: var(--ii-raised);
    color: var(--ii-ink);
    box-shadow: 0 4px 16px rgb(0 0 0 / 16%);
  }
  .place-message {
    max-inline-size: min(420px, 80vw);
    padding: 8px 12px;
    font-size: var(--ii-size-text);
    line-height: calc(1.25 * var(--ii-rem));
  }
  .place-message > div {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 8px;
  }
  .place-message > div + div {
    margin-block-start: 8px;
  }
  .place-message p {
    grid-column: 2;
    overflow-wrap: anywhere;
  }
`;

const panels = css`
  .cm-editor .cm-panels {
    border-color: var(--ii-line);
    background: var(--ii-raised);
    color: var(--ii-ink);
  }
  .cm-editor .cm-panel.cm-search {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 8px 40px 8px 8px;
    font-size: var(--ii-size-small);
  }
  .cm-editor .cm-panel.cm-search br,
  .cm-editor .cm-panel.cm-search [name="select"] {
    display: none;
  }
  /* The field with its buttons, how to search, the replacement: a line each. */
  .cm-editor .cm-panel.cm-search::before,
  .cm-editor .cm-panel.cm-search::after {
    content: "";
    flex-basis: 100%;
    order: 1;
  }
  .cm-editor .cm-panel.cm-search label {
    order: 2;
  }
  .cm-editor .cm-panel.cm-search::after {
    order: 3;
  }
  .cm-editor .cm-panel.cm-search [name^="replace"] {
    order: 4;
  }
  .cm-editor .cm-panel.cm-search label {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin: 0;
    font-size: inherit;
  }
  .cm-editor .cm-panel.cm-search input {
    margin: 0;
    accent-color: var(--ii-accent);
  }
  .cm-editor .cm-textfield {
    flex: 1 1 calc(6 * var(--ii-rem));
    min-inline-size: 0;
    margin: 0;
    min-block-size: 28px;
    padding: 2px 8px;
    border: 1px solid var(--ii-edge);
    border-radius: var(--ii-radius);
    background: var(--ii-ground);
    color: var(--ii-ink);
    font-size: var(--ii-size-text);
  }
  .cm-editor .cm-button {
    min-block-size: 28px;
    margin: 0;
    padding: 2px 8px;
    border: 1px solid var(--ii-line);
    border-radius: var(--ii-radius);
    background: var(--ii-raised);
    color: inherit;
    font-size: inherit;
  }
  .cm-editor .cm-panel.cm-search [name="close"] {
    inset-block-start: 8px;
    inset-inline-end: 8px;
    inline-size: 28px;
    block-size: 28px;
    min-block-size: 0;
    border: 0;
    background: none;
    color: var(--ii-muted);
    font-size: calc(1.25 * var(--ii-rem));
  }
  .cm-editor .cm-searchMatch {
    background: color-mix(in srgb, var(--ii-stopped) 24%, transparent);
  }
  .cm-editor .cm-searchMatch-selected {
    background: color-mix(in srgb, var(--ii-stopped) 52%, transparent);
  }
  .cm-editor .cm-selectionMatch {
    background: color-mix(in srgb, var(--ii-edge) 24%, transparent);
  }
  @media (forced-colors: active) {
    .place-mark.place-chosen,
    .cm-editor .cm-searchMatch {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  @media print {
    .bar,
    .part div,
    .cm-editor .cm-panels {
      display: none;
    }
    .cm-editor {
      max-block-size: none;
      border: 0;
    }
  }
`;

export const viewStyles = [frame, editor, indentStyles, places, panels];
