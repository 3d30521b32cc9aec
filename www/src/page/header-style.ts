// The style of the page's head: one quiet line.
import { css } from "lit";
import { aloud } from "../ui/base.ts";

export const headerStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 16px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--ii-line);
  }
  .brand {
    gap: 12px;
    margin-inline-start: -8px;
    padding: 4px 8px;
    border-color: transparent;
    background: none;
    font-weight: 650;
    white-space: nowrap;
  }
  .brand:hover {
    border-color: transparent;
  }
  .brand svg {
    color: var(--ii-accent);
  }
  .acts {
    display: flex;
    align-items: center;
    flex: 1;
  }
  .settings {
    display: flex;
    align-items: center;
    margin-inline-end: -8px;
  }
  .languages {
    display: flex;
  }
  .settings a {
    padding: 4px 8px;
    border-radius: var(--ii-radius);
    color: var(--ii-muted);
    text-decoration: none;
  }
  .settings a:hover {
    color: var(--ii-ink);
    background: var(--ii-accent-soft);
  }
  details {
    position: relative;
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 28px;
    padding: 2px 8px;
    border-radius: var(--ii-radius);
    color: var(--ii-muted);
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover,
  details[open] summary {
    color: var(--ii-ink);
    background: var(--ii-accent-soft);
  }
  .menu {
    position: absolute;
    z-index: 5;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    inline-size: min(400px, calc(100vw - 32px));
    padding: 8px 16px;
    border: 1px solid var(--ii-line);
    border-radius: 8px;
    background: var(--ii-raised);
    box-shadow: 0 8px 32px rgb(0 0 0 / 16%);
  }
  @media (max-width: 700px) {
    header {
      gap: 0;
    }
    .brand span,
    .acts .word {
      ${aloud}
    }
    .menu {
      position: fixed;
      inset-inline: 16px;
      inset-block-start: 56px;
      inline-size: auto;
    }
    header {
      padding-inline: 8px;
    }
    .brand {
      margin: 0;
      padding-inline: 4px;
    }
    :is(.bare, summary, .settings a) {
      padding-inline: 5px;
      white-space: nowrap;
    }
    .settings {
      margin: 0;
    }
    /* The other one is enough to change it. */
    .languages [aria-pressed="true"] {
      display: none;
    }
  }
  /* "New" does the same. */
  @media (max-width: 350px) {
    .brand {
      display: none;
    }
  }
  @media (min-width: 700px) {
    header {
      padding-inline: 32px;
    }
  }
  @media print {
    header {
      display: none;
    }
  }
`;
