// The smaller elements on their own, each over a response: how it went, its diagram, one output.
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { type Badge, type Charset, explain, type Inspection, reasonOf, start } from "../core/core.ts";
import { decode } from "../core/decode.ts";
import { Answer } from "../state/answer.ts";
import { AnswerContext } from "../state/context.ts";
import { NOTHING } from "../state/selection.ts";
import { firstView, firstViewOf } from "../state/first-view.ts";
import type { ReaderInput } from "../state/reader.ts";
import type { CharsetEvent, ChooseEvent, ExportedEvent, View } from "../state/view.ts";
import { base } from "../ui/base.ts";
import { inheritedLanguage, OPTIONAL_ATTRIBUTE } from "../ui/inherited.ts";
import { badge, phrase } from "../ui/text.ts";
import { own, tokens } from "../ui/tokens.ts";
import { visible, visibleId } from "../ui/visible.ts";
import { languageOf } from "../words/languages.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { ExportEvent, ReadyEvent, SelectionEvent } from "./events.ts";
import { follow, unfollow } from "./follow.ts";
import { isForbidden, sayForbidden } from "./forbidden.ts";
import { box, guest, strut } from "./guest.ts";
import { bytesOf, type DocumentsInput, same } from "./input.ts";
import { Intake } from "./intake.ts";
import { INTERNAL_EVENTS } from "./inspector.ts";
import { areEmpty, refusalWords, unreadOf } from "./kept.ts";

/** They stand on the page's own ground, unless the attribute says light or dark. */
const styles = [
  tokens,
  own,
  base,
  guest,
  box,
  css`
    :host(:is([theme="light"], [theme="dark"])) :is(.box, .text) {
      background: var(--ii-ground);
    }
    .raw {
      max-block-size: 20em;
      overflow: auto;
      font-family: var(--ii-mono);
      white-space: pre-wrap;
    }
  `,
];

const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : "WebAssembly");

/** What a browser or a host says of that. */
function beneath(failure: unknown): string {
  const unread = unreadOf(failure);
  return failure === null ? "" : unread ? (unread.beneath ?? "") : messageOf(failure);
}

/** Why there is nothing to show. */
function brokenWords(words: Words, failure: unknown): string {
  const unread = unreadOf(failure);
  if (unread) return words.t(unread.key, { ...unread.values, of: visible(unread.values["of"] ?? "") });
  return words.t(reasonOf(failure) === "unread" ? "broken.unread" : "broken");
}

/** Reads a response and shows one thing about an invocation of it: the one with the id, else the worst. */
abstract class Small extends LitElement {
  /**
   * What the service answered: text, bytes, an object, a `Blob`, a `Response` or a stream, a list of them in order, or a promise. As an attribute, a text. Wins over `src` and children.
   * @type {DocumentsInput | null | undefined}
   * @attr {string} response
   */
  @property() response: DocumentsInput | null | undefined = [];
  /** An address to fetch what the service answered from: of this origin, or one that allows it by CORS. Credentials go to this origin alone. */
  @property() src = "";
  /**
   * The language; where it is empty that of what is around the element, else the browser's.
   * @attr {"en" | "zh"} lang
   * @reflect
   */
  @property(OPTIONAL_ATTRIBUTE) override lang = "";
  /**
   * The colours: what the page's `color-scheme` says, unless light or dark.
   * @attr {"auto" | "light" | "dark"} theme
   * @reflect
   */
  @property(OPTIONAL_ATTRIBUTE) theme = "auto";
  /** The invocation to show; the worst where it is empty. */
  @property({ attribute: "invoke-id" }) invokeId = "";
  #intake = new Intake(this, () => this.requestUpdate("response"));
  #answer = new Answer({ changed: () => this.requestUpdate(), answered: () => this.#answered(), viewed: () => undefined, progress: () => undefined, firstView: (view) => view, polled: false });
  #context = new AnswerContext(this);
  /** What was read last. */
  #input: readonly ReaderInput[] = [];

  constructor() {
    super();
    for (const type of INTERNAL_EVENTS) this.addEventListener(type, (event) => event.stopPropagation());
  }

  /** @internal */
  get words(): Words {
    return wordsFor(languageOf(inheritedLanguage(this)));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#answer.connect()) this.requestUpdate("response");
    follow(this);
    this.#intake.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#answer.disconnect();
    unfollow(this);
    this.#intake.disconnect();
  }

