// The status hierarchy as a picture: overall, its groups of equal outcome, their reasons, the instances, their records. A tree to keyboard and
// reader.
import { css, html, nothing, svg, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Badge, InstanceQuery, Tree, TreeInstance } from "../../core/core.ts";
import { AnswerElement } from "../../state/context.ts";
import { SelectEvent } from "../../state/selection.ts";
import { ChooseEvent } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { KEYMAP, moveOf, pressed } from "../../ui/keymap.ts";
import { outcomeShape, severityShape } from "../../ui/status-icons.ts";
import { openGuideByKey, shorten, svgGuideLink } from "../../ui/text.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import { fit, type Item, keyOf, layout, type Layout, LETTERS, type Open, openIn, type Widths } from "./layout.ts";
import { ofGroup, Shares } from "./shares.ts";
import { diagramStyles } from "./style.ts";

/** The font, in pixels, that the layout's numbers are for. */
const FONT = 14;

let pen: CanvasRenderingContext2D | null | undefined;

/** So few instances are shown at once, whatever their group. */
const FEW = 5;
const DEPTH: Record<Item["kind"], number> = { root: 1, group: 2, reason: 3, instance: 3, more: 3, record: 4 };
/** The level of an item; what stands behind a reason is one further down. */
const levelOf = (item: Item): number => DEPTH[item.kind] + ("deep" in item && item.deep ? 1 : 0);

/** The chosen instance, with the place of its reason. */
export type Chosen = TreeInstance & { reason: number | null };

/**
 * @csspart diagram - The drawing of the three levels.
 */
export class DiagramView extends AnswerElement {
  static override styles = [base, css`:host { min-inline-size: 0; }`, diagramStyles];

