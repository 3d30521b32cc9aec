// The answer as the page shows it: `<invocation-inspector>` (viewer/viewer.ts), and the inputs beside it. Apart from the page, so that the warm-up can draw one.
import { html } from "lit";
import type { Theme } from "../state/preferences.ts";
import type { BackEvent, EditEvent, ViewEvent } from "../state/view.ts";
import type { Words } from "../words/words.ts";
import { GUIDE } from "./header.ts";
import type { InputLine } from "./input-lines.ts";

export interface AnswerViewProperties {
  words: Words;
  theme: Theme;
  hidden: boolean;
  responses: readonly Uint8Array[];
  inputs: readonly InputLine[];
  names: readonly string[];
  viewed?: (event: ViewEvent) => void;
  backed?: (event: BackEvent) => void;
  edited?: (event: EditEvent) => void;
  answered?: () => void;
}

export function answerView({ words, theme, hidden, responses, inputs, names, viewed, backed, edited, answered }: AnswerViewProperties): unknown {
  return html`<invocation-inspector
    ?hidden=${hidden}
    editable
    has-aside
    guide=${GUIDE}
    lang=${words.locale}
    theme=${theme}
    .response=${responses}
    .names=${names}
    @ii-view=${viewed}
    @ii-back=${backed}
    @ii-edit=${edited}
    @ii-answer=${answered}
  >
    <inspector-inputs slot="aside" .inputs=${inputs}></inspector-inputs>
  </invocation-inspector>`;
}
