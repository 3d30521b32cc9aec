// Says, without a template, that a page's policy lets none be made.
import type { LitElement } from "lit";
import { inheritedLanguage } from "../ui/inherited.ts";
import { languageOf } from "../words/languages.ts";
import "../words/widget.ts";
import { wordsFor } from "../words/words.ts";
import { ReadyEvent } from "./events.ts";

/** Says so in an element's box, and tells the host once. */
export function sayForbidden(element: LitElement): void {
  const { renderRoot: root } = element;
  // The attribute follows with the first drawing, which there is not.
  const said = wordsFor(languageOf(element.lang || inheritedLanguage(element))).t("forbidden");
  const text = root.querySelector("p") ?? root.appendChild(document.createElement("p"));
  const isFirst = text.textContent === "";
  text.className = "broken";
  text.setAttribute("part", "broken");
  text.setAttribute("role", "alert");
  if (text.textContent !== said) text.textContent = said;
  if (isFirst) element.dispatchEvent(new ReadyEvent(said, null, { invocations: 0, instances: 0, records: 0 }, []));
}
