// The viewer with what a host may put in, take away and ask for: its buttons and links, views and density, rows, outputs and exports as data.
import { type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { ExportFormat, ExportOptions, FullInspection, InstanceRow, Report } from "../core/core.ts";
import { type Action, faultInActions, faultInLinks, type Hooks, type Links, namesIn } from "../state/hooks.ts";
import { Viewer } from "../viewer/viewer.ts";
import { ActionEvent } from "./events.ts";
import { isForbidden } from "./forbidden.ts";
import { ActEvent } from "./host-actions.ts";
import { sayForbidden } from "./say-forbidden.ts";

/** Options of an export, as the core has them, with the invocation by its id. */
export type ExportRequest = Omit<ExportOptions, "invocation"> & { invokeId?: string };

/** What an instance printed. */
export interface OutputContents {
  /** null for bytes that are no text. */
  text: string | null;
  bytes: Uint8Array;
}

/**
 * @fires ii-action - A button of the host's was pressed, for the instances whose ids it carries. What was selected is no longer, unless the default is prevented.
 */
export class HostedViewer extends Viewer {
  /**
   * Buttons of the host's, which send `ii-action`: at a record, and with `bulk` at what is selected and over all instances of the invocation. `when` is a query.
   * @type {readonly Action[]}
   */
  @property({ attribute: false }) actions: readonly Action[] = [];
  /**
   * Ways into the host's own pages: `{ instance: "https://portal.example/ecs/{instanceId}" }`. Only `https:`, only `{instanceId}`, `{invokeId}` and `{commandId}`.
   * @type {Links}
   */
  @property({ attribute: false }) links: Links = {};
  /** The views under labels, in this order, with blanks between; empty: all. */
  @property() tabs = "";
  /** What is left out, with blanks between: views under labels by their names, and `export`, `next`, `aside`, `selection`. */
  @property() hide = "";
  /**
   * How much room rows and pieces take.
   * @attr {"comfortable" | "dense"} density
   */
  @property() density = "";
  #hooks: Hooks | null = null;

  constructor() {
    super();
    this.addEventListener("ii-act", (event) => event.target === this && this.#act(event as ActEvent));
  }

  protected override get hooks(): Hooks | null {
    return this.#hooks;
  }

  protected override shouldUpdate(_: PropertyValues): boolean {
    if (!isForbidden()) return true;
    sayForbidden(this);
    this.forbidden();
    return false;
  }

  /** Nothing can be drawn, which has been said. */
  protected forbidden(): void {}

  protected override willUpdate(changed: PropertyValues): void {
    if (["actions", "links", "tabs", "hide", "density"].some((name) => changed.has(name))) this.#hooks = this.#taken();
    super.willUpdate(changed);
  }

  /** What the host has given, without what cannot be so, which the console says; null: nothing. */
  #taken(): Hooks | null {
    const fault = (name: "actions" | "links", found: string | null): boolean => {
      if (found !== null) console.error(`<invocation-inspector> ${name}: the member "${found.slice(0, 100)}" cannot be so; no ${name} are shown`);
      return found !== null;
    };
    const actions = fault("actions", faultInActions(this.actions ?? [])) ? [] : (this.actions ?? []).map((action) => ({ ...action }));
    const links = fault("links", faultInLinks(this.links ?? {})) ? {} : { ...this.links };
    const [tabs, hide, dense] = [namesIn(this.tabs), namesIn(this.hide), this.density === "dense"];
    return actions.length + Object.keys(links).length + tabs.length + hide.length > 0 || dense ? { actions, links, tabs, hide, dense } : null;
  }

  /** Whether events carry what was copied, saved or acted on. */
  protected get carriesContents(): boolean {
    return false;
  }

  #act({ action, from, invocation, instanceIds }: ActEvent): void {
    const { inspection, view } = this.answer;
    const detail = inspection?.invocation(invocation);
    const [instanceId = null] = from === "record" ? instanceIds : [];
    const output = this.carriesContents && instanceId !== null ? this.output(instanceId, view.record) : null;
    const event = new ActionEvent(action, from, detail?.invokeId ?? null, detail?.commandId ?? null, instanceIds, from === "record" ? view.record : null, output?.bytes ?? null);
    if (this.dispatchEvent(event) && from === "selection") this.answer.unselect();
  }

  // ------------------------------------------------------------------ questions

  get #full(): FullInspection | null {
    return this.answer.inspection as FullInspection | null;
  }

  /** Everything, as plain data; null before there is an answer. */
  report(): Report | null {
    return this.#full?.report() ?? null;
  }

  /** Rows of the invocation that is shown, as plain data: those that a query in the language of the table chooses, in an order of columns such as "-duration,id". */
  instances(query?: string, sort?: string): InstanceRow[] {
    const { inspection, view } = this.answer;
    if (!inspection || view.invocation < 0) return [];
    const asked = { query: String(query ?? ""), sort: String(sort ?? ""), start: 0 };
    const { total } = inspection.instances(view.invocation, { ...asked, end: 0 });
    return inspection.instances(view.invocation, { ...asked, end: total }).rows;
  }

  /** Ids of the instances of the shown invocation that failed. */
  failedIds(): string[] {
    const { inspection, view } = this.answer;
    if (!inspection || view.invocation < 0) return [];
    const asked = { query: "outcome:failed", start: 0 };
    return inspection.instanceIds(view.invocation, { ...asked, end: inspection.instances(view.invocation, { ...asked, end: 0 }).total });
  }

  /** What an instance of the shown invocation printed, whole: the newest execution, or the n-th that is here, from 0; null where there is none. */
  output(instanceId: string, execution?: number | null): OutputContents | null {
    const { inspection, view } = this.answer;
    if (!inspection || view.invocation < 0) return null;
    const row = inspection.instances(view.invocation, { ids: [String(instanceId)], start: 0, end: 1 }).rows[0];
    const index = execution ?? (row ? row.records - 1 : -1);
    if (!row || !Number.isSafeInteger(index) || index < 0 || index >= row.records) return null;
    const bytes = inspection.outputBytes(view.invocation, row.index, index);
    const detail = bytes && inspection.record(view.invocation, row.index, index, null)?.output;
    if (!bytes || !detail) return null;
    return { text: detail.text === null ? null : new TextDecoder(detail.charset ?? "utf-8").decode(bytes), bytes };
  }

  /** All, or what a query or ids choose, in a format; secrets are hidden as in the inspector's own dialog, unless `redact` is false. Rejects where there is nothing such. */
  async export(format: ExportFormat, options?: ExportRequest): Promise<Uint8Array> {
    const { inspection } = this.answer;
    if (!this.#full || !inspection) throw new Error("invocation-inspector: there is no answer to export");
    const { invokeId, ...rest } = options ?? {};
    const { rows } = inspection.invocations("document", 0, inspection.summary().counts.invocations);
    const invocation = invokeId === undefined ? undefined : rows.find((row) => row.invokeId === invokeId)?.index;
    if (invokeId !== undefined && invocation === undefined) throw new Error("invocation-inspector: no invocation has this id");
    return this.#full.export(format, { redact: true, ...rest, ...(invocation !== undefined && { invocation }) });
  }
}
