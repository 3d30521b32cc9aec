// A link to a place in an answer (`#1.…`): read, taken out of the address, and followed in the answer that is here, if the reader agrees, or in the next one that holds it;
// or in the answer that it brings, which takes the place of one that is here if the reader agrees.
import { equalBytes } from "../core/decode.ts";
import type { Input } from "../state/input.ts";
import type { LinkedAnswer } from "../state/link-answer.ts";
import { readLink } from "../state/link.ts";
import { locate } from "../state/locate.ts";
import type { PageState } from "../state/page-state.ts";
import { newId } from "../state/shelf.ts";
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
  /** The answer that it brought. */
  #brought: LinkedAnswer | null = null;
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
    const link = await readLink(hash);
    if (typeof link === "string") return state.showMessage(`link.${link}`);
    const { view, answer } = link;
    if (answer && !this.#isHere(answer)) return this.#bring(view, answer);
    this.#want(view, null);
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

  #want(view: View, brought: LinkedAnswer | null): void {
    [this.#wanted, this.#brought, this.#missed] = [view, brought, false];
  }

  /** Whether what a link brings is what is here. */
  #isHere({ documents }: LinkedAnswer): boolean {
    return documents.every((document) => this.state.inputs.some(({ bytes }) => equalBytes(bytes, document)));
  }

  /** Shows the answer that a link brings. */
  async #bring(view: View, answer: LinkedAnswer): Promise<void> {
    const { page, state } = this;
    const { words } = page;
    const question = { text: words.t("link.answer.question"), detail: words.t("sentences", { one: saidOf(answer, words), two: words.t("link.answer.detail") }), yes: words.t("link.answer.yes"), no: words.t("link.question.no") };
    // What is typed and was not read stays in its field.
    if (state.isOccupied(false) && !(await agreed(question))) return;
    const read = () => {
      // Not before: what was read until now is another answer.
      this.#want(view, answer);
      return Promise.resolve({ inputs: inputsOf(answer), refusal: null });
    };
    state.receive({ kind: "sample", adds: false, replaces: true, read }, state.isOccupied(false) ? "push" : "replace");
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
    // What was given in its place after it was cancelled did not come with the link.
    const brought = this.#brought?.documents.every((document) => this.state.responses.some((bytes) => equalBytes(bytes, document))) ? this.#brought : null;
    this.#brought = null;
    if (brought) this.state.showMessage(brought.redaction === null ? "link.brought" : "link.brought.redacted", { version: brought.redaction ?? "" });
    else if (view.record !== found.record) this.state.showMessage("link.record", { n: (view.record ?? 0) + 1 });
    else if (found.lines) this.state.showMessage(found.lines.from === found.lines.to ? "link.opened.line" : "link.opened.lines", { from: found.lines.from, to: found.lines.to });
    else this.state.showMessage("link.opened");
  }

  #miss(view: View): void {
    // Where it is found later, that is another answer.
    this.#brought = null;
    if (!this.#missed) this.#say("link.missing", view);
    this.#missed = true;
  }

  #say(what: "link.waits" | "link.missing", { instanceId, invokeId, referenceId }: View): void {
    const ids = [...new Set([invokeId, instanceId, referenceId])].filter((id) => id !== null);
    const named = ids.length > 0 && ids.every((id) => ID.test(id));
    this.state.showMessage(named ? what : `${what}.unnamed`, { ids: ids.join(" / ") });
  }
}

/** Whether what a link brings is redacted. */
const saidOf = ({ redaction }: LinkedAnswer, words: Words): string => (redaction === null ? words.t("link.answer.open") : words.t("link.answer.redacted", { version: redaction }));

/** Its documents as inputs, which are called what they are. */
function inputsOf({ documents, redaction }: LinkedAnswer): Input[] {
  const called = (words: Words) => (redaction === null ? words.t("link.input") : words.t("link.input.redacted", { version: redaction }));
  const name = (i: number) => (words: Words) => (documents.length > 1 ? words.t("link.input.of", { n: i + 1, name: called(words) }) : called(words));
  return documents.map((bytes, i) => ({ key: newId(), name: name(i), bytes, unnamed: false }));
}

let links: Links | undefined;

/** Follows the link in the address. */
export async function openLink(page: LinkHost, state: PageState): Promise<void> {
  const { hash } = location;
  if (!hash) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  await (links ??= new Links(page, state)).open(hash);
}
