// Links to what is shown: one for who has the answer, and one that brings it, redacted, where it is short and sound; else why there is none, and what to take in its place.
import { html, nothing } from "lit";
import type { FullInspection, LinkPayload, RedactionOptions } from "../../core/core.ts";
import { FEW_CHARACTERS, MOST_CHARACTERS, packed } from "../../state/link-answer.ts";
import { linkOf, LONGEST } from "../../state/link.ts";
import type { View } from "../../state/view.ts";
import { give } from "../../ui/give.ts";
import { icons } from "../../ui/icons.ts";
import type { Key, Words } from "../../words/words.ts";
import { linkPayload } from "./pieces.ts";
import { previewView } from "./preview.ts";

/** A link that brings the answer, or why there is none; "ids": those are too long for one. */
export interface AnswerLink {
  /** From `#` on. */
  link: string | null;
  why: NonNullable<LinkPayload["unfit"]> | "ids" | null;
  /** Its length with the address of the page; 0 where it is not known. */
  characters: number;
  /** What it brings. */
  documents: readonly string[];
  /** Whether the filter is not in it, since it would choose other instances of what is redacted. */
  unfiltered: boolean;
}

/** Why there is none, in words. (What ends with "other" is a plural.) */
const REASONS = { cut: "share.answer.cut", other: "share.answer.kind", binary: "share.answer.binary", long: "share.answer.long", changed: "share.answer.changed", ids: "share.link.long" } as const satisfies { [why in NonNullable<AnswerLink["why"]>]: Key };

/** The address of the page, to which a link is added. */
const page = (): string => location.href.split("#")[0] ?? "";

export async function copyLink(from: EventTarget, link: string): Promise<Key> {
  const given = await give(from, { way: "copy", kind: "text", format: "txt", name: "link", content: page() + link });
  return given ? "share.copied" : "share.refused";
}

/** All documents of the answer, and the place that is shown. */
export async function answerLinkOf(core: FullInspection, view: View, redact: RedactionOptions | false, pace: () => Promise<unknown>, told: (progress: number) => void): Promise<AnswerLink> {
  const { invocation, instance, reference, query, lines } = view;
  const place = { invocation, ...(instance === null ? {} : { instance }), ...(reference === null ? {} : { reference }), query };
  const payload = await linkPayload(core, { ...place, redact }, pace, told);
  const { documents, unfit, redaction, invokeId, instanceId, referenceId } = payload;
  const none: AnswerLink = { link: null, why: unfit, characters: 0, documents, unfiltered: payload.query === null };
  if (unfit !== null) return none;
  const there = { ...view, invokeId, instanceId, referenceId, query: payload.query ?? "", lines: payload.sameLines ? lines : null };
  const link = await linkOf(there, await packed(documents, redaction));
  if (link === null) return { ...none, why: "ids" };
  const characters = page().length + link.length;
  return characters > MOST_CHARACTERS ? { ...none, why: "long", characters } : { ...none, link, characters };
}

/** How long it is and where it fits, or why there is none. */
export function answerLinkText(words: Words, { why, characters }: AnswerLink): string {
  const values = { n: characters, few: FEW_CHARACTERS, most: MOST_CHARACTERS };
  if (why === null) return words.t(characters <= FEW_CHARACTERS ? "share.answer.anywhere" : "share.answer.browsers", values);
  if (why === "ids") return words.t(REASONS[why], { n: LONGEST });
  return words.t(why === "long" && characters === 0 ? "share.answer.large" : REASONS[why], values);
}

interface Actions {
  outcome: Key | null;
  copy: (link: string) => void;
  /** Takes the report of one file in its place. */
  instead: () => void;
}

export function answerLinkView(words: Words, made: AnswerLink, { outcome, copy, instead }: Actions) {
  const { link, unfiltered, documents } = made;
  if (link === null)
    return html`<p class="warning">${answerLinkText(words, made)}</p>
      <div class="buttons"><button class="primary" @click=${instead}>${words.t("share.answer.instead")}</button></div>`;
  return html`<p>${answerLinkText(words, made)}</p>
    <p class="small muted">${words.t("share.answer.holds")}</p>
    ${unfiltered ? html`<p class="small warning">${words.t("share.link.unfiltered")}</p>` : nothing}
    ${previewView(words, documents.join("\n"))}
    <div class="buttons">
      <button class="primary" @click=${() => copy(link)}>${icons.copy}<span>${words.t("share.answer.copy")}</span></button>
      <span class="muted" aria-hidden="true">${outcome ? words.t(outcome) : ""}</span>
    </div>`;
}

interface PlaceLink {
  /** null where it is too long for one, and before it is made. */
  link: string | null;
  isMade: boolean;
  /** Whether the filter is not in it, since it holds what is hidden. */
  unfiltered: boolean;
  /** How many instances are shown alone, since they are selected; the link does not say which. */
  alone: number;
  outcome: Key | null;
  copy: (link: string) => void;
}

/** The link for who has the answer. */
export function placeLinkView(words: Words, { instance, instanceId }: View, { link, isMade, unfiltered, alone, outcome, copy }: PlaceLink) {
  const named = instance === null || instanceId !== null;
  return html`<fieldset>
    <legend>${words.t("share.link")}</legend>
    <p class="small muted">${words.t(isMade && link === null ? "share.link.long" : "share.link.holds", { n: LONGEST })} ${named ? nothing : words.t("share.link.invocation")}</p>
    ${unfiltered ? html`<p class="small warning">${words.t("share.link.unfiltered")}</p>` : nothing}
    ${alone > 0 ? html`<p class="small warning">${words.t("share.link.unselected", { n: alone })}</p>` : nothing}
    ${link === null
      ? nothing
      : html`<div class="buttons">
          <button @click=${() => copy(link)}>${icons.copy}<span>${words.t("share.link.copy")}</span></button>
          <span class="muted" role="status">${outcome ? words.t(outcome) : ""}</span>
        </div>`}
  </fieldset>`;
}
