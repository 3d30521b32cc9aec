// Measures comparing under Node: the module of www/pkg/outputs against the best that JavaScript does with strings it holds.
//
//   node bench/outputs.mjs [items] [bytes of each]      10,000 of 4,096 unless said otherwise
//
// Each figure is the median of seven rounds after one that does not count.

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { brotliCompressSync } from "node:zlib";
import { Collection, initSync } from "../www/pkg/outputs/invocation_outputs.js";

const module = readFileSync(new URL("../www/pkg/outputs/invocation_outputs_bg.wasm", import.meta.url));
initSync({ module });
console.log(`module: ${module.length} bytes, ${brotliCompressSync(module).length} with Brotli`);

const [items = 10_000, size = 4096] = process.argv.slice(2).map(Number);

// A seeded generator, so that every run measures the same.
let state = 1;
const next = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

const words = "systemd kernel: started session of user root error failed timeout connection refused by disk usage memory".split(" ");
const line = (item) =>
  `2026-11-21 08:${10 + next(50)}:${10 + next(50)}.${100 + next(900)} host-${item} ${words[next(words.length)]}[${1000 + next(9000)}]: ` +
  `${words[next(words.length)]} ${words[next(words.length)]} 10.0.${next(255)}.${next(255)}:${1024 + next(60_000)} in ${next(900)}ms`;

function outputs(make) {
  return Array.from({ length: items }, (_, item) => {
    let text = "";
    while (text.length < size) text += make(item) + "\n";
    return text.slice(0, size);
  });
}

const logs = outputs(line);
// The same on all machines but for times and ids, and on every thousandth something else: what grouping is for.
const alike = (() => {
  const parts = Array.from({ length: 100 }, () => `${words[next(words.length)]} ${words[next(words.length)]} ${next(1e6)}`);
  return outputs((item) => {
    const part = parts[0];
    return `2026-11-21T08:${10 + next(50)}:${10 + next(50)}Z [${1000 + next(9000)}] ${part} on i-bp1${String(item).padStart(8, "0")}ab${item % 1000 ? "" : " odd"}`;
  }).map((text) => text.slice(0, text.lastIndexOf("\n")));
})();
const equal = Array.from({ length: items }, (_, item) => logs[item % 37]);
// What grouping passes over at once, what it reads number by number, and what is on all machines but for a line in ten.
const prose = outputs(() => Array.from({ length: 12 }, () => words[next(words.length)]).join(" "));
const columns = outputs(() => `root ${String(next(1e5)).padStart(7)} ${next(10)}.${next(10)} ${String(next(1e6)).padStart(7)} ?  Ss  08:${10 + next(50)}  0:${10 + next(50)} /usr/sbin/sshd`);
const shared = (() => {
  const parts = Array.from({ length: 100 }, (_, at) => `  ${words[next(words.length)]}_${words[next(words.length)]} = ${at * 10} # ${words[next(words.length)]}`);
  let at = 0;
  return outputs((item) => (at++ % 10 ? parts[at % 100] : line(item)));
})();
const chinese = outputs(() => `磁盘使用率 ${next(100)}% 服务 ${words[next(words.length)]} 已启动，内存不足`);

function collection(texts) {
  const encoder = new TextEncoder();
  const bytes = encoder.encode(texts.join(""));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, at) => (ends[at] = end += encoder.encode(text).length));
  const ids = texts.map((_, at) => `i-bp1${String(at).padStart(8, "0")}ab`).join("\n");
  return { made: () => new Collection(bytes, ends, new Uint8Array(0), new Float64Array(ends.length), ids), bytes: bytes.length };
}

function median(run) {
  const times = Array.from({ length: 8 }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  }).slice(1);
  return times.sort((a, b) => a - b)[3];
}

const rows = [];
function measure(name, run, bytes, baseline) {
  const result = run();
  const time = median(run);
  const other = baseline && (baseline() === result || baseline.loose ? median(baseline) : Number.NaN);
  if (baseline && Number.isNaN(other)) throw new Error(`${name}: ${result} against ${baseline()}`);
  rows.push({ what: name, result, ms: +time.toFixed(1), "MB/s": Math.round(bytes / 1e3 / time), "JavaScript ms": other && +other.toFixed(1) });
}

