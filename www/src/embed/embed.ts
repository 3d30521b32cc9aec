// The inspector in a frame: listens to the page around it, and to that page alone.
import { setWasm } from "../package/index.ts";
import { inlined } from "../package/inlined.ts";
import type { Action, Links } from "../state/hooks.ts";
import type { Tab } from "../state/view.ts";
import { define } from "../widget/define.ts";
import type { ExportEvent } from "../widget/events.ts";
import type { InvocationInspector } from "../widget/inspector.ts";
import { languageOf } from "../words/languages.ts";
import { wordsFor } from "../words/words.ts";
import { misfits, SETTINGS } from "./fits.ts";
import { type FrameMessage, type HostMessage, PROTOCOL, type QUESTIONS, type Refused, type Settings, VERSION } from "./protocol.ts";

setWasm(inlined);
define();

const inspector = document.querySelector<InvocationInspector>("invocation-inspector")!;
/** The one origin that is listened to: the address names it, and this file says which it may name. */
const origin = allowed(new URLSearchParams(location.hash.slice(1)).get("origin"));
let connected = false;
/** So many letters, or names, of a message are repeated in an answer. */
const LONGEST = 100;

function allowed(named: string | null): string | null {
  const list = (document.querySelector<HTMLMetaElement>("meta[name=allowed-origins]")?.content ?? "").split(/\s+/);
  const origin = canonical(named ?? "");
  // Its own site may always: what is in it could be changed there.
  return list.includes("*") || [location.origin, ...list].map(canonical).includes(origin) ? origin : null;
}

/** Why there is no origin to talk to. */
function whyNone(): string {
  const named = new URLSearchParams(location.hash.slice(1)).get("origin");
  if (named === null) return "the address names no origin, as embed.html#origin=https://portal.example does";
  const found = canonical(named);
  return found === null ? "what the address names is no origin" : `${found}, which the address names, is not among the allowed-origins in this file`;
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

/** Messages that were sent. */
let sequence = 0;

function post(message: FrameMessage, to?: unknown): void {
  sequence += 1;
  const answers = typeof to === "object" && to !== null && "sequence" in to && typeof to.sequence === "number" ? { answers: to.sequence } : {};
  // A page without an origin, from a disk or a sandbox, can only be met by its window.
  if (origin !== null) window.parent.postMessage({ protocol: PROTOCOL, version: VERSION, sequence, ...answers, ...message }, origin === "null" ? "*" : origin);
}

/** Reports that a message was refused: to the page around, and in the console, where whoever writes that page looks first. */
function refuse(data: unknown, reason: Refused["reason"], members: string[] = []): void {
  const type = typeof data === "object" && data !== null && "type" in data ? data.type : null;
  const message = typeof type === "string" ? type.slice(0, LONGEST) : null;
  console.warn(`${PROTOCOL}: a message was refused (${reason})`, message, members);
  post({ type: "refused", message, reason, members, versions: [VERSION] }, data);
}

/** What each setting does. */
const PUT: { [name in keyof Settings]-?: (value: never) => unknown } = {
  language: (value: string) => (inspector.lang = document.documentElement.lang = value),
  theme: (value: string) => {
    inspector.theme = value;
    document.documentElement.style.colorScheme = value === "auto" ? "light dark" : value;
  },
  view: (value: Tab) => (inspector.view = value),
  compact: (value: boolean) => (inspector.compact = value),
  editable: (value: boolean) => (inspector.editable = value),
  contents: (value: boolean) => (inspector.contents = value),
  guide: (value: string) => (inspector.guide = value),
  query: (value: string) => (inspector.query = value),
  actions: (value: Action[]) => (inspector.actions = value),
  links: (value: Links) => (inspector.links = value),
  tabs: (value: string | string[]) => (inspector.tabs = [value].flat().join(" ")),
  hide: (value: string | string[]) => (inspector.hide = [value].flat().join(" ")),
  density: (value: string) => (inspector.density = value),
};

/** Settings that are unknown or do not fit change nothing and are reported. */
function set(message: HostMessage & Settings): void {
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(message)) {
    if (value === undefined || ["protocol", "version", "type", "sequence"].includes(name)) continue;
    if (Object.hasOwn(SETTINGS, name) && SETTINGS[name as keyof Settings](value)) PUT[name as keyof Settings](value as never);
    else ignored.push(name.slice(0, LONGEST));
  }
  if (ignored.length) post({ type: "ignored", settings: ignored.slice(0, LONGEST) }, message);
}

// Heights that are parts of the window's would grow with a frame that follows its content: here a window is taken to be so high.
inspector.style.setProperty("--ii-view", "800px");

