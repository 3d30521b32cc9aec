// The source view, loaded when a source is first opened: its words, its element.
import { register } from "../../ui/register.ts";
import { addWords } from "../../words/words.ts";
import { SourceView } from "./editor-view.ts";

addWords(import.meta.glob("../../../../lang/*/source.json", { eager: true, import: "default" }));
register([["ii-source-view", SourceView]]);
