// The package's entry: classes, events and the way to hand in the wasm. Importing it changes nothing.
import { moduleAt } from "../core/missing.ts";
import { wasm, type WasmInput } from "../core/wasm.ts";

export { InvocationBadge } from "../widget/badge.ts";
export { BackEvent, EditEvent, ViewEvent } from "../state/view.ts";
export { define } from "../widget/define.ts";
export { ActionEvent, DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent, StateEvent } from "../widget/events.ts";
export { InvocationInspector } from "../widget/inspector.ts";
export { InvocationDiagram, InvocationOutput } from "../widget/small.ts";

/** Says where the modules come from: addresses, bytes or compiled modules. Before the first use. */
export function setWasm(modules: { core?: WasmInput; outputs?: WasmInput }): void {
  for (const [name, given] of Object.entries(modules)) wasm[name as keyof typeof wasm] = typeof given === "string" || given instanceof URL ? () => moduleAt(name, given) : given;
}
