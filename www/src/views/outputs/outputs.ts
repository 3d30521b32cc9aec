// All outputs together: groups of equal ones, what differs, and search. Loaded when it is first opened.
import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Inspection } from "../../core/core.ts";
import { Retry } from "../../core/retry.ts";
import { AnswerElement } from "../../state/context.ts";
import type { View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { loadViews } from "./load.ts";
import "../../words/views.ts";

export class OutputsView extends AnswerElement {
  static override styles = base;

  @property({ attribute: false }) view!: View;
  /** Instances of the invocation. */
  @property({ attribute: false }) all = 0;
  @state() private loaded: boolean | null = null;
  /** The answer whose outputs were too much for their views. */
  @state() private failed: Inspection | null = null;
  #retry = new Retry(() => this.#load());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#retry.stop();
  }

  #load(): void {
    void loadViews().then((loaded) => {
      this.loaded = loaded;
      if (!loaded && this.isConnected) this.#retry.plan();
    });
  }

  override render() {
    const { words, inspection, view, all } = this;
    const { invocation, instance, find, query, only } = view;
    if (this.loaded === null) return nothing;
    if (!this.loaded) return html`<p class="muted">${words.t("output.plain")}</p>`;
    if (this.failed === inspection) return html`<p class="muted">${words.t("outputs.tooLarge")}</p>`;
    return html`<ii-comparison exportparts="groups" @ii-failed=${() => (this.failed = inspection)} .invocation=${invocation} .instance=${instance} .find=${find} .query=${query} .only=${only} .all=${all}></ii-comparison>`;
  }
}
