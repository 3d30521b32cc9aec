#!/usr/bin/env node
// @ts-check
// The command line of the native binary, compiled to WebAssembly: the same program, so that options, words and bytes are the same.
import process from "node:process";

// Node says of WASI that it may still change, on every start; all else that it says stays.
const { emitWarning } = process;
process.emitWarning = (/** @type {any[]} */ ...said) => (String(said[0]).includes("WASI") ? undefined : Reflect.apply(emitWarning, process, said));
const { run } = await import("./cli-run.js");
process.exitCode = run(process.argv.slice(2));
