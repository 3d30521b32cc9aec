// The package's ./inline: all of it in one script, both modules' bytes inside; registers the elements.
import { define } from "../widget/define.ts";
import { setWasm } from "./index.ts";
import { inlined } from "./inlined.ts";

setWasm(inlined);
define();

export * from "./index.ts";
export { inlined };
