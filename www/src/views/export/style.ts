// The style of the dialog in which an answer leaves.
import { css } from "lit";
import { aloud, monoBox } from "../../ui/base.ts";

export const dialogStyles = css`
  .open {
    min-block-size: 40px;
    color: var(--ii-muted);
    white-space: nowrap;
  }
  @container center (max-width: 600px) {
    .open span {
      ${aloud}
    }
  }
  dialog {
    inline-size: min(720px, calc(100vw - 32px));
    max-block-size: calc(100vh - 32px);
    padding: 24px;
    border: 1px solid var(--ii-line);
    border-radius: 12px;
    background: var(--ii-ground);
    color: var(--ii-ink);
    box-shadow: 0 16px 64px rgb(0 0 0 / 24%);
  }
  /* What is done with it stays in sight, whatever stands above it. */
  dialog[open] {
    display: flex;
    flex-direction: column;
    gap: 16px;
    padding-block-end: 0;
    scroll-padding-block-end: 72px;
  }
  dialog > * {
    flex: none;
  }
  dialog > :not(.buttons):has(+ .aloud) {
    margin-block-end: 24px;
  }
  dialog > .buttons {
    position: sticky;
    inset-block-end: 0;
    margin-inline: -24px;
    padding: 12px 24px;
    border-block-start: 1px solid var(--ii-line);
    background: var(--ii-ground);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  .top {
    margin: 0;
  }
  h1 {
    font-size: var(--ii-size-title);
    line-height: calc(1.5 * var(--ii-rem));
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .formats {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 212px), 1fr));
  }
  legend {
    margin-block-end: 4px;
    padding: 0;
    font-weight: 600;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
  }
  .hide {
    inline-size: 100%;
    font-weight: 600;
  }
  fieldset > p {
    inline-size: 100%;
  }
  .warning {
    color: var(--ii-failed);
  }
  details[open] {
    inline-size: 100%;
  }
  summary {
    min-block-size: 32px;
  }
  details ul {
    max-block-size: 200px;
    overflow: auto;
    padding-inline-start: 16px;
  }
  .add {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    inline-size: 100%;
  }
  .added {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding-inline-start: 8px;
    border: 1px solid var(--ii-line);
    border-radius: 4px;
  }
  .notes li {
    display: list-item;
  }
  .notes {
    color: var(--ii-muted);
  }
  pre {
    ${monoBox}
    max-block-size: 240px;
    padding: 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  progress {
    inline-size: 100%;
    accent-color: var(--ii-accent);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
`;
