// @ts-check
// Takes the core's module apart: pkg/parts/first.wasm, with every function that runs for the first answer to a well-formed response
// (training.js), and rest.wasm with all others (repairs, XML, schedules, the report), which the first part asks for by name when it gets there
// (src/parts/rest.ts), and the words that few answers need. Nothing is left out and nothing stands twice; memory, tables and globals are the first
// part's.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";
import { answers, look, TIMES } from "./training.js";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const WHOLE = readFileSync(at("../pkg/invocation_inspector_bg.wasm"));
/** What the module is compiled with (Cargo.toml): no part may use more. */
const { MutableGlobals, NontrappingFPToInt, SIMD128, BulkMemory, BulkMemoryOpt, SignExt, ReferenceTypes, Multivalue } = binaryen.Features;
const FEATURES = [MutableGlobals, NontrappingFPToInt, SIMD128, BulkMemory, BulkMemoryOpt, SignExt, ReferenceTypes, Multivalue];
/** A class of binaryen's that its types leave out. */
const { Function } = /** @type {{ Function: { setBody(one: binaryen.FunctionRef, body: binaryen.ExpressionRef): void } }} */ (/** @type {unknown} */ (binaryen));
/** Prefixes of what the parts export to each other beside functions. */
const TABLE = "table ";
const GLOBAL = "global ";

function read() {
  const module = binaryen.readBinary(WHOLE);
  module.setFeatures(/** @type {binaryen.Features} */ (FEATURES.reduce((all, feature) => all | feature, /** @type {number} */ (0))));
  return module;
}

/** @param {binaryen.Module} module */
function functions(module) {
  return Array.from({ length: module.getNumFunctions() }, (_, i) => binaryen.getFunctionInfo(module.getFunctionByIndex(i)));
}

/** @param {binaryen.Module} module */
function written(module) {
  const bytes = module.emitBinary();
  if (!WebAssembly.validate(/** @type {Uint8Array<ArrayBuffer>} */ (bytes))) throw new Error("a part of the core is no valid module");
  return bytes;
}

/** The functions that run for first answers: each is given a global that says so. */
async function usedFirst() {
  const module = read();
  const own = functions(module).filter((one) => !one.module);
  own.forEach((one, i) => {
    const mark = module.global.set(`used ${i}`, module.i32.const(1));
    module.addGlobal(`used ${i}`, binaryen.i32, true, module.i32.const(0));
    module.addGlobalExport(`used ${i}`, `used ${i}`);
    Function.setBody(module.getFunction(one.name), module.block(null, [mark, one.body], one.results));
  });
  const glue = "../pkg/invocation_inspector.js";
  const core = /** @type {typeof import("../pkg/invocation_inspector.js")} */ (await import(glue));
  const exports = /** @type {Record<string, WebAssembly.Global>} */ (/** @type {unknown} */ (core.initSync({ module: written(module) })));
  for (const language of /** @type {const} */ (["en", "zh"])) {
    for (const now of TIMES) {
      for (const answer of answers()) {
        const inspection = core.inspect(answer, { language, now });
        look(inspection);
        inspection.free();
      }
    }
  }
  return new Set(own.filter((_, i) => exports[`used ${i}`]?.value === 1).map((one) => one.name));
}

/**
 * Which functions stand in the first part: those that are used first, and those that JavaScript cannot hand on (128-bit values); none that names a
 * place among the words that come with the rest.
 */
async function first() {
  const used = await usedFirst();
  const vectors = (/** @type {binaryen.FunctionInfo} */ one) => [one.params, one.results].some((type) => binaryen.expandType(type).includes(binaryen.v128));
  const module = read();
  const { cuts } = memory(module);
  const names = (/** @type {binaryen.FunctionInfo} */ one) =>
    [...binaryen.emitText(one.body).matchAll(/i32\.const (\d+)/g)].some(([, place]) => cuts.some(({ start, end }) => Number(place) >= start && Number(place) < end));
  const chosen = functions(module).filter((one) => !one.module && (used.has(one.name) || vectors(one)) && !names(one));
  return new Set(chosen.map((one) => one.name));
}

/**
 * The words that are far (build.rs): the texts in which they stand, as bytes.
 * @param {string[]} begin what their keys begin with
 */
function farTexts(begin) {
  const words = (/** @type {string} */ language) => /** @type {Record<string, string>} */ (JSON.parse(readFileSync(at(`../../lang/${language}/core.json`), "utf8")));
  const [en, zh] = [words("en"), words("zh")];
  const keys = Object.keys(en).filter((key) => begin.some((one) => key.startsWith(one))).sort();
  return [keys, keys.map((key) => en[key]), keys.map((key) => zh[key])].map((lines) => Buffer.from(lines.join("\n")));
}

