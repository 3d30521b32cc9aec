// The page as an installed program: works without a network after one visit, takes files and texts from the system, says when there is a newer one.
import { addWords, type Key } from "../words/words.ts";
import { registerWorker } from "../worker/registration.ts";
import type { Shared } from "../worker/shared.ts";
import type { InspectorPage } from "./page.ts";

addWords(import.meta.glob("../../../lang/*/install.json", { eager: true, import: "default" }));

function offer(page: InspectorPage, worker: ServiceWorker): void {
  const { words } = page;
  const act = (): void => {
    // Another window may have said so already.
    if (worker.state !== "installed") return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("replace");
  };
  page.notice({ text: words.t("update.ready"), actions: [{ label: words.t("update.load"), act }] });
}

async function register(page: InspectorPage): Promise<void> {
  const registration = await registerWorker();
  if (!registration) return;
  // Without a worker of this registration before it, a new one replaces nothing; the page may be under that of a folder around it.
  const onInstalled = (worker: ServiceWorker | null): void => {
    if (worker?.state === "installed" && registration.active) offer(page, worker);
  };
  onInstalled(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => onInstalled(worker));
  });
}

/** Why the worker has accepted nothing. */
const REFUSED: Record<string, Key> = { foreign: "shared.foreign", odd: "shared.unreadable" };

/** Asks the worker for what was shared, and the reader whether it is to be shown: any site can make it look as if the system had shared something. */
async function receive(page: InspectorPage): Promise<void> {
  const { controller } = navigator.serviceWorker;
  const why = new URLSearchParams(location.search).get("shared");
  if (!controller || why === null) return;
  history.replaceState(history.state, "", location.pathname);
  const notify = (key: Key) => page.notice({ text: page.words.t(key), actions: [] });
  if (why) return notify((Object.hasOwn(REFUSED, why) && REFUSED[why]) || "shared.unreadable");
  const channel = new MessageChannel();
  const shared = await new Promise<Shared | null>((done) => {
    channel.port1.onmessage = ({ data }) => done(data);
    controller.postMessage("shared", [channel.port2]);
  });
  channel.port1.close();
  if (!shared) return notify("shared.gone");
  const { files } = shared;
  const text = shared.text || shared.url || shared.title;
  if (!files.length && text.trim() === "") return notify("shared.unreadable");
  const { words } = page;
  const size = words.bytes(files.length ? files.reduce((sum, file) => sum + file.size, 0) : new Blob([text]).size);
  const what = files.length ? words.count("shared.files", files.length, { size }) : words.t("shared.text", { size });
  const { agreed } = await import("./question.ts");
  // Without it, what was shared goes with this visit: nothing holds it any more.
  if (!(await agreed({ text: what, detail: words.t("shared.from"), yes: words.t("shared.show"), no: words.t("shared.discard") }))) return;
  page.receive(files.length ? { kind: "files", files } : { kind: "text", text });
}

interface LaunchQueue {
  setConsumer(take: (launch: { files: readonly { name: string; getFile(): Promise<File> }[] }) => void): void;
}

/** Files that the system opens with the page. */
function consume(page: InspectorPage): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files }) => {
    const opened = await Promise.allSettled(files.map((file) => file.getFile()));
    const got = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const lost = files.filter((_, i) => opened[i]?.status === "rejected").map(({ name }) => name);
    if (opened.length) page.receive({ kind: "files", files: got, lost });
  });
}

/** None of it is needed for an answer: what fails is left out. */
export async function install(page: InspectorPage): Promise<void> {
  consume(page);
  if (!("serviceWorker" in navigator)) return;
  void receive(page).catch(() => page.notice({ text: page.words.t("shared.gone"), actions: [] }));
  // A browser may not even let it be asked for.
  await register(page).catch(() => undefined);
}
