// What the page loads before anybody does anything, and how much of it goes over the wire.
import { brotli } from "./server.mjs";

/** The files under dist/ that a browser asks for by itself before the page's service worker starts, each with its length and its length in Brotli, quality 11. */
export async function firstLoad(visit, site) {
  const address = `${site.url}dist/index.html`;
  // Once before, so that what is sent is packed already: what comes late lets the page begin with what it loads after a pause.
  await visit(address);
  site.asked.clear();
  await visit(address);
  // When all that is there and idle, a service worker begins to keep the rest for days without a network.
  const asked = [...site.asked];
  const worker = asked.indexOf("/dist/sw.js");
  return (worker < 0 ? asked : asked.slice(0, worker))
    .filter((path) => site.built.has(path))
    .map((path) => {
      const body = site.built.get(path);
      return { file: path.slice("/dist/".length), bytes: body.length, brotli: brotli(body).length };
    });
}
