// The words of the lazy views, loaded with them.
import en from "../../../lang/en/views.json";
import zh from "../../../lang/zh/views.json";
import { addWords } from "./words.ts";

addWords({ en, zh });
