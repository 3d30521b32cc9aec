// The words of the page that documents the elements.
import { addWords } from "../words/words.ts";

addWords(import.meta.glob("../../../lang/*/elements.json", { eager: true, import: "default" }));
