// The style of the page around the viewer.
import { css } from "lit";

export const pageStyles = css`
  .page {
    min-block-size: 100vh;
    background: var(--ii-ground);
    color: var(--ii-ink);
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 20;
    display: grid;
    place-items: center;
    border: 3px solid var(--ii-accent);
    background: color-mix(in srgb, var(--ii-accent-soft) 88%, transparent);
    pointer-events: none;
    font-size: var(--ii-size-title);
  }
  invocation-inspector {
    max-inline-size: 2400px;
    margin-inline: auto;
  }
`;
