// The widget's own words, which the page has no use for.
import en from "../../../lang/en/widget.json";
import zh from "../../../lang/zh/widget.json";
import { addWords } from "./words.ts";

addWords({ en, zh });
