// Pieces of the viewer that hold no state: what to do next, the labels of the tabs, and what stands where the core cannot run.
import { html, nothing } from "lit";
import { type Inspection, type InvocationDetail, type Message, type Phrase, reasonOf, type Summary, type Why } from "../core/core.ts";
import { decode } from "../core/decode.ts";
import type { Answer } from "../state/answer.ts";
import { ChooseEvent, type Tab } from "../state/view.ts";
import { icons } from "../ui/icons.ts";
import { idForms } from "../ui/id-forms.ts";
import { type Move, moveOf } from "../ui/keymap.ts";
import { severityIcon } from "../ui/status-icons.ts";
import { visible } from "../ui/visible.ts";
import { phrase, steps } from "../ui/text.ts";
import type { Shown, TabDescriptor } from "../views/descriptor.ts";
import { tabsOf } from "../views/list.ts";
import { plain } from "../words/template.ts";
import type { Key, Words } from "../words/words.ts";

/** Bytes of a document that are shown where it cannot be read. */
const HEAD = 256 * 1024;

/** Those of `list` that are not among `shown`. */
function newMessages(list: readonly Message[], shown: readonly Message[]): Message[] {
  return list.filter((message) => !shown.some((other) => plain(other.text) === plain(message.text)));
}

/** The way to what the chosen invocation is compared with. */
function compareView(words: Words, answer: Answer): unknown {
  const comparable = answer.view.tab === "compare" ? null : answer.comparable;
  if (comparable === null) return nothing;
  const choose = ({ target }: Event) => target?.dispatchEvent(new ChooseEvent({ tab: "compare", ...comparable }));
  return html`<p class="compare"><button class="bare small" @click=${choose}>${icons.swap}<span>${words.t(comparable.reference === comparable.invocation ? "compare.own" : "compare")}</span></button></p>`;
}

/** The verdict and what limits it: over all invocations where there are several, then of the chosen one. */
export function headView(words: Words, answer: Answer, summary: Summary): unknown {
  const { detail, reasons, view } = answer;
  const compare = compareView(words, answer);
  const doubts = newMessages(detail?.doubts ?? [], summary.doubts);
  if (detail && summary.counts.invocations > 1) {
    return html`<ii-verdict exportparts="sentence, bar" .sentence=${summary.headline} .outcome=${summary.outcome} .doubts=${summary.doubts}></ii-verdict>
      <div class="invocation-head">
        <p class="small muted">${words.t("invocations.chosen")} · ${visible(detail.title)}</p>
        <ii-verdict exportparts="sentence, bar" minor .sentence=${detail.verdict} .outcome=${detail.badge.outcome} .outcomes=${detail.outcomes} .reasons=${reasons} .expected=${view.expected} .invocation=${view.invocation} .missing=${detail.missing} .rollups=${detail.rollups} .doubts=${doubts}></ii-verdict>
        ${compare}
      </div>`;
  }
  return html`<ii-verdict
    exportparts="sentence, bar"
    .sentence=${summary.headline}
    .outcome=${summary.outcome}
    .outcomes=${detail?.outcomes ?? []}
    .reasons=${reasons}
    .expected=${view.expected}
    .invocation=${view.invocation}
    .missing=${detail?.missing ?? null}
    .rollups=${detail?.rollups ?? []}
    .doubts=${[...summary.doubts, ...doubts]}
    .error=${summary.error}
  ></ii-verdict>${compare}`;
}

/** The inputs and the invocations; folded into a button where there is no room beside the answer. */
export function sideView(words: Words, summary: Summary, open: boolean, toggle: () => void, invocations: unknown): unknown {
  const counts = { inputs: summary.sources.length, invocations: summary.counts.invocations };
  return html`<div class="side">
    <button class="aside-button" aria-expanded=${open} @click=${toggle}>
      ${icons.list}<span>${counts.invocations > 1 ? words.t("aside.invocations", counts) : words.t("aside.inputs", counts)}</span>
    </button>
    <aside part="side" class=${open ? "open" : ""} aria-label=${words.t("aside")}>
      <slot name="aside"></slot>
      ${invocations}
    </aside>
  </div>`;
}

