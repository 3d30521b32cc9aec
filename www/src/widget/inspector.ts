// <invocation-inspector> for other people's pages: the viewer, with their ways in (properties, attributes, children) and out (events, the report).
import { css, html, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Report } from "../core.ts";
import { InvocationInspector as Viewer } from "../elements/viewer.ts";
import { headView } from "../elements/viewer-parts.ts";
import { prose } from "../parts/text.ts";
import type { GiveEvent, Tab, View, ViewEvent } from "../view.ts";
import { DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent } from "./events.ts";
import { Children, documentsOf, type Given } from "./given.ts";
import "./words.ts";

/** Diagnostics that an event lists. */
const LISTED = 100;
/** What the viewer's elements tell each other. */
const INNER = ["ii-answer", "ii-charset", "ii-choose", "ii-give"];

/** In another page, that page says whether it is light or dark. */
export const guest = css`
  @media not print {
    :host {
      color-scheme: inherit;
    }
  }
`;
const compactStyles = css`
  .frame.compact {
    gap: 12px;
    grid-template-areas: "head" "center" "next";
    padding: 12px;
  }
  .compact .center {
    overflow-wrap: anywhere;
  }
  .fold {
    margin: 0 12px 12px;
  }
`;

/**
 * @slot response - documents to show, where the property gives none
 * @fires ii-ready - what was given has been read, or cannot be
 * @fires ii-selection - something else is looked at
 * @fires ii-diagnostic - something in it is odd
 * @fires ii-export - the reader has copied or saved something
 */
export class InvocationInspector extends Viewer {
  static override styles = [...Viewer.styles, guest, compactStyles];

  /** What the center shows first: "tree", "table", "outputs" or "notes". */
  @property() view: Tab | "" = "";
  /** The verdict and the first reason only, with the way to the rest. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Whether events carry what was copied or saved. */
  @property({ type: Boolean }) contents = false;
  @state() private unfolded = false;
  #children = new Children(this, () => this.#fromChildren());
  /** What the children gave last; null where the property does. */
  #inner: string[] | null = null;
  #waiting: (() => void)[] = [];
  #settled = true;
  #told = "";

  constructor() {
    super();
    this.addEventListener("ii-answer", this.#answer);
    this.addEventListener("ii-view", this.#viewed as EventListener);
    this.addEventListener("ii-give", this.#gave as EventListener);
    for (const type of INNER) this.addEventListener(type, (event) => event.stopPropagation());
  }

  /** Resolves when what was given so far has been read. */
  get ready(): Promise<void> {
    return this.#settled && !this.isUpdatePending ? Promise.resolve() : new Promise((done) => this.#waiting.push(done));
  }

  /** Everything, as plain data; null before there is an answer. */
  report(): Report | null {
    return this.inspection?.report() ?? null;
  }

  override add(document: Given): void {
    this.response = [...documentsOf(this.response), ...documentsOf([document])];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children.disconnect();
  }

  #fromChildren(): void {
    const { texts } = this.#children;
    const given = documentsOf(this.response).length > 0;
    if (given ? this.#inner === null || this.response !== this.#inner : texts.length === 0) return;
    if (JSON.stringify(texts) === JSON.stringify(this.#inner)) return;
    this.#inner = texts;
    this.response = texts;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("response")) {
      this.#settled = false;
      const { response } = this;
      if (response !== this.#inner) this.#inner = null;
      const documents = documentsOf(response);
      // Whoever empties the property wants what stands inside.
      const texts = documents.length || this.#inner ? [] : this.#children.texts;
      if (texts.length) this.response = this.#inner = texts;
      else if (!this.#inner) this.response = documents;
    }
    super.willUpdate(changed);
    if (changed.has("view") && this.inspection) this.#open();
  }

  #open(): void {
    if (this.view && this.current.run >= 0) this.restore({ ...this.current, tab: this.view });
  }

  // ------------------------------------------------------------------ what is told

  #answer = (): void => {
    this.#settled = true;
    const { summary, failure, inspection } = this;
    if (failure) this.dispatchEvent(new ReadyEvent(failure instanceof Error ? failure.message : "WebAssembly", null, { invocations: 0, instances: 0, records: 0 }, []));
    if (summary && inspection) {
      this.#open();
      this.dispatchEvent(new ReadyEvent(null, summary.outcome, summary.counts, summary.invocations.map(({ invokeId }) => invokeId)));
      const { error, warning, note } = summary.diagnostics;
      if (error + warning + note > 0) {
        const found = inspection.diagnostics(0, LISTED).rows;
        this.dispatchEvent(new DiagnosticEvent(summary.diagnostics, found.map(({ code, severity, source, line, column }) => ({ code, severity, source, line, column }))));
      }
      this.#told = "";
      this.#tell(this.current);
    }
    for (const done of this.#waiting.splice(0)) done();
  };

  #viewed = (event: ViewEvent): void => this.#tell(event.view);

  #ids(view: View): { invokeId: string | null; instanceId: string | null; record: number | null } {
    const { inspection } = this;
    const invokeId = inspection?.invocation(view.run)?.invokeId ?? null;
    if (view.instance === null || view.pane === "run") return { invokeId, instanceId: null, record: null };
    return { invokeId, instanceId: inspection?.instance(view.run, view.instance)?.instanceId ?? null, record: view.record };
  }

  #tell(view: View): void {
    const { run, instance, record, pane, tab } = view;
    const place = JSON.stringify([run, instance, record, pane, tab]);
    if (place === this.#told || !this.#settled) return;
    this.#told = place;
    const ids = this.#ids(view);
    this.dispatchEvent(new SelectionEvent(tab, ids.invokeId, ids.instanceId, ids.record));
  }

  #gave = (event: GiveEvent): void => {
    const names = event.composedPath().map((target) => (target instanceof Element ? target.localName : ""));
    const view = this.current;
    const what = names.includes("ii-source") ? "source" : !names.includes("ii-output") ? "text" : names.includes("ii-run") ? "command" : "output";
    const { invokeId, instanceId, record } = this.#ids(view);
    this.dispatchEvent(new ExportEvent(event.way, what, invokeId, instanceId, record, this.contents ? this.#contents(what, view) : null));
  };

  #contents(what: ExportEvent["what"], { run, instance, record, source }: View): Uint8Array | null {
    const { inspection } = this;
    if (what === "source") return this.documents[source] ?? null;
    if (what === "command") return inspection?.commandBytes(run) ?? null;
    if (what === "text" || instance === null) return null;
    const newest = record ?? inspection?.instance(run, instance)?.records.at(-1)?.index ?? 0;
    return inspection?.outputBytes(run, instance, newest) ?? null;
  }

  // ------------------------------------------------------------------ what is seen

  override render() {
    const { words, compact, unfolded, summary } = this;
    if (!compact || !summary || this.failure) return super.render();
    const fold = html`<button class="fold keep" part="fold" aria-expanded=${unfolded} @click=${() => (this.unfolded = !unfolded)}>${words.t(unfolded ? "compact.close" : "compact.open")}</button>`;
    if (unfolded) return html`${super.render()}${fold}`;
    const { run } = this.current;
    const detail = this.inspection?.invocation(run) ?? null;
    const worst = this.inspection?.instances(run, { order: "worst", start: 0, end: 1 }).rows[0];
    return html`<div class="frame compact">
        <div class="head" part="head" @ii-choose=${() => (this.unfolded = true)}>${headView(words, summary, detail)}</div>
        ${worst?.reason ? html`<p class="center" part="reason"><code translate="no">${worst.instanceId}</code> ${prose(worst.reason)}</p>` : ""}
      </div>
      ${fold}`;
  }
}
