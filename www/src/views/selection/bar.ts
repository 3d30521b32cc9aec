// What is chosen to act on, in every tab: how many instances, what can be done with them, and nothing of it chosen any more.
import { css, html, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { AnswerElement } from "../../state/context.ts";
import { SelectEvent } from "../../state/selection.ts";
import type { View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import "../../words/views.ts";
import { type Actable, actable, actions } from "../table/act.ts";
import { actStyles } from "../table/style.ts";

export class SelectionBar extends AnswerElement {
  static override styles = [
    base,
    actStyles,
    css`
      :host {
        display: block;
        margin-block-end: 16px;
        padding: 4px 4px 4px 12px;
        border-radius: 6px;
        background: var(--ii-accent-soft);
      }
      .bar {
        display: flex;
        gap: 16px;
        align-items: flex-start;
        justify-content: space-between;
      }
      .act {
        margin: 0;
      }
      strong {
        color: var(--ii-ink);
        font-variant-numeric: tabular-nums;
      }
      .ids {
        min-block-size: 32px;
      }
      .act .small {
        margin-block-end: 8px;
      }
      @media (forced-colors: active) {
        :host {
          border: 1px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  #actable: Actable | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (this.#actable && !["selection", "inspection", "edition", "words"].some((name) => changed.has(name))) return;
    this.#actable = actable(this.inspection, this.view.invocation, { ids: [...this.selection] });
  }

  override render() {
    const { words, selection, inspection, view } = this;
    if (!this.#actable) return html``;
    const label = html`<strong role="status">${words.count("selection.count", selection.size)}</strong> ${words.t("selection.copy")}`;
    return html`<div class="bar" role="group" aria-label=${words.t("selection.label")}>
      ${actions(words, inspection, view.invocation, this.#actable, label)}
      <button class="bare" aria-label=${words.t("selection.clear")} title=${words.t("selection.clear")} @click=${() => this.dispatchEvent(new SelectEvent([], false, true))}>${icons.close}</button>
    </div>${this.hooks ? html`<ii-host-actions exportparts="actions" from="selection" .invocation=${view.invocation}></ii-host-actions>` : nothing}`;
  }
}