  protected override shouldUpdate(_: PropertyValues): boolean {
    if (isForbidden()) sayForbidden(this);
    return !isForbidden();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { words } = this;
    this.#answer.language = words.language;
    if (changed.has("src")) this.#intake.src = this.src ?? "";
    if (changed.has("response")) this.response = this.#intake.taken(this.response);
    if (changed.has("response") || changed.has("src")) this.#read();
    this.#context.share({ words, inspection: this.#answer.inspection, edition: this.#answer.edition, selection: NOTHING, hooks: null });
  }

  protected override updated(): void {
    this.#context.publish();
  }

  #read(): void {
    const { documents } = this.#intake;
    // The same documents once more say nothing new.
    if (this.#answer.inspection && same(documents, this.#input)) return;
    this.#input = documents;
    void this.#answer.read(documents);
  }

  #answered(): void {
    this.answered();
    const { failure, summary, refusal } = this.#answer;
    if (!failure && !summary) return;
    const refused = refusal && refusalWords(this.words, refusal, areEmpty(this.#answer));
    const { outcome, counts, invocations } = summary ?? { outcome: null, counts: { invocations: 0, instances: 0, records: 0 }, invocations: [] };
    this.dispatchEvent(new ReadyEvent(failure ? messageOf(failure) : refused, outcome, counts, invocations.map(({ invokeId }) => invokeId)));
  }

  #view(inspection: Inspection): View {
    if (!this.invokeId) return firstView(inspection);
    const { rows } = inspection.invocations("document", 0, inspection.summary().counts.invocations);
    return firstViewOf(inspection, rows.find((row) => row.invokeId === this.invokeId)?.index ?? -1);
  }

  override render(): unknown {
    return html`${strut(3)}<div class="box">${this.drawn()}</div>`;
  }

  protected drawn(): unknown {
    const { inspection, failure, documents } = this.#answer;
    const { words } = this;
    if (failure) return this.broken(words, brokenWords(words, failure), failure, documents);
    const { refusal } = this.#answer;
    if (refusal && areEmpty(this.#answer)) return this.broken(words, refusalWords(words, refusal, true), null, []);
    return inspection ? this.show(inspection, this.#view(inspection)) : nothing;
  }

  /** A new answer is about to be shown. */
  protected answered(): void {}

  /** Where there is nothing to show, as where the core cannot run: that and why, and the text. */
  protected broken(_words: Words, said: string, failure: unknown, documents: readonly Uint8Array[]): unknown {
    const text = documents.map((bytes) => decode(bytes.subarray(0, 65_536)));
    return html`<p role="alert">${said} <span class="small muted">${visible(beneath(failure))}</span></p>${text.length ? html`<pre class="raw">${text}</pre>` : nothing}`;
  }

  protected abstract show(inspection: Inspection, view: View): unknown;
}

/** A status on its own, of either vocabulary, the current one first; a spelling that neither knows is shown as it is. */
function badgeOf(status: string): Badge {
  const explained = explain("status", status, "en") ?? explain("legacy", status, "en");
  if (!explained?.facts) return { label: status.trim(), outcome: "unknown", kind: "", entry: "" };
  return { label: explained.code, outcome: explained.facts.outcome, kind: explained.kind, entry: explained.entry };
}

/**
 * The outcome of an invocation: an icon and a word. Of a response, or of a status alone.
 * @element invocation-badge
 * @csspart badge - Icon and word.
 * @slot response - Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain.
 * @fires ii-ready - What was given has been read, or cannot be.
 */
export class InvocationBadge extends Small {
  static override styles = [
    ...styles,
    css`
      :host {
        display: inline-block;
        max-inline-size: 100%;
      }
      .badge {
        display: inline;
        white-space: normal;
      }
      .outcome-icon {
        margin-inline-end: 6px;
        vertical-align: -3px;
      }
    `,
  ];

  /** A status of either vocabulary, in any casing, for a page that has its own list of them. Wins over a response. */
  @property({ reflect: true }) status = "";
  @state() private badge: Badge | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("status")) void this.#explain(this.#status);
  }

  /** A host takes an attribute away by null. */
  get #status(): string {
    return (this.status ?? "").trim();
  }

  async #explain(status: string): Promise<void> {
    this.badge = null;
    if (!status) return;
    let failure: string | null = null;
    try {
      await start();
    } catch (error) {
      failure = messageOf(error);
    }
    if (status !== this.#status) return;
    if (failure === null) this.badge = badgeOf(status);
    this.dispatchEvent(new ReadyEvent(failure, this.badge?.outcome ?? null, { invocations: 0, instances: 0, records: 0 }, []));
  }

