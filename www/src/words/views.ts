// The words of what comes after the first picture (more.ts), which come with it.
import en from "../../../lang/en/views.json";
import zh from "../../../lang/zh/views.json";
import { addWords } from "./words.ts";

addWords({ en, zh });
