// The few line icons of the controls, 16 by 16, in the colour of the text beside them.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

function icon(body: SVGTemplateResult): TemplateResult {
  return html`<svg
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    >${body}</svg
  >`;
}

export const icons = {
  copy: icon(svg`<rect x="5.500" y="5.500" width="8" height="8" rx="1.500"/><path d="M10.500 5.500V4A1.500 1.500 0 0 0 9 2.500H4A1.500 1.500 0 0 0 2.500 4v5A1.500 1.500 0 0 0 4 10.500h1.500"/>`),
  done: icon(svg`<path d="m3 8.500 3.500 3.500L13 4.500"/>`),
  save: icon(svg`<path d="M8 2.500v7m0 0L5 6.750m3 2.750 3-2.750M3 13.500h10"/>`),
  wrap: icon(svg`<path d="M2.500 4h11M2.500 8h9a2 2 0 0 1 0 4H8m0 0 1.500-1.500M8 12l1.500 1.500M2.500 12H5"/>`),
  numbers: icon(svg`<path d="M2.500 3.500h1v3m-1 0h2m-2 3h2l-2 3h2M7.500 5h6m-6 6h6"/>`),
  open: icon(svg`<path d="M2.500 12.500v-9h4l1.500 2h5.500v7Z"/>`),
  close: icon(svg`<path d="m4 4 8 8m0-8-8 8"/>`),
  more: icon(svg`<path d="M3.500 8h.01M8 8h.01M12.500 8h.01" stroke-width="2"/>`),
  add: icon(svg`<path d="M8 3v10M3 8h10"/>`),
  up: icon(svg`<path d="m4 10 4-4 4 4"/>`),
  down: icon(svg`<path d="m4 6 4 4 4-4"/>`),
  wide: icon(svg`<path d="M8 4 4 8l4 4m5-8L9 8l4 4"/>`),
  back: icon(svg`<path d="M13 8H3m0 0 4-4M3 8l4 4"/>`),
  swap: icon(svg`<path d="M2.500 5.500h10m0 0L10 3m2.500 2.500L10 8m3.500 2.500h-10m0 0L6 8m-2.500 2.500L6 13"/>`),
  source: icon(svg`<path d="M5.500 4.500 2 8l3.500 3.500m5-7L14 8l-3.500 3.500"/>`),
  list: icon(svg`<path d="M5.500 4h8m-8 4h8m-8 4h8M2.500 4h.01M2.500 8h.01M2.500 12h.01"/>`),
  auto: icon(svg`<circle cx="8" cy="8" r="5.500"/><path d="M8 2.500a5.500 5.500 0 0 1 0 11Z" fill="currentColor"/>`),
  light: icon(svg`<circle cx="8" cy="8" r="2.750"/><path d="M8 1.500v1m0 11v1M1.500 8h1m11 0h1M3.400 3.400l.7.7m7.800 7.800.7.7m0-9.200-.7.700m-7.800 7.800-.7.700"/>`),
  dark: icon(svg`<path d="M13 9.500A5.500 5.500 0 1 1 6.500 3 4.500 4.500 0 0 0 13 9.500Z"/>`),
  brand: html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <path d="M7 12h4m4-5.500h-2a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />
    <circle cx="4.500" cy="12" r="2.500" />
    <circle cx="17.500" cy="6.500" r="2.500" />
    <circle cx="17.500" cy="17.500" r="2.500" fill="currentColor" />
  </svg>`,
};
