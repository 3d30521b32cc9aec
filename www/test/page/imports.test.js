// @ts-check
// No circle of imports among the page's sources and the guide's, types and dynamic imports included; no long function or file. As the compiler's own parser
// reads them.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { isFunctionLikeDeclaration } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

/** @typedef {import("typescript/unstable/ast").SourceFile} SourceFile */
/** @typedef {import("typescript/unstable/ast").Node} Node */

const WWW = fileURLToPath(new URL("../../", import.meta.url));

/** What `of` finds in each source of a project's folders, by its path from there. @template T @param {string} project @param {readonly string[]} folders @param {(source: SourceFile, name: string) => T} of */
function inSources(project, folders, of) {
  const api = new API();
  try {
    const { program } = api.updateSnapshot({ openProjects: [join(project, "tsconfig.json")] }).getProjects()[0] ?? assert.fail(`${project} has no tsconfig.json`);
    const inside = folders.map((folder) => join(project, folder, "/"));
    const names = program.getSourceFileNames().filter((name) => inside.some((folder) => name.startsWith(folder))).sort();
    return new Map(names.map((name) => [relative(project, name), of(program.getSourceFile(name) ?? assert.fail(name), name)]));
  } finally {
    api.close();
  }
}

/** What each file imports, by paths from the project's folder. @param {string} project @param {readonly string[]} folders */
const importsOf = (project, folders) =>
  inSources(project, folders, (source, name) => {
    const paths = source.imports.flatMap((node) => ("text" in node && typeof node.text === "string" && node.text.startsWith(".") ? [resolve(dirname(name), node.text)] : []));
    return paths.map((path) => relative(project, path));
  });

/** The functions of a file, by the line they begin in, and how many lines each has. @param {SourceFile} source */
function lengthsIn(source) {
  const lineAt = (/** @type {number} */ at) => source.text.slice(0, at).split("\n").length;
  /** @type {[line: number, lines: number][]} */
  const found = [];
  /** @param {Node} node */
  const visit = (node) => {
    if (isFunctionLikeDeclaration(node)) {
      const line = lineAt(node.getStart(source));
      found.push([line, lineAt(node.end) - line + 1]);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** The first circle: its files in order, the first of them again at the end; null where there is none. @param {ReadonlyMap<string, readonly string[]>} imports */
function circleIn(imports) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {(file: string, path: readonly string[]) => string[] | null} */
  const visit = (file, path) => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}

test("the sources have no circle of imports", () => {
  const imports = importsOf(WWW, ["src", "guide"]);
  assert.ok(imports.size > 100, `${imports.size} files`);
  assert.equal(circleIn(imports)?.join(" -> ") ?? null, null);
});

test("no function has over 60 lines, and no file over 400", () => {
  const long = inSources(WWW, ["src", "guide"], (source) => {
    const lines = source.text.split("\n").length - 1;
    return [...(lines > 400 ? [`${lines} lines`] : []), ...lengthsIn(source).flatMap(([line, lines]) => (lines > 60 ? [`line ${line}: ${lines} lines`] : []))];
  });
  assert.deepEqual([...long].filter(([, faults]) => faults.length), []);
});

/** Calls `use` with the folder of a project of these files. @param {Record<string, string>} files @param {(folder: string) => void} use */
function inProject(files, use) {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  try {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { allowImportingTsExtensions: true, noEmit: true }, include: ["*.ts"] }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a circle is found through a type, a dynamic import and a re-export", () => {
  const files = {
    "a.ts": 'export * from "./b.ts";\nexport interface A { a: 1 }\n',
    "b.ts": 'export const load = () => import("./c.ts");\n',
    "c.ts": 'export type C = typeof import("./a.ts");\n',
    "d.ts": '// import "./d.ts";\nimport type { A } from "./a.ts";\nexport type D = A;\n',
  };
  inProject(files, (folder) => assert.deepEqual(circleIn(importsOf(folder, ["."])), ["a.ts", "b.ts", "c.ts", "a.ts"]));
});

test("lines are counted from the name of a function, a method or an arrow to its brace", () => {
  const text = "/** Words. */\nexport function a() {\n}\nclass C {\n  b = () => {\n\n  };\n  get c() { return 1; }\n}\n";
  inProject({ "a.ts": text }, (folder) => assert.deepEqual(inSources(folder, ["."], lengthsIn).get("a.ts"), [[2, 2], [5, 3], [8, 1]]));
});
