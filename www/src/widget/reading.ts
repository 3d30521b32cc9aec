// What a smaller element reads of what it is given, and what of that it shows. The badge has it only where it is given more than a status.
import type { PropertyValues } from "lit";
import { type Inspection, type Outcome, reasonOf } from "../core/core.ts";
import { Answer } from "../state/answer.ts";
import { firstView, firstViewOf } from "../state/first-view.ts";
import type { ReaderInput } from "../state/reader.ts";
import type { View } from "../state/view.ts";
import { inheritedLanguage } from "../ui/inherited.ts";
import { visible } from "../ui/visible.ts";
import { languageOf } from "../words/languages.ts";
import "../words/widget.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { follow, unfollow } from "./follow.ts";
import { same } from "./input.ts";
import { Intake } from "./intake.ts";
import { areEmpty, refusalWords, unreadOf } from "./kept.ts";
import type { ResponseElement } from "./response-element.ts";

/** What a host hears once something has been read, as `ReadyEvent` has it. */
export interface Read {
  failure: string | null;
  outcome: Outcome | null;
  counts: { invocations: number; instances: number; records: number };
  invokeIds: (string | null)[];
}

/** Why there is nothing to show, in a word and a sentence, and what a browser or a host says of it. */
export interface Broken {
  short: string;
  said: string;
  beneath: string;
  documents: readonly Uint8Array[];
}

const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : "WebAssembly");

export class Reading {
  readonly answer: Answer;
  #intake: Intake;
  /** What was read last. */
  #input: readonly ReaderInput[] = [];

  /** `read`: called when something has been read, or cannot be. */
  constructor(
    private readonly host: ResponseElement,
    private readonly read: (read: Read | null) => void,
  ) {
    this.#intake = new Intake(host, () => host.requestUpdate("response"));
    this.answer = new Answer({ changed: () => host.requestUpdate(), answered: () => this.#answered(), viewed: () => undefined, progress: () => undefined, firstView: (view) => view, polled: false });
  }

  get words(): Words {
    return wordsFor(languageOf(inheritedLanguage(this.host)));
  }

  connect(): void {
    if (this.answer.connect()) this.host.requestUpdate("response");
    follow(this.host);
    this.#intake.connect();
  }

  disconnect(): void {
    this.answer.disconnect();
    unfollow(this.host);
    this.#intake.disconnect();
  }

  /** Before the host draws. */
  update(changed: PropertyValues): void {
    const { host } = this;
    this.answer.language = this.words.language;
    if (changed.has("src")) this.#intake.src = host.src ?? "";
    if (changed.has("response")) host.response = this.#intake.taken(host.response);
    if (changed.has("response") || changed.has("src")) this.#read();
  }

  #read(): void {
    const { documents } = this.#intake;
    // The same documents once more say nothing new.
    if (this.answer.inspection && same(documents, this.#input)) return;
    this.#input = documents;
    void this.answer.read(documents);
  }

  #answered(): void {
    const { failure, summary, refusal } = this.answer;
    if (!failure && !summary) return this.read(null);
    const refused = refusal && refusalWords(this.words, refusal, areEmpty(this.answer));
    const { outcome, counts, invocations } = summary ?? { outcome: null, counts: { invocations: 0, instances: 0, records: 0 }, invocations: [] };
    this.read({ failure: failure ? messageOf(failure) : refused, outcome, counts, invokeIds: invocations.map(({ invokeId }) => invokeId) });
  }

  /** What is shown: the invocation with the id, else the worst. */
  view(inspection: Inspection): View {
    const { invokeId } = this.host;
    if (!invokeId) return firstView(inspection);
    const { rows } = inspection.invocations("document", 0, inspection.summary().counts.invocations);
    return firstViewOf(inspection, rows.find((row) => row.invokeId === invokeId)?.index ?? -1);
  }

  get broken(): Broken | null {
    const { words, answer } = this;
    const { failure, refusal, documents } = answer;
    if (!failure) return refusal && areEmpty(answer) ? { short: words.t("broken.unread"), said: refusalWords(words, refusal, true), beneath: "", documents: [] } : null;
    const unread = unreadOf(failure);
    const short = words.t(reasonOf(failure) === "unread" ? "broken.unread" : "broken");
    const said = unread ? words.t(unread.key, { ...unread.values, of: visible(unread.values["of"] ?? "") }) : short;
    return { short, said, beneath: visible(unread ? (unread.beneath ?? "") : messageOf(failure)), documents };
  }
}
