// The script of the guide that stands alone, as in the package: theme, search and where the reader is.
import { languageOf } from "../words/languages.ts";
import { defineGuide } from "./define.ts";
import { follow } from "./follow.ts";
import { setWords } from "./words.ts";

setWords(languageOf(document.documentElement.lang), document.getElementById("words")?.textContent);
defineGuide();
follow(document, () => location.hash.slice(1), new AbortController().signal);
