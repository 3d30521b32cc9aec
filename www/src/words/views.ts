// The words of what comes after the first picture (more.ts), which come with it.
import en from "../../../lang/en/views.json";
import zh from "../../../lang/zh/views.json";
import { learn } from "./words.ts";

learn({ en, zh });
