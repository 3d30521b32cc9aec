// Registers the page's elements and the viewer's.
import { register } from "../ui/register.ts";
import { ELEMENTS } from "../viewer/elements.ts";
import { Viewer } from "../viewer/viewer.ts";
import { onFirstGesture } from "./first-touch.ts";
import { PageHeader } from "./header.ts";
import { InputList } from "./inputs.ts";
import { loadLazyParts } from "./lazy.ts";
import { InspectorPage } from "./page.ts";
import { SampleList } from "./sample-list.ts";
import { loadSamples } from "./samples.ts";
import { StartScreen } from "./start.ts";
import { ToastView } from "./toast.ts";

export function definePage(): void {
  register(ELEMENTS);
  register([
    ["invocation-inspector", Viewer],
    ["inspector-samples", SampleList],
    ["inspector-start", StartScreen],
    ["inspector-inputs", InputList],
    ["inspector-header", PageHeader],
    ["inspector-toast", ToastView],
    ["inspector-page", InspectorPage],
  ]);
  onFirstGesture(() => void Promise.all([loadLazyParts(), loadSamples()]));
}
