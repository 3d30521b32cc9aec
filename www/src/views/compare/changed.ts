// What changed in the outputs of two invocations, by equal change: a thousand equal ones are one group. Loaded with the module that compares texts.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { FullInspection, Texts } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { SelectEvent, shareOf } from "../../state/selection.ts";
import { base } from "../../ui/base.ts";
import { shorten } from "../../ui/text.ts";
import { visibleId } from "../../ui/visible.ts";
import { Compared } from "../outputs/compared.ts";
import { idOf } from "../outputs/gathering.ts";
import { collect, free, type OutputGroup } from "../outputs/module.ts";
import { lineStyles } from "../outputs/printed-style.ts";

/** Groups, and instances of one, that are listed. */
const STEP = 20;
const NAMED = 6;
/** Pairs that are compared at first before it is looked at the clock: of long outputs each takes a while. */
const PAIRS = 4;
/** Bytes that are compared at a time; all of them are. */
const STRIDE = 1_000_000;

export class ChangedOutputs extends AnswerElement {
  static override styles = [
    base,
    lineStyles,
    css`
      header,
      .modes,
      .members {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }
      header {
        justify-content: space-between;
        margin-block: 24px 8px;
      }
      .group {
        padding-block: 12px;
        border-block-start: 1px solid var(--ii-line);
      }
      .group .text {
        margin-block-start: 8px;
        max-block-size: 320px;
      }
      .count {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) made!: FullInspection;
  @property({ attribute: false }) reference = 0;
  @property({ attribute: false }) other = 0;
  @property({ attribute: false }) query = "";
  @state() private alike = true;
  @state() private listed = STEP;
  @state() private compared: Compared | null = null;
  @state() private failed = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  #release(): void {
    this.compared?.free();
    this.compared = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (["made", "reference", "other", "query"].some((name) => (changed as Map<string, unknown>).has(name))) this.#compare();
  }

  /** Compares pair by pair, a part of them after the other, between which the page lives; then what changed is grouped as outputs are. */
  #compare(): void {
    this.#release();
    this.failed = false;
    const { made, reference, other, query } = this;
    const part = (start: number, end: number): Texts => {
      const texts = made.comparedTexts(reference, other, query, start, end);
      return texts.ends.length === 0 ? texts : changed(texts);
    };
    this.compared = new Compared(part, () => this.requestUpdate(), () => (this.failed = true), PAIRS);
    this.compared.group(this.alike);
  }

  #group(alike: boolean): void {
    this.alike = alike;
    this.compared?.group(alike);
    this.requestUpdate();
  }

  override render() {
    const { words, compared, failed, alike, listed } = this;
    if (failed) return html`<p class="muted">${words.t("outputs.tooLarge")}</p>`;
    const summary = compared?.summary;
    if (!compared || !summary) return html`<p class="muted">${words.t("compare.reading")}</p>`;
    const groups = compared.list(listed);
    return html`<header>
        <h2>${words.count("compare.outputs", summary.groups)}</h2>
        <div class="modes" role="group" aria-label=${words.t("compare.by")}>
          <button aria-pressed=${alike} @click=${() => this.#group(true)}>${words.t("compare.alike")}</button>
          <button aria-pressed=${!alike} @click=${() => this.#group(false)}>${words.t("compare.exact")}</button>
        </div>
      </header>
      <ul>
        ${groups.map((group, at) => this.#change(compared, group, at))}
      </ul>
      ${summary.groups > listed ? html`<button class="bare" @click=${() => (this.listed += STEP)}>${words.count("showMore", summary.groups - listed)}</button>` : nothing}`;
  }

  #change(compared: Compared, group: OutputGroup, at: number) {
    const { words, selection } = this;
    const ids = () => compared.instances(at);
    const share = selection.size === 0 ? "none" : shareOf(selection, ids());
    const turn = (event: Event) => this.dispatchEvent(new SelectEvent(ids(), (event.target as HTMLInputElement).checked));
    const { element, more } = compared.preview(group.representative, words);
    const named = compared.members(at, NAMED).map((item) => shorten(visibleId(idOf(compared.texts, item)), 24));
    return html`<li class="group">
      <div class="members">
        <input type="checkbox" aria-label=${words.count("diagram.select", group.count)} .checked=${share === "all"} .indeterminate=${share === "some"} @change=${turn} />
        <span class="count">${words.count("compare.instances", group.count)}</span>
        <span class="mono small muted" translate="no">${named.join(" ")}${group.count > NAMED ? " …" : nothing}</span>
        <ii-copy brief .text=${() => compared.ids(at)} label=${words.t("groups.ids")}></ii-copy>
      </div>
      <div class="text wrap" tabindex="0" role="group" translate="no" aria-label=${words.t("compare.change")}><div class="body">${element}</div></div>
      ${more ? html`<p class="small muted">${words.t("groups.preview")}</p>` : nothing}
    </li>`;
  }
}

/** What changed in each pair, as texts of the other side. */
function changed(texts: Texts): Texts {
  const pairs = collect(texts);
  const changes = pairs.changes();
  const isOther = (_: unknown, at: number) => at % 2 === 1;
  try {
    while (!changes.advance(STRIDE));
    const { invocations, instances, records, exitCodes, outcomes } = texts;
    return {
      bytes: changes.bytes(),
      ends: changes.ends(),
      kinds: changes.kinds(),
      invocations: invocations.filter(isOther),
      instances: instances.filter(isOther),
      records: records.filter(isOther),
      exitCodes: exitCodes.filter(isOther),
      outcomes: outcomes.filter(isOther),
      ids: texts.ids.split("\n").filter(isOther).join("\n"),
    };
  } finally {
    free(changes);
    free(pairs);
  }
}
