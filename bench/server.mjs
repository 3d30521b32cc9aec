// The bench's pages, what was built, the data and the contestants' packages, on a port of the loopback.
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const HERE = new URL("./", import.meta.url);
const BUILT = { "/pkg/": new URL("../www/pkg/", HERE), "/dist/": new URL("../www/dist/", HERE) };
const FILES = { "/data/": new URL("data/", HERE), "/npm/": new URL("node_modules/", HERE), "/": new URL("page/", HERE) };
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};
// Browsers give fine clocks to isolated pages only.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** A file as a host sends it that has packed it beforehand. */
export const brotli = (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });

/** What was built, as it is now: a build during the run changes nothing that is measured. */
function snapshot() {
  const files = new Map();
  const walk = (folder, path) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(new URL(`${entry.name}/`, folder), `${path}${entry.name}/`);
      else files.set(path + entry.name, readFileSync(new URL(entry.name, folder)));
    }
  };
  for (const [path, folder] of Object.entries(BUILT)) walk(folder, path);
  return files;
}

export async function serve() {
  const built = snapshot();
  /** By path, what was sent in Brotli. */
  const packed = new Map();
  /** Paths that were asked for since it was last emptied. */
  const asked = new Set();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    asked.add(pathname);
    const type = TYPES[extname(pathname) || ".html"];
    const headers = { ...ISOLATED, "content-type": type ?? "application/octet-stream", "cache-control": "no-store" };
    /** Sends what is held whole: the page and its rivals alike are packed, as a host does it. */
    const send = (body) => {
      if (!type || !/\bbr\b/.test(request.headers["accept-encoding"] ?? "")) return response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
      if (!packed.has(pathname)) packed.set(pathname, brotli(body));
      const small = packed.get(pathname);
      response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": small.length }).end(small);
    };
    const body = built.get(pathname);
    if (body) return send(body);
    const [path, folder] = Object.entries(FILES).find(([start]) => pathname.startsWith(start));
    const file = new URL(pathname.slice(path.length) || "index.html", folder);
    if (!file.href.startsWith(folder.href)) return response.writeHead(404).end();
    let size;
    try {
      ({ size } = statSync(file));
    } catch {
      return response.writeHead(404, ISOLATED).end();
    }
    if (type) return send(readFileSync(file));
    response.writeHead(200, { ...headers, "content-length": size });
    createReadStream(file, { highWaterMark: 1 << 20 }).on("error", () => response.destroy()).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, built, close };
}
