// Text as the page prints it: sentences with their code, ids shortened in the middle, badges and lists of notes. All of it text, never markup.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Badge, Message, More, Phrase, Reason, Severity } from "../core/core.ts";
import { code } from "../words/template.ts";
import type { Key, Words } from "../words/words.ts";
import { KEYMAP, pressed } from "./keymap.ts";
import { severityIcon } from "./status-icons.ts";
import { visible, visibleId } from "./visible.ts";

export { badge } from "./badge.ts";

/** A sentence from its parts: the page and the guide have no other way to draw one. No character of a part is ever read as markup. */
export function phrase(parts: Phrase): unknown {
  return parts.map((part) => {
    if (typeof part === "string") return visible(part);
    const text = code(part);
    if ("command" in part) return command(text);
    // An id or a name stays in one piece; lines would break at its hyphens.
    const whole = text.length <= 32 && !text.includes(" ") ? "whole" : "";
    return html`<code class="${"id" in part ? `id ${whole}` : whole}" translate="no">${visibleId(text)}</code>`;
  });
}

/** A command: its lines break between words alone. */
function command(text: string): unknown {
  return html`<code translate="no">${visibleId(text).split(" ").map((word, i) => [i ? " " : "", html`<span class="word">${word}</span>`])}</code>`;
}

/** A sentence whose commands stand each on its own, to be copied; what only parts or ends them is left out. */
export function steps(parts: Phrase, words: Words): unknown {
  let after = false;
  return parts.map((part) => {
    const text = typeof part !== "string" && "command" in part ? part.command : "";
    const only = after && typeof part === "string" && !/\p{L}/u.test(part);
    after = text !== "";
    if (!text) return only ? nothing : phrase([part]);
    return html`<span class="command">${command(text)}<ii-copy .text=${text} label="${words.t("next.copy")}: ${shorten(text, 40)}"></ii-copy></span>`;
  });
}

/** "i-bp1i7gg30r52z2em" becomes "i-bp1i…52z2em". */
export function shorten(id: string, room = 16): string {
  if (id.length <= room) return id;
  const head = Math.ceil((room - 1) / 2);
  return `${id.slice(0, head)}…${id.slice(id.length - (room - 1 - head))}`;
}

export function idText(id: string | null, words: Words, room = 16): TemplateResult {
  if (id === null) return html`<span class="muted">${words.t("id.none")}</span>`;
  return html`<span class="mono" translate="no" title=${visibleId(id)}>${shorten(visibleId(id), room)}</span>`;
}

/** Where the guide explains something, and how a link there is called; null where there is no guide, or no entry. */
function entryOf(words: Words | undefined, kind: string, entry: string, of: string | null = entry): { href: string; label: string } | null {
  const href = entry && words?.explained(`${kind}-${entry}`);
  return words && href ? { href, label: words.t("guide.entry", { of: visibleId(of ?? "") }) } : null;
}

/** A small link to what the guide says; nothing where there is nothing. */
export function guideLink(words: Words | undefined, kind: string, entry: string, of: string | null = entry): unknown {
  const to = entryOf(words, kind, entry, of);
  if (!to) return nothing;
  return html`<a class="guide" href=${to.href} target="_blank" rel="noopener" title=${to.label}><span aria-hidden="true">?</span></a>`;
}

/** A link to where the guide says more than an entry, by its title. */
export function moreLink(words: Words | undefined, more: More | null): unknown {
  const href = more && words?.explained(more.section);
  return more && href ? html`<a class="further" href=${href} target="_blank" rel="noopener">${more.label}</a>` : nothing;
}

/** The same for a badge among many: seen where the reader stands, out of the way of Tab and of who hears each row, since a key does the same (`openGuideByKey`). */
export function subtleGuideLink(words: Words, { kind, entry }: Badge): unknown {
  const to = entryOf(words, kind, entry);
  if (!to) return nothing;
  return html`<a class="guide quiet" href=${to.href} target="_blank" rel="noopener" tabindex="-1" aria-hidden="true" title=${to.label} @click=${(event: Event) => event.stopPropagation()}>?</a>`;
}

/** The same in a drawing, whose items are read aloud by their names: its center. */
export function svgGuideLink(words: Words, { kind, entry }: Badge, x: number, y: number): unknown {
  const to = entryOf(words, kind, entry);
  if (!to) return nothing;
  return svg`<a class="guide" href=${to.href} target="_blank" rel="noopener" tabindex="-1" aria-hidden="true"><title>${to.label}</title><circle cx=${x} cy=${y} r="12.5"></circle><circle class="seen" cx=${x} cy=${y} r="8"></circle><text x=${x} y=${y + 4}>?</text></a>`;
}

/** A key on something that has this badge opens its entry; whether it did. */
export function openGuideByKey(event: KeyboardEvent, words: Words, badge: Badge | null | undefined): boolean {
  if (!badge || !pressed(event, KEYMAP.guide)) return false;
  const to = entryOf(words, badge.kind, badge.entry);
  if (!to) return false;
  event.preventDefault();
  window.open(to.href, "_blank", "noopener");
  return true;
}

const SEVERITIES: Record<Severity, Key> = { error: "severity.error", warning: "severity.warning", note: "severity.info" };

export function severityWord(severity: Severity, words: Words): string {
  return words.t(SEVERITIES[severity]);
}

export function messageList(list: readonly Message[], words: Words): unknown {
  if (list.length === 0) return nothing;
  return html`<ul class="notes">
    ${list.map(
      (note) =>
        html`<li>
          ${severityIcon(note.severity)}
          <p><span class="aloud">${severityWord(note.severity, words)}: </span>${phrase(note.text)}</p>
        </li>`,
    )}
  </ul>`;
}

/** Why something is as it is: what happened, quietly whose fault that likely is, and on its own line what to do. */
export function reason(one: Reason, words?: Words): unknown {
  return html`<p>
      ${one.code === null ? nothing : html`<code class="of" translate="no">${visibleId(one.code)}</code>`} ${phrase(one.what)}
      <span class="tail">${one.likely === null ? nothing : html`<span class="likely">${one.likely.label}</span>`} ${guideLink(words, one.kind, one.entry, one.code)}</span>
    </p>
    ${one.remedy === null && one.more === null ? nothing : html`<p class="remedy">${one.remedy === null ? nothing : phrase(one.remedy)} ${moreLink(words, one.more)}</p>`}`;
}

export function reasonList(list: readonly Reason[], words: Words): unknown {
  if (list.length === 0) return nothing;
  return html`<ul class="notes">
    ${list.map(
      (one) =>
        html`<li>
          ${severityIcon(one.severity)}
          <div><span class="aloud">${severityWord(one.severity, words)}: </span>${reason(one, words)}</div>
        </li>`,
    )}
  </ul>`;
}
