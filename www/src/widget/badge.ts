// <invocation-badge>: of a status alone it needs neither the core nor the page's words; of a response it loads what reads one.
import { css, html, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import statuses from "virtual:statuses";
import type { Badge } from "../core/core.ts";
import { badge } from "../ui/badge.ts";
import { statusStyles } from "../ui/base.ts";
import { own, tones, tokens } from "../ui/tokens.ts";
import { visible } from "../ui/visible.ts";
import { Children } from "./children.ts";
import { ReadyEvent } from "./events.ts";
import { isForbidden } from "./forbidden.ts";
import { box, guest } from "./guest.ts";
import type { Read, Reading } from "./reading.ts";
import { ResponseElement } from "./response-element.ts";

/** A status on its own, of either vocabulary, the current one first; a spelling that neither knows is shown as it is. */
function badgeOf(status: string): Badge {
  const [label, outcome, kind, entry] = statuses[status.trim().toLowerCase()] ?? [status.trim(), "unknown", "", ""];
  return { label, outcome, kind, entry };
}

/**
 * The outcome of an invocation: an icon and a word. Of a response, or of a status alone.
 * @element invocation-badge
 * @csspart badge - Icon and word.
 * @slot response - Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain.
 * @fires ii-ready - What was given has been read, or cannot be.
 */
export class InvocationBadge extends ResponseElement {
  static override styles = [
    tokens,
    own,
    tones,
    statusStyles,
    guest,
    box,
    css`
      :host {
        display: inline-block;
        max-inline-size: 100%;
      }
      :host([hidden]) {
        display: none !important;
      }
      :host(:is([theme="light"], [theme="dark"])) .text {
        background: var(--ii-ground);
      }
      .badge {
        display: inline;
        white-space: normal;
      }
      .badge > span {
        unicode-bidi: isolate;
      }
      .outcome-icon {
        margin-inline-end: 6px;
        vertical-align: -3px;
      }
    `,
  ];

  /** A status of either vocabulary, in any casing, for a page that has its own list of them. Wins over a response. */
  @property({ reflect: true }) status = "";
  /** What could not be loaded. */
  @state() private failure = "";
  /** Reads a response, once there is one. */
  #reading: Reading | null = null;
  #loading = false;
  #children = new Children(this, () => this.requestUpdate());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reading?.connect();
    this.#children.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading?.disconnect();
    this.#children.disconnect();
  }

  protected override shouldUpdate(_: PropertyValues): boolean {
    if (isForbidden()) void import("./say-forbidden.ts").then(({ sayForbidden }) => sayForbidden(this));
    return !isForbidden();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { outcome } = badgeOf(this.#status);
    if (changed.has("status") && this.#status) queueMicrotask(() => this.dispatchEvent(new ReadyEvent(null, outcome, { invocations: 0, instances: 0, records: 0 }, [])));
    if (this.#reading) this.#reading.update(changed);
    else if (this.#isGiven) void this.#load();
  }

  /** A host takes an attribute away by null. */
  get #status(): string {
    return (this.status ?? "").trim();
  }

  /** Whether there is anything to read. */
  get #isGiven(): boolean {
    const { response, src } = this;
    const isNone = response === null || response === undefined || response === "" || (Array.isArray(response) && response.length === 0);
    return !this.#status && (!isNone || Boolean(src) || this.#children.texts.length > 0);
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const { Reading } = await import("./reading.ts");
      this.#reading = new Reading(this, (read) => this.#told(read));
      if (this.src) this.#reading.update(new Map([["src", ""]]));
      if (this.isConnected) this.#reading.connect();
      this.requestUpdate("response");
    } catch (failure) {
      this.failure = failure instanceof Error ? failure.message : "import";
      this.dispatchEvent(new ReadyEvent(this.failure, null, { invocations: 0, instances: 0, records: 0 }, []));
    }
    this.#loading = false;
  }

  #told(read: Read | null): void {
    this.failure = "";
    if (read && !this.#status) this.dispatchEvent(new ReadyEvent(read.failure, read.outcome, read.counts, read.invokeIds));
  }

  override render(): unknown {
    return html`<span class="text">${this.#status ? html`<span part="badge">${badge(badgeOf(this.#status))}</span>` : this.#answer()}</span>`;
  }

  #answer(): unknown {
    const reading = this.#reading;
    if (!reading) return this.failure ? html`<span part="badge" role="alert" title=${visible(this.failure)}>…</span>` : "";
    const { broken } = reading;
    if (broken) return html`<span part="badge" role="alert" title=${`${broken.said} ${broken.beneath}`.trim()}>${broken.short}</span>`;
    const { inspection } = reading.answer;
    if (!inspection) return "";
    const detail = inspection.invocation(reading.view(inspection).invocation);
    return html`<span part="badge">${detail ? badge(detail.badge) : visible(inspection.summary().headline)}</span>`;
  }
}