/** The tabs over the center; without an invocation only the diagnostics are left. */
export function tabsView(shown: Shown, current: TabDescriptor, open: (tab: Tab, step: boolean) => void): unknown {
  const { words } = shown;
  const tabs = tabsOf(shown);
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${words.t("tabs")} @keydown=${(event: KeyboardEvent) => walkTabs(event, tabs, (tab) => open(tab, false))}>
    ${tabs.map(
      (tab) =>
        html`<button role="tab" id="tab-${tab.id}" class="bare printed" aria-selected=${tab === current} aria-controls="tab-panel" tabindex=${tab === current ? 0 : -1} @click=${() => open(tab.id, true)}>
          ${words.t(tab.word)} ${tab.label?.(shown) ?? nothing}
        </button>`,
    )}
  </div>`;
}

/** Arrows, Home and End walk the tabs, which open as they are reached: on the way, no steps to go back to. */
function walkTabs(event: KeyboardEvent, tabs: readonly TabDescriptor[], open: (tab: Tab) => void): void {
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]")];
  const at = buttons.findIndex((button) => button.getAttribute("aria-selected") === "true");
  const places: Partial<Record<Move, number>> = { right: at + 1, left: at - 1 + tabs.length, first: 0, last: tabs.length - 1 };
  const place = places[moveOf(event)];
  if (place === undefined) return;
  event.preventDefault();
  const next = place % tabs.length;
  if (tabs[next]) open(tabs[next].id);
  buttons[next]?.focus();
}

/** What to type or click to get further; commands can be copied. */
export function nextView(list: readonly Phrase[], words: Words, ids: unknown = nothing): unknown {
  if (list.length === 0) return nothing;
  return html`<section class="next" part="next" aria-label=${words.t("next")}>
    <h2>${words.t("next")}</h2>
    <ul>
      ${list.map((sentence) => html`<li><p>${steps(sentence, words)}</p></li>`)}
      ${ids}
    </ul>
  </section>`;
}

/** The ids of the instances that failed. */
export function failedIds(inspection: Inspection, detail: InvocationDetail, words: Words): unknown {
  const { count, note } = detail.failedIds;
  const leftOut = note ? html`<p class="muted">${phrase(note)}</p>` : nothing;
  if (count === 0) return note ? html`<li class="ids">${leftOut}</li>` : nothing;
  return html`<li class="ids">
    <p>
      ${words.count("next.ids", count)}
      ${idForms(words, (form) => inspection.failedIds(detail.index, form) ?? "")}
    </p>
    ${leftOut}
  </li>`;
}

/** Words where there is no answer, by why there is none. */
const BROKEN: Record<Why, readonly [Key, Key]> = {
  other: ["broken", "broken.why"],
  unreached: ["broken.unreached", "broken.unreached.why"],
  memory: ["broken.memory", "broken.memory.why"],
  unread: ["broken.unread", "broken.unread.why"],
};

/** Where there is no answer: why, the way to try again, and the text as it came. */
export function brokenView(words: Words, documents: readonly Uint8Array[], failure: unknown, again: () => void): unknown {
  const why = reasonOf(failure);
  return html`<div class="broken" part="broken" role="alert">
      <h1 tabindex="-1">${severityIcon("error")}${words.t(BROKEN[why][0])}</h1>
      <p>${phrase(words.phrase(BROKEN[why][1]))}</p>
      <p class="small muted mono">${failure instanceof Error ? failure.message : nothing}</p>
      <button @click=${again}>${words.t("broken.again")}</button>
    </div>
    ${documents.map((bytes) => html`<pre class="raw" tabindex="0" role="region" aria-label=${words.t("broken.text")} translate="no">${decode(bytes.subarray(0, HEAD))}</pre>`)}`;
}
