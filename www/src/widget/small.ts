// The smaller elements on their own, each over a response: its diagram, one output.
import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Charset, Inspection } from "../core/core.ts";
import { decode } from "../core/decode.ts";
import { AnswerContext } from "../state/context.ts";
import { NOTHING } from "../state/selection.ts";
import type { CharsetEvent, ChooseEvent, ExportedEvent, View } from "../state/view.ts";
import { base } from "../ui/base.ts";
import { outputFileOf } from "../ui/give.ts";
import { phrase } from "../ui/text.ts";
import { own, tokens } from "../ui/tokens.ts";
import { visible } from "../ui/visible.ts";
import type { Words } from "../words/words.ts";
import { ExportEvent, ReadyEvent, SelectionEvent } from "./events.ts";
import { isForbidden } from "./forbidden.ts";
import { box, guest, strut } from "./guest.ts";
import { bytesOf } from "./input.ts";
import { type Broken, type Read, Reading } from "./reading.ts";
import { ResponseElement } from "./response-element.ts";
import { sayForbidden } from "./say-forbidden.ts";

/** They stand on the page's own ground, unless the attribute says light or dark. */
const styles = [
  tokens,
  own,
  base,
  guest,
  box,
  css`
    :host(:is([theme="light"], [theme="dark"])) .box {
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

/** Reads a response and shows one thing about an invocation of it: the one with the id, else the worst. */
abstract class Small extends ResponseElement {
  #reading = new Reading(this, (read) => this.#told(read));
  #context = new AnswerContext(this);

  /** @internal */
  get words(): Words {
    return this.#reading.words;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reading.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading.disconnect();
  }

  protected override shouldUpdate(_: PropertyValues): boolean {
    if (isForbidden()) sayForbidden(this);
    return !isForbidden();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#reading.update(changed);
    const { inspection, edition } = this.#reading.answer;
    this.#context.share({ words: this.words, inspection, edition, selection: NOTHING, hooks: null });
  }

  protected override updated(): void {
    this.#context.publish();
  }

  #told(read: Read | null): void {
    this.answered();
    if (read) this.dispatchEvent(new ReadyEvent(read.failure, read.outcome, read.counts, read.invokeIds));
  }

  override render(): unknown {
    const { broken, answer } = this.#reading;
    const { inspection } = answer;
    return html`${strut(3)}<div class="box">${broken ? this.#broken(broken) : inspection ? this.show(inspection, this.#reading.view(inspection)) : nothing}</div>`;
  }

  /** A new answer is about to be shown. */
  protected answered(): void {}

  /** Where there is nothing to show, as where the core cannot run: that and why, and the text. */
  #broken({ said, beneath, documents }: Broken): unknown {
    const text = documents.map((bytes) => decode(bytes.subarray(0, 65_536)));
    return html`<p role="alert">${said} <span class="small muted">${beneath}</span></p>${text.length ? html`<pre class="raw">${text}</pre>` : nothing}`;
  }

  protected abstract show(inspection: Inspection, view: View): unknown;
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
      .file=${outputFileOf(detail?.instanceId ?? "")}
      choosable
      @ii-charset=${(event: CharsetEvent) => (this.charset = event.charset)}
      @ii-exported=${(event: ExportedEvent) => this.#exported(event, inspection.invocation(view.invocation)?.invokeId ?? null, detail?.instanceId ?? null)}
    ></ii-output>`;
  }

  async #exported({ exported: { way, content } }: ExportedEvent, invokeId: string | null, instanceId: string | null): Promise<void> {
    const bytes = this.contents ? bytesOf(content) : null;
    this.dispatchEvent(new ExportEvent(way, "output", invokeId, instanceId, null, bytes instanceof Promise ? await bytes : bytes));
  }
}
