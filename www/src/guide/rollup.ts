// <guide-rollup>: sets the states of a few instances and shows what the whole becomes. The core computes it, from a response made of the choice.
import { html, nothing, render } from "lit";
import { FIRST, instanceName, legacyOf, REPORTED, respond, STATES } from "../../guide/tables.ts";
import { type Inspection, open, reasonOf, release, type RollupDetail, start } from "../core/core.ts";
import { icons } from "../ui/icons.ts";
import { badge, phrase } from "../ui/text.ts";
import { language, word } from "./words.ts";

const MOST = 6;

export class GuideRollup extends HTMLElement {
  /** Each instance's place in `STATES`. */
  #chosen = FIRST.map((state) => STATES.indexOf(state));
  #recurring = false;
  #visibility = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#begin(), { rootMargin: "600px" });

  connectedCallback(): void {
    this.querySelector(".unstarted")?.remove();
    // The core is fetched when the table comes near.
    this.#visibility.observe(this);
    render(html`<p class="muted">${word("rollup.waiting")}</p>`, this);
  }

  disconnectedCallback(): void {
    this.#visibility.disconnect();
  }

  async #begin(): Promise<void> {
    this.#visibility.disconnect();
    try {
      await start();
      await this.#draw();
    } catch (failure) {
      render(
        reasonOf(failure) !== "unreached"
          ? html`<p class="muted">${word("rollup.failed")}</p>`
          : html`<p class="muted">${word("rollup.unreached")} <button type="button" @click=${() => this.#begin()}>${word("rollup.again")}</button></p>`,
        this,
      );
    }
  }

  get #states(): string[] {
    return this.#chosen.map((at) => STATES[at] ?? "");
  }

  async #read<T>(reported: readonly [string?, string?], query: (inspection: Inspection) => T): Promise<T> {
    const inspection = await open([respond(this.#states, this.#recurring, reported)], language);
    const result = query(inspection);
    release(inspection);
    return result;
  }

  /** The words that the service may report as well without contradicting its rules. */
  async #also(vocabulary: 0 | 1, kind: RollupDetail["kind"], computed: string | undefined): Promise<RollupDetail["reported"][]> {
    const allowed: RollupDetail["reported"][] = [];
    for (const word of REPORTED[vocabulary] ?? []) {
      const reported: [string?, string?] = vocabulary === 0 ? [word] : [undefined, word];
      const rollup = await this.#read(reported, (inspection) => inspection.invocation(0)?.rollups.find((one) => one.kind === kind));
      if (rollup?.agrees && word !== computed) allowed.push(rollup.reported);
    }
    return allowed;
  }

  async #draw(): Promise<void> {
    const { rollups, instances } = await this.#read([], (inspection) => ({
      rollups: inspection.invocation(0)?.rollups ?? [],
      instances: inspection.instances(0, { start: 0, end: MOST }).rows,
    }));
    const also = await Promise.all(rollups.map((one) => this.#also(one.kind === "status" ? 0 : 1, one.kind, one.computed?.label)));
    render(
      html`<div class="board">
        <fieldset>
          <legend class="aloud">${word("rollup.status")}</legend>
          <div class="rows">
            <div class="head" aria-hidden="true"><span>${word("rollup.instance")}</span><span>${word("rollup.status")}</span><span>${word("rollup.legacy")}</span></div>
            ${this.#chosen.map((chosen, i) => this.#row(chosen, i, instances[i]?.badge.outcome))}
          </div>
          <div class="below">
            <button type="button" ?disabled=${this.#chosen.length >= MOST} @click=${() => this.#set([...this.#chosen, STATES.indexOf(FIRST[0])], this.#chosen.length)}>${icons.add}${word("rollup.add")}</button>
            <label><input type="checkbox" .checked=${this.#recurring} @change=${this.#turn} />${word("rollup.recurring")}</label>
          </div>
        </fieldset>
        <div class="total" aria-live="polite">
          <h4>${word("rollup.whole")}</h4>
          ${rollups.map((one, i) => this.#verdict(one, also[i] ?? []))}
        </div>
      </div>`,
      this,
    );
  }

  #row(chosen: number, i: number, outcome = "unknown") {
    const name = instanceName(i);
    return html`<div class="set" data-outcome=${outcome}>
      <span class="mono">${name}</span>
      <span class="pick"
        ><select aria-label=${word("rollup.state", { name })} @change=${(event: Event) => this.#set(this.#chosen.with(i, (event.target as HTMLSelectElement).selectedIndex))}>
          ${STATES.map((state, at) => html`<option ?selected=${at === chosen} .selected=${at === chosen}>${state}</option>`)}
        </select></span
      >
      <span class="muted" translate="no">${legacyOf(STATES[chosen] ?? "")}</span>
      <button type="button" class="bare" ?disabled=${this.#chosen.length < 2} aria-label=${word("rollup.remove", { name })} @click=${() => this.#set(this.#chosen.toSpliced(i, 1), i, "button")}>${icons.close}</button>
    </div>`;
  }

  #verdict(one: RollupDetail, also: readonly RollupDetail["reported"][]) {
    return html`<div class="verdict">
      <p><code translate="no">${one.field}</code> ${one.computed ? badge(one.computed) : nothing}</p>
      <p class="rule">${phrase(one.rule)}</p>
      ${one.whatIf ? html`<p class="rule">${phrase(one.whatIf)}</p>` : nothing}
      ${also.length ? html`<p class="rule">${word("rollup.also")} ${also.map((word) => (word ? badge(word) : nothing))}</p>` : nothing}
    </div>`;
  }

  /** `row`: where the keyboard goes on, at the part of the row that is named: what was pressed may be gone, or can be pressed no more. */
  async #set(chosen: number[], row?: number, part: "select" | "button" = "select"): Promise<void> {
    this.#chosen = chosen;
    await this.#draw();
    if (row === undefined) return;
    const rows = this.querySelectorAll(".set");
    const there = rows[Math.min(row, rows.length - 1)];
    (there?.querySelector<HTMLElement>(`${part}:not(:disabled)`) ?? there?.querySelector("select"))?.focus();
  }

  #turn = (event: Event): void => {
    this.#recurring = (event.target as HTMLInputElement).checked;
    void this.#draw();
  };
}
