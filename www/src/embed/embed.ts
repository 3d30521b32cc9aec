// The inspector in a frame: listens to the page around it, and to that page alone.
import { setWasm } from "../package/index.ts";
import { inlined } from "../package/inlined.ts";
import { define } from "../widget/define.ts";
import type { InvocationInspector } from "../widget/inspector.ts";
import { type Asked, PROTOCOL, type Settings, type Told, VERSION } from "./protocol.ts";

setWasm(inlined);
define();

const inspector = document.querySelector<InvocationInspector>("invocation-inspector")!;
/** The one origin that is listened to: the address names it, and this file may say which it may name. */
const origin = allowed(new URLSearchParams(location.hash.slice(1)).get("origin"));
let connected = false;

function allowed(named: string | null): string | null {
  const list = document.querySelector<HTMLMetaElement>("meta[name=allowed-origins]")?.content.trim() ?? "";
  if (named === null || named === "*") return null;
  return list === "" || list.split(/\s+/).includes(named) ? named : null;
}

function tell(message: Told): void {
  // A page without an origin, from a disk or a sandbox, can only be met by its window.
  if (origin !== null) window.parent.postMessage({ protocol: PROTOCOL, version: VERSION, ...message }, origin === "null" ? "*" : origin);
}

function set(settings: Settings): void {
  const { language, theme, view, compact, editable, contents } = settings;
  if (typeof language === "string") inspector.lang = document.documentElement.lang = language;
  if (typeof theme === "string") {
    inspector.theme = theme;
    document.documentElement.style.colorScheme = theme === "auto" ? "light dark" : theme;
  }
  if (typeof view === "string") inspector.view = view;
  if (typeof compact === "boolean") inspector.compact = compact;
  if (typeof editable === "boolean") inspector.editable = editable;
  if (typeof contents === "boolean") inspector.contents = contents;
}

const SIZE = new ResizeObserver(() => tell({ type: "size", height: Math.ceil(inspector.getBoundingClientRect().height) }));

function hear(message: Asked): void {
  switch (message.type) {
    case "connect":
      connected = true;
      set(message);
      tell({ type: "connected" });
      SIZE.observe(inspector);
      return;
    case "set":
      return set(message);
    case "show":
      inspector.names = Array.isArray(message.names) ? message.names.map(String) : [];
      inspector.response = message.documents as string;
      return;
    case "add":
      return inspector.add(message.document);
    case "report":
      void inspector.ready.then(() => tell({ type: "report", id: message.id, report: inspector.report() }));
  }
}

window.addEventListener("message", ({ source, origin: from, data }: MessageEvent) => {
  if (source !== window.parent || source === window || origin === null || from !== origin) return;
  if (typeof data !== "object" || data === null || data.protocol !== PROTOCOL) return;
  if (data.version !== VERSION) return tell({ type: "refused", versions: [VERSION] });
  if (connected || data.type === "connect") hear(data as Asked);
});

/** An event's own fields, as they can be sent. */
function forward(type: "ready" | "selection" | "diagnostic" | "export"): void {
  inspector.addEventListener(`ii-${type}`, (event) => {
    const fields = Object.fromEntries(Object.entries(event).filter(([name]) => name !== "isTrusted"));
    if (connected) tell({ type, ...fields } as Told);
  });
}
for (const type of ["ready", "selection", "diagnostic", "export"] as const) forward(type);

tell({ type: "hello", versions: [VERSION] });
