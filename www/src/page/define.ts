// Registers the page's elements and the viewer's.
import { PARTS } from "../viewer/elements.ts";
import { InvocationInspector } from "../viewer/viewer.ts";
import { register } from "../ui/register.ts";
import { whenTouched } from "./first-touch.ts";
import { loadMore } from "./lazy.ts";
import { PageHeader } from "./header.ts";
import { InputList } from "./inputs.ts";
import { InspectorPage } from "./page.ts";
import { SampleList } from "./sample-list.ts";
import { loadSamples } from "./samples.ts";
import { StartScreen } from "./start.ts";
import { ToastView } from "./toast.ts";

export function definePage(): void {
  register(PARTS);
  register([
    ["invocation-inspector", InvocationInspector],
    ["inspector-samples", SampleList],
    ["inspector-start", StartScreen],
    ["inspector-inputs", InputList],
    ["inspector-header", PageHeader],
    ["inspector-toast", ToastView],
    ["inspector-page", InspectorPage],
  ]);
  whenTouched(() => void Promise.all([loadMore(), loadSamples()]));
}
