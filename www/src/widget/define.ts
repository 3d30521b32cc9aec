// Registers the widget's elements, each under its own name.
import { register } from "../ui/register.ts";
import { ELEMENTS } from "../viewer/elements.ts";
import { LAZY_ELEMENTS } from "../views/lazy-elements.ts";
import { InvocationBadge } from "./badge.ts";
import { dressAnywhere } from "./guest.ts";
import { HostActions } from "./host-actions.ts";
import { InvocationInspector } from "./inspector.ts";
import { InvocationDiagram, InvocationOutput } from "./small.ts";

/** Registers the elements, and the `<ii-…>` they are made of, under their names; what is registered already stays. */
export function define(): void {
  dressAnywhere();
  register([...ELEMENTS, ...LAZY_ELEMENTS]);
  register([
    ["ii-host-actions", HostActions],
    ["invocation-inspector", InvocationInspector],
    ["invocation-badge", InvocationBadge],
    ["invocation-diagram", InvocationDiagram],
    ["invocation-output", InvocationOutput],
  ]);
}
