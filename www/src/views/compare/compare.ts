// Two invocations compared: which is the reference, one sentence that adds up, the outcomes of one against those of the other, and what became of each instance.
import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { Cancelled, type ComparedRow, type ComparedSide, type Comparison, type FullInspection, type InvocationRow, type Page } from "../../core/core.ts";
import { free, full } from "../../core/full.ts";
import { now, paced, Slices } from "../../core/slices.ts";
import { turn } from "../../core/turn.ts";
import type { Answer } from "../../state/answer.ts";
import { AnswerElement } from "../../state/context.ts";
import { SelectEvent, shareOf } from "../../state/selection.ts";
import { ChooseEvent, type View } from "../../state/view.ts";
import { base } from "../../ui/base.ts";
import { icons } from "../../ui/icons.ts";
import { badge, idText, messageList, phrase } from "../../ui/text.ts";
import { Once } from "../../ui/once.ts";
import { visible, visibleId } from "../../ui/visible.ts";
import { addWords, type Key } from "../../words/words.ts";
import "../../words/views.ts";
import { compared } from "../export/pieces.ts";
import { loadViews } from "../outputs/load.ts";
import { matrix } from "./matrix.ts";
import { compareStyles } from "./style.ts";

addWords(import.meta.glob("../../../../lang/*/comparing.json", { eager: true, import: "default" }));

/** Rows, and invocations to choose from, that are listed at a time. */
const STEP = 100;
const INVOCATIONS = 200;
/** Ids that are taken from the core at a time. */
const IDS = 10_000;

const ASPECTS = { status: "compare.status", exit: "compare.exit", error: "compare.error", duration: "compare.duration", output: "compare.output", unstable: "compare.unstable" } as const satisfies Record<string, Key>;

/** Milliseconds after which it is told how far it is, and again each time. */
const TOLD_EVERY = 200;

/** What is drawn: a comparison, and what is chosen of it. */
interface Drawn {
  reference: number;
  other: number;
  /** null where there is nothing to compare. */
  found: Comparison | null;
  /** As the reader asked; null: what changed, where anything did. */
  asked: string | null;
  query: string;
}

export class CompareView extends AnswerElement {
  static override styles = [base, compareStyles];

  @property({ attribute: false }) answer!: Answer;
  @property({ attribute: false }) view!: View;
  @state() private made: FullInspection | null = null;
  @state() private failed = false;
  /** What the reader asks for; null: what changed, where anything did. */
  @state() private asked: string | null = null;
  @state() private listed = STEP;
  /** Whether the module that groups outputs is there. */
  @state() private grouping = false;
  /** What is drawn until what is wanted is made. */
  @state() private drawn: Drawn | null = null;
  /** How far what is wanted is made, from 0 to 1; null where that takes no time. */
  @state() private making: number | null = null;
  /** Whether the reader did not want to wait for it. */
  @state() private stopped = false;
  /** Of what `made` is. */
  #of: readonly unknown[] = [];
  #work: AbortController | null = null;
  #page = new Once<Page<ComparedRow>>();

  override connectedCallback(): void {
    super.connectedCallback();
    // In another place it needs what it gave back.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  #release(): void {
    this.#work?.abort();
    if (this.made) free(this.made, !this.failed);
    this.made = this.drawn = this.#work = this.making = null;
    this.#of = [];
  }

  /** Where the button that led here is gone, the keyboard is here, and on the sentence as soon as there is one. */
  protected override firstUpdated(): void {
    if (this.answer.cause !== "user" || (this.getRootNode() as ShadowRoot).activeElement !== null) return;
    this.tabIndex = -1;
    this.focus({ preventScroll: true });
  }

