// The guide's script, over a page that reads well without it: theme, search, the table that computes, and where the reader is.
import { registerWorker } from "../worker/registration.ts";
import { defineGuide } from "./define.ts";
import { follow } from "./follow.ts";
import { GuideRollup } from "./rollup.ts";
import { languageOf } from "../words/languages.ts";
import { setWords } from "./words.ts";

setWords(languageOf(document.documentElement.lang), document.getElementById("words")?.textContent);
defineGuide();
customElements.define("guide-rollup", GuideRollup);
follow(document, () => location.hash.slice(1), new AbortController().signal);
void registerWorker("../");
