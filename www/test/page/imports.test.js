// @ts-check
// No circle of imports among the page's sources and the guide's: imports of types and dynamic ones count, as the compiler's own parser reads them.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { API } from "typescript/unstable/sync";

const WWW = fileURLToPath(new URL("../../", import.meta.url));

/** What each file of a project's folders imports, by paths from the project's folder. @param {string} project @param {readonly string[]} folders */
function importsOf(project, folders) {
  const api = new API();
  try {
    const { program } = api.updateSnapshot({ openProjects: [join(project, "tsconfig.json")] }).getProjects()[0] ?? assert.fail(`${project} has no tsconfig.json`);
    const inside = folders.map((folder) => join(project, folder, "/"));
    const files = program.getSourceFileNames().filter((name) => inside.some((folder) => name.startsWith(folder))).sort();
    return new Map(
      files.map((name) => {
        const imports = program.getSourceFile(name)?.imports ?? [];
        const paths = imports.flatMap((node) => ("text" in node && typeof node.text === "string" && node.text.startsWith(".") ? [resolve(dirname(name), node.text)] : []));
        return [relative(project, name), paths.map((path) => relative(project, path))];
      }),
    );
  } finally {
    api.close();
  }
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

test("a circle is found through a type, a dynamic import and a re-export", () => {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  try {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { allowImportingTsExtensions: true, noEmit: true }, include: ["*.ts"] }));
    writeFileSync(join(folder, "a.ts"), 'export * from "./b.ts";\nexport interface A { a: 1 }\n');
    writeFileSync(join(folder, "b.ts"), 'export const load = () => import("./c.ts");\n');
    writeFileSync(join(folder, "c.ts"), 'export type C = typeof import("./a.ts");\n');
    writeFileSync(join(folder, "d.ts"), '// import "./d.ts";\nimport type { A } from "./a.ts";\nexport type D = A;\n');
    assert.deepEqual(circleIn(importsOf(folder, ["."])), ["a.ts", "b.ts", "c.ts", "a.ts"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