  override render(): unknown {
    // The word stands there before its icon does, and alone where the core cannot run.
    const word = this.badge ? badge(this.badge) : visibleId(this.#status);
    return html`<span class="text">${this.#status ? html`<span part="badge">${word}</span>` : this.drawn()}</span>`;
  }

  protected override broken(words: Words, said: string, failure: unknown): unknown {
    return html`<span part="badge" role="alert" title=${[said, beneath(failure)].join(" ").trim()}>${words.t(failure && reasonOf(failure) !== "unread" ? "broken" : "broken.unread")}</span>`;
  }

  protected show(inspection: Inspection, { invocation }: View): unknown {
    const detail = inspection.invocation(invocation);
    return html`<span part="badge">${detail ? badge(detail.badge) : visible(inspection.summary().headline)}</span>`;
  }
}

/**
 * The three levels of an invocation as a picture.
 * @element invocation-diagram
 * @csspart diagram - The drawing of the three levels.
 * @slot response - Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain.
 * @fires ii-ready - What was given has been read, or cannot be.
 * @fires ii-selection - An instance was chosen.
 */
export class InvocationDiagram extends Small {
  static override styles = [
    ...styles,
    css`
      :host {
        min-inline-size: 0;
        max-inline-size: 100%;
      }
    `,
  ];
  @state() private chosen: number | null = null;

  protected override answered(): void {
    this.chosen = null;
  }

  protected show(inspection: Inspection, { invocation }: View): unknown {
    const tree = inspection.tree(invocation, 8);
    if (!tree) return html`<p>${visible(inspection.summary().headline)}</p>`;
    const chosen = this.chosen === null ? null : inspection.instance(invocation, this.chosen);
    return html`<ii-diagram
      exportparts="diagram"
      .tree=${tree}
      .invocation=${invocation}
      .chosen=${chosen}
      @ii-choose=${(event: ChooseEvent) => this.#choose(event, inspection, invocation)}
    ></ii-diagram>`;
  }

  #choose({ change }: ChooseEvent, inspection: Inspection, invocation: number): void {
    this.chosen = change.instance ?? null;
    const instance = this.chosen === null ? null : inspection.instance(invocation, this.chosen);
    this.dispatchEvent(new SelectionEvent("tree", inspection.invocation(invocation)?.invokeId ?? null, instance?.instanceId ?? null, change.record ?? null, "user"));
  }
}

/**
 * What one instance printed.
 * @element invocation-output
 * @csspart output - What a machine printed.
 * @csspart tools - Copying and saving of an output.
 * @slot response - Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain.
 * @fires ii-ready - What was given has been read, or cannot be.
 * @fires ii-export - The reader has copied or saved it.
 */
export class InvocationOutput extends Small {
  static override styles = styles;
  /** The instance; the worst where it is empty. */
  @property({ attribute: "instance-id" }) instanceId = "";
  /** Whether events carry what was copied or saved. */
  @property({ type: Boolean }) contents = false;
  @state() private charset: Charset | null = null;

  protected override answered(): void {
    this.charset = null;
  }

  #instance(inspection: Inspection, view: View): number | null {
    if (!this.instanceId) return view.instance;
    const query = { text: this.instanceId, start: 0, end: 100 };
    return view.invocation < 0 ? null : (inspection.instances(view.invocation, query).rows.find((row) => row.instanceId === this.instanceId)?.index ?? null);
  }

  protected show(inspection: Inspection, view: View): unknown {
    const { words } = this;
    const instance = this.#instance(inspection, view);
    const detail = instance === null ? null : inspection.instance(view.invocation, instance);
    const index = detail?.records.at(-1)?.index;
    const record = instance === null || index === undefined ? null : inspection.record(view.invocation, instance, index, this.charset);
    if (!record?.output || instance === null) return html`<p>${phrase(record?.outputAbsent ?? words.phrase("output.none"))}</p>`;
    return html`<ii-output
      exportparts="output, tools"
      .view=${record.output}
      heading=${words.t("output")}
      .bytes=${() => inspection.outputBytes(view.invocation, instance, record.index)}
      choosable
      @ii-charset=${(event: CharsetEvent) => (this.charset = event.charset)}
      @ii-exported=${(event: ExportedEvent) => this.#exported(event, inspection.invocation(view.invocation)?.invokeId ?? null, detail?.instanceId ?? null)}
    ></ii-output>`;
  }

  #exported({ exported: { way, content } }: ExportedEvent, invokeId: string | null, instanceId: string | null): void {
    this.dispatchEvent(new ExportEvent(way, "output", invokeId, instanceId, null, this.contents ? bytesOf(content) : null));
  }
}
