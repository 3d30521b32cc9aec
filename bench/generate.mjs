// The data of the bench, from a seed: `node generate.mjs [NAME...]` writes what is missing or out of date to data/.
//
// A row depends on nothing but its kind and its number, so that the first thousand rows of every fleet are the same.
// Beside the files stands data/manifest.json: what is in each of them, which every contestant must find.
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const DATA = new URL("data/", import.meta.url);
const MANIFEST = new URL("manifest.json", DATA);
/** Files made by another version of this one are made again. */
const VERSION = createHash("sha256").update(readFileSync(new URL(import.meta.url))).digest("hex").slice(0, 16);

const SEED = 20_260_302;
const FLEET = 100_000;
/** What the core reads at most; one byte less than it. */
const LARGEST = 512 * 1024 * 1024 - 1;
/** One fault in so many records of `broken`. */
const FAULT_EVERY = 1000;
/** Rows made between two writes. */
const PIECE = 2000;

// ---------------------------------------------------------------- chance

/** Numbers from 0 to below 1, the same ones for the same seed: the generator known as mulberry32. */
function chance(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const pick = (next, list) => list[Math.floor(next() * list.length)];
const between = (next, low, high) => low + Math.floor(next() * (high - low));

const IDS = 36 ** 6;
/** 22 characters as the service gives them; the last six are a permutation of the numbers, so no two are equal. */
function instanceId(i, next) {
  let id = "i-bp1";
  for (let at = 0; at < 11; at += 1) id += Math.floor(next() * 36).toString(36);
  // The factor shares no divisor with 36, and the product stays exact.
  return id + ((i * 1_500_007) % IDS).toString(36).padStart(6, "0");
}

const time = (seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

// ---------------------------------------------------------------- outputs

const SHORT = [
  (next) => `nginx is active with ${between(next, 2, 16)} workers\n`,
  (next) => `/dev/vda1 40G ${between(next, 11, 89)}% used on /\n`,
  (next) => `${between(next, 0, 60)} packages updated, no reboot\n`,
  (next) => `load average ${(next() * 4).toFixed(2)}, up ${between(next, 1, 400)} days\n`,
];
const COMPLAINTS = ["bash: deploy.sh: Permission denied\n", "yum: another app holds the lock\n", "cat: /etc/app.conf: No such file\n", "curl: (7) connection refused\n"];
const LEVELS = ["INFO ", "INFO ", "INFO ", "INFO ", "WARN ", "DEBUG"];
const EVENTS = [
  (next) => `request ${between(next, 4096, 65_535).toString(16)} GET /api/orders/${between(next, 1, 99_999)} 200 in ${between(next, 1, 900)} ms`,
  (next) => `cache hit ratio ${(next() * 100).toFixed(1)}% over ${between(next, 100, 9999)} keys`,
  (next) => `checkpoint ${between(next, 1, 9999)} written, ${between(next, 1, 512)} MB, "wal" trimmed`,
  (next) => `pool: ${between(next, 0, 32)} of 32 connections in use`,
  (next) => `retry ${between(next, 1, 5)} of 5 for host 10.0.${between(next, 0, 255)}.${between(next, 0, 255)}:8443`,
  (next) => `部署批次 ${between(next, 1, 40)} 完成，耗时 ${between(next, 1, 90)} 秒`,
];

/** What the search looks for. */
const NEEDLE = "for host 10.0.17.";

/** A log of exactly so many bytes. One line in twenty is Chinese. */
function log(bytes, start, next) {
  let text = "";
  let length = 0;
  let second = start;
  for (;;) {
    const event = next() < 0.05 ? EVENTS[5] : EVENTS[between(next, 0, 5)];
    const line = `${time(second).slice(0, 19).replace("T", " ")} ${pick(next, LEVELS)} [worker-${between(next, 0, 8)}] ${event(next)}\n`;
    const size = Buffer.byteLength(line);
    if (length + size > bytes) break;
    text += line;
    length += size;
    second += between(next, 0, 3);
  }
  return text + "=".repeat(Math.max(0, bytes - length - 1)) + (length < bytes ? "\n" : "");
}

// ---------------------------------------------------------------- rows

/** The ways in which two of a hundred records fail. Only what has ended has an exit code. */
const FAILURES = [
  (next) => ({ status: "Failed", legacy: "Finished", exit: pick(next, [1, 2, 126, 127]), code: "ExitCodeNonzero", info: "The command execution exit code is not zero." }),
  (next) => ({ status: "Failed", legacy: "Finished", exit: pick(next, [1, 137, 255]), code: "ExitCodeNonzero", info: "The command execution exit code is not zero." }),
  () => ({ status: "Timeout", legacy: "Failed", code: "ExecutionTimeout", info: "The command execution has been timeout." }),
  () => ({ status: "Aborted", legacy: "Failed", code: "ClientNotRunning", info: "The aliyun service is not running on the instance." }),
];
const SUCCESS = { status: "Success", legacy: "Finished", exit: 0, code: "", info: "" };
const START = Date.UTC(2026, 2, 2, 21, 14, 2) / 1000;

/**
 * One row of DescribeInvocationResults, with the fields that today's answers have.
 * `output` makes the text from chance, the end state and the start.
 */
function row(i, { command, output, instance = null, start = null, repeats = 1, failing = 0.02 }) {
  const next = chance(SEED ^ Math.imul(i + 1, 0x9e37_79b1));
  const failed = next() < failing;
  const end = failed ? pick(next, FAILURES)(next) : SUCCESS;
  const id = instance ?? instanceId(i, next);
  const began = start ?? START + between(next, 0, 600);
  const text = output(next, failed, began);
  const members = {
    Dropped: 0,
    InvocationStatus: end.status,
    InstanceId: id,
    ExitCode: end.exit,
    ErrorInfo: end.info,
    StartTime: time(began),
    Repeats: repeats,
    InvokeRecordStatus: end.legacy,
    FinishedTime: time(began + between(next, 0, 120)),
    Output: Buffer.from(text).toString("base64"),
    CommandId: `c-${command}`,
    ErrorCode: end.code,
    InvokeId: `t-${command}`,
    StopTime: "",
    Username: "root",
    ContainerId: "",
    ContainerName: "",
    TerminationMode: "ProcessTree",
  };
  return { members, failed, text };
}

const short = (next, failed) => pick(next, failed ? COMPLAINTS : SHORT.map((make) => make(next)));
const fleetRow = (i, more = {}) => row(i, { command: "hz0jdfwcsr4w0", output: short, ...more });
/** A row whose members are changed. */
const changed = (i, change) => {
  const made = fleetRow(i);
  return { ...made, written: Object.fromEntries(change(Object.entries(made.members).filter(([, value]) => value !== undefined), chance(SEED + i))) };
};
/** Every row in an order of its own. */
const shuffled = (members, next) => {
  for (let at = members.length - 1; at > 0; at -= 1) {
    const other = between(next, 0, at + 1);
    [members[at], members[other]] = [members[other], members[at]];
  }
  return members;
};
const KINDS = {
  fleet: (i) => fleetRow(i),
  thirdFailed: (i) => fleetRow(i, { failing: 1 / 3 }),
  // What has no value is left out, as some clients do, so that no two rows need have the same members.
  sparse: (i) => changed(i, (members) => members.filter(([, value]) => value !== "" && value !== 0 || value === 0 && i % 3 > 0)),
  shuffled: (i) => changed(i, shuffled),
  camel: (i) => changed(i, (members) => members.map(([name, value]) => [name[0].toLowerCase() + name.slice(1), value])),
  invocations: (i) => fleetRow(i, { command: `hz0inv${String(i >> 2).padStart(6, "0")}` }),
  logs: (i) => row(i, { command: "hz0k2vqd81xo0", output: (next, _, start) => log(4000, start, next) }),
  page: (i) => row(i, { command: "hz0m77trb5s80", output: (next, _, start) => log(24 * 1024, start, next) }),
  // The newest run stands first. Every five minutes, so almost a year.
  history: (i, rows) =>
    row(i, { command: "hz0p9yhe3nc40", output: short, instance: "i-bp1h6c2n4k8w0q5t7y9zr3", start: START - i * 300, repeats: rows - i }),
};

// ---------------------------------------------------------------- texts

const FIRST = '{"RequestId":"E2F7A6C1-90D4-5B38-A7E1-3C5D8F2B4A60","Invocation":{"InvocationResults":{"InvocationResult":[';
const last = (rows) => `]},"PageNumber":1,"PageSize":${rows},"TotalCount":${rows}}}`;

const FAULTS = [
  // A comma is missing.
  (text) => text.replace('"root",', '"root"'),
  // A comma too many.
  (text) => text.replace(',"StartTime"', ',,"StartTime"'),
  // A value in single quotes.
  (text) => text.replace('"Username":"root"', "\"Username\":'root'"),
  // A value in none.
  (text) => text.replace(/"CommandId":"([^"]+)"/, '"CommandId":$1'),
  // The row's brace is not closed.
  (text) => text.slice(0, -1),
  // Python wrote it.
  (text) => text.replace('"StopTime":""', '"StopTime":None'),
];

function faulty(text, i) {
  if (i % FAULT_EVERY !== FAULT_EVERY - 1) return text;
  const changed = FAULTS[Math.floor(i / FAULT_EVERY) % FAULTS.length](text);
  if (changed === text) throw new Error(`record ${i} got no fault`);
  return changed;
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escape = (value) => String(value).replace(/[&<>]/g, (character) => ESCAPES[character]);
const xmlRow = (members) =>
  `<InvocationResult>${Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${escape(value)}</${name}>`)
    .join("")}</InvocationResult>`;

const JSON_TEXT = {
  first: FIRST,
  last,
  between: ",",
  row: (members) => JSON.stringify(members),
};
const CAMEL_TEXT = {
  ...JSON_TEXT,
  first: '{"requestId":"E2F7A6C1-90D4-5B38-A7E1-3C5D8F2B4A60","invocation":{"invocationResults":{"invocationResult":[',
  last: (rows) => `]},"pageNumber":1,"pageSize":${rows},"totalCount":${rows}}}`,
};
/** A response a line, each a page of one row. */
const LINES_TEXT = {
  first: "",
  last: () => "\n",
  between: "\n",
  row: (members, i) => `${FIRST}${JSON.stringify(members)}]},"PageNumber":${i + 1},"PageSize":1,"TotalCount":${FLEET}}}`,
};
const BROKEN_TEXT = { ...JSON_TEXT, row: (members, i) => faulty(JSON.stringify(members), i) };
/** As the CLI prints it. */
const TAB_TEXT = {
  first: '{\n\t"RequestId": "E2F7A6C1-90D4-5B38-A7E1-3C5D8F2B4A60",\n\t"Invocation": {\n\t\t"InvocationResults": {\n\t\t\t"InvocationResult": [\n\t\t\t\t',
  last: (rows) => `\n\t\t\t]\n\t\t},\n\t\t"PageNumber": 1,\n\t\t"PageSize": ${rows},\n\t\t"TotalCount": ${rows}\n\t}\n}\n`,
  between: ",\n\t\t\t\t",
  row: (members) => JSON.stringify(members, null, "\t").replaceAll("\n", "\n\t\t\t\t"),
};
const XML_TEXT = {
  first:
    '<?xml version="1.0" encoding="UTF-8"?><DescribeInvocationResultsResponse><RequestId>E2F7A6C1-90D4-5B38-A7E1-3C5D8F2B4A60</RequestId><Invocation><InvocationResults>',
  last: (rows) =>
    `</InvocationResults><PageNumber>1</PageNumber><PageSize>${rows}</PageSize><TotalCount>${rows}</TotalCount></Invocation></DescribeInvocationResultsResponse>`,
  between: "",
  row: xmlRow,
};

/** Name of a data set -> its file, rows, kind of rows and how they are written. No `rows`: as many as fit. */
export const SETS = {
  page: { file: "page.json", rows: 50, kind: "page", text: TAB_TEXT },
  fleet: { file: "fleet.json", rows: FLEET, kind: "fleet", text: JSON_TEXT },
  "fleet-xml": { file: "fleet.xml", rows: FLEET, kind: "fleet", text: XML_TEXT },
  broken: { file: "broken.json", rows: FLEET, kind: "fleet", text: BROKEN_TEXT, faults: FLEET / FAULT_EVERY },
  logs: { file: "logs.json", rows: 10_000, kind: "logs", text: JSON_TEXT },
  history: { file: "history.json", rows: FLEET, kind: "history", text: JSON_TEXT },
  "third-failed": { file: "third-failed.json", rows: FLEET, kind: "thirdFailed", text: JSON_TEXT },
  sparse: { file: "sparse.json", rows: FLEET, kind: "sparse", text: JSON_TEXT },
  shuffled: { file: "shuffled.json", rows: FLEET, kind: "shuffled", text: JSON_TEXT },
  camel: { file: "camel.json", rows: FLEET, kind: "camel", text: CAMEL_TEXT },
  invocations: { file: "invocations.json", rows: FLEET, kind: "invocations", text: JSON_TEXT },
  // That another response begins is said of each.
  lines: { file: "lines.json", rows: FLEET, kind: "fleet", text: LINES_TEXT, faults: FLEET - 1 },
  "fleet-1000": { file: "fleet-1000.json", rows: 1000, kind: "fleet", text: JSON_TEXT },
  "fleet-10000": { file: "fleet-10000.json", rows: 10_000, kind: "fleet", text: JSON_TEXT },
  "fleet-300000": { file: "fleet-300000.json", rows: 300_000, kind: "fleet", text: JSON_TEXT },
  million: { file: "million.json", rows: 1_000_000, kind: "fleet", text: JSON_TEXT },
  largest: { file: "largest.json", rows: null, kind: "fleet", text: JSON_TEXT },
};

// ---------------------------------------------------------------- files

/** What an invocation comes to, so many of whose rows failed. */
const together = (failed, rows, good) => (failed === 0 ? good : failed === rows ? "Failed" : "PartialFailed");

function write(name) {
  const { file, rows, kind, text, faults = 0 } = SETS[name];
  const path = fileURLToPath(new URL(file, DATA));
  const out = openSync(`${path}.part`, "w");
  let bytes = 0;
  let piece = "";
  const flush = () => {
    bytes += writeSync(out, piece);
    piece = "";
  };
  const recurring = kind === "history";
  const ids = new Set();
  let failures = 0;
  let newestFailed = null;
  // Of the first invocation: its rows, those that failed, and those that failed in the legacy words, too.
  let [first, own, ownFailed, ownLegacy] = [null, 0, 0, 0];
  let outputBytes = 0;
  let characters = 0;
  let hits = 0;
  let i = 0;
  // What could still follow a row: the end and the blanks that fill it up.
  const room = rows === null ? LARGEST - text.last(9_999_999).length : Infinity;
  let length = text.first.length;
  piece = text.first;
  for (; i < (rows ?? Infinity); i += 1) {
    const made = KINDS[kind](i, rows);
    const written = (i === 0 ? "" : text.between) + text.row(made.written ?? made.members, i);
    if (length + written.length > room) break;
    length += written.length;
    piece += written;
    ids.add(made.members.InstanceId);
    failures += made.failed ? 1 : 0;
    newestFailed ??= made.failed;
    first ??= made.members.InvokeId;
    if (made.members.InvokeId === first) {
      own += 1;
      ownFailed += made.failed ? 1 : 0;
      ownLegacy += made.members.InvokeRecordStatus === "Failed" ? 1 : 0;
    }
    outputBytes += Buffer.byteLength(made.text);
    characters += made.text.length;
    hits += made.text.split(NEEDLE).length - 1;
    if (i % PIECE === PIECE - 1) flush();
  }
  piece += text.last(i);
  flush();
  if (rows === null) {
    piece = "\n".repeat(LARGEST - bytes);
    flush();
  }
  closeSync(out);
  renameSync(`${path}.part`, path);
  if (ids.size !== (recurring ? 1 : i)) throw new Error(`${name}: two instances have one id`);
  return {
    version: VERSION,
    file,
    bytes,
    records: i,
    instances: ids.size,
    // Instances that failed; of a recurring command the newest run tells.
    failed: recurring ? Number(newestFailed) : failures,
    // Some failed and some did not; a schedule that goes on is Running in the legacy words.
    status: recurring ? (newestFailed ? "Failed" : "Success") : together(ownFailed, own, "Success"),
    legacyStatus: recurring ? "Running" : together(ownLegacy, own, "Finished"),
    faults,
    // All outputs are text.
    texts: i,
    // Decoded.
    outputBytes,
    characters,
    // Of what the search looks for.
    hits,
  };
}

/** Makes what is missing of these data sets; gives the manifest. */
export function ensure(names, say = console.error) {
  mkdirSync(DATA, { recursive: true });
  const manifest = existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, "utf8")) : {};
  for (const name of names) {
    const there = manifest[name];
    const file = new URL(SETS[name].file, DATA);
    if (there?.version === VERSION && existsSync(file) && statSync(file).size === there.bytes) continue;
    const start = performance.now();
    manifest[name] = write(name);
    writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`);
    const { bytes, records } = manifest[name];
    say(`made data/${SETS[name].file}: ${records.toLocaleString("en")} records, ${(bytes / 1e6).toFixed(1)} MB, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !SETS[name]);
  if (unknown.length) {
    console.error(`no data set is named ${unknown.join(", ")}; there are ${Object.keys(SETS).join(", ")}`);
    process.exit(2);
  }
  ensure(names.length ? names : Object.keys(SETS));
}
