// The style of the diagram.
import { css } from "lit";

export const diagramStyles = css`
  svg[role="tree"] {
    display: block;
    max-inline-size: 100%;
    overflow: visible;
  }
  .probe {
    position: absolute;
    inline-size: 1em;
    block-size: 1em;
    visibility: hidden;
  }
  text {
    fill: var(--ii-ink);
    font-size: 14px;
  }
  .line {
    fill: none;
    stroke: var(--ii-line);
    stroke-width: 1.5px;
  }
  .line.on {
    stroke: var(--ii-accent);
  }
  .item {
    cursor: pointer;
    outline: none;
  }
  .face {
    pointer-events: none;
  }
  .frame {
    fill: var(--ii-ground);
    stroke: var(--ii-line);
    stroke-width: 1px;
  }
  .item:hover .frame {
    stroke: var(--ii-edge);
  }
  .root .frame {
    fill: color-mix(in srgb, var(--tone) 9%, var(--ii-ground));
    stroke: var(--tone);
    stroke-width: 1.5px;
  }
  .group .frame {
    fill: color-mix(in srgb, var(--tone) 9%, var(--ii-ground));
    stroke: transparent;
  }
  .record .frame,
  .reason .frame,
  .more .frame {
    fill: transparent;
    stroke: transparent;
  }
  .item[aria-selected="true"] .frame {
    fill: var(--ii-accent-soft);
    stroke: var(--ii-accent);
    stroke-width: 1.5px;
  }
  .reason:hover .frame {
    fill: var(--ii-sunken);
    stroke: transparent;
  }
  /* Chosen to act on: as in the table, a line at its side. */
  .chosen {
    fill: none;
    stroke: var(--ii-accent);
    stroke-width: 3px;
    stroke-linecap: round;
  }
  .root[aria-selected="true"] .frame {
    stroke-width: 2px;
  }
  .item:focus-visible .frame {
    stroke: var(--ii-accent);
    stroke-width: 2.5px;
  }
  .strong {
    font-weight: 600;
  }
  .small {
    font-size: 12px;
    fill: var(--ii-muted);
  }
  .record .small {
    fill: var(--ii-ink);
  }
  .mono {
    font-family: var(--ii-mono);
    font-size: 12px;
  }
  .more text {
    fill: var(--ii-accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .contradiction {
    color: var(--ii-stopped);
  }
  .contradiction path:first-of-type {
    fill: var(--ii-ground);
  }
  .guide {
    text-decoration: none;
    visibility: hidden;
    cursor: pointer;
  }
  .item:is(:hover, :focus-visible, [aria-selected="true"]) + .face + .guide,
  .guide:hover {
    visibility: visible;
  }
  .guide circle {
    fill: transparent;
  }
  .guide .seen {
    fill: var(--ii-ground);
    stroke: var(--ii-line);
  }
  .guide text {
    fill: var(--ii-muted);
    font-size: 12px;
    text-anchor: middle;
  }
  .pick path {
    fill: none;
    stroke: var(--ii-muted);
    stroke-width: 1.5px;
  }
  .pick:hover path {
    stroke: var(--ii-accent);
  }
  .guide:hover .seen {
    fill: var(--ii-accent-soft);
    stroke: var(--ii-accent);
  }
  .guide:hover text {
    fill: var(--ii-accent);
  }
  .turn {
    fill: none;
    stroke: var(--ii-muted);
    stroke-width: 1.5px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (forced-colors: active) {
    .item[aria-selected="true"] .frame,
    .item:focus-visible .frame {
      stroke: Highlight;
      stroke-width: 3px;
    }
    text {
      fill: CanvasText;
    }
  }
`;
