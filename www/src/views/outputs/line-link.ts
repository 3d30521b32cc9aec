// A link to lines of an output, for whoever has the same answer: which lines, and a copy of it.
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { AnswerElement } from "../../state/context.ts";
import { linkOf } from "../../state/link.ts";
import { FIRST_VIEW, type Lines, PlaceEvent, type View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { give } from "../../ui/give.ts";
import { icons } from "../../ui/icons.ts";
import type { Key } from "../../words/words.ts";

/** A press of the mouse would end what the reader has marked, which is asked for next. */
const keepMarked = (event: MouseEvent): void => event.preventDefault();

export class LineLink extends AnswerElement {
  static override styles = [
    base,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding-block: 4px;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      input {
        inline-size: 9ch;
      }
      .toggle {
        margin-inline-start: -8px;
      }
    `,
  ];

  @property() mode: Lines["mode"] = "terminal";
  /** The lines that the reader has marked, and the number of the last there is. */
  @property({ attribute: false }) marked: () => { from: number; to: number; last: number } = () => ({ from: 1, to: 1, last: 1 });
  @state() private lines: { from: number; to: number; last: number } | null = null;
  @state() private outcome: Key | null = null;
  @state() private linkable = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.linkable = this.#place !== null;
  }

  /** Where this output stands; null where no link can lead there. */
  get #place(): View | null {
    const asked = new PlaceEvent();
    this.dispatchEvent(asked);
    const { view } = asked;
    return view && view.instanceId !== null && view.instance !== null ? view : null;
  }

  override render() {
    const { words, lines, outcome } = this;
    if (!this.linkable) return nothing;
    return html`<button class="bare small toggle" aria-expanded=${lines !== null} @mousedown=${keepMarked} @click=${this.#toggle}>${words.t("printed.link")}</button>
      ${lines
        ? html`<form class="small" @submit=${this.#copy}>
            <label>${words.t("printed.link.from")} <input name="from" type="number" required min="1" max=${lines.last} .value=${String(lines.from)} /></label>
            <label>${words.t("printed.link.to")} <input name="to" type="number" required min="1" max=${lines.last} .value=${String(lines.to)} /></label>
            <button>${icons.copy}<span>${words.t("printed.link.copy")}</span></button>
            <span class="muted" role="status">${outcome ? words.t(outcome) : ""}</span>
          </form>`
        : nothing}`;
  }

  #toggle = async (): Promise<void> => {
    this.lines = this.lines ? null : this.marked();
    this.outcome = null;
    await this.updateComplete;
    this.renderRoot.querySelector("input")?.focus();
  };

  /** The link names the record by its place among those of its instance, so that a later one does not take its part. */
  #copy = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [one, other] = [Number(form.get("from")), Number(form.get("to"))];
    const view = this.#place;
    if (!view || view.instance === null) return;
    const record = view.record ?? this.inspection.instance(view.invocation, view.instance)?.records.at(-1)?.index ?? null;
    const lines: Lines = { from: Math.min(one, other), to: Math.max(one, other), mode: this.mode };
    const { invocation, instance, invokeId, instanceId } = view;
    const link = await linkOf({ ...FIRST_VIEW, invocation, instance, invokeId, instanceId, record, lines });
    const [page = ""] = location.href.split("#");
    const given = link !== null && (await give(this, { way: "copy", kind: "text", format: "txt", name: "link", content: page + link }));
    this.outcome = given ? "copy.done" : link === null ? "printed.link.long" : "copy.refused";
  };
}
