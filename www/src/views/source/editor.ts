// The source view, loaded when a source is first opened: its words, its element.
import en from "../../../../lang/en/source.json";
import zh from "../../../../lang/zh/source.json";
import { register } from "../../ui/register.ts";
import { addWords } from "../../words/words.ts";
import { SourceView } from "./editor-view.ts";

addWords({ en, zh });
register([["ii-source-view", SourceView]]);