  @property({ attribute: false }) tree!: Tree;
  /** The chosen instance, for a tree that does not list it. */
  @property({ attribute: false }) chosen: Chosen | null = null;
  /** The chosen record's index; null where the invocation itself is chosen. */
  @property({ attribute: false }) record: number | null = null;
  @property({ attribute: false }) invocation = 0;
  @state() private open: Open = { groups: new Set(), reasons: new Set() };
  @state() private width = 0;
  /** The reader's font in terms of the one that the layout is made for: the whole drawing grows with it. */
  @state() private scale = 1;
  @state() private current = "root";
  #layout: Layout | null = null;
  /** Letters of an id that an item has room for. */
  #letters: (item: Item) => number = () => LETTERS;
  #invocation = -1;
  /** What the open groups were last made to show. */
  #shown = "";
  #shares = new Shares();
  #observer = new ResizeObserver(() => {
    const width = Math.floor(this.clientWidth);
    if (width === 0) return;
    this.width = width;
    this.scale = (parseFloat(getComputedStyle(this).fontSize) || FONT) / FONT;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    // One that was here before its class was is given its tree later.
    const tree = this.tree as Tree | undefined;
    if (!this.isSlow || !tree) return super.scheduleUpdate();
    return this.#shares.prepare(this, tree.groups).then(() => super.scheduleUpdate());
  }

  protected override firstUpdated(): void {
    // A font that changes need not change the width.
    const probe = document.createElement("span");
    probe.className = "probe";
    // Before what is rendered, which ends where the root does.
    this.renderRoot.prepend(probe);
    this.#observer.observe(probe);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("tree") as Tree | undefined;
    if (changed.has("tree") && (this.#invocation !== this.invocation || before === undefined)) {
      this.#invocation = this.invocation;
      const all = this.tree.groups.reduce((sum, group) => sum + group.count, 0);
      this.open = { groups: new Set(all <= FEW ? this.tree.groups.keys() : [0]), reasons: new Set() };
      this.#shown = "";
    } else if (before && before !== this.tree) this.open = openIn(this.tree, before, this.open);
    const group = this.#groupOfChosen();
    const reason = this.chosen?.reason ?? null;
    // The host gives the same one anew with each drawing; what the reader has closed over it stays closed until it stands elsewhere.
    const shown = JSON.stringify([this.chosen?.instanceId ?? this.chosen?.index, this.tree.groups[group]?.outcome, this.record]);
    if (shown !== this.#shown) {
      if (group >= 0 && !this.open.groups.has(group)) this.#fold("groups", group, true);
      if (reason !== null && !this.open.reasons.has(reason)) this.#fold("reasons", reason, true);
      if (this.chosen) this.current = `i${this.chosen.index}`;
    }
    this.#shown = shown;
  }

  /** The keyboard stays on what it stands on, wherever that is drawn in a later answer. */
  protected override updated(changed: PropertyValues): void {
    const focused = changed.has("tree") ? (this.renderRoot as ShadowRoot).activeElement?.closest<SVGElement>("[data-key]") : null;
    if (focused && focused.dataset["key"] !== this.current) this.renderRoot.querySelector<SVGElement>(`[data-key="${this.current}"]`)?.focus({ preventScroll: true });
  }

  /** The width of a text in the face it is drawn in. */
  #measure(face: "strong" | "text" | "small" | "mono"): (text: string) => number {
    const style = getComputedStyle(this);
    const [size, small] = [FONT, (FONT * 6) / 7];
    const mono = style.getPropertyValue("--ii-mono") || "monospace";
    const font = { strong: `600 ${size}px ${style.fontFamily}`, text: `${size}px ${style.fontFamily}`, small: `${small}px ${style.fontFamily}`, mono: `${small}px ${mono}` };
    pen ??= document.createElement("canvas").getContext("2d");
    return (text) => {
      if (!pen) return text.length * 8;
      pen.font = font[face];
      return pen.measureText(text).width;
    };
  }

  #widths(): Widths {
    const { badge, subtitle, groups } = this.tree;
    const [strong, small] = [this.#measure("strong"), this.#measure("small")];
    const listed = groups.flatMap((group) => [group, ...group.reasons]).flatMap(({ instances }) => instances);
    const briefs = listed.flatMap(({ records }) => (records.length === 1 ? (records[0]?.brief ?? records[0]?.title ?? []) : []));
    return {
      root: strong(badge.label),
      sub: small(subtitle),
      group: Math.max(0, ...groups.map((group) => strong(group.title))),
      record: Math.max(0, ...briefs.map((brief) => small(brief) + 34)),
      id: Math.ceil(this.#measure("mono")("0".repeat(LETTERS))),
    };
  }

  #groupOfChosen(): number {
    const { chosen } = this;
    return chosen ? this.tree.groups.findIndex((group) => group.outcome === chosen.badge.outcome) : -1;
  }

  override render() {
    const { words, tree, chosen } = this;
    if (this.width === 0) return nothing;
    const width = this.width / this.scale;
    const group = this.#groupOfChosen();
    const inGroup = tree.groups[group];
    const among = inGroup?.reasons.find(({ reason }) => reason === chosen?.reason) ?? inGroup;
    const listed = chosen !== null && among?.instances.some((node) => node.index === chosen.index);
    const widths = this.#widths();
    this.#letters = (item) => Math.max(5, Math.min(LETTERS, Math.floor((LETTERS * (item.w - 43)) / widths.id)));
    const drawn = layout(tree, this.open, width, widths, chosen && group >= 0 && !listed ? { group, reason: chosen.reason, node: chosen } : null);
    this.#layout = drawn;
    if (!drawn.items.some((item) => keyOf(item) === this.current)) this.current = "root";
    return html`<svg
      part="diagram"
      role="tree"
      aria-label=${words.t("diagram")}
      width=${this.width}
      height=${drawn.height * this.scale}
      viewBox="0 0 ${width} ${drawn.height}"
      @keydown=${this.#key}
    >
      ${drawn.lines.map((line) => svg`<path class="line" d=${line.d} aria-hidden="true"></path>`)}
      ${drawn.lines.map((line) => (this.#isOnPath(line.to) ? svg`<path class="line on" d=${line.d} aria-hidden="true"></path>` : nothing))}
      ${drawn.items.map((item) => this.#item(item))}
    </svg>`;
  }

  /** Whether a line belongs to the way from the whole to what is chosen. */
  #isOnPath(to: string): boolean {
    const { chosen } = this;
    if (!chosen || to === "") return false;
    return to === `i${chosen.index}` || to === `g${this.#groupOfChosen()}` || to === `g${this.#groupOfChosen()}r${chosen.reason}` || (to === `i${chosen.index}r` && this.record !== null);
  }

  #isChosen(item: Item): boolean {
    if (item.kind === "root") return this.chosen === null;
    if (item.kind === "instance") return item.node.index === this.chosen?.index;
    if (item.kind === "record") return item.node.index === this.chosen?.index && item.node.records[item.at]?.index === this.record;
    return false;
  }

  /** What is read aloud carries the whole name, its title; what is drawn over it may be shortened. */
  #item(item: Item) {
    const key = keyOf(item);
    const { words } = this;
    const siblings = item.kind === "root" ? [1, 1] : item.kind === "group" ? [item.at + 1, this.tree.groups.length] : [item.at + 1, item.of];
    const badge = this.#badge(item);
    const guide = badge && item.kind !== "record" ? svgGuideLink(words, badge, item.x + item.w + 10, item.y + item.h / 2) : nothing;
    const ids = this.#idsOf(item);
    const share = ids === null ? null : this.#shares.of(this, ids);
    const [name, body] = this.#face(item);
    return svg`<g
      class="item ${item.kind}"
      role="treeitem"
      data-key=${key}
      data-outcome=${item.outcome}
      aria-level=${levelOf(item)}
      aria-posinset=${siblings[0] ?? 1}
      aria-setsize=${siblings[1] ?? 1}
      aria-selected=${this.#isChosen(item)}
      aria-keyshortcuts=${badge && words.explained("") !== null ? KEYMAP.guide.keys[0] : nothing}
      aria-expanded=${"open" in item ? String(item.open) : nothing}
      aria-checked=${share === null ? nothing : { all: "true", some: "mixed", none: "false" }[share]}
      tabindex=${key === this.current ? 0 : -1}
      @click=${(event: MouseEvent) => (ids && (event.ctrlKey || event.metaKey) ? this.#turn(item) : this.#act(item))}
      @focus=${() => (this.current = key)}
      ><title>${visible(name)}</title><rect class="frame" x=${item.x + 1} y=${item.y + 1} width=${Math.max(0, item.w - 2)} height=${item.h - 2} rx="6"></rect></g
      ><g class="face ${item.kind}" data-outcome=${item.outcome} aria-hidden="true">${body}${share === null || share === "none" ? nothing : svg`<path class="chosen" d="M${item.x + 1} ${item.y + 6}v${item.h - 12}"></path>`}</g>${guide}${ids && item.kind !== "instance" ? this.#pick(item, ids, share === "all") : nothing}`;
  }

  /** What an item is called, and what is drawn of it. */
  #face(item: Item): [name: string, body: unknown] {
    const { words } = this;
    const y = item.y + item.h / 2;
    const icon = (x: number) => svg`<svg class="outcome-icon" x=${x} y=${y - 8} width="16" height="16" viewBox="0 0 16 16">${outcomeShape(item.outcome)}</svg>`;
    const label = (text: string, x: number, dy: number, style: string) => svg`<text x=${x} y=${y + dy} class=${style}>${visible(text)}</text>`;
    const strong = this.#measure("strong");
    const small = this.#measure("small");
    let name = "";
    let body: unknown = nothing;
    if (item.kind === "root") {
      const { badge, title, subtitle } = this.tree;
      name = `${title}: ${badge.label}, ${subtitle}`;
      body = svg`${icon(14)}${label(fit(badge.label, item.w - 50, strong), 40, -3, "strong")}${label(fit(subtitle, item.w - 50, small), 40, 14, "small")}`;
    } else if (item.kind === "group") {
      name = item.group.title;
      body = svg`${icon(item.x + 10)}${label(fit(item.group.title, item.w - 58, strong), item.x + 34, 5, "strong")}<path class="turn" d=${
        item.open ? `m${item.x + item.w - 20} ${y - 2} 4 4 4-4` : `m${item.x + item.w - 18} ${y - 4} 4 4-4 4`
      }></path>`;
    } else if (item.kind === "reason") {
      name = item.reason.title;
      body = svg`${label(fit(name, item.w - 58, strong), item.x + 34, 5, "strong")}<path class="turn" d=${item.open ? `m${item.x + 13} ${y - 2} 4 4 4-4` : `m${item.x + 15} ${y - 4} 4 4-4 4`}></path>`;
    } else if (item.kind === "instance") {
      const id = item.node.instanceId ?? words.t("id.none");
      const { badge, contradiction, records } = item.node;
      const brief = records.at(-1)?.brief ?? null;
      name = `${id}: ${badge.label}${brief === null ? "" : `, ${brief}`}${contradiction === null ? "" : `. ${contradiction}`}`;
      body = svg`${icon(item.x + 10)}${label(item.node.instanceId === null ? fit(id, item.w - 46, small) : shorten(visibleId(id), this.#letters(item)), item.x + 34, 4, "mono")}${contradiction === null ? nothing : svg`<svg class="contradiction" x=${item.x + item.w - 11} y=${y - 21} width="14" height="14" viewBox="0 0 16 16">${severityShape("warning")}</svg>`}`;
    } else if (item.kind === "record") {
      const record = item.node.records[item.at];
      const [title, word, brief] = [record?.title ?? "", record?.badge.label ?? "", record?.brief ?? null];
      name = `${title}: ${word}${brief === null ? "" : `, ${brief}`}`;
      // The icon says the status already. Where the time has no room, the status says more than half a time.
      const shown = brief ?? (small(title) <= item.w - 34 ? title : word);
      body = svg`${icon(item.x + 6)}${item.w > 60 ? label(fit(shown, item.w - 34, small), item.x + 28, 4, "small") : nothing}`;
    } else {
      name = words.count("diagram.more", item.count);
      body = label(fit(name, item.w - 12, this.#measure("text")), item.x + 10, 5, "more");
    }
    return [name, body];
  }

  /** What a pointer chooses all of a branch with; the keyboard has the space bar. */
  #pick(item: Item, { end }: InstanceQuery, on: boolean) {
    const { words } = this;
    const [x, y] = [item.x + item.w + (item.kind === "group" ? 10 : -14), item.y + item.h / 2];
    return svg`<g class="guide pick" aria-hidden="true" @click=${() => this.#turn(item)}><title>${on ? words.t("diagram.unselect") : words.count("diagram.select", end)}</title><circle cx=${x} cy=${y} r="12.5"></circle><circle class="seen" cx=${x} cy=${y} r="8"></circle><path d="m${x - 4} ${y} 3 3 5-6"></path></g>`;
  }

  /** What chooses the instances of an item, to act on them; null where it has none. */
  #idsOf(item: Item): InstanceQuery | null {
    const none = { start: 0, end: 0 };
    switch (item.kind) {
      case "group":
        return ofGroup(item.group);
      case "reason":
        return { query: item.reason.query, ...none, end: item.reason.count };
      case "instance":
        return item.node.instanceId === null ? null : { ids: [item.node.instanceId], ...none, end: 1 };
      default:
        return null;
    }
  }

  /** Chooses the instances of an item to act on, or no longer. */
  #turn(item: Item): void {
    const ids = this.#idsOf(item);
    if (!ids) return;
    const on = this.#shares.of(this, ids) !== "all";
    this.dispatchEvent(new SelectEvent(this.inspection.instanceIds(this.invocation, ids), on));
  }

  /** The status of an item, where it has one of its own. */
  #badge(item: Item): Badge | null {
    if (item.kind === "root") return this.tree.badge;
    if (item.kind === "instance") return item.node.badge;
    return (item.kind === "record" && item.node.records[item.at]?.badge) || null;
  }

  #act(item: Item): void {
    this.current = keyOf(item);
    switch (item.kind) {
      case "root":
        return this.#choose({ pane: "invocation", instance: null, record: null });
      case "group":
        return this.#fold("groups", item.at, !item.open);
      case "reason":
        return this.#fold("reasons", item.reason.reason, !item.open);
      case "instance":
        return this.#choose({ pane: "record", instance: item.node.index, record: null });
      case "record":
        return this.#choose({ pane: "record", instance: item.node.index, record: item.node.records[item.at]?.index ?? null });
      case "more":
        return this.#choose({ tab: "table", query: item.query, only: false });
    }
  }

  /** Brings an instance into sight that is drawn. */
  reveal(instance: number): void {
    this.renderRoot.querySelector(`[data-key="i${instance}"]`)?.scrollIntoView({ block: "nearest" });
  }

  #choose(change: ConstructorParameters<typeof ChooseEvent>[0]): void {
    this.dispatchEvent(new ChooseEvent(change));
  }

  #fold(of: keyof Open, at: number, open: boolean): void {
    const next = new Set(this.open[of]);
    if (open) next.add(at);
    else next.delete(at);
    this.open = { ...this.open, [of]: next };
  }

  #key = (event: KeyboardEvent): void => {
    const items = this.#layout?.items ?? [];
    const at = items.findIndex((item) => keyOf(item) === this.current);
    const item = items[at];
    if (!item) return;
    if (openGuideByKey(event, this.words, this.#badge(item))) return;
    const level = levelOf(item);
    const fold = (open: boolean) => (item.kind === "group" ? this.#fold("groups", item.at, open) : item.kind === "reason" && this.#fold("reasons", item.reason.reason, open));
    if (pressed(event, KEYMAP.select) && this.#idsOf(item)) {
      this.#turn(item);
      event.preventDefault();
      return;
    }
    let to: Item | undefined;
    switch (moveOf(event)) {
      case "down":
        to = items.slice(at + 1).find((other) => other.kind !== "record");
        break;
      case "up":
        to = items.slice(0, at).findLast((other) => other.kind !== "record");
        break;
      case "right":
        if ("open" in item && !item.open) fold(true);
        else to = items[at + 1] && (levelOf(items[at + 1]!) > level || (item.kind === "record" && items[at + 1]!.kind === "record")) ? items[at + 1] : undefined;
        break;
      case "left":
        if ("open" in item && item.open) fold(false);
        else if (item.kind === "record" && item.at > 0) to = items[at - 1];
        else to = items.slice(0, at).findLast((other) => levelOf(other) < level);
        break;
      case "first":
        to = items[0];
        break;
      case "last":
        to = items.findLast((other) => other.kind !== "record");
        break;
      default:
        if (!pressed(event, KEYMAP.choose)) return;
        this.#act(item);
    }
    event.preventDefault();
    if (to) void this.#focus(keyOf(to));
  };

  async #focus(key: string): Promise<void> {
    this.current = key;
    await this.updateComplete;
    this.renderRoot.querySelector<SVGElement>(`[data-key="${key}"]`)?.focus();
  }
}
