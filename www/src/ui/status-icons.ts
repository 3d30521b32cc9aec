// The icons of outcomes, each of its own shape, and of severities, in a 16 by 16 box and the colour in force.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Outcome, Severity } from "../core/core.ts";

const disc = svg`<circle cx="8" cy="8" r="7" fill="currentColor"/>`;
const ring = svg`<circle cx="8" cy="8" r="6.250" fill="none" stroke="currentColor" stroke-width="1.500"/>`;
const clock = svg`${ring}<path d="M8 4.500V8l2.500 1.750" class="stroke" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linecap="round" stroke-linejoin="round"/>`;
const square = svg`<rect x="2" y="2" width="12" height="12" rx="2" fill="currentColor"/>`;

/** Strokes that stand on a filled shape take the ground's colour. */
const over = "var(--ii-ground)";

const OUTCOMES: Record<Outcome, SVGTemplateResult> = {
  succeeded: svg`${disc}<path d="M4.750 8.250 7 10.500l4.500-4.750" fill="none" stroke=${over} stroke-width="1.750" stroke-linecap="round" stroke-linejoin="round"/>`,
  failed: svg`<path d="M5.100 1h5.800L15 5.100v5.800L10.900 15H5.100L1 10.900V5.100Z" fill="currentColor"/><path d="m5.400 5.400 5.200 5.200m0-5.200-5.200 5.200" fill="none" stroke=${over} stroke-width="1.750" stroke-linecap="round"/>`,
  running: svg`${ring}<circle cx="8" cy="8" r="3.500" fill="currentColor"/>`,
  pending: clock,
  scheduled: clock,
  stopping: svg`<rect x="2.750" y="2.750" width="10.500" height="10.500" rx="1.500" fill="none" stroke="currentColor" stroke-width="1.500"/><rect x="5.500" y="5.500" width="5" height="5" fill="currentColor"/>`,
  stopped: square,
  finished: svg`${ring}<path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor"/>`,
  unknown: svg`<circle cx="8" cy="8" r="6.250" fill="none" stroke="currentColor" stroke-width="1.500" stroke-dasharray="2.600 1.330"/><path d="M6.250 6.500a1.800 1.800 0 1 1 2.500 1.650c-.5.220-.75.500-.75 1" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linecap="round"/><circle cx="8" cy="11.400" r=".950" fill="currentColor"/>`,
};

const SEVERITIES: Record<Severity, SVGTemplateResult> = {
  error: svg`<rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor"/><path d="M8 4.250v4.500" fill="none" stroke=${over} stroke-width="1.750" stroke-linecap="round"/><circle cx="8" cy="11.500" r="1.100" fill=${over}/>`,
  warning: svg`<path d="M8 2.250 14.250 13.500H1.750Z" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linejoin="round"/><path d="M8 6.500v3" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linecap="round"/><circle cx="8" cy="11.500" r=".850" fill="currentColor"/>`,
  note: svg`${ring}<path d="M8 7.500v3.500" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linecap="round"/><circle cx="8" cy="5" r=".950" fill="currentColor"/>`,
};

/** The inside of an outcome's icon, for a drawing that has its own svg element. */
export function outcomeShape(outcome: Outcome): SVGTemplateResult {
  return OUTCOMES[outcome] ?? OUTCOMES.unknown;
}

export function outcomeIcon(outcome: Outcome): TemplateResult {
  return html`<svg class="outcome-icon" viewBox="0 0 16 16" aria-hidden="true" data-outcome=${outcome}>${outcomeShape(outcome)}</svg>`;
}

/** The inside of a severity's icon. */
export function severityShape(severity: Severity): SVGTemplateResult {
  return SEVERITIES[severity];
}

export function severityIcon(severity: Severity): TemplateResult {
  return html`<svg class="severity-icon" viewBox="0 0 16 16" aria-hidden="true" data-severity=${severity}>${SEVERITIES[severity]}</svg>`;
}
