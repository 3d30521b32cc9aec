// @ts-check
// Serves the built page as a site would: with its headers, and with an answer of its own for addresses that lead nowhere.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import compression from "@polka/compression";
import sirv from "sirv";
import { headersOf } from "./headers.js";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

const NOTHING = "There is nothing at this address.\n";

/** Answers to one request after another with the files of a folder. @param {URL} root ends in a slash @returns {(request: Request, response: Response) => void} */
export function site(root) {
  const embed = () => readFileSync(new URL("embed.html", root), "utf8");
  // `dev`: looks at the disk each time, so that what is built anew is served at once.
  const files = sirv(fileURLToPath(root), { dev: true, etag: true, extensions: ["html"] });
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    for (const [name, value] of Object.entries(headersOf(pathname, embed))) response.setHeader(name, value);
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405, { Allow: "GET, HEAD" }).end();
    // Its links count from a folder.
    if (pathname === "/guide") return void response.writeHead(301, { Location: "guide/" }).end();
    files(request, response, () => nowhere(root, response));
  };
}

/** Packs what an answer sends, for whoever takes it. Quality 5 packs while it sends, and lacks a seventh of what a host gains that packs once for all.
 * @param {ReturnType<typeof site>} answer @returns {ReturnType<typeof site>} */
export function packed(answer) {
  const pack = compression({ brotli: true, level: 5, mimes: /text|javascript|json|xml|wasm/ });
  return (request, response) => {
    response.setHeader("Vary", "Accept-Encoding");
    // A part of a file is a part of what stands on the disk.
    if (request.headers.range) answer(request, response);
    else pack(request, response, () => answer(request, response));
  };
}

/** @param {URL} root @param {Response} response */
function nowhere(root, response) {
  response.statusCode = 404;
  response.setHeader("Cache-Control", "no-cache");
  try {
    const page = readFileSync(new URL("404.html", root));
    response.setHeader("Content-Type", "text/html;charset=utf-8");
    response.end(page);
  } catch {
    response.setHeader("Content-Type", "text/plain;charset=utf-8");
    response.end(NOTHING);
  }
}

/** Listens on this machine alone; port 0 is a free one. @param {(request: Request, response: Response) => void} answer @param {number} [port] */
export async function listen(answer, port = 0) {
  const server = createServer((request, response) => {
    try {
      answer(request, response);
    } catch {
      // An address that is none.
      response.writeHead(400, { "Content-Type": "text/plain;charset=utf-8" }).end(NOTHING);
    }
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", () => done(null)));
  const address = server.address();
  if (!address || typeof address !== "object") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close().closeAllConnections() };
}
