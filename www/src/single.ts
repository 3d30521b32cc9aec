// The start of the page that is one file: the same page, both modules' bytes inside, and the guide.
import { guideInside } from "./guide/inside.ts";
import { setWasm } from "./package/index.ts";
import { inlined } from "./package/inlined.ts";
import type { InspectorPage } from "./page/page.ts";

setWasm(inlined);
// First, so that whoever asks for the guide does not see the inspector.
guideInside(document.querySelector<InspectorPage>("inspector-page")!);
void import("./main.ts");
