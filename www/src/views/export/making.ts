// What is told of what leaves: what it holds and, while it is made or packed, how far it is, and the way out.
import { html } from "lit";
import type { ExportInfo } from "../../core/core.ts";
import type { Words } from "../../words/words.ts";

/** How many instances, records and outputs it is, and how large. */
export function holdsRows({ instances, rows, outputs, bytes, exact }: ExportInfo, words: Words): string {
  const size = words.bytes(bytes);
  return words.t("share.holds", {
    instances: words.count("share.instances", instances),
    rows: words.count("share.rows", rows),
    outputs: words.count("share.outputs", outputs),
    size: exact ? size : words.t("share.about", { size }),
  });
}

/** `text`: what is known of it; `progress`: from 0 to 1. */
export function makingView(words: Words, text: string, progress: number, stop: () => void): unknown {
  return html`<p class="muted">${text}</p>
    <progress aria-label=${words.t("share.making")} max="1" .value=${progress}></progress>
    <div class="buttons"><button class="cancel" @click=${stop}>${words.t("cancel")}</button></div>`;
}

/** `packed`: the files that are in, and their bytes; `files`: how many there are. */
export function packingView(words: Words, packed: { files: number; bytes: number }, files: number, cancel: () => void): unknown {
  return html`<p>${words.t("share.packed", { files: words.number(packed.files), outputs: words.number(files), size: words.bytes(packed.bytes) })}</p>
    <progress aria-label=${words.t("share.packing")} max=${files} .value=${packed.files}></progress>
    <div class="buttons"><button @click=${cancel}>${words.t("cancel")}</button></div>`;
}
