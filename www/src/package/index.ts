// The package's entry: classes, events and the way to hand in the wasm. Importing it changes nothing.
import { wasm, type WasmInput } from "../core/wasm.ts";

export { InvocationBadge } from "../widget/badge.ts";
export { BackEvent, EditEvent, ViewEvent } from "../state/view.ts";
export { define } from "../widget/define.ts";
export { ActionEvent, DiagnosticEvent, ExportEvent, ReadyEvent, SelectionEvent, StateEvent } from "../widget/events.ts";
export { InvocationInspector } from "../widget/inspector.ts";
export { InvocationDiagram, InvocationOutput } from "../widget/small.ts";

/** Says where the modules come from: addresses, bytes or compiled modules. Before the first use. */
export function setWasm(modules: { core?: WasmInput; outputs?: WasmInput }): void {
  Object.assign(wasm, modules);
}