  protected override updated(): void {
    const sentence = this.matches("[tabindex]:focus") && this.renderRoot.querySelector<HTMLElement>(".sentence, .nothing");
    if (!sentence) return;
    this.removeAttribute("tabindex");
    sentence.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { inspection, edition, words, answer, view } = this;
    const of = [inspection, edition, words.language, answer.charset];
    if (this.isConnected && of.some((one, at) => one !== this.#of[at])) void this.#make(of);
    const before = changed.get("view");
    const isOther = before !== undefined && (before.reference !== view.reference || before.invocation !== view.invocation);
    if (isOther) this.asked = null;
    if (isOther || ["made", "asked"].some((name) => (changed as Map<string, unknown>).has(name))) void this.#compare();
  }

  async #make(of: readonly unknown[]): Promise<void> {
    this.#of = of;
    try {
      const made = await full(this.inspection, this.answer.documents, this.words.language, this.answer.charset);
      // Where it is here already, what is drawn of it has a task of its own.
      await turn();
      if (this.#of !== of || !this.isConnected) return free(made);
      this.#work?.abort();
      if (this.made) free(this.made, !this.failed);
      this.made = made;
      this.drawn = null;
      this.failed = false;
      void loadViews().then((loaded) => (this.grouping = loaded));
    } catch {
      this.failed = this.#of === of;
    }
  }

  /** Makes what is wanted, in pieces between which the page lives; what is drawn stays until then. */
  async #compare(): Promise<void> {
    this.#work?.abort();
    this.#work = this.making = null;
    const { made, asked } = this;
    const { reference, invocation: other } = this.view;
    if (!made || reference === null) return;
    this.stopped = false;
    if (this.#isCurrent && this.drawn?.asked === asked) return;
    const work = (this.#work = new AbortController());
    const [pace, tell] = [paced(work.signal), now(TOLD_EVERY)];
    const choose = (query: string | null) => compared(made, [reference, other], query, pace, (progress) => tell(() => (this.making = progress)));
    try {
      await choose(asked);
      if (work.signal.aborted) return;
      const found = made.compare(reference, other);
      const query = asked ?? (found ? changedIn(found) : "");
      await choose(query);
      if (work.signal.aborted) return;
      this.drawn = { reference, other, found, asked, query };
      this.listed = STEP;
    } catch (failure) {
      if (!(failure instanceof Cancelled)) this.failed = this.#work === work;
    }
    if (this.#work === work) this.#ended();
  }

  /** Where the reader waits at the button that goes now, what comes in its place has the focus. */
  #ended(): void {
    const waited = this.renderRoot.querySelector(".making button")?.matches(":focus") ?? false;
    this.#work = this.making = null;
    if (waited) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".again, input[type=search]")?.focus());
  }

  /** Whether what is drawn is of the two that are wanted. */
  get #isCurrent(): boolean {
    return this.drawn?.reference === this.view.reference && this.drawn.other === this.view.invocation;
  }

  /** The reader would not wait: what is drawn stays, where it is of the two that are wanted. */
  #stop = (): void => {
    this.#work?.abort();
    if (this.#isCurrent) this.asked = this.drawn?.asked ?? null;
    else this.stopped = true;
    this.#ended();
  };

  override render() {
    const { words, made, drawn, failed, making, stopped, view } = this;
    if (failed) return html`<p class="muted" role="alert">${words.t("compare.failed")}</p>`;
    if (!made || view.reference === null || !(drawn || making !== null || stopped)) return html`<p class="muted">${words.t("compare.reading")}</p>`;
    const wanted = this.#sides(view.reference, view.invocation);
    if (stopped) return html`${wanted}<p class="muted">${words.t("compare.stopped")}</p><button class="again" @click=${() => this.#compare()}>${words.t("compare.again")}</button>`;
    if (!drawn || (making !== null && !this.#isCurrent)) return html`${wanted}${this.#makingView(making ?? 0)}`;
    const { found, query, reference, other } = drawn;
    if (!found) return html`${wanted}<p class="nothing muted" tabindex="-1">${words.t("compare.nothing")}</p>`;
    return html`${found.executions ? html`<p class="executions muted">${words.t("compare.executions")}</p>` : this.#sides(reference, other)}
      <h2 class="sentence" tabindex="-1" aria-live="polite">${phrase(found.sentence)}</h2>
      ${messageList(found.notes, words)} ${matrix(found, words, this.asked ?? query, this.#ask)} ${this.#chips(found, this.asked ?? query)} ${this.#rows(made, drawn, found)} ${this.#outputs(made, drawn, found)}`;
  }

  /** How far what is wanted is made, and the way out. */
  #makingView(progress: number) {
    const { words } = this;
    return html`<div class="making">
      <progress aria-label=${words.t("compare.reading")} max="1" .value=${progress}></progress>
      <button @click=${this.#stop}>${words.t("cancel")}</button>
    </div>`;
  }

  // ---------------------------------------------------------------- the two

  /** Which is held against which; each can be another one. */
  #sides(reference: number, other: number) {
    const { words, view } = this;
    if (reference === other) return nothing;
    return html`<div class="sides">
      ${this.#side("compare.reference", [reference, other], (reference) => this.#choose({ reference }))}
      <button class="bare swap" @click=${() => this.#choose({ invocation: view.reference ?? 0, reference: view.invocation })}>${icons.swap}<span>${words.t("compare.swap")}</span></button>
      ${this.#side("compare.compared", [other, reference], (invocation) => this.#choose({ invocation, reference: view.reference }))}
    </div>`;
  }

