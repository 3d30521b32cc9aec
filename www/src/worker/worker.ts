// The service worker: keeps the page's own files, answers from them, and hands over what is shared to the page. It sends nothing on.
// The build puts in the files and their edition (build/precache.ts).

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
declare const __FILES__: readonly string[];
declare const __EDITION__: string;

const FAMILY = "invocation-inspector ";
const CACHE = `${FAMILY}${__EDITION__}`;
const worker = globalThis as unknown as Worker;
const { scope } = worker.registration;

/** What was shared, until the page asks for it: in memory alone, never stored. */
let shared: { text: string; files: File[] } | null = null;

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  const keep = async (file: string): Promise<void> => {
    const address = new URL(file, scope);
    const response = await fetch(address, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    await cache.put(address, await plain(response));
  };
  await Promise.all(__FILES__.map(keep));
}

/** The same without what belongs to the way it came: a redirection, a packing, on what the server made it depend. */
async function plain(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  for (const name of ["vary", "content-encoding", "content-length"]) headers.delete(name);
  return new Response(await response.arrayBuffer(), { headers });
}

/** Removes other editions, unless a newer one is waiting, or a window is open that may still run an older one. */
async function empty(): Promise<void> {
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length > 1) return;
  for (const name of await caches.keys()) if (name.startsWith(FAMILY) && name !== CACHE) await caches.delete(name);
}

/** A file by its address, whatever is asked of it behind a question mark. */
const find = (cache: Cache | CacheStorage, address: string | Request) => cache.match(address, { ignoreSearch: true, ignoreVary: true });

/** On the reader's own machine another program may answer at the same address tomorrow: what answers goes first there. */
const LOCAL = ["127.0.0.1", "[::1]", "localhost"].includes(new URL(scope).hostname);

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const { pathname } = new URL(request.url);
  const base = new URL(scope).pathname;
  // The page is one: whatever stands behind its address.
  const home = request.mode === "navigate" && (pathname === base || pathname === `${base}index.html`);
  const kept = await find(cache, home ? scope : request);
  if (home && LOCAL && kept) return fetch(request).catch(() => kept);
  if (kept) return kept;
  // Some hosts leave out the end of a name; and a window may still run an edition before this one.
  const other = request.mode === "navigate" ? find(cache, `${scope}${pathname.slice(base.length)}.html`) : find(caches, request);
  return (await other) ?? fetch(request);
}

async function take(request: Request): Promise<Response> {
  const form = await request.formData();
  const said = (name: string): string => String(form.get(name) ?? "");
  shared = { text: said("text") || said("url") || said("title"), files: form.getAll("files").filter((file) => file instanceof File && (file.name !== "" || file.size > 0)) as File[] };
  return Response.redirect(`${scope}?shared`, 303);
}

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(empty()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (!request.url.startsWith(scope)) return;
  if (request.method === "GET") {
    event.respondWith(answer(request));
    if (request.mode === "navigate") event.waitUntil(empty());
  } else if (request.method === "POST" && request.url === `${scope}share`) event.respondWith(take(request));
});
worker.addEventListener("message", (event) => {
  // The reader wants the new edition now.
  if (event.data === "replace") void worker.skipWaiting();
  if (event.data === "shared") {
    event.ports[0]?.postMessage(shared);
    shared = null;
  }
});
