// @ts-check
// The environments of the package: each installed from the tarball and from the registry, by exact versions, built in a folder of its own, and looked at in Chromium.
// Without arguments all of them, and the table in the package's README is written; with arguments those whose names begin with one of them, and it is not.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { listen } from "../../serve/server.js";
import { launch, serve } from "../page/harness.js";
import { WITHOUT_FRAMEWORK } from "./bundlers.js";
import { FRAMEWORKS, SERVERS } from "./frameworks.js";
import { COMMON, look } from "./look.js";

/**
 * How one environment is made.
 * @typedef {object} Environment
 * @property {string} name
 * @property {string} [note] what is particular about it
 * @property {Record<string, string>} [packages] names with exact versions, that of the environment first
 * @property {() => string} [version] where it is not that of the first package
 * @property {Record<string, unknown>} [manifest] more members of its package.json
 * @property {Record<string, string>} files texts by their paths; `{elsewhere}` is the address of what `elsewhere` names
 * @property {string} [build] a command of a shell, with the programs of its packages on the path
 * @property {string} [serve] the folder to serve, the project's own where nothing is said
 * @property {string} [elsewhere] a folder to serve from another origin
 * @property {string} [start] a command that serves on $PORT, in place of a folder
 * @property {string} [renders] what stands in the page as it is served
 * @property {{ path: string, elements?: number, told?: boolean }[]} [pages] the pages to look at
 * @property {[command: string, text: string]} [prints] a command and what it prints, where there is no page
 */
/** @typedef {{ name: string, version: string, note: string, seconds: number, result: string, fails: boolean }} Row */

const PACKAGE = fileURLToPath(new URL("../../../package/", import.meta.url));
const README = new URL("../../package/README.md", import.meta.url);
const MINUTES = 60_000;

/** What its own programs see. @param {string} folder @param {Record<string, string>} [more] */
const surroundings = (folder, more) => ({
  ...process.env,
  PATH: `${join(folder, "node_modules/.bin")}:${process.env.PATH}`,
  CI: "1", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1", NG_CLI_ANALYTICS: "false", npm_config_update_notifier: "false",
  ...more,
});

/** Runs a command to its end: whether it succeeded, and all that it printed. @param {string} folder @param {string} command */
function run(folder, command, minutes = 10) {
  const { status, stdout, stderr, error } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8", env: surroundings(folder), timeout: minutes * MINUTES, maxBuffer: 1 << 26 });
  return { succeeded: status === 0, text: `${stdout ?? ""}${stderr ?? ""}${error ?? ""}` };
}

/** The end of what a command printed, on one line. @param {string} text */
const end = (text) => text.trim().split("\n").slice(-12).join(" / ").slice(-900);

/** The address of a server that the command starts, and how to stop it. @param {string} folder @param {string} command */
async function started(folder, command) {
  const port = await new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" ? address?.port : 0));
    });
  });
  const server = spawn("sh", ["-c", `exec ${command}`], { cwd: folder, env: surroundings(folder, { PORT: String(port) }), stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (said += data));
  const url = `http://127.0.0.1:${port}/`;
  const close = () => server.pid && server.exitCode === null && process.kill(-server.pid);
  for (let tries = 0; tries < 120; tries += 1) {
    if (server.exitCode !== null) break;
    if (await fetch(url).then((response) => response.ok, () => false)) return { url, close };
    await new Promise((done) => setTimeout(done, 500));
  }
  close();
  throw new Error(`${command} does not serve: ${end(said)}`);
}

/** A folder served to other origins, too. @param {string} folder */
function allowing(folder) {
  return listen((request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname;
    const path = join(folder, name);
    const type = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    if (existsSync(path)) response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(readFileSync(path));
    else response.writeHead(404).end();
  });
}

/** Writes the project and installs it; says what npm said where it could not. @param {string} folder @param {Environment} environment @param {string} tarball */
function install(folder, { packages = {}, manifest = {}, files }, tarball) {
  for (const [path, text] of Object.entries({ ...COMMON, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "portal", private: true, type: "module", ...manifest, dependencies: { "invocation-inspector": `file:${tarball}`, ...packages } }));
  // Where a version is not there that another package wants, npm may look for it without end.
  return run(folder, "npm install --no-audit --no-fund --no-package-lock --prefer-offline --loglevel=error", 4);
}

/** Those of the packages that the registry says it has not, in this version. @param {string} folder @param {Environment} environment */
function notGiven(folder, { packages = {} }) {
  return Object.entries(packages).map(([name, version]) => `${name}@${version}`).filter((wanted) => {
    const { succeeded, text } = run(folder, `npm view ${wanted} version --loglevel=error`, 1);
    return succeeded ? text.trim() === "" : /\b(E404|ETARGET)\b/.test(text);
  });
}

