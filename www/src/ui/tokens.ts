// The design tokens: five sizes, an eight-pixel rhythm, one accent, one tone per outcome. Hosts may set any `--ii-…` property.
import { css } from "lit";

/**
 * Set on the roots; everything inside inherits. `light-dark()` follows the `color-scheme` in force. A size grows with the reader's own, and is
 * not shrunk where a page counts ten pixels as a rem.
 * @cssprop --ii-mono - The face of code and output.
 * @cssprop --ii-rem - What sizes are counted in: the page's rem, 16 pixels at least.
 * @cssprop --ii-size-small - Small print.
 * @cssprop --ii-size-text - Text.
 * @cssprop --ii-size-lead - Text that leads.
 * @cssprop --ii-size-title - Titles.
 * @cssprop --ii-size-verdict - The verdict.
 * @cssprop --ii-radius - Corners.
 * @cssprop --ii-ground - The ground.
 * @cssprop --ii-raised - Fields and buttons.
 * @cssprop --ii-sunken - Outputs and sources.
 * @cssprop --ii-line - Lines between things.
 * @cssprop --ii-edge - Lines around fields.
 * @cssprop --ii-ink - Text.
 * @cssprop --ii-muted - Text that stands back.
 * @cssprop --ii-accent - Links, focus, the chosen.
 * @cssprop --ii-on-accent - Text on the accent.
 * @cssprop --ii-accent-soft - The ground of the chosen.
 * @cssprop --ii-succeeded - The tone of success.
 * @cssprop --ii-failed - The tone of failure, and of errors.
 * @cssprop --ii-running - The tone of what runs.
 * @cssprop --ii-pending - The tone of what waits, and of information.
 * @cssprop --ii-stopped - The tone of what was stopped, and of warnings.
 * @cssprop --ii-finished - The tone of an end that says nothing more.
 * @cssprop --ii-unknown - The tone of the unknown.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --ii-rem: max(1rem, 16px);
    --ii-mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", monospace;
    --ii-size-small: calc(0.75 * var(--ii-rem));
    --ii-size-text: calc(0.875 * var(--ii-rem));
    --ii-size-lead: var(--ii-rem);
    --ii-size-title: calc(1.25 * var(--ii-rem));
    --ii-size-verdict: calc(1.75 * var(--ii-rem));
    --ii-radius: 6px;

    --ii-ground: light-dark(#fcfcfa, #141518);
    --ii-raised: light-dark(#ffffff, #1d1f23);
    --ii-sunken: light-dark(#f4f4f0, #0e0f12);
    --ii-line: light-dark(#e2e2dc, #2e3138);
    --ii-edge: light-dark(#83848a, #7c8089);
    --ii-ink: light-dark(#1c1d21, #ecedf0);
    --ii-muted: light-dark(#5a5c64, #a7abb4);
    --ii-accent: light-dark(#4453c6, #aab5ff);
    --ii-on-accent: light-dark(#ffffff, #14161f);
    --ii-accent-soft: light-dark(#eceefb, #262a42);

    --ii-succeeded: light-dark(#08705b, #3fc9a6);
    --ii-failed: light-dark(#bf3113, #ff8a70);
    --ii-running: light-dark(#0a62bb, #6cb6ff);
    --ii-pending: light-dark(#4c627a, #a2b7cf);
    --ii-stopped: light-dark(#845400, #e8b04f);
    --ii-finished: light-dark(#5d5f66, #b3b6bd);
    --ii-unknown: light-dark(#7439ab, #caa0f5);
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  @media (forced-colors: active) {
    :host {
      --ii-ground: Canvas;
      --ii-raised: Canvas;
      --ii-sunken: Canvas;
      --ii-line: CanvasText;
      --ii-edge: CanvasText;
      --ii-ink: CanvasText;
      --ii-muted: CanvasText;
      --ii-accent: Highlight;
      --ii-on-accent: HighlightText;
      --ii-accent-soft: Canvas;
      --ii-succeeded: CanvasText;
      --ii-failed: CanvasText;
      --ii-running: CanvasText;
      --ii-pending: CanvasText;
      --ii-stopped: CanvasText;
      --ii-finished: CanvasText;
      --ii-unknown: CanvasText;
    }
  }
  @media print {
    :host {
      color-scheme: light;
      --ii-ground: #fff;
      --ii-sunken: #fff;
    }
  }
`;

/** What a page says of its texts stops at the roots, but for the face: a heading's capitals are none of an output's. */
export const own = css`
  :host {
    direction: ltr;
    font-style: normal;
    font-weight: 400;
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-break: normal;
  }
`;

/** An outcome's tone, for whatever carries `data-outcome`. */
export const tones = css`
  [data-outcome] {
    --tone: var(--ii-unknown);
  }
  [data-outcome="succeeded"] {
    --tone: var(--ii-succeeded);
  }
  [data-outcome="failed"] {
    --tone: var(--ii-failed);
  }
  [data-outcome="running"] {
    --tone: var(--ii-running);
  }
  [data-outcome="pending"],
  [data-outcome="scheduled"] {
    --tone: var(--ii-pending);
  }
  [data-outcome="stopping"],
  [data-outcome="stopped"] {
    --tone: var(--ii-stopped);
  }
  [data-outcome="finished"] {
    --tone: var(--ii-finished);
  }
`;
