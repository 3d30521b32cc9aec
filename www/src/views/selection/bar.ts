// What is chosen to act on, in every tab: how many instances, what can be done with them, and nothing of it chosen any more.
import { css, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { AnswerElement } from "../../state/context.ts";
import { SelectEvent } from "../../state/selection.ts";
import type { View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import { Once } from "../../ui/once.ts";
import "../../words/views.ts";
import { actions, ofSelection, type Whole, wholeOf } from "../table/act.ts";
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
        flex: 1;
        margin: 0;
      }
      .ids button.share {
        min-block-size: 0;
        padding: 0;
        font-size: inherit;
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
  /** Opens the dialog in which they leave; null: there is none. */
  @property({ attribute: false }) share: (() => void) | null = null;
  #whole = new Once<Whole>();

  override render() {
    const { words, selection, inspection, edition, view } = this;
    const { invocation } = view;
    const whole = this.#whole.get([inspection, edition, invocation], () => wholeOf(inspection, invocation));
    const label = html`<strong>${words.count("selection.count", selection.size)}</strong> ${words.t("selection.copy")}`;
    const share = this.share ? html`<button class="bare share" aria-haspopup="dialog" @click=${this.share}>${icons.save}<span>${words.t("selection.export")}</span></button>` : nothing;
    return html`<div class="bar" role="group" aria-label=${words.t("selection.label")}>
      ${actions(words, inspection, invocation, ofSelection(whole, selection), label, share)}
      <button class="bare" title=${words.t("selection.clear")} @click=${() => this.dispatchEvent(new SelectEvent([], false, true))}>${icons.close}</button>
    </div>${this.hooks ? html`<ii-host-actions exportparts="actions" from="selection" .invocation=${invocation}></ii-host-actions>` : nothing}`;
  }
}
