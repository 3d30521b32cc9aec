// Rendered on a server: the verdict as text, from the core under Node; the element with its data in it, which wakes up in the browser.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { inspect, ready } from "invocation-inspector/core";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const FILES = new URL("../node_modules/invocation-inspector/", import.meta.url);
const response = readFileSync(new URL("../response.json", import.meta.url));

await ready();

function page() {
  const inspection = inspect(response, { language: "en" });
  const { headline } = inspection.summary();
  inspection.free();
  const text = headline.replace(/[&<]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  // Inside a script, only "<" could end it.
  const data = JSON.stringify(JSON.parse(response)).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text}</title>
<script type="module" src="/inspector/define.js"></script></head>
<body><h1>${text}</h1><invocation-inspector><script type="application/json">${data}</script></invocation-inspector></body></html>`;
}

const server = createServer(({ url }, answer) => {
  const name = /^\/inspector\/([\w.-]+)$/.exec(url)?.[1];
  try {
    const body = name ? readFileSync(new URL(name, FILES)) : page();
    answer.writeHead(200, { "content-type": TYPES[extname(name ?? "")] ?? "text/html; charset=utf-8" }).end(body);
  } catch {
    answer.writeHead(404).end();
  }
});
server.listen(Number(process.env.PORT ?? 8081), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
