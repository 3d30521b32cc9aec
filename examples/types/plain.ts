// What a strict program may write of the package, and what it may not.
import { ActionEvent, BackEvent, define, DiagnosticEvent, EditEvent, ExportEvent, InvocationBadge, InvocationInspector, ReadyEvent, SelectionEvent, setWasm, StateEvent, type View, ViewEvent } from "invocation-inspector";
import "invocation-inspector/badge";
import "invocation-inspector/define";

setWasm({ core: new URL("https://example.com/core.wasm"), outputs: () => new Uint8Array() });
define();
const element: InvocationInspector = document.createElement("invocation-inspector");
const badge: InvocationBadge = document.createElement("invocation-badge");
badge.status = "Success";
// @ts-expect-error: a status is a text
badge.status = 7;

// What is given, at once or later.
element.response = "{}";
element.response = [{ a: 1 }, "text", new Uint8Array(), new ArrayBuffer(1), new Blob([]), new DataView(new ArrayBuffer(1))];
element.response = fetch("/answer");
element.response = Promise.all(["/1", "/2"].map((address) => fetch(address)));
element.response = [fetch("/1"), Promise.resolve("text")];
element.response = new ReadableStream<Uint8Array<ArrayBuffer>>();
element.response = null;
element.response = undefined;
element.src = "/answer";
element.add(fetch("/answer"));
// @ts-expect-error: a number is no document
element.response = 7;
// @ts-expect-error: nor is a flag
element.response = true;

// A view: what is shown is whole, what is restored may be a part.
const view: View = element.current;
element.restore(view);
element.restore({});
element.restore({ tab: "table", query: "outcome:failed" }, true);
element.restore(JSON.parse("{}"));
// @ts-expect-error: no such tab
element.restore({ tab: "picture" });
// @ts-expect-error: it is only told
element.current = view;
element.view = "";
element.view = "table";
// @ts-expect-error: no such view
element.view = "picture";
element.select({ invokeId: "t-1", instanceId: null });
element.state = { version: 1, query: "x", ours: { any: true } };
// @ts-expect-error: no such pane
element.state = { pane: "picture" };
element.actions = [{ id: "a", label: "A", bulk: true }];
// @ts-expect-error: an action has a label
element.actions = [{ id: "a" }];

// Events, by their names and by their classes.
element.addEventListener("ii-ready", ({ failure, kept, invokeIds }) => [failure?.length, kept, invokeIds[0]?.length]);
document.addEventListener("ii-action", (event: ActionEvent) => event.instanceIds.map((id) => id.length));
element.addEventListener("ii-view", (event: ViewEvent) => event.view.tab.length);
const classes = [ActionEvent, BackEvent, DiagnosticEvent, EditEvent, ExportEvent, ReadyEvent, SelectionEvent, StateEvent, ViewEvent];
const types: string[] = classes.map(({ type }) => type);
declare const event: Event;
if (event instanceof EditEvent) event.text.trim();
if (event instanceof BackEvent) event.preventDefault();
// @ts-expect-error: only the package makes its events
new ReadyEvent(null);
// @ts-expect-error: no such field
element.addEventListener("ii-ready", ({ response }) => response);

const rows: (string | null)[] = element.instances("outcome:failed", "-duration").map(({ instanceId }) => instanceId);
const bytes: Promise<Uint8Array> = element.export("csv", { redact: true });
// @ts-expect-error: no such format
void element.export("pdf");
export { bytes, rows, types };
