// The words of what comes after the first picture (more.ts), which come with it.
import en from "../../../lang/en/more.json";
import zh from "../../../lang/zh/more.json";
import { learn } from "../words.ts";

learn({ en, zh });
