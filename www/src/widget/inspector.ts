// <invocation-inspector> for other people's pages: the viewer, with their ways in (properties, attributes, children) and out (events, the report).
import { css, html, type PropertyDeclaration, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { type FullInspection, type Relation, relationsTo, type Report } from "../core/core.ts";
import { isBytes, type ReaderInput } from "../state/reader.ts";
import type { ExportedEvent, Tab, View, ViewEvent } from "../state/view.ts";
import { visible, visibleId } from "../ui/visible.ts";
import { headView } from "../viewer/pieces.ts";
import { Viewer } from "../viewer/viewer.ts";
import { tabNamed } from "../views/list.ts";
import "../words/widget.ts";
import { Box } from "./box.ts";
import { DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent } from "./events.ts";
import { follow, unfollow } from "./follow.ts";
import { bytesOf, Children, type DocumentInput, documentsOf, same } from "./input.ts";

/** Diagnostics that an event lists. */
const LISTED = 100;
/** Events among the viewer's own elements, which hosts do not hear. */
export const INTERNAL_EVENTS = ["ii-answer", "ii-charset", "ii-choose", "ii-context", "ii-details", "ii-exported", "ii-failed", "ii-reading", "ii-select", "ii-wide"];

/** In another page, that page says whether it is light or dark. */
export const guest = css`
  @media not print {
    :host {
      color-scheme: inherit;
    }
  }
`;
const boxStyles = css`
  .box.limited {
    max-block-size: var(--box);
    overflow: auto;
  }
`;
const compactStyles = css`
  .frame.compact {
    gap: 12px;
    grid-template-areas: "head" "center" "next";
    padding: 12px;
  }
  .fold {
    margin: 0 12px 12px;
  }
`;

/**
 * The whole inspector: verdict, diagram, table, outputs, diagnostics, sources. It fits the box it is given, from 320 pixels on.
 * @element invocation-inspector
 * @slot response - Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain.
 * @fires ii-ready - What was given has been read, or cannot be.
 * @fires ii-selection - Something else is looked at.
 * @fires ii-diagnostic - Something in what was given is odd: codes and places.
 * @fires ii-export - The reader has copied or saved something.
 * @csspart reason - In the compact form: the worst instance and why.
 * @csspart fold - In the compact form: the way to the rest and back.
 */
export class InvocationInspector extends Viewer {
  static override styles = [...Viewer.styles, guest, boxStyles, compactStyles];

  /**
   * What the center shows first; `notes`, as it was called, is `diagnostics`.
   * @attr {Tab} view
   */
  @property() view: Tab | "" = "";
  /** The verdict and the first reason only, with the way to the rest. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Whether events carry what was copied or saved. */
  @property({ type: Boolean }) contents = false;
  @state() private unfolded = false;
  #children = new Children(this, () => this.#fromChildren());
  /** What the children gave last; null where the property does. */
  #fromChildrenLast: string[] | null = null;
  /** What was read last. */
  #read: readonly ReaderInput[] = [];
  #waiting: (() => void)[] = [];
  #settled = true;
  #selection = "";
  #box = new Box(this);

  constructor() {
    super();
    this.addEventListener("ii-answer", this.#answer);
    this.addEventListener("ii-view", this.#viewed as EventListener);
    this.addEventListener("ii-exported", this.#exported as EventListener);
    for (const type of INTERNAL_EVENTS) this.addEventListener(type, (event) => event.stopPropagation());
  }

  /** Resolves when the input so far has been read; an element reads once it stands in a document. */
  get ready(): Promise<void> {
    return this.#settled && (this.hasUpdated || !this.isConnected) ? Promise.resolve() : new Promise((done) => this.#waiting.push(done));
  }

  override requestUpdate(name?: PropertyKey, before?: unknown, options?: PropertyDeclaration): void {
    // Also called while the class above is made.
    if (#settled in this && name === "response" && before !== this.response) this.#settled = false;
    super.requestUpdate(name, before, options);
  }

  /** Everything, as plain data; null before there is an answer. */
  report(): Report | null {
    return (this.answer.inspection as FullInspection | null)?.report() ?? null;
  }

  /**
   * Adds a document to what is shown, unless nothing in it is new. What it is to what is shown: `more`, `newer`, `same`, or `other`, which is added, too, since the
   * host wants it; null where that cannot be told at once: nothing is shown, something is still being read, or the document is a file.
   */
  override add(document: DocumentInput): Relation | null {
    const added = documentsOf([document]);
    const relation = this.#relationTo(added);
    if (relation?.kind !== "same") this.response = [...documentsOf(this.response), ...added];
    return relation;
  }

  #relationTo([document]: readonly ReaderInput[]): Relation | null {
    const { inspection } = this.answer;
    const isHere = typeof document === "string" || isBytes(document);
    return inspection && this.#settled && isHere ? (relationsTo(inspection, [document])[0] ?? null) : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    follow(this);
    this.#children.connect();
    this.#fit();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unfollow(this);
    this.#children.disconnect();
    this.#box.stop();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#fit();
  }

  #fit(): void {
    this.#box.watch(this.renderRoot?.querySelector<HTMLElement>(".box") ?? null);
  }

  #fromChildren(): void {
    const { texts } = this.#children;
    const hasResponse = documentsOf(this.response).length > 0;
    if (hasResponse ? this.#fromChildrenLast === null || this.response !== this.#fromChildrenLast : texts.length === 0) return;
    if (JSON.stringify(texts) === JSON.stringify(this.#fromChildrenLast)) return;
    this.#fromChildrenLast = texts;
    this.response = texts;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("response")) {
      const { response } = this;
      if (response !== this.#fromChildrenLast) this.#fromChildrenLast = null;
      const documents = documentsOf(response);
      // Whoever empties the property wants what stands inside.
      const texts = documents.length || this.#fromChildrenLast ? [] : this.#children.texts;
      if (texts.length) this.response = this.#fromChildrenLast = texts;
      else if (!this.#fromChildrenLast) this.response = documents;
      this.#skipIfSame(changed);
    }
    super.willUpdate(changed);
    if (changed.has("compact")) this.unfolded = false;
    if (changed.has("view") && this.answer.inspection && this.current.invocation >= 0) this.restore({ ...this.current, tab: this.#tab ?? this.current.tab });
  }

  /** The same documents once more say nothing new. */
  #skipIfSame(changed: PropertyValues): void {
    const documents = documentsOf(this.response);
    if (this.answer.inspection && same(documents, this.#read)) {
      changed.delete("response");
      return this.#settle();
    }
    this.#read = documents;
  }

  #settle(): void {
    this.#settled = true;
    for (const done of this.#waiting.splice(0)) done();
  }

  get #tab(): Tab | null {
    return tabNamed(String(this.view ?? ""));
  }

  protected override get polled(): boolean {
    return true;
  }

  protected override get linkable(): boolean {
    return false;
  }

  /** The worst, under the tab that the host wants. */
  protected override firstView(view: View): View {
    return view.invocation < 0 ? view : { ...view, tab: this.#tab ?? view.tab };
  }

  // ------------------------------------------------------------------ events

  #answer = (): void => {
    this.#settled = true;
    const { summary, failure, inspection } = this.answer;
    if (failure) this.dispatchEvent(new ReadyEvent(failure instanceof Error ? failure.message : "WebAssembly", null, { invocations: 0, instances: 0, records: 0 }, []));
    if (summary && inspection) {
      this.dispatchEvent(new ReadyEvent(null, summary.outcome, summary.counts, summary.invocations.map(({ invokeId }) => invokeId)));
      const { error, warning, note } = summary.diagnostics;
      if (error + warning + note > 0) {
        const found = inspection.diagnostics(0, LISTED).rows;
        this.dispatchEvent(new DiagnosticEvent(summary.diagnostics, found.map(({ code, severity, source, line, column }) => ({ code, severity, source, line, column }))));
      }
      this.#selection = "";
      this.#announceSelection(this.current);
    }
    this.#settle();
  };

  #viewed = (event: ViewEvent): void => {
    this.#announceSelection(event.view);
  };

  /** An instance is chosen only while the pane shows it. */
  #ids({ invokeId, instanceId, record, pane }: View): { invokeId: string | null; instanceId: string | null; record: number | null } {
    return pane === "invocation" ? { invokeId, instanceId: null, record: null } : { invokeId, instanceId, record };
  }

  #announceSelection(view: View): void {
    const { invocation, instance, record, pane, tab } = view;
    const place = JSON.stringify([invocation, instance, record, pane, tab]);
    if (place === this.#selection || !this.#settled) return;
    this.#selection = place;
    const ids = this.#ids(view);
    this.dispatchEvent(new SelectionEvent(tab, ids.invokeId, ids.instanceId, ids.record));
  }

  #exported = ({ exported: { way, kind, content }, ofRecord }: ExportedEvent): void => {
    const { invokeId, instanceId, record } = this.#ids(this.current);
    this.dispatchEvent(new ExportEvent(way, kind, invokeId, ofRecord ? instanceId : null, ofRecord ? record : null, this.contents ? bytesOf(content) : null));
  };

  // ------------------------------------------------------------------ drawing

  override render() {
    return html`<div class="box"><div>${this.#content()}</div></div>`;
  }

  #content(): unknown {
    const { answer, words, compact, unfolded, summary } = this;
    const { inspection } = answer;
    if (!compact || !summary || !inspection || answer.failure) return super.render();
    const fold = html`<button class="fold printed" part="fold" aria-expanded=${unfolded} @click=${() => (this.unfolded = !unfolded)}>${words.t(unfolded ? "compact.close" : "compact.open")}</button>`;
    if (unfolded) return html`${super.render()}${fold}`;
    const { invocation } = this.current;
    const worst = inspection.instances(invocation, { sort: "outcome", start: 0, end: 1 }).rows[0];
    return html`<div class="frame compact">
        <div class="head" part="head" @ii-choose=${() => (this.unfolded = true)}>${headView(words, answer, summary)}</div>
        ${worst?.reason ? html`<p class="center" part="reason"><code translate="no">${visibleId(worst.instanceId ?? "")}</code> ${visible(worst.reason)}</p>` : ""}
      </div>
      ${fold}`;
  }
}
