// Registers the page's elements and the viewer's.
import { define } from "../elements/define.ts";
import { PageHeader } from "./header.ts";
import { HelpDialog } from "./help.ts";
import { InputList } from "./inputs.ts";
import { InspectorPage } from "./page.ts";
import { SampleList } from "./sample-list.ts";
import { StartScreen } from "./start.ts";
import { ToastView } from "./toast.ts";

export function definePage(): void {
  define();
  define([
    ["inspector-samples", SampleList],
    ["inspector-start", StartScreen],
    ["inspector-inputs", InputList],
    ["inspector-header", PageHeader],
    ["inspector-help", HelpDialog],
    ["inspector-toast", ToastView],
    ["inspector-page", InspectorPage],
  ]);
}
