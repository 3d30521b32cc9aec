// <invocation-inspector> for other people's pages: the viewer, with their ways in (properties, attributes, children) and out (events, the report).
import { css, html, type LitElement, type PropertyDeclaration, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { type Inspection, type Relation, relationsTo, type Summary } from "../core/core.ts";
import { nameOf } from "../state/locate.ts";
import { isBytes, type ReaderInput } from "../state/reader.ts";
import { NOTHING } from "../state/selection.ts";
import { type ExportedEvent, FIRST_VIEW, type Tab, type View, type ViewEvent } from "../state/view.ts";
import { faultInState, faultInView, type InspectorState, namesPlace, stateOf } from "../state/viewer-state.ts";
import { visible, visibleId } from "../ui/visible.ts";
import { headView } from "../viewer/pieces.ts";
import { HostedViewer } from "./hosted.ts";
import { tabNamed } from "../views/list.ts";
import "../words/widget.ts";
import { Box } from "./box.ts";
import { DiagnosticEvent, ExportEvent, INTERNAL_EVENTS, ReadyEvent, SelectionEvent, StateEvent } from "./events.ts";
import { Settled } from "./settled.ts";
import { StateWatch } from "./state-watch.ts";
import { follow, unfollow } from "./follow.ts";
import { isForbidden } from "./forbidden.ts";
import { box, guest, strut } from "./guest.ts";
import { bytesOf, type DocumentInput, documentsOf } from "./input.ts";
import { Intake, refuse } from "./intake.ts";
import { areEmpty, keptView, keptWords, refusalWords, unreadView } from "./kept.ts";

/** Diagnostics that an event lists. */
const LISTED = 100;

/** A view that can bring an instance into sight, by its index. */
interface Revealing {
  reveal(instance: number): void;
}

const boxStyles = css`
  /* The box inside contains its content. */
  :host {
    container: none;
    contain-intrinsic-inline-size: none;
  }
  .box {
    background: var(--ii-ground);
    border-radius: inherit;
  }
  .kept {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    margin: 16px 16px 0;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--ii-stopped);
    background: var(--ii-sunken);
  }
  .kept p {
    display: flex;
    flex: 0 1 auto;
    gap: 8px;
    max-inline-size: 80ch;
  }
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
 * @slot header - Above everything.
 * @slot footer - Below everything.
 * @slot empty - As long as no documents are given.
 * @slot loading - While the first documents are being read.
 * @slot response - Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain.
 * @fires ii-ready - What was given has been read, or cannot be.
 * @fires ii-selection - Something else is looked at.
 * @fires ii-state - What is looked at or chosen has changed: once per change, after it was drawn.
 * @fires ii-diagnostic - Something in what was given is odd: codes and places.
 * @fires ii-export - The reader has copied or saved something.
 * @csspart kept - That the answer which is shown stays, since what came after it cannot take its place; or that it is of a request that failed.
 * @csspart reason - In the compact form: the worst instance and why.
 * @csspart fold - In the compact form: the way to the rest and back.
 */
export class InvocationInspector extends HostedViewer {
  static override styles = [...HostedViewer.styles, guest, box, boxStyles, compactStyles];

  /**
   * What the center shows first; `notes`, as it was called, is `diagnostics`.
   * @attr {Tab} view
   */
  @property() view: Tab | "" = "";
  /** The verdict and the first reason only, with the way to the rest. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Whether events carry what was copied or saved. */
  @property({ type: Boolean }) contents = false;
  /** An address to fetch what the service answered from: of this origin, or one that allows it by CORS. Credentials go to this origin alone. */
  @property() src = "";
  @state() private unfolded = false;

  /**
   * What is looked at and chosen, as plain data, by ids. Setting it shows what is here, and the rest once it comes; absent members stay as they are.
   * @type {InspectorState}
   */
  @property({ attribute: false })
  get state(): InspectorState {
    const { answer, wide } = this;
    return JSON.parse(JSON.stringify({ ...this.#unknown, ...stateOf(answer.view, answer.selection, answer.charset, wide), ...answer.awaited })) as InspectorState;
  }
  set state(state: InspectorState | undefined) {
    // What a framework sets where its own value is not there yet.
    if (state === undefined) return;
    const given = this.#taken("state", state, faultInState);
    if (!given) return;
    this.flushEdit();
    const { wide, ...rest } = given as InspectorState;
    const known = stateOf(this.answer.view, NOTHING, null, false);
    for (const [name, value] of Object.entries(rest)) if (!Object.hasOwn(known, name)) this.#unknown[name] = value;
    if (wide !== undefined) this.wide = wide;
    this.answer.apply(Object.fromEntries(Object.entries(rest).filter(([name]) => Object.hasOwn(known, name))));
  }

  /** What table and outputs are filtered by, in the language of queries. */
  @property()
  get query(): string {
    return this.answer.awaited.query ?? this.current.query;
  }
  set query(query: string) {
    this.state = { query: query ?? "" };
  }

  /** @internal */
  get isWide(): boolean {
    return this.wide;
  }

  /** Members of states that this version does not know. */
  #unknown: { [name: string]: unknown } = {};
  #watch = new StateWatch(this, (state, cause) => this.dispatchEvent(new StateEvent(state, cause)));
  /** Whether what was chosen by the host is to be brought into sight. */
  #reveals = false;
  #intake = new Intake(this, () => {
    this.#settled.ask();
    this.requestUpdate("response");
  });
  #settled = new Settled();
  #selection = "";
  /** What was told of diagnostics last. */
  #odd = "";
  #box = new Box(this);

  constructor() {
    super();
    // Those of another element inside, such as a badge in a slot, are its own.
    const own = <E extends Event>(type: string, act: (event: E) => void) => this.addEventListener(type, (event) => event.target === this && act(event as E));
    own("ii-answer", this.#answer);
    own("ii-view", this.#viewed);
    own("ii-exported", this.#exported);
    for (const type of ["pointerdown", "keydown", "wheel"]) this.addEventListener(type, () => this.answer.touched(), { passive: true });
    for (const type of INTERNAL_EVENTS) this.addEventListener(type, (event) => event.stopPropagation());
  }

  /** Resolves when the input so far has been read; an element reads once it stands in a document. */
  get ready(): Promise<void> {
    return this.#settled.is && (this.hasUpdated || !this.isConnected || isForbidden()) ? Promise.resolve() : this.#settled.wait();
  }

  override requestUpdate(name?: PropertyKey, before?: unknown, options?: PropertyDeclaration): void {
    // Also called while the class above, and the first fields, are made.
    if (#settled in this && this.#settled && (name === "response" || name === "src") && before !== this[name]) this.#settled.ask();
    super.requestUpdate(name, before, options);
  }

  /** Shows an instance, an execution of it or an invocation, and brings it into sight: at once, or when an answer comes that has it. */
  select(place: { invokeId?: string | null; instanceId?: string | null; execution?: number | null }): void {
    const given = this.#taken("select", place, faultInState) as InspectorState | null;
    if (!given) return;
    const { invokeId, instanceId, execution } = given;
    if (!namesPlace(given)) return;
    this.#reveals = true;
    // An execution alone is one of the instance that is shown.
    const instance = instanceId === undefined && invokeId === undefined ? {} : { instanceId: instanceId ?? null };
    const pane = instance.instanceId === null ? "invocation" : "record";
    this.state = { ...(invokeId !== undefined && { invokeId }), ...instance, execution: execution ?? null, pane };
  }

  override restore(view: Partial<View>, later = false): void {
    const given = this.#taken("restore", view, faultInView);
    if (given) super.restore({ ...this.current, ...given }, later);
  }

  /** A copy of what a host gave; null, which the console says, where it cannot be taken. */
  #taken(name: string, given: unknown, faultIn: (value: unknown) => string | null): { [name: string]: unknown } | null {
    let fault = faultIn(given);
    try {
      if (fault === null) return JSON.parse(JSON.stringify(given)) as { [name: string]: unknown };
    } catch {
      fault = "";
    }
    // Without its value, which may be of a response.
    console.error(`<invocation-inspector> ${name}: ${fault ? `the member "${fault.slice(0, 100)}" cannot be so` : "plain data is expected"}; nothing was changed`);
    return null;
  }

  /**
   * Adds a document to what is shown, unless nothing in it is new. What it is to what is shown: `more`, `newer`, `same`, or `other`, which is added, too, since the
   * host wants it; null where that cannot be told at once: nothing is shown, something is still being read, or the document is a file or yet to come.
   */
  override add(document: DocumentInput | PromiseLike<DocumentInput>): Relation | null {
    if (refuse(this, "add", document)) return null;
    const added = documentsOf([document]);
    const relation = this.#relationTo(added);
    if (relation?.kind !== "same") this.response = [...this.input, ...added];
    return relation;
  }

  protected override get input(): readonly ReaderInput[] {
    return this.#intake.documents;
  }

  #relationTo([document]: readonly ReaderInput[]): Relation | null {
    const { inspection } = this.answer;
    const isHere = typeof document === "string" || isBytes(document);
    return inspection && this.#settled.is && isHere ? (relationsTo(inspection, [document])[0] ?? null) : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    follow(this);
    this.#intake.connect();
    this.#fit();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unfollow(this);
    this.#intake.disconnect();
    this.#box.stop();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#fit();
    this.#watch.look();
    const { answer } = this;
    if (!this.#reveals || !answer.inspection || answer.awaited.instanceId !== undefined || answer.awaited.invokeId !== undefined) return;
    this.#reveals = false;
    void this.#reveal();
  }

  /** Brings what is chosen into sight: in the center, and the pane where that stands below. */
  async #reveal(): Promise<void> {
    const { tab, instance, pane } = this.current;
    if (instance !== null && (tab === "table" || tab === "tree")) {
      const name = tab === "table" ? "ii-table" : "ii-diagram";
      await Promise.all([customElements.whenDefined(name), this.updateComplete]);
      const center = this.renderRoot.querySelector<Partial<Revealing> & LitElement>(name);
      await center?.updateComplete;
      center?.reveal?.(instance);
    }
    await this.bring(pane === "invocation" ? ".head" : ".pane");
  }

  #fit(): void {
    this.#box.watch(this.renderRoot?.querySelector<HTMLElement>(".box") ?? null);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("src")) {
      this.#intake.src = this.src ?? "";
      changed.set("response", this.response);
    }
    if (changed.has("response")) this.response = this.#intake.taken(this.response);
    super.willUpdate(changed);
    if (changed.has("compact")) this.unfolded = false;
    if (changed.has("view") && this.answer.inspection && this.current.invocation >= 0) this.restore({ ...this.current, tab: this.#tab ?? this.current.tab });
  }

  /** Also where what came says nothing new, of which nothing is told. */
  protected override reading(done: Promise<void>): void {
    this.#settled.begin();
    void done.then(() => this.answer.busy || this.#settled.tell());
  }

  protected override forbidden(): void {
    this.#settled.begin();
    this.#settled.tell();
  }

  get #tab(): Tab | null {
    return tabNamed(String(this.view ?? ""));
  }

  protected override get carriesContents(): boolean {
    return this.contents;
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
    this.#settled.end();
    const { summary, failure, inspection, kept, refusal } = this.answer;
    if (failure) this.dispatchEvent(new ReadyEvent(failure instanceof Error ? failure.message : "WebAssembly", null, { invocations: 0, instances: 0, records: 0 }, []));
    if (summary && inspection) {
      const failed = kept ? keptWords(this.words, kept) : refusal && refusalWords(this.words, refusal, areEmpty(this.answer));
      this.dispatchEvent(new ReadyEvent(failed, summary.outcome, summary.counts, summary.invocations.map(({ invokeId }) => invokeId), kept !== null));
      this.#announceDiagnostics(summary, inspection);
      this.#announceSelection(this.current);
    } else this.#selection = this.#odd = "";
    this.#settled.tell();
  };

  #announceDiagnostics({ diagnostics }: Summary, inspection: Inspection): void {
    const found = inspection.diagnostics(0, LISTED).rows.map(({ code, severity, source, line, column }) => ({ code, severity, source, line, column }));
    const odd = JSON.stringify([diagnostics, found]);
    if (odd === this.#odd) return;
    this.#odd = odd;
    if (found.length > 0) this.dispatchEvent(new DiagnosticEvent(diagnostics, found));
  }

  #viewed = (event: ViewEvent): void => {
    this.#announceSelection(event.view);
  };

  /** An instance is chosen only while the pane shows it. */
  #ids({ invokeId, instanceId, record, pane }: View): { invokeId: string | null; instanceId: string | null; record: number | null } {
    return pane === "invocation" ? { invokeId, instanceId: null, record: null } : { invokeId, instanceId, record };
  }

  #announceSelection(view: View): void {
    const { invocation, invokeId, instance, instanceId, record, pane, tab } = view;
    const place = nameOf({ ...FIRST_VIEW, invocation, invokeId, instance, instanceId, record, pane, tab });
    if (place === this.#selection || !this.#settled.is) return;
    this.#selection = place;
    const ids = this.#ids(view);
    this.dispatchEvent(new SelectionEvent(tab, ids.invokeId, ids.instanceId, ids.record, this.answer.cause));
  }

  #exported = async ({ exported: { way, kind, content }, ofRecord }: ExportedEvent): Promise<void> => {
    const { invokeId, instanceId, record } = this.#ids(this.current);
    const bytes = this.contents ? bytesOf(content) : null;
    const contents = bytes instanceof Promise ? await bytes : bytes;
    this.dispatchEvent(new ExportEvent(way, kind, invokeId, ofRecord ? instanceId : null, ofRecord ? record : null, contents));
  };

  // ------------------------------------------------------------------ drawing

  override render() {
    return html`${strut(4)}<div class="box">
      <div><slot name="header"></slot>${keptView(this.words, this.answer)}${this.#content()}<slot name="footer"></slot></div>
    </div>`;
  }

  #content(): unknown {
    const { answer, words, compact, unfolded, summary } = this;
    const { inspection } = answer;
    const unread = unreadView(words, answer);
    if (unread) return unread;
    if (!inspection && !answer.failure) return answer.busy ? html`<slot name="loading">${super.render()}</slot>` : html`<slot name="empty"></slot>`;
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
