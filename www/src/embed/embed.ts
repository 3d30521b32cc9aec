// The inspector in a frame: listens to the page around it, and to that page alone.
import { setWasm } from "../package/index.ts";
import { inlined } from "../package/inlined.ts";
import { define } from "../widget/define.ts";
import { TABS } from "../elements/viewer-parts.ts";
import type { Tab } from "../view.ts";
import type { ExportEvent } from "../widget/events.ts";
import type { InvocationInspector } from "../widget/inspector.ts";
import { languageOf, wordsFor } from "../words.ts";
import { type Asked, PROTOCOL, type Settings, type Told, VERSION } from "./protocol.ts";

setWasm(inlined);
define();

const inspector = document.querySelector<InvocationInspector>("invocation-inspector")!;
/** The one origin that is listened to: the address names it, and this file may say which it may name. */
const origin = allowed(new URLSearchParams(location.hash.slice(1)).get("origin"));
let connected = false;

function allowed(named: string | null): string | null {
  const list = document.querySelector<HTMLMetaElement>("meta[name=allowed-origins]")?.content.trim() ?? "";
  const origin = canonical(named ?? "");
  return list === "" || list.split(/\s+/).map(canonical).includes(origin) ? origin : null;
}

/** An origin as browsers write it, of however it is named; null where it is none. */
function canonical(named: string): string | null {
  if (named.trim() === "null") return "null";
  try {
    const { origin } = new URL(named.trim());
    return origin === "null" ? null : origin;
  } catch {
    return null;
  }
}

function tell(message: Told): void {
  // A page without an origin, from a disk or a sandbox, can only be met by its window.
  if (origin !== null) window.parent.postMessage({ protocol: PROTOCOL, version: VERSION, ...message }, origin === "null" ? "*" : origin);
}

const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

/** What each setting may be, and what it does. */
const SETTINGS: { [name in keyof Settings]-?: [fits: (value: unknown) => boolean, set: (value: never) => unknown] } = {
  language: [(value) => /^(en|zh)\b/.test(String(value)), (value: string) => (inspector.lang = document.documentElement.lang = value)],
  theme: [
    (value) => ["auto", "light", "dark"].includes(String(value)),
    (value: string) => {
      inspector.theme = value;
      document.documentElement.style.colorScheme = value === "auto" ? "light dark" : value;
    },
  ],
  view: [(value) => TABS.some(([tab]) => tab === value), (value: Tab) => (inspector.view = value)],
  compact: [isFlag, (value: boolean) => (inspector.compact = value)],
  editable: [isFlag, (value: boolean) => (inspector.editable = value)],
  contents: [isFlag, (value: boolean) => (inspector.contents = value)],
  guide: [(value) => value === "" || /^https?:\/\/[^\s]+\/$/.test(String(value)), (value: string) => (inspector.guide = value)],
};

/** Settings that are none, or cannot be so, change nothing and are told. */
function set(settings: Settings): void {
  const ignored: string[] = [];
  for (const [name, [fits, put]] of Object.entries(SETTINGS)) {
    const value = settings[name as keyof Settings];
    if (value === undefined) continue;
    if (fits(value)) put(value as never);
    else ignored.push(name);
  }
  if (ignored.length) tell({ type: "ignored", settings: ignored });
}

const SIZE = new ResizeObserver(() => tell({ type: "size", height: Math.ceil(inspector.getBoundingClientRect().height) }));

function hear(message: Asked): void {
  switch (message.type) {
    case "connect":
      connected = true;
      tell({ type: "connected" });
      set(message);
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

/** In a sandbox a download may be refused, and nobody is told: the reader is told of another way. */
function doubt({ way }: ExportEvent): void {
  if (way !== "save" || self.origin !== "null") return;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = inspector.words.t("embed.saved");
  document.body.append(said);
  setTimeout(() => said.remove(), 10_000);
}
inspector.addEventListener("ii-export", (event) => doubt(event as ExportEvent));

/** An event's own fields, as they can be sent. */
function forward(type: "ready" | "selection" | "diagnostic" | "export"): void {
  inspector.addEventListener(`ii-${type}`, (event) => {
    const fields = Object.fromEntries(Object.entries(event).filter(([name]) => name !== "isTrusted"));
    if (connected) tell({ type, ...fields } as Told);
  });
}
for (const type of ["ready", "selection", "diagnostic", "export"] as const) forward(type);

if (origin === null || window.parent === window) {
  // Nobody can be talked to, and nothing will come.
  const said = document.createElement("p");
  said.textContent = wordsFor(languageOf(navigator.language)).t("embed.alone");
  inspector.replaceWith(said);
} else tell({ type: "hello", versions: [VERSION] });
