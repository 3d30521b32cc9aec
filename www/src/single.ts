// The start of the page that is one file: the same page, both modules' bytes inside. What else belongs into that file (the guide) is imported here.
import { setWasm } from "./package/index.ts";
import { inlined } from "./package/inlined.ts";

setWasm(inlined);
void import("./main.ts");
