// The output pane: what a machine printed, copied and downloaded exactly. The views of it (as a terminal would leave it, raw, in hex)
// are loaded when the first output is looked at; until they are there, and where they cannot be had, the text stands here as it is.
import { css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { OutputDetail } from "../../core/core.ts";
import { Retry } from "../../core/retry.ts";
import { AnswerElement } from "../../state/context.ts";
import type { Export, Find, Lines } from "../../state/view.ts";
import { base, monoBox } from "../../ui/base.ts";
import { give } from "../../ui/give.ts";
import { icons } from "../../ui/icons.ts";
import { messageList } from "../../ui/text.ts";
import { loadViews } from "./load.ts";

/** What is shown of it while the views are not there: at first a little more than is in sight, since a long text takes long to lay out. */
const HEAD = 256 * 1024;
const FIRST = 4 * 1024;
/** Lines of one that is opened at its end. */
const TAIL = 24;
/** Letters of an output that is longer than the core gives. */
const PART = 64 * 1024;
/** Milliseconds until the rest of it is laid out as well. */
const REST = 500;

/**
 * @csspart output - What a machine printed.
 * @csspart tools - Copying and saving of an output.
 */
export class OutputPane extends AnswerElement {
  static override styles = [
    base,
    css`
      .top {
        flex-wrap: wrap;
        gap: 0 8px;
        margin-block-end: 4px;
      }
      .tools {
        display: flex;
        margin-inline: auto -8px;
      }
      pre {
        ${monoBox}
        padding: 12px 16px;
        unicode-bidi: isolate;
        white-space: pre-wrap;
      }
      /* What can be scrolled takes WebKit twice as long to draw. */
      pre.first {
        overflow: hidden;
      }
      .notes {
        margin-block: 4px 12px;
      }
    `,
  ];

  @property() heading = "";
  @property({ attribute: false }) view: OutputDetail | null = null;
  /** The exact bytes, asked for when they are wanted. */
  @property({ attribute: false }) bytes: () => Uint8Array | null = () => null;
  @property() kind: Export["kind"] = "output";
  /** Name of the file that is saved, without its extension; empty: what it is. */
  @property({ attribute: false }) file = "";
  /** Whether the reader may choose another character set. */
  @property({ type: Boolean }) choosable = false;
  @property({ attribute: false }) find: Find | null = null;
  /** Lines that a link leads to. */
  @property({ attribute: false }) lines: Lines | null = null;
  /** What it is the output of: another text of the same takes the place of the one before line by line. Empty: each is another. */
  @property({ attribute: false }) of = "";
  /** Whether it is opened at its end. */
  @property({ type: Boolean }) tail = false;
  @state() private loaded: boolean | null = null;
  @state() private head = FIRST;
  /** What was too much for the views. */
  @state() private failed: OutputDetail | null = null;
  #retry = new Retry(() => this.#load());
  #timer: ReturnType<typeof setTimeout> | undefined;
  #visibility = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#load(), { rootMargin: "300px 0px" });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#visibility.observe(this);
    this.#timer = setTimeout(() => (this.head = HEAD), REST);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#visibility.disconnect();
    clearTimeout(this.#timer);
    this.#retry.stop();
  }

  /** The views are loaded when an output is in sight, or nearly. */
  #load(): void {
    this.#visibility.disconnect();
    void loadViews().then((loaded) => {
      this.loaded = loaded;
      if (!loaded && this.isConnected) this.#retry.plan();
    });
  }

  /** Of a text of which there is more, and of which the views cannot be had. */
  #why() {
    const { words, view, failed, loaded } = this;
    const key = failed === view ? "output.tooLarge" : loaded === false ? "output.plain" : null;
    return key ? html`<p class="small muted">${words.t(key)}</p>` : nothing;
  }

  /** What is shown of one that is not all here: no more than can be laid out at once. */
  #shortened: { of: OutputDetail; view: OutputDetail } | null = null;

  #beginning(view: OutputDetail): OutputDetail {
    if (!view.more || view.text === null) return view;
    if (this.#shortened?.of !== view) this.#shortened = { of: view, view: { ...view, text: view.text.slice(0, PART) } };
    return this.#shortened.view;
  }

  override render() {
    const { words } = this;
    if (!this.view) return nothing;
    const view = this.#beginning(this.view);
    return html`<div>
      <div class="top">
        <h3>${this.heading}</h3>
        <div class="tools" part="tools">
          ${view.text === null ? nothing : html`<ii-copy kind=${this.kind} .text=${() => this.#whole(view)} label=${words.t("output.copy")}></ii-copy>`}
          <button class="bare" title=${words.t("output.save")} @click=${this.#save}>${icons.save}</button>
        </div>
      </div>
      ${messageList(view.notes, words)}
      ${this.loaded && this.failed !== this.view
        ? html`<ii-printed .heading=${this.heading} .view=${view} .bytes=${this.bytes} .find=${this.find} .lines=${this.lines} .of=${this.of} ?tail=${this.tail && !view.more} ?choosable=${this.choosable} exportparts="output" @ii-failed=${() => (this.failed = this.view)}></ii-printed>`
        : html`<pre part="output" class=${this.head === FIRST && this.loaded === null ? "first" : nothing} tabindex="0" translate="no" role="region" aria-label=${this.heading}>${this.#head(view)}</pre>${this.#why()}`}
      ${view.more && this.failed !== this.view ? html`<p class="small muted">${words.t("output.more", { size: words.bytes(view.text?.length ?? 0) })}</p>` : nothing}
    </div>`;
  }

  /** What stands here while the views are not: of one that is opened at its end, the last lines until they come. */
  #head({ text, more }: OutputDetail): string {
    if (text === null) return "";
    if (!this.tail || more || this.loaded === false) return text.slice(0, this.head);
    return text.slice(-FIRST).trimEnd().split("\n").slice(-TAIL).join("\n");
  }

  /** The text of all of it: the view may have only the beginning, and has no byte order mark. */
  #whole({ text, charset, charsetReason, more }: OutputDetail): string {
    const bytes = more || charsetReason === "mark" || charsetReason === "chosen" ? this.bytes() : null;
    return bytes ? new TextDecoder(charset ?? "utf-8", { ignoreBOM: true }).decode(bytes) : (text ?? "");
  }

  #save = (): void => {
    const bytes = this.bytes();
    if (!bytes) return;
    void give(this, { way: "save", kind: this.kind, format: this.view?.text === null ? "bin" : "txt", name: this.file || this.kind, content: bytes });
  };
}
