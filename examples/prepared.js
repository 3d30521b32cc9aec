// The examples in a folder of their own, built, with the package as npm packs it, and served.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve } from "../www/test/page/harness.js";

const HERE = fileURLToPath(new URL("./", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../package/", import.meta.url));

/** What each of them shows. */
export const VERDICT = "PartialFailed: 1 of 2 instances failed.";

/** Those that are pages: their folders. */
export const PAGES = ["plain", "dist/vite", "dist/react", "dist/vue"];

/** The examples in a folder of their own, with the package as npm packs it: where they are, and how they go. */
export function installed() {
  const top = mkdtempSync(join(tmpdir(), "invocation-inspector-examples-"));
  const folder = join(top, "examples");
  const options = { cwd: top, encoding: "utf8" };
  execFileSync("npm", ["pack", PACKAGE, "--silent"], options);
  // It unpacks as "package", which is where the examples look for it.
  execFileSync("tar", ["-xzf", readdirSync(top).find((name) => name.endsWith(".tgz"))], options);
  cpSync(HERE, folder, { recursive: true, filter: (path) => !/node_modules|dist/.test(path.slice(HERE.length)) });
  execFileSync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--silent"], { ...options, cwd: folder });
  return { folder, close: () => rmSync(top, { recursive: true, force: true }) };
}

/** The same, built and served. */
export async function prepared() {
  const { folder, close } = installed();
  execFileSync("npm", ["run", "--silent", "build"], { cwd: folder });
  copyFileSync(new URL("../www/dist/embed.html", import.meta.url), join(folder, "iframe/embed.html"));
  const site = await serve(pathToFileURL(`${folder}/`), {});
  return {
    url: site.url,
    /** Starts the server that renders: its address, and how to stop it. */
    async rendering() {
      const server = spawn(process.execPath, ["ssr/server.js"], { cwd: folder, env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
      const url = String(await new Promise((done) => server.stdout.once("data", done))).trim();
      return { url, stop: () => server.kill() };
    },
    close() {
      site.close();
      close();
    },
  };
}
