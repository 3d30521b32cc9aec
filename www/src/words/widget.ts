// The widget's own words, which the page has no use for.
import { addWords } from "./words.ts";

addWords(import.meta.glob("../../../lang/*/widget.json", { eager: true, import: "default" }));