/** The height that was sent last, and whether one is about to be. */
let height = 0;
let measuring = false;
const SIZE = new ResizeObserver(() => {
  if (measuring) return;
  measuring = true;
  requestAnimationFrame(() => {
    measuring = false;
    const now = Math.ceil(inspector.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    post({ type: "size", height });
  });
});

/** What is to be shown next, and what is to be added to it. */
let next: Extract<HostMessage, { type: "show" }> | null = null;
let added: Extract<HostMessage, { type: "add" }>[] = [];
let reading: Promise<void> | null = null;

/** Reads what has come; what comes meanwhile is read together after it, and of what is to be shown the last. */
async function read(): Promise<void> {
  while (next || added.length) {
    const [shown, more] = [next, added];
    next = null;
    added = [];
    if (shown) {
      inspector.names = shown.names ?? [];
      inspector.response = shown.documents as string;
    }
    await inspector.ready;
    for (const message of more) {
      // Each is judged by all that stands before it.
      const relation = inspector.add(message.document);
      await inspector.ready;
      post({ type: "added", relation }, message);
    }
  }
}

function begin(message: HostMessage): void {
  reading ??= read()
    .catch((failure: unknown) => {
      console.warn(failure);
      refuse(message, "failed");
    })
    .finally(() => {
      reading = null;
      if (next || added.length) begin(message);
    });
}

function receive(message: HostMessage): void {
  switch (message.type) {
    case "connect":
      connected = true;
      post({ type: "connected" }, message);
      set(message);
      SIZE.observe(inspector);
      return;
    case "set":
      return set(message);
    case "show":
      next = message;
      added = [];
      return begin(message);
    case "add":
      added.push(message);
      return begin(message);
    case "state":
      inspector.state = message.state;
      return;
    case "select": {
      const { invokeId, instanceId, execution } = message;
      return inspector.select({ invokeId, instanceId, execution });
    }
    case "report":
      return answer(message, () => post({ type: "report", id: message.id, report: inspector.report() }, message));
    case "ask":
      answer(message, async () => post({ type: "answer", id: message.id, value: await ask(message.what, message.arguments ?? []) }, message));
  }
}

/** Answers a question once what came before it has been read. */
function answer(message: HostMessage, act: () => unknown): void {
  (reading ?? Promise.resolve())
    .then(() => inspector.ready)
    .then(act)
    .catch((failure: unknown) => {
      console.warn(failure);
      refuse(message, "failed");
    });
}

/** What a method of the element answers; it looks at what it is given itself. */
function ask(what: (typeof QUESTIONS)[number], given: unknown[]): unknown {
  if (what === "state") return inspector.state;
  return (inspector[what] as (...given: unknown[]) => unknown)(...given);
}

/** Whether an object speaks this protocol: what else windows say to each other is not ours to answer. */
const isOurs = (data: unknown): data is Record<string, unknown> => typeof data === "object" && data !== null && (data as Record<string, unknown>)["protocol"] === PROTOCOL;

/** Origins that were not heard, each said once. */
const unheard = new Set<string>();

window.addEventListener("message", ({ source, origin: from, data }: MessageEvent) => {
  if (source !== window.parent || source === window || !isOurs(data)) return;
  if (origin === null || from !== origin) {
    if (!unheard.has(from) && unheard.size < LONGEST) console.warn(`${PROTOCOL}: messages from ${from} are not heard: ${origin === null ? whyNone() : `the address names ${origin}`}`);
    unheard.add(from);
    return;
  }
  if (data["version"] !== VERSION) return refuse(data, "version");
  const misfitting = misfits(data);
  if (misfitting === null) return refuse(data, "type");
  if (!connected && data["type"] !== "connect") return refuse(data, "unconnected");
  if (misfitting.length) return refuse(data, "members", misfitting);
  try {
    receive(data as unknown as HostMessage);
  } catch (failure) {
    console.warn(failure);
    refuse(data, "failed");
  }
});

/** In a sandbox a download may be refused silently: the reader is shown another way. */
function doubt({ way }: ExportEvent): void {
  if (way !== "save" || self.origin !== "null") return;
  const notice = document.createElement("p");
  notice.setAttribute("role", "status");
  notice.textContent = inspector.words.t("embed.saved");
  document.body.append(notice);
  setTimeout(() => notice.remove(), 10_000);
}
inspector.addEventListener("ii-export", (event) => doubt(event as ExportEvent));

/** An event's own fields, as they can be sent. */
function forward(type: "ready" | "selection" | "state" | "diagnostic" | "export" | "action"): void {
  inspector.addEventListener(`ii-${type}`, (event) => {
    const fields = Object.fromEntries(Object.entries(event).filter(([name]) => name !== "isTrusted"));
    if (connected) post({ type, ...fields } as FrameMessage);
  });
}
for (const type of ["ready", "selection", "state", "diagnostic", "export", "action"] as const) forward(type);

if (origin === null || window.parent === window) {
  // Nobody can be talked to, and nothing will come.
  console.warn(`${PROTOCOL}: ${origin === null ? whyNone() : "this page stands in no frame"}`);
  const notice = document.createElement("p");
  notice.textContent = wordsFor(languageOf(navigator.language)).t("embed.alone");
  inspector.replaceWith(notice);
} else post({ type: "hello", versions: [VERSION] });