  #side(label: Key, [chosen, taken]: readonly [number, number], choose: (invocation: number) => void) {
    const { words, inspection } = this;
    const rows = inspection.invocations("document", 0, INVOCATIONS).rows;
    const row = inspection.invocation(chosen);
    const listed: readonly InvocationRow[] = row && !rows.some(({ index }) => index === chosen) ? [...rows, row] : rows;
    return html`<div class="side">
      <label>
        <span class="muted small">${words.t(label)}</span>
        <select @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}>
          ${listed.map((one) => (one.index === taken && one.index !== chosen ? nothing : html`<option value=${one.index} .selected=${one.index === chosen}>${this.#named(one)}</option>`))}
        </select>
      </label>
      ${row ? html`<p class="small">${badge(row.badge)} <span class="muted">${visible(row.subtitle)}</span></p>` : nothing}
    </div>`;
  }

  /** By its time where it has one, and its name or id. */
  #named({ title, time, invokeId }: InvocationRow): string {
    const id = invokeId === null || title === invokeId ? "" : ` · ${invokeId}`;
    return visibleId(time ? `${time.value} · ${title}${id}` : `${title}${id}`);
  }

  #choose(change: Partial<View>): void {
    this.dispatchEvent(new ChooseEvent({ tab: "compare", ...change }));
  }

  // ---------------------------------------------------------------- instances

  #ask = (query: string): void => {
    this.asked = this.asked === query ? "" : query;
  };

  /** What became of instances, and what else differs; each is a way to filter. */
  #chips({ changes, aspects, unstable }: Comparison, query: string) {
    const { words } = this;
    const chips = (label: Key, all: readonly { label: string; count: number; query: string }[], more: unknown = nothing) => {
      const told = all.filter(({ count }) => count > 0);
      if (told.length === 0 && more === nothing) return nothing;
      return html`<div class="chips" role="group" aria-label=${words.t(label)}>
        <span class="muted small">${words.t(label)}</span>
        ${told.map((one) => html`<button class="chip" aria-pressed=${query === one.query} @click=${() => this.#ask(one.query)}>${words.t("counted", { n: one.count, label: one.label })}</button>`)}
        ${more}
      </div>`;
    };
    const stable = unstable === 0 ? html`<span class="muted small">${words.t("compare.stable")}</span>` : nothing;
    return html`${chips("compare.changes", changes)} ${chips("compare.changed", aspects, stable)}`;
  }

  #rows(made: FullInspection, drawn: Drawn, { total }: Comparison) {
    const { words, listed, making } = this;
    const { reference, other, query } = drawn;
    const page = this.#page.get([drawn, listed], () => made.compared(reference, other, { query, start: 0, end: listed }));
    const ids = (start: number, end: number) => made.comparedIds(reference, other, { query, start, end });
    return html`<section class="instances" aria-label=${words.t("table")}>
      <div class="tools">
        <input type="search" .value=${this.asked ?? query} aria-label=${words.t("compare.filter")} placeholder=${words.t("compare.filter")} autocomplete="off" spellcheck="false" @change=${this.#type} />
        <p class="muted small" role="status">${words.t("table.shown", { shown: page.total, all: total })}</p>
        ${page.total > 0 ? this.#these(ids, page.total) : nothing} ${making === null ? nothing : this.#makingView(making)}
      </div>
      ${page.total === 0 ? html`<p class="muted">${words.t("table.none")}</p>` : nothing}
      <ul class="rows">
        ${page.rows.map((row) => this.#row(row, reference, other))}
      </ul>
      ${page.total > listed ? html`<button class="bare" @click=${() => (this.listed += STEP)}>${words.count("showMore", page.total - listed)}</button>` : nothing}
    </section>`;
  }

  #type = (event: Event): void => {
    this.asked = (event.target as HTMLInputElement).value;
  };

  /** Those that are shown, to be acted on. */
  #these(ids: (start: number, end: number) => string[], total: number) {
    const { words, selection, drawn } = this;
    const select = async () => {
      const [chosen, slices] = [new Set<string>(), new Slices()];
      for (let at = 0; at < total; at += IDS) {
        if (this.drawn !== drawn) return;
        for (const id of ids(at, at + IDS)) chosen.add(id);
        if (slices.over) await slices.pass();
      }
      this.dispatchEvent(new SelectEvent(chosen, true, true));
    };
    return html`<button class="bare" @click=${select}>${words.t(selection.size > 0 ? "compare.selectInstead" : "compare.select")}</button>
      <ii-copy brief .text=${() => ids(0, total).join("\n")} label=${words.t("compare.copyIds")}></ii-copy>`;
  }

  #row(row: ComparedRow, reference: number, other: number) {
    const { words, selection, view } = this;
    const { instanceId: id } = row;
    const turn = (event: Event) => id !== null && this.dispatchEvent(new SelectEvent([id], (event.target as HTMLInputElement).checked));
    const open = () => {
      const side = row.other ?? row.reference;
      const invocation = row.other ? other : reference;
      if (side) this.dispatchEvent(new ChooseEvent({ ...(invocation === view.invocation ? {} : { invocation }), instance: side.instance, record: side.record, pane: "record" }));
    };
    const current = row.other !== null && other === view.invocation && row.other.instance === view.instance;
    return html`<li data-change=${row.change}>
      ${id === null ? html`<span></span>` : html`<input type="checkbox" aria-label=${words.t("compare.selectOne", { id: visibleId(id) })} .checked=${shareOf(selection, [id]) === "all"} @change=${turn} />`}
      <button class="bare printed" aria-current=${current} @click=${open}>
        <span class="id">${idText(id, words, 24)}</span>
        <span class="change">${row.label}</span>
        <span class="turn">${this.#told(row.reference)} <span class="arrow" aria-label=${words.t("compare.then")}>→</span> ${this.#told(row.other)}</span>
        <span class="small muted">${row.aspects.map((aspect) => words.t(ASPECTS[aspect])).join(words.t("listed"))}</span>
      </button>
    </li>`;
  }

  /** What an instance is on a side, in short. */
  #told(side: ComparedSide | null) {
    const { words } = this;
    if (!side) return html`<span class="muted">${words.t("compare.absent")}</span>`;
    const why = side.errorCode ?? (side.exitCode === null || side.exitCode === 0 ? null : words.t("compare.exitCode", { code: side.exitCode }));
    return html`<span class="told">${badge(side.badge)}<span class="small muted">${[why, side.duration].filter((one) => one !== null).map((one) => visibleId(one)).join(" · ")}</span></span>`;
  }

  /** What changed in the outputs, by equal change. */
  #outputs(made: FullInspection, { reference, other, asked }: Drawn, found: Comparison) {
    const changed = found.aspects.find(({ aspect }) => aspect === "output")?.count ?? 0;
    if (changed === 0 || !this.grouping) return nothing;
    return html`<ii-changed-outputs .made=${made} .reference=${reference} .other=${other} .query=${asked ?? ""}></ii-changed-outputs>`;
  }
}

/** What the list begins with: all but what is as it was, where that is something. */
function changedIn({ changes, total }: Comparison): string {
  const same = changes.find(({ change }) => change === "still-good");
  return same && same.count > 0 && same.count < total ? `-${same.query}` : "";
}
