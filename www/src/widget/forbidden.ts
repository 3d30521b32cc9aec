// A page whose policy allows none of the names under which templates are made (Trusted Types): nothing can be drawn, and that is said without one.
import { html, type LitElement, render } from "lit";
import { inheritedLanguage } from "../ui/inherited.ts";
import { languageOf } from "../words/languages.ts";
import { wordsFor } from "../words/words.ts";
import { ReadyEvent } from "./events.ts";

let forbidden: boolean | undefined;

/** Whether the page's policy lets no template be made. */
export function isForbidden(): boolean {
  if (forbidden !== undefined) return forbidden;
  try {
    render(html`<i></i>`, document.createElement("div"));
    forbidden = false;
  } catch {
    forbidden = true;
  }
  return forbidden;
}

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
