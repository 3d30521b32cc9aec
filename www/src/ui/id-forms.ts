// Ids to be copied in the form that is needed: for a list, for a program, to run the command again.
import { html } from "lit";
import type { IdForm } from "../core/core.ts";
import type { Words } from "../words/words.ts";

const LABELS = {
  lines: "next.ids.lines",
  json: "next.ids.json",
  parameters: "next.ids.parameters",
  invoke: "next.ids.invoke",
  run: "next.ids.run",
  stop: "next.ids.stop",
} as const;

/** A button for each form. `ids`: the text that is copied. */
export function idForms(words: Words, ids: (form: IdForm) => string, forms: readonly IdForm[] = ["lines", "json", "parameters"]): unknown {
  return forms.map((form) => {
    const label = words.t(LABELS[form]);
    return html`<span>${label}<ii-copy brief .text=${() => ids(form)} label="${words.t("copy")}: ${label}"></ii-copy></span> `;
  });
}
