// A link to a place in an answer (`#1.…`): read, taken out of the address, and followed in the answer that is here, if the reader agrees, or in the next one that holds it.
import { viewOf } from "../state/link.ts";
import { locate } from "../state/locate.ts";
import type { PageState } from "../state/page-state.ts";
import type { View } from "../state/view.ts";
import type { Viewer } from "../viewer/viewer.ts";
import { addWords, type Words } from "../words/words.ts";
import { agreed } from "./question.ts";

addWords(import.meta.glob("../../../lang/*/links.json", { eager: true, import: "default" }));

/** An id as the service gives them; what is none is not said as if it were one. */
const ID = /^[\w.:-]{1,64}$/;

/** The page, as far as a link needs it. */
interface LinkHost extends HTMLElement {
  readonly viewer: Viewer | null;
  readonly words: Words;
}

class Links {
  /** Where the link leads that was opened last, until it is reached. */
  #wanted: View | null = null;
  /** Whether an answer was here that does not hold it: this is said once. */
  #missed = false;

  constructor(
    private readonly page: LinkHost,
    private readonly state: PageState,
  ) {
    // Before the page hears of the answer, so that its first step is the place of the link.
    page.addEventListener("ii-answer", this.#answered, { capture: true });
  }

  async open(hash: string): Promise<void> {
    const { page, state } = this;
    const view = await viewOf(hash);
    if (typeof view === "string") return state.showMessage(`link.${view}`);
    this.#wanted = view;
    this.#missed = false;
    if (!state.isOccupied(false)) return this.#say("link.waits", view);
    // What is being read is the next answer.
    if (page.viewer?.response !== state.responses || page.viewer.answer.busy) return;
    const found = this.#find(view);
    if (!found) return this.#miss(view);
    const { words } = page;
    const agrees = await agreed({ text: words.t("link.question"), detail: words.t("link.question.detail"), yes: words.t("link.question.yes"), no: words.t("link.question.no") });
    if (this.#wanted === view) this.#wanted = null;
    // The answer may be another one by now.
    const still = agrees ? this.#find(view) : null;
    if (!still) return;
    if (state.screen !== "answer") state.toScreen("answer");
    page.viewer.restore(still);
    state.viewed(page.viewer.current, true);
    this.#reached(view, still);
  }

  #find(view: View): View | null {
    const inspection = this.page.viewer?.answer.inspection;
    const found = inspection ? locate(inspection, view) : null;
    // A comparison is of an answer that has both.
    return found && view.referenceId !== null && found.reference === null ? null : found;
  }

  #answered = (): void => {
    const { viewer } = this.page;
    const view = this.#wanted;
    // One that was cancelled since may have been read all the same.
    if (!view || !viewer?.summary || viewer.response !== this.state.responses) return;
    const found = this.#find(view);
    if (!found) return this.#miss(view);
    this.#wanted = null;
    viewer.restore(found);
    this.#reached(view, found);
  };

  #reached(view: View, found: View): void {
    if (view.record !== found.record) this.state.showMessage("link.record", { n: (view.record ?? 0) + 1 });
    else if (found.lines) this.state.showMessage(found.lines.from === found.lines.to ? "link.opened.line" : "link.opened.lines", { from: found.lines.from, to: found.lines.to });
    else this.state.showMessage("link.opened");
  }

  #miss(view: View): void {
    if (!this.#missed) this.#say("link.missing", view);
    this.#missed = true;
  }

  #say(what: "link.waits" | "link.missing", { instanceId, invokeId, referenceId }: View): void {
    const ids = [...new Set([invokeId, instanceId, referenceId])].filter((id) => id !== null);
    const named = ids.length > 0 && ids.every((id) => ID.test(id));
    this.state.showMessage(named ? what : `${what}.unnamed`, { ids: ids.join(" / ") });
  }
}

let links: Links | undefined;

/** Follows the link in the address. */
export async function openLink(page: LinkHost, state: PageState): Promise<void> {
  const { hash } = location;
  if (!hash) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  await (links ??= new Links(page, state)).open(hash);
}