function indexOf(texts, needle) {
  return () => {
    let total = 0;
    for (const text of texts) {
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) total++;
    }
    return total;
  };
}

function match(texts, pattern) {
  return () => {
    let total = 0;
    for (const text of texts) {
      pattern.lastIndex = 0;
      while (pattern.exec(text)) total++;
    }
    return total;
  };
}

const { made: makeLogs, bytes } = collection(logs);
rows.push({ what: "collection", ms: +median(() => makeLogs().free()).toFixed(1), "MB/s": Math.round(bytes / 1e6) });
const all = makeLogs();
function search(collection, text, options = {}) {
  return () => {
    const search = collection.search(text, options, "en");
    while (!search.advance(5e5));
    const { total } = search;
    search.free();
    return total;
  };
}
measure("first search, checks UTF-8", search(makeLogs(), "refused"), bytes);
for (const needle of ["refused", "no such text", "connection refused", "e", "10.0.1.", "2026-11-21 08:59:59.9"]) {
  measure(`plain: ${needle}`, search(all, needle), bytes, indexOf(logs, needle));
}
for (const needle of ["REFUSED", "Kernel", "no such text"]) {
  measure(`ignoring case: ${needle}`, search(all, needle, { ignoreCase: true }), bytes, match(logs, new RegExp(needle, "giu")));
}
measure("whole word: error", search(all, "error", { whole: true }), bytes, match(logs, /\berror\b/g));
for (const pattern of ["err\\w+", "\\d+ms$", "10\\.0\\.\\d+\\.7:", "(?:failed|timeout) \\w+ed", "^.*zzz"]) {
  measure(`pattern: ${pattern}`, search(all, pattern, { pattern: true }), bytes, match(logs, new RegExp(pattern, "gm")));
}
const han = collection(chinese);
const hanMade = han.made();
measure("plain, Chinese: 内存不足", search(hanMade, "内存不足"), han.bytes, indexOf(chinese, "内存不足"));
measure("whole pattern, Chinese", search(hanMade, "\\w+d", { pattern: true, whole: true }), han.bytes);
measure("ignoring case, Chinese: KERNEL", search(hanMade, "KERNEL", { ignoreCase: true }), han.bytes, match(chinese, /kernel/giu));

function grouped(collection, masked) {
  return () => {
    const groups = collection.groups(masked);
    const { groups: count } = groups.summary();
    groups.free();
    return count;
  };
}
function mapped(texts) {
  return () => {
    const map = new Map();
    for (const text of texts) map.set(text, (map.get(text) ?? 0) + 1);
    return map.size;
  };
}
/** The longest step of grouping in slices, as the page asks for them. */
function longest(collection) {
  return () => {
    const grouping = collection.grouping(true);
    let most = 0;
    for (let done = false; !done; ) {
      const begun = performance.now();
      done = grouping.advance(250_000);
      most = Math.max(most, performance.now() - begun);
    }
    const begun = performance.now();
    grouping.finish().free();
    return Math.max(most, performance.now() - begun);
  };
}
const kinds = [["37 kinds", equal], ["all different", logs], ["alike", alike], ["words", prose], ["numbers in columns", columns], ["nine lines in ten shared", shared]];
for (const [name, texts] of kinds) {
  const { made, bytes } = collection(texts);
  const items = made();
  // V8 keeps the hash of a string it has once seen: this favours JavaScript.
  measure(`groups, exact: ${name}`, grouped(items, false), bytes, mapped(texts));
  measure(`groups, alike: ${name}`, grouped(items, true), bytes);
  const steps = Array.from({ length: 7 }, longest(items)).sort((a, b) => a - b);
  rows.push({ what: `longest step of it: ${name}`, ms: +steps[3].toFixed(1) });
  items.free();
}
const difference = () => {
  const found = all.difference(0, 1, false, 3);
  const rows = found.rows(0, 100).length;
  found.free();
  return rows;
};
measure("difference of two, 100 rows", difference, size * 2);
console.table(rows);
