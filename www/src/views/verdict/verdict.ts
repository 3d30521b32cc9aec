// The verdict: one sentence, the outcomes in proportion, the rule that decided, and what limits it all.
import { css, html, nothing, svg } from "lit";
import { property } from "lit/decorators.js";
import { type ApiError, explain, type Missing, type Message, type Outcome, type OutcomeCount, type Phrase, type ReasonCount, type RollupDetail } from "../../core/core.ts";
import { frame } from "../../core/lazy.ts";
import { AnswerElement } from "../../state/context.ts";
import { ChooseEvent } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { Once } from "../../ui/once.ts";
import { outcomeIcon, severityIcon } from "../../ui/status-icons.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import { guideLink, messageList, phrase } from "../../ui/text.ts";
import { exitCodes, expectedLine, shares } from "./expected.ts";

/** The least width of a part of the bar, in hundredths: one of 100,000 must be seen. */
const LEAST = 1.2;

/** So many reasons of those that came equally far are named. */
const LISTED = 6;
/** What is safe to run again stands first. */
const RAN = ["never", "partly", "ended"] as const;
/** What chooses all that came so far: of what has a reason, neither what succeeded nor what goes on. */
const SO_FAR = { never: "is:never-started -is:active", partly: "is:half-done -is:active", ended: "is:ran-to-end -is:active -outcome:succeeded" } as const;

/** Longer sentences are set smaller. */
const LONG = 80;

/**
 * @csspart sentence - The verdict in words.
 * @csspart bar - The outcomes in proportion.
 */
export class VerdictView extends AnswerElement {
  static override styles = [
    base,
    css`
      .sentence {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        align-items: start;
        padding-inline-end: var(--ii-sentence-end, 0);
      }
      .sentence > svg {
        inline-size: 28px;
        block-size: 28px;
        margin: 2px 0 0;
      }
      h1 {
        font-size: var(--ii-size-verdict);
        line-height: calc(2 * var(--ii-rem));
        font-weight: 650;
        letter-spacing: -0.012em;
        text-wrap: balance;
      }
      h1:focus {
        outline: none;
      }
      .sentence.minor > svg {
        inline-size: 20px;
        block-size: 20px;
      }
      .sentence.long > svg {
        inline-size: 24px;
        block-size: 24px;
        margin: 0;
      }
      .sentence:is(.minor, .long) :is(h1, h2) {
        font-size: var(--ii-size-title);
        line-height: calc(1.5 * var(--ii-rem));
        letter-spacing: 0;
      }
      .bar {
        display: flex;
        inline-size: 100%;
        block-size: 8px;
        margin-block-start: 16px;
        border-radius: 4px;
        overflow: hidden;
      }
      .bar svg {
        flex: none;
        block-size: 100%;
        margin: 0;
      }
      /* What is not here: neither good nor bad, and not to be overlooked. */
      .missing {
        flex: auto;
        margin-inline-start: 2px;
        border: 1px solid var(--ii-muted);
        background: repeating-linear-gradient(135deg, var(--ii-muted) 0 1px, transparent 1px 5px);
      }
      .counts .missing-count {
        align-self: center;
        padding-inline: 8px;
        color: var(--ii-muted);
        font-variant-numeric: tabular-nums;
      }
      .bar rect {
        fill: var(--tone);
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        margin-block-start: 8px;
        margin-inline-start: -8px;
      }
      .counts button {
        color: var(--ii-ink);
        font-variant-numeric: tabular-nums;
      }
      .reasons {
        gap: 0 16px;
        align-items: baseline;
        margin-block-start: 8px;
        font-variant-numeric: tabular-nums;
      }
      .reasons dd {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 4px;
      }
      .reasons button {
        text-align: start;
      }
      .reasons dt {
        margin-inline-start: -8px;
      }
      .reasons dt button {
        color: inherit;
        font-size: inherit;
        font-weight: inherit;
      }
      .reasons dd button {
        color: var(--ii-ink);
      }
      .reasons dd .expect {
        color: var(--ii-muted);
      }
      .expected,
      .expected span {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
        font-variant-numeric: tabular-nums;
      }
      .expected {
        margin-block-start: 8px;
      }
      .expected button {
        color: var(--ii-ink);
      }
      .expected .expect {
        margin-inline-start: -8px;
        color: var(--ii-muted);
      }
      .expected label {
        color: var(--ii-muted);
      }
      .expected input {
        margin-inline-start: 4px;
      }
      .rule {
        margin-block-start: 8px;
        color: var(--ii-muted);
        max-inline-size: 110ch;
      }
      .rule .differs {
        color: var(--ii-stopped);
        font-weight: 600;
      }
      .notes {
        margin-block-start: 16px;
        max-inline-size: 100ch;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 24px;
        margin-block-start: 16px;
      }
      dt {
        color: var(--ii-muted);
      }
      @media (forced-colors: active) {
        .bar rect {
          stroke: Canvas;
          stroke-width: 2px;
          vector-effect: non-scaling-stroke;
        }
      }
      @container viewer (max-width: 600px) {
        h1 {
          font-size: var(--ii-size-title);
          line-height: calc(1.5 * var(--ii-rem));
        }
        .sentence {
          gap: 8px;
        }
        .reasons {
          grid-template-columns: minmax(0, 1fr);
        }
        .reasons dt {
          font-size: var(--ii-size-small);
        }
        .reasons dd {
          margin-block-end: 4px;
          margin-inline-start: -8px;
        }
        .sentence > svg {
          inline-size: 24px;
          block-size: 24px;
          margin: 0;
        }
      }
    `,
  ];

