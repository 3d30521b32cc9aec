// The service worker: keeps the page's own files, answers from them, and hands over what is shared to the page. It sends nothing on.
// The build puts in the files with their hashes, and their edition (build/precache.ts).
import { type Shared, sharedIn } from "./shared.ts";

/** What a worker has, as far as it is used here: its types cannot stand beside the page's. */
interface WorkerEvent extends Event {
  readonly request: Request;
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}
interface Worker {
  readonly registration: { readonly scope: string; readonly installing: unknown; readonly waiting: unknown };
  readonly clients: { matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<readonly unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, hear: (event: WorkerEvent) => void): void;
}
declare const __FILES__: readonly (readonly [file: string, hash: string])[];
declare const __EDITION__: string;

const worker = globalThis as unknown as Worker;
const { scope } = worker.registration;

/** Another deployment on this origin has a scope of its own, and caches of its own. */
const FAMILY = `invocation-inspector ${scope} `;
const CACHE = `${FAMILY}${__EDITION__}`;

/** What is kept, by its address. */
const FILES = new Map(__FILES__.map(([file, hash]) => [new URL(file, scope).href, hash]));

/** Fetches a file anew and keeps it; what does not have its hash (a login page, another edition) is refused by the browser itself. */
async function keep(cache: Cache, address: string): Promise<Response> {
  const response = await fetch(address, { cache: "no-cache", integrity: FILES.get(address) ?? "" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const file = await plain(response);
  await cache.put(address, file.clone());
  return file;
}

/** The same without what belongs to the way it came: a redirection, a packing, on what the server made it depend. */
async function plain(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  for (const name of ["vary", "content-encoding", "content-length"]) headers.delete(name);
  return new Response(await response.arrayBuffer(), { headers });
}

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  await Promise.all([...FILES.keys()].filter((address) => !kept.has(address)).map((address) => keep(cache, address)));
}

let filling: Promise<void> | undefined;

/** A cache that was emptied, by the reader or by a browser that was short of room, fills itself again. */
function refill(): Promise<void> {
  filling ??= fill()
    // The server may have another edition by now, whose worker comes.
    .catch(() => undefined)
    .finally(() => (filling = undefined));
  return filling;
}

const editions = async (): Promise<string[]> => (await caches.keys()).filter((name) => name.startsWith(FAMILY));

/** Removes other editions, unless a newer one is waiting, or a window is open that may still run an older one. */
async function empty(): Promise<void> {
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length > 1) return;
  for (const name of await editions()) if (name !== CACHE) await caches.delete(name);
}

/** A part has failed: what is kept and is not what it was goes. */
async function check(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) {
    const bytes = (await (await cache.match(url))?.arrayBuffer()) ?? new ArrayBuffer(0);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (FILES.get(url) !== `sha256-${btoa(String.fromCharCode(...hash))}`) await cache.delete(url);
  }
}

/** The page could not begin with what was kept: all of it goes, and comes anew. */
async function forget(): Promise<void> {
  for (const name of await editions()) await caches.delete(name);
}

/** A file by its address, whatever is asked of it behind a question mark, in this edition or in one that a window may still run. */
async function find(address: string | Request, names: readonly string[]): Promise<Response | undefined> {
  for (const name of names) {
    const found = await (await caches.open(name)).match(address, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** On the reader's own machine another program may answer at the same address tomorrow: what answers goes first there. */
const LOCAL = ["127.0.0.1", "[::1]", "localhost"].includes(new URL(scope).hostname);

async function answer(request: Request): Promise<Response> {
  // Somebody goes round what is kept.
  if (request.cache === "reload") return fetch(request);
  const { pathname } = new URL(request.url);
  const base = new URL(scope).pathname;
  // The page is one: whatever stands behind its address.
  const home = request.mode === "navigate" && (pathname === base || pathname === `${base}index.html`);
  const kept = await find(home ? scope : request, [CACHE]);
  if (home && LOCAL && kept) return fetch(request).catch(() => kept);
  if (kept) return kept;
  // Some hosts leave out the end of a name; and a window may still run an edition before this one.
  const other = request.mode === "navigate" ? find(`${scope}${pathname.slice(base.length)}.html`, [CACHE]) : find(request, await editions());
  return (await other) ?? (pathname === `${base}guide/` ? fetch(request).catch(guide) : fetch(request));
}

/** The way to the guide is a page of the server's; without one, the browser's language decides. */
const guide = (): Response => Response.redirect(`${scope}guide/${navigator.language.startsWith("zh") ? "zh" : "en"}.html`);

/** What was shared, until the page asks for it: in memory alone, never stored, and not for long. */
let shared: Shared | null = null;
const SHARED = 60_000;

async function receiveShare(request: Request): Promise<Response> {
  const found = await sharedIn(request);
  if (typeof found === "string") return Response.redirect(`${scope}?shared=${found}`, 303);
  shared = found;
  setTimeout(() => {
    if (shared === found) shared = null;
  }, SHARED);
  return Response.redirect(`${scope}?shared`, 303);
}

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(empty()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (!request.url.startsWith(scope)) return;
  if (request.method === "GET") {
    // A browser that does not let its caches be read lets the network be asked.
    event.respondWith(answer(request).catch(() => fetch(request)));
    if (request.mode === "navigate") event.waitUntil(empty().then(refill));
  } else if (request.method === "POST" && request.url.split("?")[0] === `${scope}share`) event.respondWith(receiveShare(request));
});
worker.addEventListener("message", (event) => {
  // The reader wants the new edition now.
  if (event.data === "replace") void worker.skipWaiting();
  if (event.data === "check") event.waitUntil(check());
  if (event.data === "forget") event.waitUntil(forget().then(() => event.ports[0]?.postMessage("forgotten")));
  if (event.data === "shared") {
    event.ports[0]?.postMessage(shared);
    shared = null;
  }
});
