// @ts-check
// Every artefact holds the licences of what others made and it has a part of; they are those of the lock files. And what is built with is named.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { CLI_FILE, FILE, notices } from "../../build/notices.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

test("the notices are those of the crates and packages that the lock files name", () => {
  assert.equal(readFileSync(FILE, "utf8"), notices(), 'another version, or another part: type "node www/build/notices.js"');
  assert.equal(readFileSync(CLI_FILE, "utf8"), notices(true), 'of the command line: type "node www/build/notices.js"');
});

test("they name what the artefacts hold, each with a text", () => {
  const text = read("THIRD-PARTY-NOTICES.txt");
  for (const name of ["lit", "lit-html", "@codemirror/view", "@codemirror/state", "wasm-bindgen", "serde", "chrono", "regex-automata", "Rust's standard library"]) {
    assert.match(text, new RegExp(`^${name.replace(/[/-]/g, "\\$&")}( [\\d.]+)? \\(`, "m"), name);
  }
  assert.doesNotMatch(text, /^(playwright-core|typescript|criterion|syn|vite) /m, "tools are no part of an artefact");
  for (const block of text.split(/^-{80}$/m).slice(1)) assert.match(block, /copyright|Apache License|UNICODE|permission/i, block.slice(0, 80));
});

test("every artefact has them", () => {
  const text = read("THIRD-PARTY-NOTICES.txt");
  assert.equal(read("www/dist/third-party-notices.txt"), text);
  if (existsSync(new URL("../../../package/package.json", import.meta.url))) assert.equal(read("package/third-party-notices.txt"), text);
  for (const file of ["www/dist/invocation-inspector.html", "www/dist/embed.html"]) {
    const page = read(file);
    for (const name of ["lit-html 3", "@codemirror/view 6", "chrono 0."]) assert.ok(page.includes(`\n${name}`), `${file}: ${name}`);
    assert.ok(page.includes('THE SOFTWARE IS PROVIDED "AS IS"'), file);
  }
});

test("one compiler is named, with its parts, and no tool is installed but as its lock file says", () => {
  const toolchain = read("rust-toolchain.toml");
  assert.match(toolchain, /^channel = "\d+\.\d+\.\d+"$/m);
  for (const part of ["rustfmt", "clippy", "wasm32-unknown-unknown"]) assert.ok(toolchain.includes(`"${part}"`), part);
  for (const script of ["tools", "fuzz", "wasm", "need", "test", "page", "package", "examples", "bench", "cli"]) {
    // What is called, and what is said.
    for (const line of read(`scripts/${script}.sh`).split("\n").filter((line) => /^[^#]*cargo install/.test(line) && !/^\s*stop|say/.test(line))) assert.match(line, /--locked/, `${script}.sh: ${line}`);
  }
});