/** @typedef {{ name: string, offset: number, data: ArrayBuffer }} Segment */

/** What memory holds at first, cut into what the first part brings and what the rest does. @param {binaryen.Module} module */
function memory(module) {
  // Its types have older names for them.
  const told = /** @type {{ getNumDataSegments(): number, getDataSegmentInfo(one: number): Segment }} */ (/** @type {unknown} */ (module));
  const segments = Array.from({ length: told.getNumDataSegments() }, (_, i) => told.getDataSegmentInfo(module.getDataSegmentByIndex(i)));
  const begin = /FAR: \[&str; \d+\] = \[([^\]]*)\]/.exec(readFileSync(at("../../build.rs"), "utf8"))?.[1] ?? "";
  const cuts = farTexts([...begin.matchAll(/"([^"]+)"/g)].map(([, one]) => one ?? "")).map((text) => {
    for (const { offset, data } of segments) {
      const found = Buffer.from(data).indexOf(text);
      if (text.length && found >= 0) return { start: offset + found, end: offset + found + text.length };
    }
    throw new Error("words that build.rs puts apart are not found in the module");
  });
  const piece = (/** @type {Segment} */ { offset, data }, /** @type {number} */ from, /** @type {number} */ to) => ({ offset: from, data: new Uint8Array(data, from - offset, to - from) });
  const [near, far] = [/** @type {ReturnType<typeof piece>[]} */ ([]), /** @type {ReturnType<typeof piece>[]} */ ([])];
  for (const segment of segments) {
    const end = segment.offset + segment.data.byteLength;
    let from = segment.offset;
    for (const cut of cuts.filter(({ start }) => start >= segment.offset && start < end).sort((a, b) => a.start - b.start)) {
      near.push(piece(segment, from, cut.start));
      far.push(piece(segment, cut.start, cut.end));
      from = cut.end;
    }
    near.push(piece(segment, from, end));
  }
  const placed = (/** @type {typeof near} */ pieces) => pieces.filter(({ data }) => data.length).map(({ offset, data }) => ({ offset: module.i32.const(offset), data, passive: false }));
  return { cuts, near: placed(near), far: placed(far) };
}

async function split() {
  const inFirst = await first();
  const [one, two] = [read(), read()];
  const own = functions(one).filter((each) => !each.module);
  const short = new Map(own.map((each, i) => [each.name, i.toString(36)]));
  const name = (/** @type {binaryen.FunctionInfo} */ each) => short.get(each.name) ?? "";
  const tables = Array.from({ length: one.getNumTables() }, (_, i) => binaryen.getTableInfo(one.getTableByIndex(i)).name);
  const globals = Array.from({ length: one.getNumGlobals() }, (_, i) => binaryen.getGlobalInfo(one.getGlobalByIndex(i))).filter((global) => !global.module);

  // The rest: its functions, over what the first part has.
  for (const { name } of Array.from({ length: two.getNumExports() }, (_, i) => binaryen.getExportInfo(two.getExportByIndex(i)))) two.removeExport(name);
  for (let i = two.getNumElementSegments(); i-- > 0; ) two.removeElementSegment(binaryen.getElementSegmentInfo(two.getElementSegmentByIndex(i)).name);
  two.setMemory(1, -1, null, memory(two).far, false, false, "0");
  two.addMemoryImport("0", "first", "memory");
  for (const table of tables) two.addTableImport(table, "first", TABLE + table);
  for (const global of globals) {
    two.removeGlobal(global.name);
    two.addGlobalImport(global.name, "first", GLOBAL + global.name, global.type, global.mutable);
  }
  for (const each of own) {
    if (!inFirst.has(each.name)) two.addFunctionExport(each.name, name(each));
    else {
      two.removeFunction(each.name);
      two.addFunctionImport(each.name, "first", name(each), each.params, each.results);
    }
  }
  two.runPasses(["remove-unused-module-elements"]);
  const wanted = new Set(functions(two).filter((each) => each.module === "first").map((each) => each.base));

  for (const each of own) {
    if (!inFirst.has(each.name)) {
      one.removeFunction(each.name);
      one.addFunctionImport(each.name, "rest", name(each), each.params, each.results);
    } else if (wanted.has(name(each))) one.addFunctionExport(each.name, name(each));
  }
  one.setMemory(one.getMemoryInfo("0").initial, -1, null, memory(one).near, false, false, "0");
  for (const table of tables) one.addTableExport(table, TABLE + table);
  for (const global of globals) one.addGlobalExport(global.name, GLOBAL + global.name);
  one.runPasses(["remove-unused-module-elements"]);

  mkdirSync(at("../pkg/parts"), { recursive: true });
  writeFileSync(at("../pkg/parts/first.wasm"), written(one));
  writeFileSync(at("../pkg/parts/rest.wasm"), written(two));
}

await split();
