// Whether a page's policy allows none of the names under which templates are made (Trusted Types): then nothing can be drawn.
import { html, render } from "lit";

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