/** The environment, made and looked at: what is wrong with it. @param {string} folder @param {Environment} environment @param {import("playwright-core").Browser} browser @returns {Promise<string[]>} */
async function tried(folder, environment, browser) {
  const { build, prints, start, renders, pages = [{ path: "" }] } = environment;
  const faults = [];
  const made = build ? run(folder, build) : { succeeded: true, text: "" };
  if (!made.succeeded) return [`does not build: ${end(made.text)}`];
  faults.push(...made.text.split("\n").filter((line) => /\bwarn(ing)?s?\b/i.test(line) && !/\b0 warnings\b/.test(line)).map((line) => `warns: ${line.trim()}`));
  if (prints) {
    const { text } = run(folder, prints[0]);
    return text.trim() === prints[1] ? faults : [...faults, `prints ${end(text)}`];
  }
  const elsewhere = environment.elsewhere ? await allowing(join(folder, environment.elsewhere)) : undefined;
  if (elsewhere) for (const path of Object.keys(environment.files)) writeFileSync(join(folder, path), readFileSync(join(folder, path), "utf8").replaceAll("{elsewhere}", elsewhere.url));
  const site = start ? await started(folder, start) : await serve(pathToFileURL(`${join(folder, environment.serve ?? "")}/`), {});
  try {
    if (renders && !(await (await fetch(site.url)).text()).includes(renders)) faults.push(`serves no ${renders}`);
    const origins = elsewhere ? [new URL(elsewhere.url).origin] : [];
    for (const { path, ...how } of pages) faults.push(...(await look(browser, site.url + path, { ...how, origins })));
  } finally {
    site.close();
    elsewhere?.close();
  }
  return faults;
}

/** One line of the table. @param {string} top @param {Environment} environment @param {string} tarball @param {import("playwright-core").Browser} browser @returns {Promise<Row>} */
async function row(top, environment, tarball, browser) {
  const { name, note = "", packages = {} } = environment;
  const folder = mkdtempSync(join(top, "project-"));
  const version = environment.version?.() ?? Object.values(packages)[0] ?? "";
  const { succeeded, text } = install(folder, environment, tarball);
  if (!succeeded) {
    const missing = notGiven(folder, environment);
    const result = missing.length ? `not given by the registry: ${missing.join(", ")}` : `not installed: ${end(text)}`;
    return { name, version, note, seconds: 0, result, fails: missing.length === 0 };
  }
  const start = performance.now();
  const faults = await tried(folder, environment, browser).catch((error) => [String(error)]);
  const seconds = Math.round((performance.now() - start) / 1000);
  rmSync(folder, { recursive: true, force: true });
  return { name, version, note, seconds, result: faults.length ? faults.join("; ") : "works", fails: faults.length > 0 };
}

/** The table for the README. @param {Row[]} rows */
function table(rows) {
  const cell = (/** @type {string} */ text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  return ["| environment | version | what is particular | made and looked at in | result |", "| --- | --- | --- | --- | --- |", ...rows.map(({ name, version, note, seconds, result }) => `| ${[name, version, note, `${seconds} s`, result].map(cell).join(" | ")} |`)].join("\n");
}

const wanted = process.argv.slice(2).map((name) => name.toLowerCase());
const environments = [...WITHOUT_FRAMEWORK, ...FRAMEWORKS, ...SERVERS].filter(({ name }) => !wanted.length || wanted.some((part) => name.toLowerCase().startsWith(part)));
const top = mkdtempSync(join(tmpdir(), "invocation-inspector-environments-"));
const browser = await launch();
const version = browser.version();
const date = `Last on ${new Date().toISOString().slice(0, 10)}`;
/** @type {Row[]} */
const rows = [];
try {
  execFileSync("npm", ["pack", PACKAGE, "--silent", "--pack-destination", top], { encoding: "utf8" });
  const tarball = join(top, String(readdirSync(top).find((name) => name.endsWith(".tgz"))));
  for (const environment of environments) {
    const one = await row(top, environment, tarball, browser);
    rows.push(one);
    console.log(`${one.name.padEnd(26)} ${one.version.padEnd(10)} ${`${one.seconds} s`.padStart(6)}  ${one.result}`);
  }
} finally {
  await browser.close();
  rmSync(top, { recursive: true, force: true });
}
if (!wanted.length) {
  const written = `${date}, Node ${process.versions.node}, Chromium ${version}.\n\n${table(rows)}`;
  writeFileSync(README, readFileSync(README, "utf8").replace(/(<!-- environments -->\n)[^]*?(<!-- \/environments -->)/, (_, before, after) => `${before}\n${written}\n\n${after}`));
}
if (!rows.length || rows.some(({ fails }) => fails)) process.exitCode = 1;
