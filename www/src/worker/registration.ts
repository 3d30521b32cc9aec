// The registration of the service worker, by the page and by the guide: whichever is visited, both are cached for days without a network.

const WORKER = "sw.js";

/** The one address that may become a script. */
function addressIn(folder: string): string {
  const address = `${folder}${WORKER}`;
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } } }).trustedTypes;
  const policy = types?.createPolicy("inspector-worker", { createScriptURL: () => address });
  return policy?.createScriptURL(address) ?? address;
}

/** So long a page has the machine to itself: keeping its files for later would hold up the first answer. */
const PATIENCE = 3_000;

/** `folder`: that of the site, from the page. null where there are no service workers. */
export async function registerWorker(folder = ""): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  await new Promise((done) => setTimeout(done, PATIENCE));
  return navigator.serviceWorker.register(addressIn(folder)).catch(() => null);
}
