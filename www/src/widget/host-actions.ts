// Buttons and links of the host's: at a record, at what is selected, over all instances of an invocation. What they do is the host's.
import { css, html, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { InstanceQuery } from "../core/core.ts";
import { AnswerElement } from "../state/context.ts";
import { type Action, type Ids, type Links, linkTo } from "../state/hooks.ts";
import { base } from "../ui/base.ts";
import { icons } from "../ui/icons.ts";
import { visible } from "../ui/visible.ts";

/** Where a button stands. */
export type ActionPlace = "record" | "selection" | "invocation";

/** A button was pressed. It stays inside. */
export class ActEvent extends Event {
  constructor(
    readonly action: string,
    readonly from: ActionPlace,
    readonly invocation: number,
    readonly instanceIds: readonly string[],
  ) {
    super("ii-act", { bubbles: true, composed: true });
  }
}

const LINKS = { record: ["instance"], selection: [], invocation: ["invocation", "command"] } as const satisfies Record<ActionPlace, readonly (keyof Links)[]>;

/** @csspart actions - Buttons and links of the host's. */
export class HostActions extends AnswerElement {
  static override styles = [
    base,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        margin-block: 4px 12px;
      }
      a {
        color: var(--ii-accent);
      }
    `,
  ];

  @property() from: ActionPlace = "record";
  @property({ attribute: false }) invocation = 0;
  @property({ attribute: false }) instance: number | null = null;
  /** Each action with how many instances it is for. */
  #offered: readonly { action: Action; count: number }[] = [];

  /** Which instances an action is for. */
  #asked({ when = "" }: Action): InstanceQuery {
    const { from, inspection, invocation, instance, selection } = this;
    const id = instance === null ? null : (inspection.instance(invocation, instance)?.instanceId ?? null);
    const ids = from === "record" ? { ids: id === null ? [] : [id] } : from === "selection" ? { ids: [...selection] } : {};
    return { query: when, ...ids, start: 0, end: 0 };
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Whom an action is for is asked of every row, so not with each drawing.
    if (!["inspection", "edition", "hooks", "selection", "invocation", "instance", "from"].some((name) => changed.has(name))) return;
    const { from, inspection, invocation } = this;
    const actions = (this.hooks?.actions ?? []).filter(({ bulk }) => from === "record" || bulk);
    this.#offered = actions.map((action) => ({ action, count: inspection.instances(invocation, this.#asked(action)).total })).filter(({ count }) => count > 0);
  }

  override render() {
    const links = this.#links();
    if (this.#offered.length === 0 && links.length === 0) return nothing;
    const { words, from } = this;
    return html`<div part="actions" role="group" aria-label=${words.t("host.actions")}>
      ${this.#offered.map(({ action, count }) => html`<button @click=${() => this.#act(action)}>${action.icon ? icons[action.icon] : nothing}<span>${from === "record" ? visible(action.label) : words.t("host.action.count", { label: visible(action.label), n: count })}</span></button>`)}
      ${links.map(({ name, href }) => html`<a href=${href} target="_blank" rel="noopener noreferrer">${words.t(`host.link.${name}`)}</a>`)}
    </div>`;
  }

  #links(): { name: keyof Links; href: string }[] {
    const { inspection, invocation, instance, hooks, from } = this;
    const { invokeId = null, commandId = null } = inspection.invocation(invocation) ?? {};
    const ids: Ids = { invokeId, commandId, instanceId: instance === null ? null : (inspection.instance(invocation, instance)?.instanceId ?? null) };
    return LINKS[from].flatMap((name) => {
      const href = linkTo(hooks?.links[name], ids);
      return href ? [{ name, href }] : [];
    });
  }

  #act(action: Action): void {
    const { from, inspection, invocation } = this;
    const asked = this.#asked(action);
    const { total } = inspection.instances(invocation, asked);
    this.dispatchEvent(new ActEvent(action.id, from, invocation, inspection.instanceIds(invocation, { ...asked, end: total })));
  }
}