  @property() sentence = "";
  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ attribute: false }) outcomes: readonly OutcomeCount[] = [];
  /** Why instances did not succeed; empty where one alone is told of elsewhere. */
  @property({ attribute: false }) reasons: readonly ReasonCount[] = [];
  /** Exit codes that the reader expects, as typed. */
  @property({ attribute: false }) expected: string | null = null;
  @property({ type: Number }) invocation = -1;
  /** What is not here of the rows. */
  @property({ attribute: false }) missing: Missing | null = null;
  @property({ attribute: false }) rollups: readonly RollupDetail[] = [];
  @property({ attribute: false }) doubts: readonly Message[] = [];
  @property({ attribute: false }) error: ApiError<Phrase> | null = null;
  /** Whether this stands under a sentence about several invocations. */
  @property({ type: Boolean }) minor = false;
  #other = new Once<boolean>();

  override render() {
    const { sentence, outcome, minor } = this;
    return html`<div class="sentence ${minor ? "minor" : ""} ${sentence.length > LONG ? "long" : ""}" part="sentence">
        ${outcome ? outcomeIcon(outcome) : severityIcon("error")} ${minor ? html`<h2>${visible(sentence)}</h2>` : html`<h1 tabindex="-1">${visible(sentence)}</h1>`}
      </div>
      ${this.#bar()} ${this.#reasons()} ${this.#expected()} ${this.rollups.slice(0, 2).map((rollup, i) => this.#rule(rollup, i))} ${this.#error()} ${messageList(this.doubts, this.words)}`;
  }

  #bar() {
    const { outcomes, words, missing } = this;
    const total = outcomes.reduce((sum, part) => sum + part.count, 0);
    if (total === 0) return nothing;
    const named = outcomes.map((part) => words.t("counted", { n: part.count, label: visibleId(part.label) }));
    const name = [...named, ...(missing ? [missing.label] : [])].join(", ");
    // A hatched part stands for what is not here, in proportion where its size is known.
    const here = missing ? Math.min(100 - LEAST, Math.max(LEAST, missing.count === null ? 80 : (total / (total + missing.count)) * 100)) : 100;
    const shares = outcomes.map((part) => Math.max(LEAST, (part.count / total) * 100));
    const whole = shares.reduce((sum, share) => sum + share, 0);
    // The bad stands first in the words, and last in the bar, where an end is easily seen.
    let x = 100;
    return html`<div class="bar" part="bar" role="img" aria-label=${name}>
      <svg width="${here}%" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        ${outcomes.map((part, i) => {
          const width = ((shares[i] ?? 0) / whole) * 100;
          x -= width;
          const gap = i === 0 ? 0 : 0.25;
          return svg`<rect data-outcome=${part.outcome} x=${x} y="0" width=${Math.max(0.5, width - gap)} height="12"></rect>`;
        })}
      </svg>${missing ? html`<span class="missing"></span>` : nothing}
      </div>
      <div class="counts">
        ${outcomes.map(
          (part) =>
            html`<button class="bare printed" title=${words.t("verdict.show")} @click=${() => this.#show(`outcome:${part.outcome}`)}>
              ${outcomeIcon(part.outcome)}<span>${words.t("counted", { n: part.count, label: visibleId(part.label) })}</span>
            </button>`,
        )}${missing ? html`<span class="missing-count">${missing.label}</span>` : nothing}
      </div>`;
  }

  /** What did not succeed, summed by reason; each line is of those that came equally far, which decides whether they can run again. */
  #reasons() {
    const { reasons, words } = this;
    const lines = RAN.map((ran) => ({ ran, line: reasons.filter((reason) => reason.ran === ran) })).filter(({ line }) => line.length > 0);
    if (lines.length === 0) return nothing;
    // Beside what ended by itself, where there is such.
    const begins = lines.find(({ ran }) => ran === "ended") ?? lines.at(-1);
    return html`<dl class="reasons" aria-label=${words.t("verdict.reasons")}>
      ${lines.map((each) => {
        const { ran, line } = each;
        const rest = line.slice(LISTED).reduce((sum, { count }) => sum + count, 0);
        return html`<dt><button class="bare printed" title=${words.t("verdict.show")} @click=${() => this.#show(SO_FAR[ran])}>${line[0]?.ranLabel}</button></dt><dd>
          ${line.slice(0, LISTED).map(
            (reason) =>
              html`<button class="bare printed" title=${words.t("verdict.show")} @click=${() => this.#show(reason.query)}>${words.t("verdict.reason", { n: reason.count, label: visible(reason.label) })}</button>`,
          )}${each === begins ? this.#expect() : nothing}${rest > 0 ? html`<span class="muted">${words.t("verdict.reasons.more", { n: rest })}</span>` : nothing}
        </dd>`;
      })}
    </dl>`;
  }

  #expected() {
    const { expected, words, inspection, invocation } = this;
    if (expected === null) return this.reasons.length > 0 || !this.#exits ? nothing : html`<div class="expected">${this.#expect()}</div>`;
    const codes = exitCodes(expected);
    const found = codes ? shares(inspection, invocation, codes) : [];
    return expectedLine(words, expected, found, this.#change, (query) => this.#show(query));
  }

  /** Whether an exit code occurs that is not 0. */
  get #exits(): boolean {
    const { inspection, edition, invocation } = this;
    return invocation >= 0 && this.#other.get([inspection, edition, invocation], () => inspection.instances(invocation, { query: "has:exit -exit:0", start: 0, end: 0 }).total > 0);
  }

  /** Where other exit codes than 0 occur: the way to say that they are a success here. */
  #expect() {
    const { expected, words } = this;
    return expected === null && this.#exits ? html`<button class="bare small expect" @click=${this.#begin}>${words.t("expected.begin")}</button>` : nothing;
  }

  /** The field takes the place of the button, and the keyboard. */
  #begin = (): void => {
    this.#change("0");
    void frame().then(() => this.renderRoot.querySelector<HTMLInputElement>(".expected input")?.select());
  };

  #change = (text: string): void => {
    this.dispatchEvent(new ChooseEvent({ expected: text }, false));
  };

  #show(query: string): void {
    this.dispatchEvent(new ChooseEvent({ tab: "table", query, only: false }));
  }

  #rule(rollup: RollupDetail, i: number) {
    // The second vocabulary speaks up only where it contradicts.
    if (i > 0 && rollup.agrees !== false) return nothing;
    // Where the service contradicts itself, the doubt below says so.
    const agreement = rollup.agrees === false ? nothing : html` · ${phrase(rollup.agreement)}`;
    return html`<p class="rule"><code translate="no">${rollup.field}</code> · ${phrase(rollup.rule)}${agreement}${rollup.whatIf ? html` · ${phrase(rollup.whatIf)}` : nothing}${guideLink(this.words, "rules", rollup.kind, rollup.field)}</p>`;
  }

  #error() {
    const { error, words } = this;
    if (!error) return nothing;
    const lines: [string, string | number | null][] = [
      [words.t("call.code"), error.code],
      [words.t("call.message"), error.message],
      [words.t("call.http"), error.httpStatus],
      [words.t("call.request"), error.requestId],
      [words.t("call.host"), error.hostId],
      [words.t("call.recommend"), error.recommend],
    ];
    return html`${error.explain ? html`<p class="rule">${phrase(error.explain)}${guideLink(words, "call", explain("call", error.code ?? "", words.language)?.entry ?? "", error.code)}</p>` : nothing}<dl>
      ${lines.map(([label, value]) => (value === null ? nothing : html`<dt>${label}</dt><dd>${typeof value === "string" ? visible(value) : value}</dd>`))}
    </dl>`;
  }
}
