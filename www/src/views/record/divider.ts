// The divider between the center and the pane: dragged, or moved by keyboard, as the window splitter pattern has it; and the button that gives the pane all the width.
import { css, html, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { AnswerElement } from "../../state/context.ts";
import { recall, remember } from "../../state/preferences.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import { KEYMAP, type Move, moveOf, pressed } from "../../ui/keymap.ts";
import "../../words/views.ts";

/** The least and the most of the width that the pane has, in percent. */
const LEAST = 25;
const MOST = 75;
const STEP = 2;

/** The pane is to have all the width, or no longer. It stays inside. */
export class WideEvent extends Event {
  constructor() {
    super("ii-wide", { bubbles: true, composed: true });
  }
}

export class PaneDivider extends AnswerElement {
  static override styles = [
    base,
    css`
      /* Where the pane stands below the center there is nothing to divide, but it speaks. */
      :host {
        position: absolute;
      }
      button.bare,
      [role="separator"] {
        display: none;
      }
      /* In the gap between both, over the pane's padding. */
      @container viewer (min-width: 960px) {
        :host {
          position: relative;
          grid-area: pane;
          z-index: 1;
          inline-size: 17px;
          margin-inline-start: -17px;
          align-self: stretch;
        }
        :host([wide]) {
          grid-area: divider;
          inline-size: auto;
          margin: 0 0 -16px;
        }
        button.bare {
          display: inline-flex;
        }
        [role="separator"] {
          display: block;
        }
      }
      [role="separator"] {
        position: absolute;
        inset: 36px 0 0;
        inline-size: 17px;
        cursor: col-resize;
        touch-action: none;
      }
      /* The line that is seen; around it lies what can be gripped. */
      [role="separator"]::before {
        content: "";
        position: absolute;
        inset-block: 0;
        inset-inline-start: 8px;
        border-inline-start: 1px solid var(--ii-line);
      }
      [role="separator"]:is(:hover, :focus-visible, .dragged)::before {
        border-inline-start: 3px solid var(--ii-accent);
        margin-inline-start: -1px;
      }
      button.bare {
        position: sticky;
        inset-block-start: 16px;
        inline-size: 28px;
        margin-inline-start: -5px;
        padding: 0;
      }
      :host([wide]) button.bare {
        inline-size: auto;
        margin: 0 0 0 -8px;
        padding-inline: 8px;
      }
      :host([wide]) svg {
        transform: rotate(180deg);
      }
    `,
  ];

  /** What the pane shows: a document's text has a width of its own. */
  @property() of: "record" | "source" = "record";
  @property({ type: Boolean, reflect: true }) wide = false;
  /** Where the reader has come to by a key, to be read aloud. */
  @property({ attribute: false }) said = "";
  /** The pane's share as it is drawn, in percent. */
  @state() private now = 50;
  @state() private dragged = false;
  #observer = new ResizeObserver(() => this.#measure());

  override connectedCallback(): void {
    super.connectedCallback();
    for (const side of this.#sides) if (side) this.#observer.observe(side);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** Under which name its share is remembered. */
  get #kept(): string {
    return `share.${this.of}`;
  }

  /** The center and the pane. */
  get #sides(): [Element | null, Element | null] {
    return [this.previousElementSibling, this.nextElementSibling];
  }

  #measure(): void {
    const [center, pane] = this.#sides.map((side) => side?.getBoundingClientRect().width ?? 0) as [number, number];
    if (center > 0 && pane > 0) this.now = Math.round((100 * pane) / (center + pane));
  }

  protected override updated(changed: PropertyValues): void {
    // What had the keyboard in the center is out of sight.
    const focused = (this.getRootNode() as ShadowRoot).activeElement;
    if (changed.has("wide") && this.wide && focused && this.#sides[0]?.contains(focused)) this.renderRoot.querySelector("button")?.focus();
    this.#apply(Number.parseFloat(recall(this.#kept) ?? ""));
  }

  /** Sets the columns of the frame; NaN: as its style has them. */
  #apply(percent: number): void {
    const style = this.parentElement?.style;
    if (Number.isNaN(percent)) return void (style?.removeProperty("--center"), style?.removeProperty("--pane"));
    style?.setProperty("--center", `${100 - percent}fr`);
    style?.setProperty("--pane", `${percent}fr`);
  }

  #set(percent: number): void {
    const share = Math.round(Math.min(MOST, Math.max(LEAST, percent)));
    remember(this.#kept, String(share));
    this.#apply(share);
    this.#measure();
  }

  #grip = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.target as Element).setPointerCapture(event.pointerId);
    this.dragged = true;
  };

  #drag = (event: PointerEvent): void => {
    if (!this.dragged) return;
    const [start, end] = [this.#sides[0]?.getBoundingClientRect().left ?? 0, this.#sides[1]?.getBoundingClientRect().right ?? 0];
    if (end > start) this.#set((100 * (end - event.clientX)) / (end - start));
  };

  #release = (): void => {
    this.dragged = false;
  };

  #key = (event: KeyboardEvent): void => {
    const moves: Partial<Record<Move, number>> = { left: this.now + STEP, right: this.now - STEP, first: MOST, last: LEAST };
    const to = moves[moveOf(event)];
    if (to !== undefined) this.#set(to);
    else if (pressed(event, KEYMAP.choose)) this.#toggle();
    else return;
    event.preventDefault();
  };

  #toggle = (): void => {
    this.dispatchEvent(new WideEvent());
  };

  /** As it was before it was ever moved. */
  #reset = (): void => {
    remember(this.#kept, "");
    this.#apply(Number.NaN);
  };

  override render() {
    const { words, wide, now } = this;
    const label = words.t(wide ? "pane.narrow" : "pane.wide");
    return html`<p class="aloud" aria-live="polite">${this.said}</p>
      <button class="bare" aria-keyshortcuts=${KEYMAP.wide.keys[0]} title="${label} (${KEYMAP.wide.keys[0]})" @click=${this.#toggle}>${icons.wide}<span class=${wide ? "" : "aloud"}>${label}</span></button>
      <div
        role="separator"
        tabindex="0"
        class=${this.dragged ? "dragged" : ""}
        aria-orientation="vertical"
        aria-label=${words.t("pane.divider")}
        aria-valuenow=${now}
        aria-valuemin=${LEAST}
        aria-valuemax=${MOST}
        ?hidden=${wide}
        @pointerdown=${this.#grip}
        @pointermove=${this.#drag}
        @pointerup=${this.#release}
        @pointercancel=${this.#release}
        @dblclick=${this.#reset}
        @keydown=${this.#key}
      ></div>`;
  }
}
