// The page as an installed program: works without a network after one visit, takes files and texts from the system, says when there is a newer one.
import en from "../../../lang/en/install.json";
import zh from "../../../lang/zh/install.json";
import { keep } from "../parts/kept.ts";
import { learn } from "../words.ts";
import type { InspectorPage } from "./page.ts";

learn({ en, zh });

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
  const registration = await keep();
  if (!registration) return;
  // Without a worker before it, a new one replaces nothing.
  const fresh = (worker: ServiceWorker | null): void => {
    if (worker?.state === "installed" && navigator.serviceWorker.controller) offer(page, worker);
  };
  fresh(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => fresh(worker));
  });
}

/** Asks the worker for what the system shared. */
async function receive(page: InspectorPage): Promise<void> {
  const { controller } = navigator.serviceWorker;
  if (!controller || !new URLSearchParams(location.search).has("shared")) return;
  history.replaceState(history.state, "", location.pathname);
  const channel = new MessageChannel();
  const shared = await new Promise<{ text: string; files: File[] } | null>((done) => {
    channel.port1.onmessage = ({ data }) => done(data);
    controller.postMessage("shared", [channel.port2]);
  });
  if (shared?.files.length) page.take({ kind: "files", files: shared.files });
  else if (shared?.text.trim()) page.take({ kind: "text", text: shared.text });
}

interface LaunchQueue {
  setConsumer(take: (launch: { files: readonly { getFile(): Promise<File> }[] }) => void): void;
}

/** Files that the system opens with the page. */
function consume(page: InspectorPage): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files }) => {
    const opened = await Promise.all(files.map((file) => file.getFile()));
    if (opened.length) page.take({ kind: "files", files: opened });
  });
}

/** None of it is needed for an answer: what fails is left out. */
export async function install(page: InspectorPage): Promise<void> {
  consume(page);
  if (!("serviceWorker" in navigator)) return;
  await receive(page);
  await register(page);
}
