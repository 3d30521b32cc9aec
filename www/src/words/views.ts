// The words of the lazy views, loaded with them.
import { addWords } from "./words.ts";

addWords(import.meta.glob("../../../lang/*/views.json", { eager: true, import: "default" }));
